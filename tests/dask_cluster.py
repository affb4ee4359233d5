"""A Dask cluster on this machine: a scheduler and workers, each a process as an operator would start it."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import distributed

SRC = Path(__file__).parents[1] / "src"
PATHS = [str(SRC), str(SRC / "adapters"), str(SRC / "entrypoints"), str(SRC.parent / "tests")]
WORKERS = 3
PATIENCE = 60


class Cluster:
    """A scheduler and its workers, which log into a folder."""

    def __init__(self, folder):
        self._stack = ExitStack()
        self._file = folder / "scheduler.json"
        self._folder = folder
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.workers = [
            self._start("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(WORKERS)
        ]
        with distributed.Client(scheduler_file=str(self._file), timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(WORKERS, timeout=PATIENCE)
            self.address = client.scheduler.address

    def _start(self, program, *options):
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--scheduler-file", str(self._file), *options]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS), "PYTHONWARNINGS": "default"}
        log = self._stack.enter_context((self._folder / "log").open("ab"))
        process = subprocess.Popen(command, env=env, cwd=self._folder, stdout=log, stderr=log)
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def close(self):
        self._stack.close()
