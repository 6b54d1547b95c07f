# A set of equations, or of values, one a line: stem|activity|unit|period|text. `quantity_act1_declared_for_1_and_201601` is the stem
# `quantity_@_declared`, the activity `act1`, the unit `1` and the period `201601`. A text in quotes and a bare number are taken alike.
BEGIN { RS = "\"" }
function write(name, text,    at, last, stem, tail, activity, unit) {
  last = 0
  tail = name
  while ((at = index(tail, "_for_")) > 0) { last += at; tail = substr(tail, at + 1) }
  stem = substr(name, 1, last - 1)
  tail = substr(name, last + 5)
  at = index(tail, "_and_")
  if (at > 0) { unit = substr(tail, 1, at - 1); tail = substr(tail, at + 5) }
  if (match(stem, /act[0-9]+/)) {
    activity = substr(stem, RSTART, RLENGTH)
    stem = substr(stem, 1, RSTART - 1) "@" substr(stem, RSTART + RLENGTH)
  }
  print stem "|" activity "|" unit "|" tail "|" text
}
NR % 2 == 1 {
  bare = $0
  gsub(/[:,{}[:space:]]/, "", bare)
  if (name != "" && bare != "") { write(name, bare); name = "" }
}
NR % 2 == 0 { if (name == "") name = $0; else { write(name, $0); name = "" } }
