# tests/bench/peers.py: the activity contract of make_activity.cpp worked out by DuckDB, SQLite or PostgreSQL. All are optional:
# where one is not there, this ends with code 77. Prints `took <nanoseconds>` of the work alone and writes month, provider, pence.
# PostgreSQL is started for this alone, in a folder of its own that is gone afterwards, and asked by its own program.
# Use: peers.py duckdb|duckdb-totals|sqlite|postgresql <folder> <output> [threads]
# duckdb-totals: without looking for identifiers that stand twice. SQLite and PostgreSQL do not look for them either.
import csv
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def words(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


def duckdb_peer(folder, output, threads, looks_for_repeated=True):
    try:
        import duckdb
    except ImportError:
        sys.exit(77)
    connection = duckdb.connect()
    query = words("duckdb.sql").replace("FOLDER", folder).replace("OUTPUT", output).replace("THREADS", threads)
    totals, _, repeated = query.partition("-" * 120)
    began = time.perf_counter_ns()
    connection.execute(totals)
    if looks_for_repeated:
        connection.execute(repeated).fetchall()
    print("took", time.perf_counter_ns() - began)


def duckdb_totals(folder, output, threads):
    duckdb_peer(folder, output, threads, looks_for_repeated=False)


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


def tables_of_postgresql(folder):
    spells = "id text, provider text, hrg text, admission text, admitted date, discharged date, critical integer, best text"
    yield f"CREATE UNLOGGED TABLE spells({spells})"
    yield "CREATE UNLOGGED TABLE listed(hrg text, admission text, first_day date, last_day date, base numeric, trim_point bigint, day_rate numeric)"
    yield "CREATE UNLOGGED TABLE mff(provider text, factor numeric)"
    for path in sorted(glob.glob(folder + "/data/*.csv")):
        yield f"\\copy spells FROM '{path}' (FORMAT csv, HEADER)"
    yield f"\\copy listed FROM '{folder}/prices.csv' (FORMAT csv, HEADER)"
    yield f"\\copy mff FROM '{folder}/mff.csv' (FORMAT csv, HEADER)"
    yield (
        "CREATE UNLOGGED TABLE prices AS SELECT hrg, admission, first_day, last_day, (base * 100)::bigint AS base, trim_point,"
        " (day_rate * 100)::bigint AS day_rate FROM listed"
    )
    yield "CREATE UNLOGGED TABLE factors AS SELECT provider, (factor * 1000000)::bigint AS factor FROM mff"
    yield "ANALYZE"


def postgresql_peer(folder, output, threads):
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    initdb = shutil.which("initdb", path=os.pathsep.join(programs[-1:] + [os.environ.get("PATH", "")]))
    if initdb is None:
        sys.exit(77)
    where = os.path.dirname(initdb)
    place = tempfile.mkdtemp(prefix="peer-")
    # It does not run for the superuser of the machine.
    as_user = []
    if os.geteuid() == 0:
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            sys.exit(77)
        os.chown(place, owner.pw_uid, owner.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]
    books = place + "/books"
    settings = f"-k {place} -c listen_addresses= -c fsync=off -c shared_buffers=1GB -c work_mem=256MB -c max_parallel_workers_per_gather={int(threads) - 1}"
    quietly = {"check": True, "stdout": subprocess.DEVNULL, "cwd": place}
    control = as_user + [where + "/pg_ctl", "-D", books, "-w"]
    subprocess.run(as_user + [initdb, "-D", books, "-U", "peer", "--auth=trust", "--no-locale", "-E", "UTF8"], **quietly)
    subprocess.run(control + ["-o", settings, "-l", place + "/log", "start"], **quietly)
    try:
        ask = [where + "/psql", "-h", place, "-U", "peer", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-q", "-A", "-t", "-F", ","]
        query = words("peers.sql").replace("substr(discharged, 1, 7)", "to_char(discharged, 'YYYY-MM')")
        for name in ("discharged", "admitted"):
            query = query.replace(f"DAYS({name})", f"({name} - DATE '1970-01-01')")
        began = time.perf_counter_ns()
        filling = [word for step in tables_of_postgresql(folder) for word in ("-c", step)]
        subprocess.run(ask + filling, check=True)
        loaded = time.perf_counter_ns()
        with open(output, "w", encoding="utf-8") as file:
            subprocess.run(ask + ["-c", query], check=True, stdout=file)
        print("took", time.perf_counter_ns() - began)
        print("of these to read the files", loaded - began)
    finally:
        subprocess.run(control + ["-m", "immediate", "stop"], **quietly)
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    peers = {"duckdb": duckdb_peer, "duckdb-totals": duckdb_totals, "sqlite": sqlite_peer, "postgresql": postgresql_peer}
    peer = peers[sys.argv[1]]
    peer(os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "1")
