# tests/documents/explained.sh · every payment line of every example, explained down to the data: see tree_adds_up.py.
# Use:   explained.sh <concordat binary> <repository root>
. "$(dirname "$0")/preamble.sh"
needs "python3 is needed to add the trees up again" python3

added_up() { python3 "$root/tests/documents/tree_adds_up.py" "$concordat" "$1" "$2/data"; }

python3 "$root/tests/documents/tree_adds_up.py" --itself
each_contract added_up
