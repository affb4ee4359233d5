"""The front under attack: how others are answered meanwhile, how much memory it takes, and when it is over.

    python -m benchmarks.platform.attacks [--seconds 45] [--sources DIR] [--only KIND …]

Serves a fresh data folder and lets slow callers come, who come again whenever they are sent away: 2,000 who send
nothing, or 200 who send a byte every three seconds in one place of a request. Two others ask, each on a new connection,
whether we live, for their account and for tasks; what they wait for is printed in milliseconds, beside the same without
an attack. Then: the most memory of all our processes, seconds until the last slow caller was sent away, and what slow
callers were told. Last come 100 log-ins at once.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.platform.checkout import ADMIN, HERE, PASSWORD, Api, served
from benchmarks.platform.slow_callers import Attack, kinds
from benchmarks.platform.uploads import consent
from benchmarks.platform.usage import Peak

IDLE, SLOW, LOGINS, OTHERS = 2_000, 200, 100, 2
# Callers on this machine stand for many behind a proxy, and the others are among them.
SOURCE = "127.0.0.1"
_PAUSE = 0.05
_PATIENCE = 60.0
ASKED = (("GET", "/healthz", None), ("GET", "/api/v1/me", None), ("POST", "/api/v1/tasks", {"collection": "bn"}))


async def answered(address, method, path, token="", body=None):
    """Status and seconds of one request on a connection of its own; status 0 if none came in `_PATIENCE` seconds."""
    sent = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
    head += f"Content-Length: {len(sent)}\r\n" + (f"Authorization: Bearer {token}\r\n" if token else "") + "\r\n"
    began = time.perf_counter()
    try:
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection(*address)
            writer.write(head.encode() + sent)
            status = int((await reader.read()).split(b" ", 2)[1])
            writer.close()
    except (OSError, TimeoutError, IndexError):
        status = 0
    return status, time.perf_counter() - began


async def other(address, token, times, statuses, until):
    """Somebody who uses the site as it is meant to be used."""
    while asyncio.get_running_loop().time() < until:
        for method, path, body in ASKED:
            status, seconds = await answered(address, method, path, token, body)
            times.append(seconds)
            statuses[status] += 1
            await asyncio.sleep(_PAUSE)


async def others(address, token, seconds):
    """What they wait for, and what they are told."""
    times, statuses = [], Counter()
    until = asyncio.get_running_loop().time() + seconds
    await asyncio.gather(*(other(address, token, times, statuses, until) for _ in range(OTHERS)))
    return sorted(times), statuses


async def attacked(address, token, seconds, callers, sent):
    """The same while slow callers are there, the attack, and the seconds until all of them were sent away."""
    attack = Attack(address, SOURCE, callers, *sent)
    await asyncio.sleep(1)
    times, statuses = await others(address, token, seconds)
    attack.end()
    began = time.perf_counter()
    await attack.gone()
    return times, statuses, attack, time.perf_counter() - began


async def logins(address):
    """Statuses of many log-ins at once, with the longest wait."""
    account = {"email": ADMIN, "password": PASSWORD}
    asked = [answered(address, "POST", "/api/v1/auth/login", body=account) for _ in range(LOGINS)]
    found = await asyncio.gather(*asked)
    return dict(Counter(status for status, _ in found)), max(seconds for _, seconds in found)


def _waits(times):
    return "".join(f"{1000 * times[int(share * (len(times) - 1))]:8.0f}" for share in (0.5, 0.99, 1.0))


def tell(name, times, statuses, more=""):
    """One line of the table."""
    print(f"{name:16}{_waits(times)}   {dict(statuses)}{more}", flush=True)


def run(site, seconds, only):
    """All of it."""
    address, token = (urlsplit(site.root).hostname, urlsplit(site.root).port), Api(site.root).login(ADMIN)
    consent(token)
    tell("nobody", *asyncio.run(others(address, token.token, min(10, seconds))))
    attacks = {"idle": (IDLE, ("", ""))} | {name: (SLOW, sent) for name, sent in kinds(token.token).items()}
    for name, (callers, sent) in attacks.items():
        if only and name not in only:
            continue
        with Peak(site.pid) as peak:
            times, statuses, attack, after = asyncio.run(attacked(address, token.token, seconds, callers, sent))
        more = f"   {peak.mb:.0f} MB, over after {after:.0f} s, longest {attack.longest:.0f} s"
        tell(name, times, statuses, f"{more}; slow callers were told {dict(attack.told)}")
    with Peak(site.pid) as peak:
        statuses, longest = asyncio.run(logins(address))
    print(f"{LOGINS} log-ins at once: {statuses}, the last after {longest:.1f} s, {peak.mb:.0f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=45)
    parser.add_argument("--sources", type=Path, default=HERE, help="a checkout to attack; this one")
    parser.add_argument("--only", nargs="*", help="kinds of slow callers; all")
    given = parser.parse_args()
    print(f"{'slow callers':16}{'median':>8}{'p99':>8}{'worst':>8}   what others were told")
    with (
        tempfile.TemporaryDirectory(prefix="shrutik-attacks-") as folder,
        served(given.sources.resolve(), f"{folder}/data") as site,
    ):
        run(site, given.seconds, given.only)


if __name__ == "__main__":
    main()
