# Rows of records out of the lines of flatten.awk: activity, unit, period, then the value of each stem of `stems` (separated by `;`), one row for
# each activity, unit and period of the first. A stem without that unit, a price of all units say, is taken from the unit that has it.
BEGIN { FS = "|"; OFS = ","; count = split(stems, stem, ";") }
{
  value[$1, $2, $3, $4] = $5
  elsewhere[$1, $2, $4] = $5
  if ($1 == stem[1]) { rows++; activity[rows] = $2; unit[rows] = $3; period[rows] = $4 }
}
END {
  for (row = 1; row <= rows; row++) {
    line = activity[row] OFS unit[row] OFS period[row]
    for (at = 1; at <= count; at++) {
      here = stem[at] SUBSEP activity[row] SUBSEP unit[row] SUBSEP period[row]
      line = line OFS (here in value ? value[here] : elsewhere[stem[at], activity[row], period[row]])
    }
    print line
  }
}
