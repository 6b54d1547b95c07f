#!/bin/sh
# Settles an acceptance contract against its data and compares the result with what was worked out independently; then runs the
# contract's own worked examples.
# Use: run_acceptance.sh <concordat> <compare_acceptance> <root of the repository> <name>
# Data and expected results lie in $CONCORDAT_SHARED (else <root>/../shared) under acceptance/<name>; without them the test is
# skipped (77). tests/acceptance/<name>/contract.contract.md, when there is one, stands for the contract there: REWORDED.md
# beside it lists what differs.
set -eu

if [ $# -ne 4 ]; then
  echo "give: the program concordat, the program compare_acceptance, the root of the repository, the name of the contract" >&2
  exit 2
fi
concordat=$1
compare=$2
root=$3
name=$4
given=${CONCORDAT_SHARED:-$root/../shared}/acceptance/$name

if [ ! -f "$given/expected.json" ]; then
  echo "skipped: $given is not there"
  exit 77
fi

contract=$root/tests/acceptance/$name/contract.contract.md
[ -f "$contract" ] || contract=$given/contract.contract.md
work=$(mktemp -d "${TMPDIR:-/tmp}/acceptance.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The schedules that a contract links to are found beside it or in the data folder.
if ! "$concordat" settle "$contract" --data "$given" --format json -o "$work/settlement.json" >"$work/messages" 2>&1; then
  cat "$work/messages"
  echo "concordat settle failed"
  exit 1
fi
passed=0
"$compare" "$work/settlement.json" "$given/expected.json" || passed=1
# The examples look prices up: the schedules are put beside the contract.
cp "$contract" "$work/contract.contract.md"
cp "$given"/*.csv "$work/" 2>/dev/null || true
if ! "$concordat" test "$work/contract.contract.md" >"$work/examples" 2>&1; then
  cat "$work/examples"
  passed=1
fi
exit $passed
