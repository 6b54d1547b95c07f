# tests/documents/word_files.sh · the Word files of every example: parts well formed, every link leads to a place, ids and names
# each once, elements in the order that Word asks for, and every word of the clauses in them. Where LibreOffice Writer is on the
# machine it reads them too.
# Use:   word_files.sh <concordat binary> <repository root>
. "$(dirname "$0")/preamble.sh"
needs "python3 is needed to look into the files" python3

written() {
  "$concordat" render "$1" -o "$work/$3.docx" 2>/dev/null
  "$concordat" render "$1" --changes -o "$work/$3-changes.docx" 2>/dev/null
  "$concordat" settle "$1" --data "$2/data" --format html -o "$work/$3-statement.docx" 2>/dev/null
  "$concordat" render "$1" -o "$work/$3.txt" 2>/dev/null
}
each_contract written
(cd "$root/tests/documents/varied" && "$concordat" render varied.contract.md --changes -o "$work/varied-changes.docx" 2>/dev/null)
python3 "$root/tests/documents/look_into_word_files.py" "$work"
if python3 -c 'import docx; docx.document.Document.add_comment' 2>/dev/null; then
  python3 "$root/tests/documents/comment_on_word_files.py" "$work"
else
  echo "skipped in part: python-docx 1.2 is not here to comment on the files"
fi
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
