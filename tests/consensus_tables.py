"""Tables of a crowd in every format, and the command that reads them."""

import csv
import gzip
import io
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import typer
from typer.testing import CliRunner

from shrutik_cli.commands.consensus import consensus
from shrutik_core.testing.crowds import Crowd, Mistyper
from unit.core.consensus.sentences import BY_LANGUAGE

APP = typer.Typer(add_completion=False)
APP.command()(consensus)


def run(*arguments):
    result = CliRunner().invoke(APP, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def crowd_rows():
    truths = {f"clip-{n:02}": text for n, text in enumerate(BY_LANGUAGE["bn"])}
    people = {f"p{n}": Mistyper("bn", 0.02 + 0.03 * n) for n in range(6)}
    rows = list(Crowd(people).transcribe(truths, 5, np.random.default_rng(3)))
    return [rows[n] for n in np.random.default_rng(4).permutation(len(rows))]


def table(rows, delimiter=",", columns=("item", "worker", "text")):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def write(path, rows):
    name = path.name
    if name.endswith(".parquet"):
        columns = [[row[i] for row in rows] for i in range(3)]
        pq.write_table(pa.table(dict(zip(("item", "worker", "text"), columns, strict=True))), path)
        return path
    if ".jsonl" in name or ".ndjson" in name:
        text = "".join(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
    else:
        text = table(rows, "\t" if ".tsv" in name else ",")
    data = text.encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def parted(sign, end="\n"):
    """Two workers who agree on one clip, with a sign between cells."""
    rows = (("item", "worker", "text"), ("c1", "a", "hello there"), ("c1", "b", "hello there"))
    return "".join(sign.join(row) + end for row in rows)


def put(folder, name, data):
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder / name


def read(path):
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    if ".jsonl" in path.name:
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text), delimiter="\t" if ".tsv" in path.name else ","))
