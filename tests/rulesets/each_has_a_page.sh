#!/bin/sh
# Every ruleset has a page in docs/rules that links to it, a line in the README of its folder, and at least five worked
# examples; every page of docs/rules is listed, has its parts and related rules, and names only rulesets that are there.
# Use: each_has_a_page.sh <repository root>
root=$1
cd "$root" || exit 2
wrong=0
say() {
  echo "$1"
  wrong=1
}
for ruleset in rulesets/*/*.contract.md; do
  name=$(basename "$ruleset" .contract.md)
  grep -l -F "](../../$ruleset)" docs/rules/*.md >/dev/null || say "$ruleset: no page of docs/rules links to it"
  grep -q -F "$name" "$(dirname "$ruleset")/README.md" || say "$ruleset: its folder's README does not name it"
  examples=$(grep -c '^| "' "$ruleset")
  [ "$examples" -ge 5 ] || say "$ruleset: only $examples worked examples"
done
for page in docs/rules/*.md; do
  [ "$page" = docs/rules/README.md ] && continue
  grep -q -F "]($(basename "$page"))" docs/rules/README.md || say "$page: docs/rules/README.md does not list it"
  for part in Formula Units Edges Rounding "Worked example" Source; do
    grep -q -F -- "- **$part**" "$page" || say "$page: says nothing under $part"
  done
  grep -q 'Related:' "$page" || say "$page: names no related rule"
  for linked in $(grep -o '](\.\./\.\./rulesets/[^)]*)' "$page" | sed 's/](..\/..\///; s/)//'); do
    [ -f "$linked" ] || say "$page: there is no $linked"
  done
done
[ "$wrong" = 0 ] && echo "every ruleset has its page, its README and its examples"
exit "$wrong"
