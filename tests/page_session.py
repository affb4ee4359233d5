"""Runs a page as a reader would: one bash, block after block, in a folder of its own, and a port of its own."""

import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import attrs

from page_blocks import ROOT, Block, is_run, matches, without_lines_not_run
from servers.process import free_ports

_SERVER = re.compile(r"(?:^|\s)(?:\S*/)?(?:shrutik serve|shrutik demo(?!.*--exit)|gunicorn)\b.*$")
_COMPLAINT = re.compile(r"^shrutik(?: [\w ]+)?: ", re.M)
_SOURCES = ("src", "src/adapters", "src/entrypoints", "clients/python/src")
_PATIENCE = 300.0
_SET_UP = "set -eo pipefail; shopt -s inherit_errexit"


def free_port() -> int:
    """A port on which nothing listens."""
    (port,) = free_ports(1)
    return port


def write_programs(folder: Path) -> None:
    """What a reader has on the path: `shrutik` of this checkout, and a `curl` that fails on answers of 400 and more."""
    folder.mkdir(parents=True)
    path = ":".join(str(ROOT / source) for source in _SOURCES)
    shrutik = f'#!/bin/sh\nPYTHONPATH={path} exec {sys.executable} -m shrutik_cli "$@"\n'
    curl = f'#!/bin/sh\nexec {shutil.which("curl")} --fail-with-body "$@"\n'
    for name, text in {"shrutik": shrutik, "curl": curl}.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)


@attrs.define
class PageSession:
    """One page's bash.

    Attributes:
        folder: where the commands work.
        loose: whether a number that is shown stands for any number.
        places: what is written in the page, and what stands for it here.
    """

    folder: Path
    loose: bool = False
    places: dict[str, str] = attrs.Factory(dict)
    port: int = attrs.Factory(free_port)
    _bash: subprocess.Popen[str] = attrs.field(init=False)
    _count: int = attrs.field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        programs = self.folder / ".venv" / "bin"
        write_programs(programs)
        self.places = {"127.0.0.1:8000": f"127.0.0.1:{self.port}", "--port 8000": f"--port {self.port}", **self.places}
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("SHRUTIK_", "PYTEST_"))}
        path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
        sources = os.pathsep.join(str(ROOT / source) for source in _SOURCES)
        kept |= {"PATH": path, "PYTHONPATH": sources, "SHRUTIK_PORT": str(self.port), "COLUMNS": "120"}
        self._bash = subprocess.Popen(
            ["bash", "--norc", "--noprofile"],
            cwd=self.folder,
            env=kept,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self._send(_SET_UP)

    def run_page(self, page_blocks: list[Block]) -> None:
        """Run every block that is not listed, and compare what comes with what is shown."""
        came = ""
        for block in page_blocks:
            if is_run(block):
                came = self.run_block(block)
            elif block.serves:
                came = self._serve(block, block.serves)
            elif block.follows and block.language in {"text", "json"}:
                self._compare(block, block.code, came)

    def run_block(self, block: Block) -> str:
        """Run one block; what it printed."""
        if block.name:
            (self.folder / block.name).write_text(self._placed(block.code), encoding="utf-8")
            return ""
        if block.language == "python":
            (self.folder / "block.py").write_text(block.code, encoding="utf-8")
            return self._checked(block, "python3 block.py")
        if block.language == "sql":
            (self.folder / "block.sql").write_text(block.code, encoding="utf-8")
            return self._checked(block, f"python3 {ROOT}/tests/run_sql.py block.sql")
        code = self._placed(without_lines_not_run(block.code))
        if code.startswith("$ "):
            return self._run_shown(block, code)
        *before, last = code.splitlines() or [""]
        if _SERVER.search(last):
            return self._checked(block, "\n".join(before)) + self._serve(block, last)
        return self._checked(block, code)

    def _run_shown(self, block: Block, code: str) -> str:
        """Commands that are shown with what they print; one may fail if its complaint is what is shown."""
        for part in re.split(r"^\$ ", code, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            ended_well, came = self._run(block, command, may_fail=True)
            self._compare(block, shown, came)
            if ended_well == bool(_COMPLAINT.search(shown)):
                raise AssertionError(f"{block}: {command} {'ended well' if ended_well else 'failed'}\n{came}")
        return ""

    def _compare(self, block: Block, shown: str, came: str) -> None:
        if not matches(self._placed(shown), came, loose=self.loose):
            raise AssertionError(f"{block} shows\n{shown}\nbut this came\n{came}")

    def _serve(self, block: Block, command: str) -> str:
        """Start a server in place of the one before, as in a second terminal, and wait until it answers."""
        self._stop_servers(all_jobs="&" not in block.code)
        log = self.folder / f".server-{block.line}"
        self._run(block, f"{command} > {log.name} 2>&1 &")
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                    answer.read()
                return log.read_text(encoding="utf-8")
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"{block}: no answer\n{log.read_text(encoding='utf-8')}")

    def _stop_servers(self, *, all_jobs: bool) -> None:
        if all_jobs:
            self._run(None, "kill $(jobs -p) 2>/dev/null; wait", may_fail=True)

    def _checked(self, block: Block, code: str) -> str:
        ended_well, came = self._run(block, code)
        if not ended_well:
            raise AssertionError(f"{block}: this failed\n{code}\n{came}")
        return came

    def _run(self, block: Block | None, code: str, *, may_fail: bool = False) -> tuple[bool, str]:
        """Whether it ended well, and what it printed."""
        self._count += 1
        script, out = self.folder / f".block-{self._count}.sh", self.folder / f".block-{self._count}.out"
        script.write_text(code + "\n", encoding="utf-8")
        run = f"source ./{script.name} > {out.name} 2>&1 < /dev/null"
        self._send(f"if {run}; then echo done; else echo failed; fi" if may_fail else f"{run}; echo done")
        return self._heard(block), out.read_text(encoding="utf-8") if out.exists() else ""

    def _heard(self, block: Block | None) -> bool:
        """Whether bash came to the end of the block; it ends itself on a command that fails."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._bash.stdout, selectors.EVENT_READ)
            if not selector.select(_PATIENCE):
                raise AssertionError(f"{block}: not done after {_PATIENCE:.0f} s")
        return self._bash.stdout.readline() == "done\n"

    def _placed(self, code: str) -> str:
        for written, here in self.places.items():
            code = code.replace(written, here)
        return code

    def _send(self, line: str) -> None:
        self._bash.stdin.write(line + "\n")
        self._bash.stdin.flush()

    def close(self) -> None:
        """End bash and what it started: in order, or else after a minute by force."""
        left = subprocess.run(["pgrep", "-g", str(self._bash.pid)], capture_output=True, text=True, check=False)
        for process in map(int, left.stdout.split()):
            try:
                os.kill(process, signal.SIGTERM)
            except ProcessLookupError:
                continue
        end = time.monotonic() + 60
        while time.monotonic() < end and _alive(self._bash.pid, self._bash):
            time.sleep(0.1)
        if _alive(self._bash.pid, self._bash):
            os.killpg(self._bash.pid, signal.SIGKILL)
        self._bash.communicate()


def _alive(group: int, leader: subprocess.Popen[str]) -> bool:
    leader.poll()
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
