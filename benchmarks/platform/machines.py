"""The journey on many machines' programs beside `serve`, and what one more API server and one more worker bring.

    PYTHONPATH=tests python -m benchmarks.platform.machines --data DIR [--clips 1125000] [--contributors 16]
        [--seconds 20] [--rounds 3] [--parts beside steps hosts] [--share 0.3]

All parts have the same PostgreSQL, embedded, on a database of ``many_rows`` (with 1,125,000 clips a million is open),
made unless DIR has it. *beside*: `serve` with two API processes, and nginx without TLS before two API servers with
one process each, two workers, a relay and a Redis, in turns. *steps*: one and two API servers, then one and two
workers, each held to a share of a core by a control group, as on a machine of its own (as root, with control groups
of version 1). *hosts*: the same as the second of *beside*, but driver, edge, API and data in network namespaces of
their own (as root). Prints texts and requests a second, times, and milliseconds of processor time for each journey
(five tasks taken, five texts sent) by kind of program.
"""

import argparse
import signal
import sys
import time
from pathlib import Path

from benchmarks.platform import many_rows
from benchmarks.platform.hosts import NETWORK, hosts
from benchmarks.platform.journey import COUNT, spread
from benchmarks.platform.machine_sites import Layout, Server, many, one
from benchmarks.platform.many_rows import COLLECTION
from benchmarks.platform.programs import Where

BACKLOG = 2_000
LINE = "{:<34}{:>9}{:>11}{:>15}{:>15}{:>9}   {}"
_JOBS = f"""
INSERT INTO jobs (id, kind, subject, due_at, created_at, status, attempts, error)
SELECT gen_random_uuid(), 'decide_chunk', id, now(), now(), 'waiting', 0, '' FROM chunks
WHERE collection = '{COLLECTION}' AND votes > 0 AND status = 'open' AND NOT EXISTS (
    SELECT FROM jobs WHERE jobs.kind = 'decide_chunk' AND jobs.subject = chunks.id AND status IN ('waiting', 'running')
) ORDER BY turn LIMIT {BACKLOG}
"""
_WAITING = "SELECT count(*) FROM jobs WHERE kind = 'decide_chunk' AND status IN ('waiting', 'running')"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clips", type=int, default=1_125_000)
    parser.add_argument("--contributors", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--parts", nargs="+", choices=["beside", "steps", "hosts"], default=["beside", "steps"])
    parser.add_argument("--share", type=float, default=0.3, help="cores of an API server or worker in steps")
    given = parser.parse_args()
    # All that was begun is ended, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("broken off"))
    with many_rows.started(given.data / "rows") as url:
        many_rows.made(url, given.clips)
    parts = {"beside": beside, "steps": steps, "hosts": among_hosts}
    with Server(given.data, given.clips, NETWORK if "hosts" in given.parts else "") as server:
        print(
            LINE.format(
                "", "texts/s", "requests/s", "take p50/p95", "send p50/p95", "decided", "ms of a core a journey"
            )
        )
        for part in given.parts:
            parts[part](server, given)


def beside(server, given):
    """Both, in turns."""
    rates = {"serve": [], "many": []}
    for _ in range(given.rounds):
        with one(server) as site:
            rates["serve"].append(journey("serve", site, given))
        with many(server, 2, 2) as site:
            rates["many"].append(journey("nginx, 2 API, 2 workers", site, given))
    for earlier, later in zip(rates["serve"], rates["many"], strict=True):
        print(f"many / serve: {later / earlier:.2f}", flush=True)


def steps(server, given):
    """One and two of each, held to a share."""
    share = Where(cores=given.share)
    for _ in range(given.rounds):
        for apis in (1, 2):
            with many(server, apis, 1, Layout(api=share)) as site:
                journey(f"API servers: {apis}, {given.share:g} of a core each", site, given)
        for workers in (1, 2):
            with many(server, 1, workers, Layout(workers=share)) as site:
                decisions(f"workers: {workers}, {given.share:g} of a core each", site)


def among_hosts(server, given):
    """Four hosts, beside one."""
    for _ in range(given.rounds):
        with many(server, 2, 2) as site:
            journey("one host", site, given)
        with hosts() as layout, many(server, 2, 2, layout) as site:
            journey("four hosts", site, given)


def journey(name, site, given):
    """A line of the table; texts a second."""
    site.crowd(given.contributors, min(3, given.seconds))
    site.settle()
    before = site.used()
    figures = site.crowd(given.contributors, given.seconds)
    # With the decisions that are left over, which some make while the crowd works and others after it.
    settled = f"{site.settle():.1f}"
    used = {kind: seconds - before[kind] for kind, seconds in site.used().items()} | {"driver": figures["cpu"]}
    site.tidy()
    journeys = figures["texts"] / COUNT
    costs = ", ".join(f"{kind} {1_000 * seconds / journeys:.2f}" for kind, seconds in used.items())
    whole = 1_000 * sum(used.values()) / journeys
    rate, times = figures["texts"] / figures["seconds"], figures["times"]
    requests = sum(map(len, times.values())) / figures["seconds"]
    cells = f"{rate:.0f}", f"{requests:.0f}", spread(times["take"]), spread(times["send"])
    print(LINE.format(name, *cells, settled, f"{whole:.2f}: {costs}"), flush=True)
    return rate


def decisions(name, site):
    """How long a backlog takes."""
    database = site.server.database
    database.execute(_JOBS)
    database.execute("NOTIFY shrutik_jobs")
    before, begun = site.used(), time.perf_counter()
    while left := database.execute(_WAITING).fetchone()[0]:
        time.sleep(0.05)
        if time.perf_counter() - begun > 120:
            break
    took = time.perf_counter() - begun
    used = {kind: seconds - before[kind] for kind, seconds in site.used().items()}
    done = BACKLOG - left
    costs = ", ".join(f"{kind} {1_000 * seconds / done:.2f}" for kind, seconds in used.items())
    print(f"{name:<34}{done / took:9.0f} decisions/s; ms of a core a decision: {costs}", flush=True)


if __name__ == "__main__":
    main()
