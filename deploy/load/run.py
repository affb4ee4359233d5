"""A load test: ``python run.py --site staging.toml --people people.json --out load``; 1 if it is not passed.

Runs locust for a while and no longer, with so many people and no more, and says what came of it.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
from pathlib import Path

from staging_site import Site

HERE = Path(__file__).parent
MOST_USERS, MOST_SECONDS = 1_000, 3_600
"""It is a test, and no attack."""
SENT, LENT = "/api/v1/transcriptions", "/api/v1/tasks"


def measured(given: argparse.Namespace) -> dict[str, dict[str, str]]:
    """Locust's figures by path."""
    site = Site(given.site)
    given.out.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "LOAD_PEOPLE": str(given.people.resolve())}
    if isinstance(site.verify, str):
        environment["SSL_CERT_FILE"] = site.verify
    command = [sys.executable, "-m", "locust", "-f", str(HERE / "locustfile.py"), "--headless", "--only-summary"]
    command += ["--host", site.url, "-u", str(given.users), "-r", str(given.users), "-t", f"{given.seconds}s"]
    command += ["--csv", str(given.out / "load"), "--pause", str(given.pause), "--stop-timeout", "30", "-L", "WARNING"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    stats = given.out / "load_stats.csv"
    if not stats.exists():
        sys.exit(f"locust ended with {done.returncode}\n{done.stdout}")
    with stats.open(encoding="utf-8", newline="") as file:
        return {row["Name"]: row for row in csv.DictReader(file)}


def figures(rows: dict[str, dict[str, str]], seconds: int) -> dict[str, float]:
    """What the table shows."""
    whole = rows["Aggregated"]
    return {
        "requests_per_second": round(float(whole["Requests/s"]), 1),
        "texts_per_second": round(5 * int(rows[SENT]["Request Count"]) / seconds, 1) if SENT in rows else 0.0,
        "take_p50_ms": float(rows[LENT]["50%"]),
        "take_p95_ms": float(rows[LENT]["95%"]),
        "send_p95_ms": float(rows[SENT]["95%"]) if SENT in rows else 0.0,
        "requests": int(whole["Request Count"]),
        "failed": int(whole["Failure Count"]),
    }


def main(arguments: list[str]) -> int:
    """Run it, and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, required=True, help="the site's deploy.toml")
    parser.add_argument("--people", type=Path, required=True, help="the file that people.py wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder for the results")
    parser.add_argument("--users", type=int, default=32, choices=range(1, MOST_USERS + 1), metavar=f"1..{MOST_USERS}")
    parser.add_argument("--seconds", type=int, default=60, choices=range(5, MOST_SECONDS + 1), metavar="5..3600")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that one person waits between two actions")
    parser.add_argument(
        "--most-ms",
        type=float,
        default=1_000.0,
        help="milliseconds that 95 of 100 tasks taken, and texts sent, may need",
    )
    parser.add_argument("--most-failed", type=float, default=0.1, help="percentage of all requests that may fail")
    given = parser.parse_args(arguments)
    found = figures(measured(given), given.seconds)
    (given.out / "figures.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    for name, value in found.items():
        print(f"{name:<20} {value:g}")
    slow = max(found["take_p95_ms"], found["send_p95_ms"]) > given.most_ms
    failed = 100 * found["failed"] > given.most_failed * found["requests"]
    print("load: " + ("too slow" if slow else "failed" if failed else "passed"))
    return int(slow or failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
