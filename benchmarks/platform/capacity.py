"""What one, two and four API processes bear: the load test of deploy/load, against `shrutik serve` on this machine.

    PYTHONPATH=src:src/adapters:src/entrypoints:tests python -m benchmarks.platform.capacity [--processes 1 2 4]
        [--users 32] [--seconds 45]

Needs locust. Callers, database and background work share the machine's processors with the API, so that more processes
than processors bring nothing here; the table says how busy the machine was.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.platform.checkout import HERE
from servers.process import running
from servers.shrutik_programs import api_server

LOAD = HERE / "deploy" / "load"
PASSWORD = "a long password"
HEADS = ("processes", "requests/s", "texts/s", "take p50", "take p95", "send p95", "failed", "load")


def measured(processes, given, folder):
    """Figures of one number of API processes."""
    settings = {"data": folder / "data", "rate_limits": 0, "daily_upload_mb": 0}
    server, address = api_server(folder / "log", api_processes=processes, **settings)
    site, people = folder / "site.toml", folder / "people.json"
    site.write_text(f'[nginx]\nurl = "{address}"\n', encoding="utf-8")
    with running(server):
        make = [*server.arguments[:3], "user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
        subprocess.run(make, input=PASSWORD, text=True, env=server.environment, check=True)
        options = ("--site", site, "--admin", "admin@example.org", "--count", str(given.users), "--out", people)
        subprocess.run([sys.executable, LOAD / "people.py", *options], input=PASSWORD, text=True, check=True)
        command = [sys.executable, LOAD / "run.py", "--site", site, "--people", people, "--out", folder / "load"]
        limits = ("--users", str(given.users), "--seconds", str(given.seconds), "--pause", "0", "--most-ms", "60000")
        subprocess.run([*command, *limits], check=True, stdout=subprocess.DEVNULL)
    return json.loads((folder / "load" / "figures.json").read_text(encoding="utf-8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--users", type=int, default=32)
    parser.add_argument("--seconds", type=int, default=45)
    given = parser.parse_args()
    print("  ".join(f"{one:>10}" for one in HEADS))
    for processes in given.processes:
        with tempfile.TemporaryDirectory(prefix="shrutik-capacity-") as folder:
            found = measured(processes, given, Path(folder))
        names = ("requests_per_second", "texts_per_second", "take_p50_ms", "take_p95_ms", "send_p95_ms", "failed")
        row = [processes, *(found[name] for name in names), round(os.getloadavg()[0], 1)]
        print("  ".join(f"{one:>10g}" for one in row), flush=True)


if __name__ == "__main__":
    main()
