#!/bin/sh
# What an agreement that incorporates a ruleset leaves unsaid is asked for once: from each agreement of
# tests/golden/incorporation one clause of its terms is left out, and one column of its parties, and one role is taken from
# those who have it, each alone; the program must say one error for each name that the clause declared, and nothing else. A list or a record is one name; what is
# agreed for each entry of a list may be asked for beside it.
# Use: each_term_is_asked_for.sh <concordat> <repository root>
concordat=$1
root=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/asked_for.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
cp -r "$root"/rulesets/* "$work" || exit 2
tried=0
wrong=0

# The files of a case, up to its transcript, into the folder.
lay_out() {
  awk -v folder="$work" '
    /^-- transcript --$/ { exit }
    /^-- .* --$/ { file = folder "/" $2; if (file ~ /\/data\//) file = ""; if (file) printf "" > file; next }
    file { print > file }' "$1"
}

# without <kind> <which>: the agreement less a clause of section 2, a column of the parties or a role; the first line says
# how many names went with it, and which they are.
without() {
  awk -v kind="$1" -v which="$2" '
    /^## / { section = $2; in_clause = 0 }
    /^[0-9]+\.[0-9]+ / { in_clause = kind == "clause" && $1 == which }
    { lines[++count] = $0; left_out[count] = in_clause }
    in_clause && first == "" { first = $0 }
    END {
      if (kind == "clause") {
        names = gsub(/"[^"]*"/, "&", first)
        if (first ~ /" is (one of|a record)/) names = 1
        print names, substr(first, 1, 60)
      } else print 1, kind " " which
      for (at = 1; at <= count; ++at) {
        if (left_out[at]) continue
        line = lines[at]
        if (kind == "role" && !past && line ~ /^\|/) {
          inside = 1
          cells = split(line, cell, "|")
          gsub(which, "Nobody", cell[3])
          line = ""
          for (place = 1; place <= cells; ++place) line = line (place > 1 ? "|" : "") cell[place]
        } else if (kind == "column" && !past && line ~ /^\|/) {
          inside = 1
          cells = split(line, cell, "|")
          line = ""
          for (place = 1; place <= cells; ++place) {
            if (place == which + 1) continue
            line = line (place > 1 ? "|" : "") cell[place]
          }
        } else if (inside) past = 1
        print line
      }
    }' "$work/contract.contract.md" >"$work/said"
  sed 1d "$work/said" >"$work/without.contract.md"
  names=$(sed -n '1s/ .*//p' "$work/said")
  [ "$names" -gt 0 ] || return
  tried=$((tried + 1))
  (cd "$work" && "$concordat" check without.contract.md) >"$work/answer" 2>&1
  errors=$(grep -c '^error ' "$work/answer")
  asked_for=$(grep -c '^error E665' "$work/answer")
  [ "$errors" -eq "$names" ] && return
  sed -n 1p "$work/said" | grep -q 'is one of' && [ "$errors" -eq "$asked_for" ] && return
  wrong=$((wrong + 1))
  echo "$(basename "$case"): without $(sed -n '1s/^[0-9]* //p' "$work/said")...: $errors errors for $names names"
  grep '^error ' "$work/answer"
}

for case in "$root"/tests/golden/incorporation/*.case; do
  lay_out "$case"
  for clause in $(sed -n 's/^\(2\.[0-9]*\) .*/\1/p' "$work/contract.contract.md"); do without clause "$clause"; done
  awk -F'|' '/^\| Party/ { on = 1; next } on && !/^\|/ { exit } on && !/^\|-/ {
      sub(/^ +/, "", $2); sub(/ +$/, "", $2)
      count = split($3, role, ",")
      for (i = 1; i <= count; ++i) { gsub(/^ +| +$/, "", role[i]); if (!seen[role[i]]++) print role[i] "|" $2 }
    }' "$work/contract.contract.md" >"$work/roles"
  while IFS='|' read -r role party; do
    grep -q "meaning $party" "$work/contract.contract.md" && continue  # the party is named there, not its role
    without role "$role"
  done <"$work/roles"
  columns=$(grep -m 1 '^| Party' "$work/contract.contract.md" | tr -cd '|' | wc -c)
  column=3
  while [ "$column" -lt "$columns" ]; do
    without column "$column"
    column=$((column + 1))
  done
done
echo "$tried times something was left out; $wrong times the answer was not one error for each name"
[ "$tried" -gt 100 ] && [ "$wrong" = 0 ]
