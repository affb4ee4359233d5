"""Callers who send nothing or slowly, and a hundred log-ins at once: whether others are answered meanwhile.

    python -m benchmarks.platform.attacks [--idle 2000] [--slow 200] [--seconds 20] [--only NAME…]

Serves this checkout, opens the connections of one attack from this process, and asks for ``/api/v1/me`` and
``/healthz`` from another one twenty times a second. Prints for each attack the median, 99th percentile and worst of
those answers in milliseconds, how many failed, the most memory of all our processes, and after how many seconds no
connection was left.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.platform.checkout import ADMIN, HERE, PASSWORD, Api, served
from benchmarks.platform.uploads import BOUNDARY, consent
from benchmarks.platform.usage import Peak

PAUSE = 3.0
LONGEST_CLEARING = 120.0
FORM = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
LINE = "{:<22}{:>8}{:>8}{:>8}{:>8}{:>10}{:>12}   {}"


def attacks(token):
    """What each connection sends at once, and what it goes on to send byte by byte."""
    bearer = f"Authorization: Bearer {token}\r\n"
    upload = f"POST /api/v1/recordings HTTP/1.1\r\nHost: x\r\n{FORM}"
    login = "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    return {
        "idle": ("", ""),
        "slow first line": ("", "GET /api/v1/me HTTP/1.1" + "x" * 999),
        "slow headers": ("GET /api/v1/me HTTP/1.1\r\nHost: x\r\n", "X-Slow: " + "x" * 999),
        "slow JSON body": (
            f"{login}Content-Length: 900\r\n\r\n",
            "{" + " " * 899,
        ),
        "slow upload": (f"{upload}{bearer}Content-Length: 900000\r\n\r\n", f'{PART}audio"\r\n\r\nRIFF' + "x" * 9_000),
        "slow chunked upload": (
            f"{upload}{bearer}Transfer-Encoding: chunked\r\n\r\nfffff\r\n",
            f'{PART}audio"\r\n\r\nRIFF' + "x" * 9_000,
        ),
        "slow refused upload": (f"{upload}Content-Length: 900000\r\n\r\n", "x" * 9_000),
    }


async def attack(address, count, begin, drip, until):
    """Open the connections and drip until the time is over; then until all are closed, or give up."""
    left = set()

    async def one():
        try:
            reader, writer = await asyncio.open_connection(address.hostname, address.port)
        except OSError:
            return
        left.add(writer)
        gone = asyncio.create_task(_ended(reader))
        try:
            writer.write(begin.encode())
            for byte in drip or " " * 1_000:
                await asyncio.wait({gone}, timeout=PAUSE)
                if gone.done() or time.perf_counter() > until + LONGEST_CLEARING:
                    break
                if drip:
                    writer.write(byte.encode())
        finally:
            left.discard(writer)
            writer.close()
            gone.cancel()

    begun = time.perf_counter()
    tasks = [asyncio.create_task(one()) for _ in range(count)]
    await asyncio.gather(*tasks)
    return time.perf_counter() - begun


async def _ended(reader):
    try:
        while await reader.read(65_536):
            pass
    except OSError:
        return


async def ask(plan):
    """Times and failures of one who only wants an answer, on a new connection each time."""
    times, failed, address = [], 0, urlsplit(plan["root"])
    until = time.perf_counter() + plan["seconds"]
    while time.perf_counter() < until:
        for path in ("/api/v1/me", "/healthz"):
            begun = time.perf_counter()
            try:
                async with asyncio.timeout(10):
                    reader, writer = await asyncio.open_connection(address.hostname, address.port)
                    head = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {plan['token']}\r\n"
                    writer.write(f"{head}Connection: close\r\n\r\n".encode())
                    answer = await reader.read()
                    writer.close()
                failed += not answer.startswith(b"HTTP/1.1 200")
            except (OSError, TimeoutError):
                failed += 1
            times.append(1_000 * (time.perf_counter() - begun))
        await asyncio.sleep(0.05)
    return {"times": sorted(times), "failed": failed}


def asked(plan, folder):
    """The same, by a process of its own, not waited for."""
    path = Path(folder) / "asking.json"
    path.write_text(json.dumps(plan))
    command = [sys.executable, "-m", "benchmarks.platform.attacks", "--plan", str(path)]
    return subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True)


def tell(name, figures, peak, more):
    """One line."""
    times = figures["times"]
    spread = [f"{times[min(len(times) - 1, int(len(times) * share))]:.1f}" for share in (0.5, 0.99, 1.0)]
    print(LINE.format(name, len(times), *spread, figures["failed"], f"{peak:.0f}", more), flush=True)


def slow(site, token, given, folder):
    """All attacks that leave connections open."""
    for name, (begin, drip) in attacks(token).items():
        if given.only and name not in given.only:
            continue
        count = given.idle if name == "idle" else given.slow
        with (
            Peak(site.pid) as peak,
            asked({"root": site.root, "token": token, "seconds": given.seconds}, folder) as others,
        ):
            time.sleep(1)
            until = time.perf_counter() + given.seconds
            cleared = asyncio.run(attack(urlsplit(site.root), count, begin, drip, until))
            figures = json.loads(others.stdout.read())
        tell(f"{count} {name}", figures, peak.mb, f"all gone after {cleared:.0f} s")


def log_ins(site, token, given, folder):
    """A hundred log-ins at once."""
    statuses = {}

    def one():
        try:
            Api(site.root)("POST", "/auth/login", {"email": ADMIN, "password": PASSWORD})
            status = 200
        except urllib.error.HTTPError as error:
            status = error.code
        statuses[status] = statuses.get(status, 0) + 1

    with Peak(site.pid) as peak, asked({"root": site.root, "token": token, "seconds": 5}, folder) as others:
        time.sleep(1)
        threads = [threading.Thread(target=one) for _ in range(given.log_ins)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        figures = json.loads(others.stdout.read())
    tell(f"{given.log_ins} log-ins", figures, peak.mb, str(statuses))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--idle", type=int, default=2_000)
    parser.add_argument("--slow", type=int, default=200)
    parser.add_argument("--log-ins", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--plan", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.plan:
        json.dump(asyncio.run(ask(json.loads(Path(given.plan).read_text()))), sys.stdout)
        return
    print(LINE.format("attack", "answers", "p50", "p99", "worst", "failed", "memory MB", ""))
    with tempfile.TemporaryDirectory(prefix="shrutik-attacks-") as folder, served(HERE, f"{folder}/data") as site:
        api = Api(site.root).login(ADMIN)
        consent(api)
        slow(site, api.token, given, folder)
        if not given.only:
            log_ins(site, api.token, given, folder)


if __name__ == "__main__":
    main()
