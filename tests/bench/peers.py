# tests/bench/peers.py: the activity contract of make_activity.cpp worked out by DuckDB or SQLite. Both are optional: where one
# is not there, this ends with code 77. Prints `took <nanoseconds>` of the work alone and writes month, provider, pence.
# Use: peers.py duckdb|sqlite <folder> <output> [threads]
import csv
import glob
import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def words(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


def duckdb_peer(folder, output, threads):
    try:
        import duckdb
    except ImportError:
        sys.exit(77)
    connection = duckdb.connect()
    query = words("duckdb.sql").replace("FOLDER", folder).replace("OUTPUT", output).replace("THREADS", threads)
    began = time.perf_counter_ns()
    connection.execute(query)
    print("took", time.perf_counter_ns() - began)


def in_pence(text):
    pounds, _, pence = text.partition(".")
    return int(pounds) * 100 + int((pence + "00")[:2])


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


def sqlite_peer(folder, output, _threads):
    import sqlite3

    connection = sqlite3.connect(":memory:")
    began = time.perf_counter_ns()
    connection.executescript(
        "CREATE TABLE spells(id TEXT, provider TEXT, hrg TEXT, admission TEXT, admitted TEXT, discharged TEXT, critical INTEGER, best TEXT);"
        "CREATE TABLE prices(hrg TEXT, admission TEXT, first_day TEXT, last_day TEXT, base INTEGER, trim_point INTEGER, day_rate INTEGER,"
        " PRIMARY KEY(hrg, admission, first_day)) WITHOUT ROWID;"
        "CREATE TABLE factors(provider TEXT PRIMARY KEY, factor INTEGER) WITHOUT ROWID;"
    )
    for path in sorted(glob.glob(folder + "/data/*.csv")):
        connection.executemany("INSERT INTO spells VALUES (?,?,?,?,?,?,?,?)", rows_of(path))
    prices = ((r[0], r[1], r[2], r[3], in_pence(r[4]), int(r[5]), in_pence(r[6])) for r in rows_of(folder + "/prices.csv"))
    connection.executemany("INSERT INTO prices VALUES (?,?,?,?,?,?,?)", prices)
    factors = ((r[0], int((r[1].replace(".", "") + "000000")[:7])) for r in rows_of(folder + "/mff.csv"))
    connection.executemany("INSERT INTO factors VALUES (?,?)", factors)
    loaded = time.perf_counter_ns()
    query = words("peers.sql").replace("DAYS(discharged)", "unixepoch(discharged) / 86400").replace("DAYS(admitted)", "unixepoch(admitted) / 86400")
    found = connection.execute(query).fetchall()
    print("took", time.perf_counter_ns() - began)
    print("of these to read the files", loaded - began)
    with open(output, "w", encoding="utf-8") as file:
        file.writelines(f"{month},{provider},{pence}\n" for month, provider, pence in found)


if __name__ == "__main__":
    peer = {"duckdb": duckdb_peer, "sqlite": sqlite_peer}[sys.argv[1]]
    peer(os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "1")
