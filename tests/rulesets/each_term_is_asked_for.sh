#!/bin/sh
# What an agreement that incorporates a ruleset leaves unsaid is asked for once. The agreements are those of
# tests/golden/incorporation, and one made of each ruleset: its own parties, terms and schedules, and one sentence that
# incorporates it. From each one clause of its terms is left out, one column of its parties, and one role is taken from
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
  place=$work
  called=$(basename "$1")
  awk -v folder="$work" '
    /^-- transcript --$/ { exit }
    /^-- .* --$/ { file = folder "/" $2; if (file ~ /\/data\//) file = ""; if (file) printf "" > file; next }
    file { print > file }' "$1"
}

# An agreement with what a ruleset says above and in its first two sections, and in its schedules, which incorporates it.
make_agreement() {
  place=$(dirname "$1")
  called=$(basename "$1")
  awk -v file="$called" '
    NR == 1 { title = substr($0, 3); print "# An Agreement of Its Own"; next }
    /^## / { kept = /^## 1 Parties/ || /^## 2 What the agreement supplies/ || /^## Schedule/ }
    /^## Schedule/ && !said++ { incorporate() }
    !/^>/ && (kept || !/^## / && !begun) { print }
    /^## / { begun = 1 }
    END { if (!said) incorporate() }
    function incorporate() { print "## 3 Payment\n\n3.1 This agreement incorporates [" title "](" file ").\n" }
  ' "$1" >"$place/contract.contract.md"
  (cd "$place" && "$concordat" check contract.contract.md) >"$work/answer" 2>&1 && return
  wrong=$((wrong + 1))
  echo "$called: cannot be incorporated with its own parties and terms"
  grep '^error ' "$work/answer"
}

# without <kind> <which>: the agreement less a clause of section 2, a column of the parties or a role; the first line says
# how many names went with it, and which they are.
without() {
  awk -v kind="$1" -v which="$2" '
    /^## / { section = $2; in_clause = 0 }
    /^[0-9]+\.[0-9]+ / { in_clause = kind == "clause" && $1 == which }
    { lines[++count] = $0; left_out[count] = in_clause }
    in_clause && !told { if ($0 == "") told = 1; else first = first " " $0 }
    END {
      if (kind == "clause") {
        head = first
        if (match(head, / (is|are|means) /)) head = substr(head, 1, RSTART)
        names = gsub(/"[^"]*"/, "&", head) + gsub(/and "[^"]*" means /, "&", first)
        print names, substr(first, 2, 60)
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
    }' "$place/contract.contract.md" >"$work/said"
  sed 1d "$work/said" >"$place/without.contract.md"
  names=$(sed -n '1s/ .*//p' "$work/said")
  [ "$names" -gt 0 ] || return
  tried=$((tried + 1))
  (cd "$place" && "$concordat" check without.contract.md) >"$work/answer" 2>&1
  errors=$(grep -c '^error ' "$work/answer")
  asked_for=$(grep -c '^error E665' "$work/answer")
  [ "$errors" -eq "$names" ] && return
  sed -n 1p "$work/said" | grep -q 'is one of' && [ "$errors" -eq "$asked_for" ] && return
  wrong=$((wrong + 1))
  echo "$called: without $(sed -n '1s/^[0-9]* //p' "$work/said")...: $errors errors for $names names"
  grep '^error ' "$work/answer"
}

# Each term, column and role of the agreement that is laid out.
take_away_each() {
  agreement=$place/contract.contract.md
  for clause in $(sed -n 's/^\(2\.[0-9]*\) .*/\1/p' "$agreement"); do without clause "$clause"; done
  awk -F'|' '/^\| Party/ { on = 1; next } on && !/^\|/ { exit } on && !/^\|-/ {
      sub(/^ +/, "", $2); sub(/ +$/, "", $2)
      count = split($3, role, ",")
      for (i = 1; i <= count; ++i) { gsub(/^ +| +$/, "", role[i]); if (!seen[role[i]]++) print role[i] "|" $2 }
    }' "$agreement" >"$work/roles"
  while IFS='|' read -r role party; do
    grep -q "meaning $party" "$agreement" && continue  # the party is named there, not its role
    without role "$role"
  done <"$work/roles"
  columns=$(grep -m 1 '^| Party' "$agreement" | tr -cd '|' | wc -c)
  column=3
  while [ "$column" -lt "$columns" ]; do
    without column "$column"
    column=$((column + 1))
  done
}

for case in "$root"/tests/golden/incorporation/*.case; do
  lay_out "$case"
  take_away_each
done
for ruleset in "$work"/*/*.contract.md; do
  grep -q '^## 2 What the agreement supplies' "$ruleset" || continue
  make_agreement "$ruleset"
  take_away_each
  rm -f "$place/contract.contract.md" "$place/without.contract.md"
done
echo "$tried times something was left out; $wrong times the answer was not one error for each name"
[ "$tried" -gt 300 ] && [ "$wrong" = 0 ]
