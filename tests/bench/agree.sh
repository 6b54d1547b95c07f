#!/bin/sh
# tests/bench/agree.sh: a small form of the benchmark, for agreement only: on activity data made anew, the program on one and on
# several processors, record by record, with every record verified, the same contract written by hand, and SQLite and DuckDB where
# Python has them, come to the same pence for each provider and month.
# Use: agree.sh <concordat> <make_activity> <by_hand> <rows>
set -eu
concordat=$1 make_activity=$2 by_hand=$3 rows=$4
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$make_activity" "$work" "$rows" 12

# month,provider,pence of the payments, in order
pence() { awk -F, 'NR > 1 {gsub(/\./, "", $6); sub(/^0+/, "", $6); print $4 "," $3 "," $6}' | LC_ALL=C sort; }
settle() { "$concordat" settle "$work/contract.contract.md" --data "$work/data" --format csv "$@"; }

LC_ALL=C "$by_hand" "$work" | LC_ALL=C sort >"$work/hand"
settle --threads 1 --plan 2>"$work/plan" | pence >"$work/one"
grep -q 'added up while they were read' "$work/plan" || { cat "$work/plan"; echo "the records were not added up"; exit 1; }
settle --threads 3 --verify 100% 2>"$work/verified" | pence >"$work/three"
grep -q 'none differs' "$work/verified" || { cat "$work/verified"; exit 1; }
settle --one-by-one | pence >"$work/careful"
compared="one three careful"
for peer in sqlite duckdb; do
  command -v python3 >/dev/null || break
  if python3 "$here/peers.py" $peer "$work" "$work/$peer.unsorted" >/dev/null 2>&1; then
    LC_ALL=C sort "$work/$peer.unsorted" >"$work/$peer"
    compared="$compared $peer"
  fi
done
test -s "$work/hand"
for which in $compared; do
  cmp "$work/hand" "$work/$which" || { diff "$work/hand" "$work/$which" | head; exit 1; }
done
echo "the same pence by hand and by: $compared ($(wc -l <"$work/hand") totals of $rows records)"
