"""A Dask scheduler and its workers on this machine, each a process of its own as an operator would start it."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

distributed = pytest.importorskip(
    "distributed", reason="dask.distributed is not installed: pip install 'shrutik[cluster]'"
)

_SRC = Path(__file__).parents[2] / "src"
_PATHS = [str(_SRC), str(_SRC / "adapters"), str(_SRC / "entrypoints"), str(_SRC.parent / "tests")]
_WORKERS = 3
_PATIENCE = 60


class DaskCluster:
    """Three workers that share the files of this machine."""

    def __init__(self, folder):
        self._stack = ExitStack()
        self._file = folder / "scheduler.json"
        self._folder = folder
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self._workers = [
            self._start("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(_WORKERS)
        ]
        with distributed.Client(scheduler_file=str(self._file), timeout=_PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(_WORKERS, timeout=_PATIENCE)
            self.address = client.scheduler.address

    @property
    def killed(self):
        """How many workers ended by SIGKILL."""
        return sum(worker.poll() == -signal.SIGKILL for worker in self._workers)

    def _start(self, program, *options):
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--scheduler-file", str(self._file), *options]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(_PATHS), "PYTHONWARNINGS": "default"}
        log = self._stack.enter_context((self._folder / "log").open("ab"))
        process = subprocess.Popen(command, env=env, cwd=self._folder, stdout=log, stderr=log)
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def close(self):
        """End all of them."""
        self._stack.close()
