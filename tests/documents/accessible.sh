# tests/documents/accessible.sh · axe-core finds nothing in the pages of every example: copies, statements, explanations.
# Use:   accessible.sh <concordat binary> <repository root>
# Where node, chromium, or the packages axe-core and puppeteer-core (npm; their folder in AXE_MODULES) are not on the machine the
# test is skipped (exit 77) and says so.
set -eu
concordat=$1
root=$2
modules=${AXE_MODULES:-}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if ! command -v node >/dev/null 2>&1 || [ -z "$browser" ] || [ ! -d "$modules/axe-core" ] || [ ! -d "$modules/puppeteer-core" ]; then
  echo "skipped: node, a browser and AXE_MODULES=<folder with axe-core and puppeteer-core> are needed"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for contract in "$root"/examples/*/*.contract.md; do
  example=$(dirname "$contract")
  name=$(basename "$example")-$(basename "$contract" .contract.md)
  "$concordat" render "$contract" -o "$work/$name-copy.html" 2>/dev/null
  "$concordat" render "$contract" --changes -o "$work/$name-changes.html" 2>/dev/null
  "$concordat" settle "$contract" --data "$example/data" --format html -o "$work/$name-statement.html" 2>/dev/null
done
alliance=$root/examples/riverside-alliance
for term in "Gain Pool" "clause 3.6"; do
  "$concordat" explain "$alliance/contract.contract.md" --data "$alliance/data" --period 2027/28 --format html \
    -o "$work/why-$(echo "$term" | tr -d ' .').html" "$term"
done
NODE_PATH=$modules BROWSER=$browser node "$root/tests/documents/look_with_axe.js" "$work"/*.html
