# tests/documents/accessible.sh · axe-core finds nothing in the pages of every example: copies, the statement of each period and of all,
# the reasons of each clause that pays in each period. Every tenth of these reasons at least is looked at; all with EVERY_PAGE=1.
# Use:   accessible.sh <concordat binary> <repository root>
# Where node, chromium, or the packages axe-core and puppeteer-core (npm; their folder in AXE_MODULES) are not on the machine the
# test is skipped (exit 77) and says so.
. "$(dirname "$0")/preamble.sh"
modules=${AXE_MODULES:-}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
tools="node, a browser and AXE_MODULES=<folder with axe-core and puppeteer-core> are needed"
needs "$tools" node
if [ -z "$browser" ] || [ ! -d "$modules/axe-core" ] || [ ! -d "$modules/puppeteer-core" ]; then skip "$tools"; fi

plain() { printf '%s' "$1" | tr -c 'A-Za-z0-9' -; }

pages_of() {
  "$concordat" render "$1" -o "$work/$3-copy.html" 2>/dev/null
  "$concordat" render "$1" --changes -o "$work/$3-changes.html" 2>/dev/null
  "$concordat" settle "$1" --data "$2/data" -o "$work/$3-statement.html" 2>/dev/null
  "$concordat" settle "$1" --data "$2/data" -o "$work/paid.csv" 2>/dev/null
  awk -F, 'NR > 1 && $2 != "" { print $1 "," $4 }' "$work/paid.csv" | sort -u >"$work/clauses"
  cut -d, -f2 "$work/clauses" | sort -u | while read -r period; do
    "$concordat" settle "$1" --data "$2/data" --period "$period" -o "$work/$3-statement-$(plain "$period").html" 2>/dev/null
  done
  awk -v every="${EVERY_PAGE:-0}" 'every == 1 || NR % 10 == 1' "$work/clauses" | while IFS=, read -r clause period; do
    "$concordat" explain "$1" --data "$2/data" --period "$period" -o "$work/$3-why-$(plain "$clause-$period").html" "clause $clause"
  done
}
each_contract pages_of
alliance=$root/examples/riverside-alliance
"$concordat" explain "$alliance/contract.contract.md" --data "$alliance/data" --period 2027/28 -o "$work/why-gain-pool.html" "Gain Pool"
NODE_PATH=$modules BROWSER=$browser node "$root/tests/documents/look_with_axe.js" "$work"/*.html
