# The figures of priced records under the names of the equations: `names` has `Column=stem` for each, separated by `;`, and `Column=stem:3` where the
# name has a unit of its own, `Column=stem:` where it has none. The first field of a record is its activity, unit and period, `-` for none.
# A figure that is not there (`-`, `left out`) has no name.
BEGIN { FS = ","; count = split(names, part, ";") }
NR == 1 { for (at = 1; at <= NF; at++) column[$at] = at; next }
{
  split($1, of, " ")
  for (at = 1; at <= count; at++) {
    split(part[at], pair, "=")
    if (!(pair[1] in column)) { print "no column " pair[1]; exit 1 }
    stem = pair[2]
    unit = of[2]
    if ((colon = index(stem, ":")) > 0) { unit = substr(stem, colon + 1); stem = substr(stem, 1, colon - 1) }
    if (unit == "-") unit = ""
    sub(/@/, of[1], stem)
    figure = $(column[pair[1]])
    if (figure ~ /^-?[0-9]/) print set " " stem "_for_" (unit == "" ? "" : unit "_and_") of[3] "," figure
  }
}
