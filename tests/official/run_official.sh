#!/bin/sh
# Works out published results by the text of a contract and compares them with the publication.
# Use: run_official.sh <concordat> <compare_figures> <root of the repository> <name>
# tests/official/<name>/run.sh says what is done, in the words below. The data lie in $CONCORDAT_SHARED (else <root>/../shared)
# under verification; without them the test is skipped (77). With ACCEPT=1 docs/truth.md is written anew.
set -eu

if [ $# -ne 4 ]; then
  echo "give: the program concordat, the program compare_figures, the root of the repository, the name of the folder" >&2
  exit 2
fi
concordat=$1
comparer=$2
root=$3
here=$root/tests/official/$4
verification=${CONCORDAT_SHARED:-$root/../shared}/verification

work=$(mktemp -d "${TMPDIR:-/tmp}/official.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/data"
passed=0

# use_published <folder>: the folder of published files, then $published.
use_published() {
  published=$verification/$1
  [ -d "$published" ] || { echo "skipped: $published is not there"; exit 77; }
}

# price <contract> <record> <data folder> <output>: every field and term of every record, as CSV.
price() {
  "$concordat" price "$root/$1" --record "$2" --data "$3" -o "$4" 2>"$work/messages" || { cat "$work/messages"; echo "concordat price failed"; exit 1; }
}

# compare <comparison> <worked out> <published>: goes on to the next comparison where one fails.
compare() {
  "$comparer" "$here/$1.comparison.md" "$2" "$3" "$root/docs/truth.md" || passed=1
}

. "$here/run.sh"
exit $passed
