"""Transcriptions per second over HTTP: contributors who take five tasks and send five texts, again and again.

    python -m benchmarks.platform.journey [--contributors 8 64] [--clips 10000 100000 1000000] [--seconds 60]
        [--beside a135487] [--options=--api-processes=2]

Serves this checkout with its own PostgreSQL, and drives it from a process of its own on the same machine. Prints, for
each number of open clips and of contributors: texts per second; the median and 95th percentile of both requests, in
milliseconds; the seconds until every decision was made; and how many cores each kind of process used. Two references
stand in the same run: the commit ``--beside`` (an empty string for none), and ``journey.sql`` by pgbench, which is the
SQL of the same two requests with no Python and no decisions.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.platform.checkout import HERE, PEOPLE, served, unpacked
from benchmarks.platform.statements import counted
from benchmarks.platform.usage import Usage
from shrutik_postgres.embedding.binaries import find_binaries

SCRIPT = Path(__file__).with_name("journey.sql")
COUNT = 5
SETTLE_SECONDS = 120
FASTEST = 4_000
WARM_SECONDS = 3.0
LINE = "{:<9}{:>10}{:>6}{:>9}{:>17}{:>17}{:>9}   {}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contributors", type=int, nargs="+", default=[8, 64])
    parser.add_argument("--clips", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--beside", default="a135487")
    parser.add_argument("--options", nargs="*", default=[], help="more options for `shrutik serve` of this checkout")
    given = parser.parse_args()
    print(LINE.format("what", "clips", "crowd", "texts/s", "take p50/p95", "send p50/p95", "decided", "cores"))
    with tempfile.TemporaryDirectory(prefix="shrutik-journey-") as folder:
        ours = run("ours", HERE, Path(folder), given, *given.options, reference=True)
        if given.beside:
            sources = unpacked(given.beside, Path(folder) / "sources")
            theirs = run(given.beside, sources, Path(folder), given)
            tell_ratios(f"ours / {given.beside}", ours["ours"], theirs[given.beside])
    tell_ratios("ours / pgbench", ours["ours"], ours["pgbench"])


def run(name, sources, folder, given, *options, reference=False):
    """Texts per second by clips and contributors, of a checkout and, if that is wished, of pgbench on its database."""
    data, found = folder / f"data-{name}", {name: {}, "pgbench": {}}
    with served(sources, str(data), *options) as site:
        for clips in given.clips:
            for contributors in given.contributors:
                site.fill(clips)
                found[name][clips, contributors] = journey(name, site, clips, contributors, given.seconds, folder)
                if reference:
                    # Nothing is decided there: as many voices are wanted as it may give in that time.
                    site.fill(clips, wanted=2 + int(given.seconds * FASTEST / clips))
                    found["pgbench"][clips, contributors] = pgbench(site, clips, contributors, given.seconds)
        site.fill(10_000)
        taken, sent = counted(site, data, site.contributors(1)[0], COUNT)
        print(f"{name}: {taken:g} statements take {COUNT} tasks, {sent:g} keep {COUNT} texts", flush=True)
    return found


def crowd(site, tokens, seconds, folder, **more):
    """The figures of a crowd at work."""
    plan = folder / "plan.json"
    plan.write_text(json.dumps({"root": site.root, "tokens": tokens, "seconds": seconds, "count": COUNT} | more))
    command = [sys.executable, "-m", "benchmarks.platform.crowd", str(plan)]
    return json.loads(subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, text=True).stdout)


def journey(name, site, clips, contributors, seconds, folder):
    """A line of the table; texts per second."""
    tokens = site.contributors(contributors)
    crowd(site, tokens, min(WARM_SECONDS, seconds), folder)
    usage = Usage(site.pid)
    figures = crowd(site, tokens, seconds, folder)
    rate, times = figures["texts"] / figures["seconds"], figures["times"]
    cores = f"{usage.told(figures['seconds'])}, crowd {figures['cpu'] / figures['seconds']:.2f}"
    if figures["ran_out"]:
        cores += f"; out of clips after {figures['seconds']:.0f} s"
    spreads = spread(times["take"]), spread(times["send"])
    print(LINE.format(name, f"{clips:,}", contributors, f"{rate:.1f}", *spreads, settled(site), cores), flush=True)
    return rate


def settled(site):
    """Seconds until no decision waits."""
    begun = time.perf_counter()
    while site.undecided():
        if time.perf_counter() - begun > SETTLE_SECONDS:
            return f">{SETTLE_SECONDS}"
        time.sleep(0.1)
    return f"{time.perf_counter() - begun:.1f}"


def spread(times):
    """Median and 95th percentile."""
    at = sorted(times)
    return f"{at[len(at) // 2]:.1f}/{at[int(len(at) * 0.95)]:.1f}"


def pgbench(site, clips, contributors, seconds):
    """Texts per second of the script, with as many sessions as contributors, but no more than the site's pool has."""
    sessions = min(contributors, 16)
    command = [str(find_binaries().folder / "bin" / "pgbench"), "--no-vacuum", "--file", str(SCRIPT), "--client"]
    command += [str(sessions), "--jobs", "2", "--time", str(int(seconds)), "--protocol", "prepared"]
    command += ["--define", f"people={PEOPLE}", site.address]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"pgbench: {run.stderr[-600:]}")
    told = run.stdout
    rate = float(re.search(r"tps = ([\d.]+)", told)[1]) * COUNT
    latency = re.search(r"latency average = ([\d.]+)", told)[1]
    print(LINE.format("pgbench", f"{clips:,}", sessions, f"{rate:.1f}", f"both {latency} ms", "", "", ""), flush=True)
    return rate


def tell_ratios(name, ours, theirs):
    """The quotient of each pair."""
    for clips, contributors in ours:
        quotient = ours[clips, contributors] / theirs[clips, contributors]
        print(f"{name}: {quotient:.2f} with {clips:,} clips and {contributors} contributors")


if __name__ == "__main__":
    main()
