# tests/documents/explained.sh · every payment line of every example, explained down to the data: see tree_adds_up.py.
# Use:   explained.sh <concordat binary> <repository root>
# Where python3 is not on the machine the test is skipped (exit 77) and says so.
set -eu
concordat=$1
root=$2
if ! command -v python3 >/dev/null 2>&1; then
  echo "skipped: python3 is needed to add the trees up again"
  exit 77
fi
python3 "$root/tests/documents/tree_adds_up.py" --itself
for contract in "$root"/examples/*/*.contract.md; do
  python3 "$root/tests/documents/tree_adds_up.py" "$concordat" "$contract" "$(dirname "$contract")/data"
done
