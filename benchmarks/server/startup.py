"""Times the start of `shrutik serve` on a folder that is there, and `shrutik --help`, beside Python's own start.

    python -m benchmarks.server.startup [--runs 5]

Promises, all in one run: `serve` answers /readyz in at most 1.5 times the import of numpy, sqlalchemy, falcon, dramatiq
and pydantic, plus what PostgreSQL itself takes to start; help comes in under 0.5 s.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from shrutik_postgres.embedded import EmbeddedPostgres

LIBRARIES = "import numpy, sqlalchemy, falcon, dramatiq, pydantic"


def timed(command):
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def ready(data):
    """Seconds from the start of the program to the first ready answer."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "shrutik_cli", "serve", "--data", data, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as program:
        for line in program.stderr:
            found = re.search(r"listens on (http://\S+?)[;,\s]", line)
            if found:
                with urllib.request.urlopen(f"{found[1]}/readyz") as answer:
                    assert answer.status == 200
                took = time.perf_counter() - begun
                break
        program.terminate()
        program.communicate()
        assert program.returncode == 0
    return took


def database(data):
    """Seconds that PostgreSQL takes to start on the folder."""
    server = EmbeddedPostgres(Path(data))
    begun = time.perf_counter()
    server.start()
    took = time.perf_counter() - begun
    server.stop()
    return took


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    rows = {name: [] for name in ("python -c pass", "shrutik --help", "libraries", "PostgreSQL", "serve, ready")}
    with tempfile.TemporaryDirectory(prefix="shrutik-start-") as data:
        ready(f"{data}/data")
        # In turn, so that what else the machine does meets all of them alike.
        for _ in range(runs):
            rows["python -c pass"].append(timed([sys.executable, "-c", "pass"]))
            rows["shrutik --help"].append(timed([sys.executable, "-m", "shrutik_cli", "--help"]))
            rows["libraries"].append(timed([sys.executable, "-c", LIBRARIES]))
            rows["PostgreSQL"].append(database(f"{data}/data"))
            rows["serve, ready"].append(ready(f"{data}/data"))
    print(f"{'':24}{'median s':>10}{'least':>10}{'most':>10}")
    for name, seconds in rows.items():
        print(f"{name:24}{statistics.median(seconds):10.2f}{min(seconds):10.2f}{max(seconds):10.2f}")
    taken = [
        (ready - own) / libraries
        for ready, own, libraries in zip(rows["serve, ready"], rows["PostgreSQL"], rows["libraries"], strict=True)
    ]
    print(f"serve without PostgreSQL's start: {statistics.median(taken):.2f} x libraries (at most 1.50)")


if __name__ == "__main__":
    main()
