#!/usr/bin/env bash
# tests/bench/run_bench.sh: makes the data, runs this engine beside the same contract written by hand and beside databases where
# they are there, checks that all come to the same pence, and prints what each takes. docs/performance.md has the results.
# Use: ./dev bench [rows] [turns]; with BENCH_LARGE=100000000 also that many rows; the data stay in build/bench.
set -euo pipefail
build=$1 rows=${2:-10000000} turns=${3:-5}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
concordat=$build/concordat tools=$build/tests data=$build/bench
python=${PYTHON:-python3}
mkdir -p "$data"

activity() { # rows [providers]: the folder with so many rows, made once
  local folder=$data/activity-$1-${2:-40}
  [[ -e $folder/made ]] || { "$tools/make_activity" "$folder" "$1" "${2:-40}" && touch "$folder/made"; }
  echo "$folder"
}
# A file that was only just written lies in memory in small pieces, one that was read from the disk in large ones, as a
# user's does; to go over it then takes less time, whoever does it.
as_if_from_disk() { # folder
  sync
  for file in "$1"/data/*.csv; do dd if="$file" iflag=nocache count=0 status=none 2>/dev/null || true; done
  cat "$1"/data/*.csv >/dev/null
}
settled() { echo "$concordat settle $1/contract.contract.md --data $1/data --format csv --threads $2 -o $data/out-$2.csv"; }
pence() { awk -F, 'NR > 1 {gsub(/\./, "", $6); sub(/^0+/, "", $6); print $4 "," $3 "," $6}' "$1" | LC_ALL=C sort; }
heading() { printf '\n%s\n' "$1"; }
has() { "$python" -c "import $1" 2>/dev/null; }

heading "processor"
{ grep -m1 'model name' /proc/cpuinfo || true; printf 'processors: %s\n' "$(nproc)"; grep MemTotal /proc/meminfo; } | sed 's/[[:space:]]\+/ /g'

folder=$(activity "$rows")
as_if_from_disk "$folder"
heading "$rows rows, $(du -ch "$folder"/data/*.csv | tail -n 1 | cut -f1) of CSV: reading and pricing in memory, one thread, medians of $turns turns"
"$tools/bench_measure" "$folder" "$turns" | tee "$data/memory.txt"

heading "from the CSV file to the statement, medians of $turns turns (time on the clock, processor time, memory)"
commands=("one-thread=$(settled "$folder" 1)" "two-threads=$(settled "$folder" 2)")
if has duckdb; then
  "$python" -c 'import duckdb; print("DuckDB", duckdb.__version__)'
  commands+=("duckdb=$python $here/peers.py duckdb $folder $data/duckdb.csv 1")
  commands+=("duckdb-totals=$python $here/peers.py duckdb-totals $folder $data/duckdb-totals.csv 1")
fi
"$tools/run_measured" "$turns" "${commands[@]}" | tee "$data/end-to-end.txt"
LC_ALL=C "$tools/by_hand" "$folder" | LC_ALL=C sort >"$data/hand.csv"
for file in "$data"/out-1.csv "$data"/out-2.csv; do pence "$file" | cmp - "$data/hand.csv"; done
for file in "$data"/duckdb.csv "$data"/duckdb-totals.csv; do
  [[ ! -e $file ]] || LC_ALL=C sort "$file" | cmp - "$data/hand.csv"
done
echo "the same pence by hand, by the engine and by every database that ran"
awk -v parse="$(awk '/^took-parse-by-hand/ {print $2 / 1e9}' "$data/memory.txt")" '
  {time[$1] = $2}
  END {
    printf "ratio of two threads to one       %.2f\n", time["one-thread"] / time["two-threads"]
    printf "ratio to the parse by hand alone  %.2f\n", time["one-thread"] / parse
    if ("duckdb" in time) printf "DuckDB takes longer by            %.1f\n", time["duckdb"] / time["one-thread"]
    if ("duckdb" in time) printf "and if no identifier is looked at %.1f\n", time["duckdb-totals"] / time["one-thread"]
  }' "$data/end-to-end.txt"

heading "databases on 1,000,000 rows, medians of 3 turns"
small=$(activity 1000000)
commands=("one-thread=$(settled "$small" 1)")
has duckdb && commands+=("duckdb=$python $here/peers.py duckdb $small $data/duckdb-small.csv 1")
has sqlite3 && commands+=("sqlite=$python $here/peers.py sqlite $small $data/sqlite-small.csv")
rm -f "$data/postgresql-small.csv"
if "$python" "$here/peers.py" postgresql "$small" "$data/postgresql-small.csv" 1 >"$data/postgresql.txt"; then
  commands+=("postgresql=$python $here/peers.py postgresql $small $data/postgresql-small.csv 1")
fi
"$tools/run_measured" 3 "${commands[@]}"
[[ ! -s $data/postgresql-small.csv ]] || awk '{printf "PostgreSQL, without its start: %s %.2f s\n", $0, $NF / 1e9}' "$data/postgresql.txt"
pence "$data/out-1.csv" >"$data/small.csv"
for peer in duckdb sqlite postgresql; do
  [[ ! -e $data/$peer-small.csv ]] || LC_ALL=C sort "$data/$peer-small.csv" | cmp - "$data/small.csv"
done

# slope NAME FILE: of each step from line to line of "how many seconds", on a log-log line
slope() { awk -v name="$1" '{ if (NR > 1) printf "%-10s %9d to %9d: slope %.2f (%.4f s)\n", name, n, $1, log($2 / t) / log($1 / n), $2; n = $1; t = $2 }' "$2"; }

heading "cost against size (processor time): the slope of each step, where 1 is in proportion"
for kind in clauses bands providers; do
  : >"$data/$kind.txt"
  sizes=(10 100 1000 10000)
  [[ $kind != providers ]] || sizes+=(99999)
  for size in "${sizes[@]}"; do
    [[ -e $data/$kind-$size/data ]] || "$tools/make_growing" "$data/$kind-$size" "$kind" "$size"
    command="$concordat settle $data/$kind-$size/contract.contract.md --data $data/$kind-$size/data --format csv -o $data/grown.csv"
    [[ $kind != clauses ]] || command="$concordat check $data/$kind-$size/contract.contract.md"
    "$tools/run_measured" 5 "$kind=$command" | awk -v size="$size" '{print size, $4}' >>"$data/$kind.txt"
  done
  slope "$kind" "$data/$kind.txt"
done
: >"$data/rows.txt"
for size in 10000 100000 1000000 "$rows" ${BENCH_LARGE:-}; do
  folder=$(activity "$size")
  "$tools/run_measured" 3 "rows=$(settled "$folder" 1)" | tee -a "$data/rows-memory.txt" | awk -v size="$size" '{print size, $4}' >>"$data/rows.txt"
done
slope rows "$data/rows.txt"
if [[ -n ${BENCH_LARGE:-} ]]; then
  heading "$BENCH_LARGE rows"
  tail -n 1 "$data/rows-memory.txt"
fi

heading "a small contract, from start to statement"
root=$(cd "$here/../.." && pwd)
example=$root/examples/riverside-alliance
"$tools/run_measured" 21 "small=$concordat settle $example/contract.contract.md --data $example/data --period 2027/28 -o $data/small.txt"
