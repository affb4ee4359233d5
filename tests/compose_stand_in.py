"""What `docker compose up --scale worker=N` does, without containers: ``python compose_stand_in.py FOLDER N``.

Real workers, each a process of its own with a data folder of its own, are started or told to end until there are N.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

COMMAND = ("worker", "--queues", "chunking", "--threads", "1")


def scale(folder: Path, workers: int) -> None:
    """Those with the highest numbers go first, as with Compose."""
    running = sorted(folder.glob("worker-*.pid"))
    for file in running[workers:]:
        os.kill(int(file.read_text()), signal.SIGTERM)
        file.unlink()
    for number in range(len(running) + 1, workers + 1):
        environment = {**os.environ, "SHRUTIK_DATA": str(folder / f"data-{number}")}
        with (folder / f"worker-{number}.log").open("ab") as log:
            call = [sys.executable, "-m", "shrutik_cli", *COMMAND]
            started = subprocess.Popen(call, env=environment, stdout=log, stderr=log, start_new_session=True)
        (folder / f"worker-{number}.pid").write_text(str(started.pid))


if __name__ == "__main__":
    scale(Path(sys.argv[1]), int(sys.argv[2]))
