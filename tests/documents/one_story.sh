# tests/documents/one_story.sh · JSON, CSV, page and workbook of a settlement tell the same: see one_story.py. Every link of every page
# of the examples leads to a place.
# Use:   one_story.sh <concordat binary> <repository root>
. "$(dirname "$0")/preamble.sh"
needs "python3 is needed to compare them" python3

told() {
  for form in json csv html xlsx; do "$concordat" settle "$1" --data "$2/data" --format $form -o "$work/$3.$form" 2>/dev/null; done
  "$concordat" render "$1" -o "$work/$3-copy.html" 2>/dev/null
  "$concordat" render "$1" --changes -o "$work/$3-changes.html" 2>/dev/null
}
each_contract told
python3 "$root/tests/documents/one_story.py" "$work"
