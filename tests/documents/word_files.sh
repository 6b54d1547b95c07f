# tests/documents/word_files.sh · the Word files of every example: parts well formed, every link leads to a place, ids and names
# each once, and every word of the clauses in them. Where LibreOffice Writer is on the machine it reads them too.
# Use:   word_files.sh <concordat binary> <repository root>
# Where python3 is not on the machine the test is skipped (exit 77) and says so.
set -eu
concordat=$1
root=$2
if ! command -v python3 >/dev/null 2>&1; then
  echo "skipped: python3 is needed to look into the files"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for contract in "$root"/examples/*/*.contract.md; do
  example=$(dirname "$contract")
  name=$(basename "$example")-$(basename "$contract" .contract.md)
  "$concordat" render "$contract" -o "$work/$name.docx" 2>/dev/null
  "$concordat" render "$contract" --changes -o "$work/$name-changes.docx" 2>/dev/null
  "$concordat" settle "$contract" --data "$example/data" --format html -o "$work/$name-statement.docx" 2>/dev/null
  "$concordat" render "$contract" -o "$work/$name.txt" 2>/dev/null
done
python3 "$root/tests/documents/look_into_word_files.py" "$work"
if ! command -v soffice >/dev/null 2>&1; then
  echo "skipped in part: LibreOffice is not here to read the files"
  exit 0
fi
(cd "$work" && HOME="$work" soffice --headless --convert-to pdf ./*.docx >/dev/null 2>&1) || true
if ! ls "$work"/*.pdf >/dev/null 2>&1; then
  echo "skipped in part: LibreOffice has no Writer here"
  exit 0
fi
for file in "$work"/*.docx; do
  if [ ! -s "${file%.docx}.pdf" ]; then
    echo "LibreOffice does not read $(basename "$file")"
    exit 1
  fi
done
echo "LibreOffice reads all of them"
