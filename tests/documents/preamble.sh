# tests/documents/preamble.sh · what the tests of documents share; each begins with `. "$(dirname "$0")/preamble.sh"`.
# It takes the test's words <concordat binary> <repository root> and gives: concordat, root, and work (a folder of its own, gone afterwards).
# A test whose tools are not on the machine is skipped (exit 77) and says so.
set -eu
concordat=$1
root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
  echo "skipped: $1"
  exit 77
}

# needs "python3 is needed to look into the files" python3 ...: all of these programs, or the test is skipped
needs() {
  reason=$1
  shift
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 || skip "$reason"
  done
}

# each_contract ACTION: runs ACTION <contract> <its folder> <a name for its files> for every contract of the examples
each_contract() {
  for contract in "$root"/examples/*/*.contract.md; do
    example=$(dirname "$contract")
    "$1" "$contract" "$example" "$(basename "$example")-$(basename "$contract" .contract.md)"
  done
}
