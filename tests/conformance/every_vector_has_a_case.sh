#!/bin/sh
# tests/conformance/every_vector_has_a_case.sh · every figure of the vector files is run through contract text, or is said to wait.
# Use:   every_vector_has_a_case.sh <repository root>
# The vector files lie in $CONCORDAT_SHARED (else <root>/../shared) under verification/vectors; without them the test is skipped (77).
# A vector has a case when the first cell of a row in share/*.contract.md or uk/*.contract.md names it: "V05a", or "V37.1, V37.2" for parts 1
# and 2 of V37; or a .case file that begins with `Vectors: V10.1, V10.2; ...`. The rows that name it, or the transcript of the case, show
# every expected figure: digits and sign are compared, not the unit (£5m is 5, 40% is 0.4). It waits when only a file *.waiting names it.
set -u
root=${1:?"use: every_vector_has_a_case.sh <repository root>"}
here=$root/tests/conformance
vectors=${CONCORDAT_SHARED:-$root/../shared}/verification/vectors
if [ ! -r "$vectors/share_vectors.json" ] || [ ! -r "$vectors/uk_vectors.csv" ]; then
  echo "skipped: no vector files in $vectors"
  exit 77
fi
made=$(mktemp -d) || exit 3
trap 'rm -rf "$made"' EXIT

# Each line: family, id, expected figure.
awk '
  match($0, /^  "id": "/) { id = substr($0, RLENGTH + 1); sub(/",?$/, "", id) }
  /^ }/ { inside = 0 }
  /^  "expected":/ { inside = 1; sub(/^  "expected":/, "") }
  inside {
    while (match($0, /"[^"]*"/)) {
      text = substr($0, RSTART + 1, RLENGTH - 2)
      $0 = substr($0, RSTART + RLENGTH)
      if ($0 !~ /^:/) print "share\t" id "\t" text
    }
  }' "$vectors/share_vectors.json" > "$made/expected"
awk '
  NR > 1 {
    count = 0; field = ""; quoted = 0
    for (at = 1; at <= length($0); ++at) {
      letter = substr($0, at, 1)
      if (letter == "\"") quoted = !quoted
      else if (letter == "," && !quoted) { cells[++count] = field; field = "" }
      else field = field letter
    }
    print "uk\t" cells[1] "." cells[2] "\t" cells[7]
  }' "$vectors/uk_vectors.csv" >> "$made/expected"

# Each line: family, state (run or waits), id, the whole row.
for family in share uk; do
  for file in "$here/$family"/*; do
    [ -f "$file" ] || continue
    case $file in
      *.waiting) state=waits ;;
      *.contract.md | *.case) state=run ;;
      *) continue ;;
    esac
    awk -v family="$family" -v state="$state" '
      /^\| "/ { names = $0; sub(/^\| "/, "", names); sub(/".*$/, "", names); figures = $0 }
      /^Vectors: / { story = $0; sub(/^Vectors: /, "", story); sub(/;.*$/, "", story) }
      story != "" && /^-- transcript --/ { told = 1 }
      told && !/^[$]/ { names = story; figures = $0; gsub(/,/, "|", figures) }
      names != "" {
        many = split(names, each, ", ")
        for (one = 1; one <= many; ++one) print family "\t" state "\t" each[one] "\t" figures
        names = ""
      }' "$file"
  done
done > "$made/cases"

awk -F '\t' '
  function digits(text,    minus) {
    if (text == "true") return "yes"
    if (text == "false") return "no"
    minus = text ~ /^-/ ? "-" : ""
    gsub(/[^0-9.]/, "", text)
    if (text ~ /[.]/) sub(/[.]?0*$/, "", text)
    sub(/[.]/, "", text); sub(/^0+/, "", text); sub(/0+$/, "", text)
    return text == "" ? "0" : minus text
  }
  FILENAME ~ /cases$/ {
    key = $1 " " $3
    states[key, $2] = 1
    if ($2 != "run") next
    many = split($4, cell, /[|]/)
    for (one = 1; one <= many; ++one) {
      gsub(/^ +| +$/, "", cell[one])
      held[key, cell[one] == "yes" || cell[one] == "no" ? cell[one] : digits(cell[one])] = 1
    }
    next
  }
  {
    key = $1 " " $2
    if (!(key in seen)) {
      seen[key] = 1; ++total
      if ((key, "run") in states) ++run
      else if ((key, "waits") in states) { ++waits; print "waits: " key }
      else { ++wrong; print "no case: " key }
    }
    if (!((key, "run") in states)) next
    ++figures
    if ($3 == "" || $3 ~ /[\/]/) { print "not compared: " key " " $3; next }
    if (!((key, digits($3)) in held)) { ++wrong; print "no row that names " key " shows " $3 }
  }
  END {
    printf "%d of %d vectors have a case, %d wait; %d figures\n", run, total, waits, figures
    exit wrong > 0
  }' "$made/cases" "$made/expected" || exit 1

# README.md tells where each is: the file exists, and has the row.
awk -F ' *[|] *' '/^\| (share|uk|worked) / && !/waiting: / { print $2 "\t" $4 }' "$here/README.md" > "$made/told"
wrong=0
while IFS="$(printf '\t')" read -r id file; do
  name=${id#* }
  if ! grep -qE "^[|] \"([^\"]*, )?$(printf '%s' "$name" | sed 's/[.()+]/\\&/g')(,[^\"]*)?\"|^Vectors: .*$name|^Drafting findings $name:" "$here/$file" 2> "$made/lost"; then
    echo "README.md: $id is not in $file"
    wrong=1
  fi
done < "$made/told"
cut -f 1,2 "$made/expected" | sort -u | while IFS="$(printf '\t')" read -r family id; do
  grep -qF "| $family $id |" "$here/README.md" || grep -qE "^\| $family $id +\|" "$here/README.md" || echo "README.md: $family $id is not listed"
done > "$made/unlisted"
cat "$made/unlisted"
[ -s "$made/unlisted" ] && wrong=1
exit $wrong
