# The published file is read where it lies: its headings are the names of the contract's fields.
use_published mssp
price rulesets/medicare/shared-savings.contract.md "ACO Settlement" "$published" "$work/priced.csv"
compare rule "$work/priced.csv" "$published/aco_settlements.csv"
compare payment "$work/priced.csv" "$published/aco_settlements.csv"
