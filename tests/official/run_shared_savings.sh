#!/bin/sh
# Prices the published settlements of the Medicare Shared Savings Program by rulesets/medicare/shared-savings.contract.md and compares
# each with the publication.
# Use: run_shared_savings.sh <concordat> <compare_shared_savings> <repository root>
# The data lie in $CONCORDAT_SHARED (else <root>/../shared) under verification/mssp; without them the test is skipped.
set -eu

if [ $# -ne 3 ]; then
  echo "give: the program concordat, the program compare_shared_savings, the root of the repository" >&2
  exit 2
fi
concordat=$1
compare=$2
root=$3
published=${CONCORDAT_SHARED:-$root/../shared}/verification/mssp

if [ ! -f "$published/aco_settlements.csv" ]; then
  echo "skipped: $published is not there"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/shared-savings.XXXXXX")
trap 'rm -rf "$work"' EXIT

contract=$root/rulesets/medicare/shared-savings.contract.md
if ! "$concordat" price "$contract" --data "$published" --record "ACO Settlement" -o "$work/priced.csv" 2>"$work/messages"; then
  cat "$work/messages"
  echo "concordat price failed"
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
"$compare" "$work/priced.csv" "$published/aco_settlements.csv"
