"""Whether partitions pay: the hot questions to the table of transcriptions, whole and cut up; what forgetting costs.

python -m benchmarks.platform.partitions postgresql://… [rows]: in an empty database, which it fills with those rows.
"""

import statistics
import sys
import time

import psycopg

RUNS, AT_ONCE, MONTHS, HASHES = 300, 20, 24, 16
FORGOTTEN, BATCH = 1_000_000, 1_000
FIRST_DAY = "timestamptz '2026-01-01'"
SHAPES = ("whole", "months", "hashes")
ID = "(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 19))::uuid"
COLUMNS = """
id uuid NOT NULL, task uuid NOT NULL, chunk uuid NOT NULL, contributor uuid NOT NULL, text text NOT NULL,
created_at timestamptz NOT NULL, late boolean NOT NULL, gold boolean NOT NULL, origin uuid, took double precision
"""
FILL = f"""
INSERT INTO {{table}} SELECT {ID}, md5('t' || n)::uuid, md5('c' || n / 5)::uuid,
    md5('p' || n::bigint * 7919 % 20011)::uuid,
    repeat('আমি বাংলায় গান গাই ', 3), at, false, false, NULL, 12.5
FROM generate_series({{first}}, {{last}}) AS n,
LATERAL (SELECT {FIRST_DAY} + n * interval '{MONTHS - 1} months' / {{rows}} AS at) AS moment
"""
QUESTIONS = {
    "20 rows by id": "SELECT * FROM {table} WHERE id = ANY (%(ids)s)",
    "texts of a clip": "SELECT * FROM {table} WHERE chunk = %(chunk)s",
    "page of a person": "SELECT * FROM {table} WHERE contributor = %(contributor)s ORDER BY id DESC LIMIT 50",
}


def main(url, rows=10_000_000):
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("SET TimeZone = 'UTC'")
        for shape in SHAPES:
            made(database, shape, rows)
            print(f"{shape}, {rows} rows, ms: {asked(database, shape, rows)}", flush=True)
            database.execute(f"DROP TABLE {shape}")
        print(f"forgetting {FORGOTTEN} receipts, s: {forgotten(database)}", flush=True)


def made(database, shape, rows):
    """The table in this shape, full, with the indices of ours that the shape allows."""
    keys = {"whole": "", "months": "PARTITION BY RANGE (id)", "hashes": "PARTITION BY HASH (chunk)"}
    database.execute(f"CREATE TABLE {shape} ({COLUMNS}) {keys[shape]}")
    for number in range(MONTHS + 3) if shape == "months" else ():
        low, high = (bound(database, month) for month in (number - 1, number))
        database.execute(f"CREATE TABLE months_{number} PARTITION OF months FOR VALUES FROM ('{low}') TO ('{high}')")
    for number in range(HASHES) if shape == "hashes" else ():
        values = f"WITH (MODULUS {HASHES}, REMAINDER {number})"
        database.execute(f"CREATE TABLE hashes_{number} PARTITION OF hashes FOR VALUES {values}")
    database.execute(FILL.format(table=shape, first=1, last=rows, rows=rows))
    unique = "" if shape == "months" else "UNIQUE"
    database.execute(f"ALTER TABLE {shape} ADD PRIMARY KEY (id{', chunk' if shape == 'hashes' else ''})")
    database.execute(f"CREATE {unique} INDEX ON {shape} (chunk, contributor)")
    database.execute(f"CREATE INDEX ON {shape} (contributor, id)")
    database.execute(f"CREATE INDEX ON {shape} (task)")
    database.execute(f"VACUUM ANALYZE {shape}")


def bound(database, month):
    """The least id of a month."""
    month_of = f"SELECT {FIRST_DAY} + interval '{month} months' AS at, 0 AS n"
    sql = (
        f"SELECT lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20) FROM ({month_of}) m"
    )
    return database.execute(sql).fetchone()[0]


def asked(database, table, rows):
    """Median of each question, and of adding rows, in milliseconds."""
    some = f"SELECT id, chunk, contributor FROM {table} TABLESAMPLE SYSTEM ({min(100, 6_000_000 / rows)}) LIMIT 50000"
    known = database.execute(some).fetchall()
    told = {}
    for name, question in QUESTIONS.items():
        taken = []
        for run in range(RUNS):
            rows_of = [known[(run * 7919 + step * 104_729) % len(known)] for step in range(AT_ONCE)]
            values = {"ids": [row[0] for row in rows_of], "chunk": rows_of[0][1], "contributor": rows_of[0][2]}
            began = time.perf_counter()
            database.execute(question.format(table=table), values, prepare=True).fetchall()
            taken.append(time.perf_counter() - began)
        told[name] = round(1000 * statistics.median(taken), 2)
    taken = []
    for run in range(RUNS):
        first = rows + 1 + run * AT_ONCE
        began = time.perf_counter()
        database.execute(FILL.format(table=table, first=first, last=first + AT_ONCE - 1, rows=rows))
        taken.append(time.perf_counter() - began)
    told["20 rows added"] = round(1000 * statistics.median(taken), 2)
    return told


def forgotten(database):
    """Seconds to delete so many receipts in batches as the schedule does, to vacuum behind it, and to drop a table."""
    columns = "person uuid, operation text, key text, digest text, subjects uuid[], created_at timestamptz"
    database.execute(f"CREATE TABLE receipts ({columns}, PRIMARY KEY (person, operation, key))")
    database.execute("CREATE INDEX ON receipts (created_at)")
    database.execute(f"""
        INSERT INTO receipts SELECT md5('p' || n % 20011)::uuid, 'submit_transcriptions', md5(n::text), md5('d' || n),
        ARRAY[md5(n::text)::uuid], {FIRST_DAY} + n * interval '1 ms' FROM generate_series(1, {2 * FORGOTTEN}) AS n
    """)
    database.execute("VACUUM ANALYZE receipts")
    key = "person, operation, key"
    over = f"SELECT {key} FROM receipts WHERE created_at < {FIRST_DAY} + interval '{FORGOTTEN} ms' ORDER BY created_at"
    locked = f"{over} LIMIT {BATCH} FOR UPDATE SKIP LOCKED"
    told, began = {}, time.perf_counter()
    while database.execute(f"DELETE FROM receipts WHERE ({key}) IN ({locked})").rowcount == BATCH:
        pass
    told["in batches"], began = round(time.perf_counter() - began, 1), time.perf_counter()
    database.execute("VACUUM receipts")
    told["vacuum"], began = round(time.perf_counter() - began, 1), time.perf_counter()
    database.execute("DROP TABLE receipts")
    told["dropped"] = round(time.perf_counter() - began, 2)
    return told


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
