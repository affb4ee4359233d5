"""Minutes of mixed load: whether memory stays where it was.

    python -m benchmarks.platform.steady [--minutes 10] [--from 2]

Eight contributors transcribe, two read lists and themselves, one uploads half a minute of sound every two seconds, and
one logs in every second, all at once. Prints the memory of all our processes (what they share counted once) each
minute, the quotient of the last and of that after ``--from`` minutes, and the statuses of the answers.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.platform.checkout import ADMIN, HERE, Api, served
from benchmarks.platform.uploads import BOUNDARY, consent, wav
from benchmarks.platform.usage import memory

CLIPS = 300_000
SECONDS_OF_SOUND = 30


class Others(threading.Thread):
    """Something that is asked again and again, with a pause."""

    def __init__(self, pause, ask):
        super().__init__(daemon=True)
        self.pause, self.ask, self.stopping, self.statuses = pause, ask, threading.Event(), {}

    def run(self):
        """Ask, note the status, wait."""
        while not self.stopping.wait(self.pause):
            try:
                self.ask()
                status = 200
            except urllib.error.HTTPError as error:
                status = error.code
            self.statuses[status] = self.statuses.get(status, 0) + 1


_NUMBERS = iter(range(1_000_000))


def upload(api):
    """One recording, different each time."""
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    fields = f'{part}collection"\r\n\r\nbn\r\n{part}audio"; filename="a.wav"\r\nContent-Type: audio/wav\r\n\r\n'
    body = fields.encode() + wav(next(_NUMBERS), SECONDS_OF_SOUND * 32_000) + f"\r\n--{BOUNDARY}--\r\n".encode()
    request = urllib.request.Request(f"{api.root}/recordings", method="POST", data=body)
    request.add_header("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    request.add_header("Authorization", f"Bearer {api.token}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--from", type=int, default=2, dest="first")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shrutik-steady-") as folder, served(HERE, f"{folder}/data") as site:
        tokens = site.contributors(8)
        site.fill(CLIPS)
        load(site, tokens, given, Path(folder))


def load(site, tokens, given, folder):
    """Let all of them work, and look at the memory."""
    admin = Api(site.root).login(ADMIN)
    consent(admin)
    others = {
        "read": Others(0.05, lambda: [admin("GET", path) for path in ("/me", "/recordings", "/tasks")]),
        "upload": Others(2.0, lambda: upload(admin)),
        "log in": Others(1.0, lambda: Api(site.root).login(ADMIN)),
    }
    plan = folder / "plan.json"
    plan.write_text(json.dumps({"root": site.root, "tokens": tokens, "seconds": 60 * given.minutes, "count": 5}))
    command = [sys.executable, "-m", "benchmarks.platform.crowd", str(plan)]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True) as program:
        for one in others.values():
            one.start()
        seen = []
        for minute in range(1, given.minutes + 1):
            time.sleep(60)
            seen.append(memory(site.pid))
            print(f"after {minute:3} min: {seen[-1]:7.0f} MB", flush=True)
        for one in others.values():
            one.stopping.set()
        figures = json.loads(program.stdout.read())
    print(f"{figures['texts']} texts; " + "; ".join(f"{name} {one.statuses}" for name, one in others.items()))
    print(f"last / after {given.first} min: {seen[-1] / seen[given.first - 1]:.3f}")


if __name__ == "__main__":
    main()
