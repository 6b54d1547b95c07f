#!/bin/sh
# compare.sh · what each party receives, less what it pays, under each of the four contracts; then what that leaves of it beside its cost.
# Use: sh compare.sh    in this folder, with `concordat` on the PATH. It adds up the program's own payments and reads data/costs.csv.
for contract in block tariff lead-provider alliance; do
  concordat settle $contract.contract.md --data data --period 2026/27 --format csv | sed "s/^/$contract,/"
done | awk -F, '
# Everything is counted in whole pennies.
function pennies(text) { sub(/\./, "", text); return text + 0 }
function pounds(count,    sign, whole, text) {
  sign = count < 0 ? "-" : ""; count = count < 0 ? -count : count
  whole = int(count / 100); text = sprintf(".%02d", count % 100)
  for (; whole >= 1000; whole = int(whole / 1000)) text = sprintf(",%03d%s", whole % 1000, text)
  return sign whole text
}
function line(name, a, b, c, d) { printf "%-16s  %15s  %15s  %15s  %15s\n", name, a, b, c, d }
$2 != "Clause" { net[$1, $3] -= pennies($7); net[$1, $4] += pennies($7) }
END {
  count = split("Fellside ICB,Estuary ICB,Fellside Trust,Fellside Council,Estuary Council,Hearth Housing,Open Door,Talk Together,GP Federation", party, ",")
  split("block,tariff,lead-provider,alliance", contract, ",")
  while ((getline row < "data/costs.csv") > 0) { split(row, cell, ","); cost[cell[1]] = pennies(cell[3] ".00") }
  for (table = 1; table <= 2; table++) {
    line(table == 1 ? "Receives" : "\nLess its cost", "Block", "Tariff", "Lead provider", "Alliance")
    for (i = table == 1 ? 1 : 3; i <= count; i++) {
      for (j = 1; j <= 4; j++) shown[j] = pounds(net[contract[j], party[i]] - (table == 2 ? cost[party[i]] : 0))
      line(party[i], shown[1], shown[2], shown[3], shown[4])
    }
  }
}'
