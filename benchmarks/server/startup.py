"""Times the start of `shrutik serve` on a folder that is there, and `shrutik --help`, beside Python's own start.

    python -m benchmarks.server.startup [--runs 5]

The reference is ``python -c pass`` in the same run; promises: ready in under 3 s, help in under 0.5 s.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request


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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="shrutik-start-") as data:
        ready(f"{data}/data")
        rows = {
            "python -c pass": [timed([sys.executable, "-c", "pass"]) for _ in range(runs)],
            "shrutik --help": [timed([sys.executable, "-m", "shrutik_cli", "--help"]) for _ in range(runs)],
            "shrutik serve, ready": [ready(f"{data}/data") for _ in range(runs)],
        }
    reference = statistics.median(rows["python -c pass"])
    print(f"{'':24}{'median s':>10}{'least':>10}{'most':>10}{'x python':>10}")
    for name, seconds in rows.items():
        median = statistics.median(seconds)
        print(f"{name:24}{median:10.2f}{min(seconds):10.2f}{max(seconds):10.2f}{median / reference:10.1f}")


if __name__ == "__main__":
    main()
