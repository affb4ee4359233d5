"""One decoder: a child process that is asked over a wire, and what its death says about the recording."""

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.wire import Failure, receive, receive_stream, send
from shrutik_core.shared.errors import Invalid, ShrutikError, Unavailable

OUT_OF_MEMORY = 86
"""Exit code of a child that was refused memory."""
FAULTY = 87
"""Exit code of a child whose program is wrong."""
REST_SECONDS = 60.0
"""How long a child waits for work before it ends."""
READY = "ready"
"""What a child says first."""
_PROGRAM = "shrutik_audio.confined.child"
_TOO_COSTLY = frozenset({OUT_OF_MEMORY, -signal.SIGXCPU})
_SIGNS_OF_A_CRASH = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGTRAP)
_CRASHED = frozenset(-number for number in _SIGNS_OF_A_CRASH)
_SECONDS_TO_START = 60.0
_SECONDS_TO_DIE = 10.0
_COPIED = 1 << 20


class IdleEndError(Exception):
    """The child had ended by itself, as it does after a while without work: another one may be asked."""


class DecoderChild:
    """A child that decodes; for one thread at a time.

    Args:
        allowance: what it may take for one recording.
    """

    def __init__(self, allowance: Allowance) -> None:
        self._wire, theirs = socket.socketpair()
        self._patience = allowance.wall
        with theirs:
            arguments = [str(theirs.fileno()), str(allowance.memory), str(allowance.cpu)]
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, with a program of ours
                [sys.executable, "-m", _PROGRAM, *arguments],
                stdin=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                # Not a session of its own: Linux shares the processor among sessions first, whatever their niceness.
                process_group=0,
                env=_environment(),
            )
        # From here, as its start costs as much as some recordings.
        os.setpriority(os.PRIO_PROCESS, self._process.pid, os.getpriority(os.PRIO_PROCESS, 0) + allowance.niceness)
        self._ready = False
        self._used = time.monotonic()

    @property
    def pid(self) -> int:
        """Of the child."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked: it runs, and is not about to end for want of work."""
        return self._process.poll() is None and time.monotonic() - self._used < REST_SECONDS / 2

    def tell(self, *request: object, source: BinaryIO | None = None) -> None:
        """Send a request; raises as `ask`."""
        self._await_ready()
        self._used = time.monotonic()
        with self._judged(), _as_file(source) as (file, name):
            send(self._wire, (request, name), file)

    def hear(self) -> object:
        """The answer to an earlier request; raises as `ask`."""
        with self._judged():
            answer, _ = receive(self._wire)
        self._used = time.monotonic()
        if isinstance(answer, Failure):
            raise answer.error()
        return answer

    def ask(self, *request: object, source: BinaryIO | None = None) -> object:
        """Send a request and wait for its answer.

        Args:
            request: name of what is to be done, and what it takes.
            source: the recording, if it is another one than last time.

        Raises:
            IdleEndError: if the child had ended by itself.
            Invalid: whatever the processor says; ``undecodable`` if the child crashed, ``decoding_too_costly`` if it
                took more than it is allowed.
            RuntimeError: if the decoder's program is wrong.
            Unavailable: ``decoder_lost`` if something else ended the child.
        """
        self.tell(*request, source=source)
        return self.hear()

    def hear_stream(self, size: int) -> BinaryIO:
        """The bytes that follow an answer, as a file at position 0; raises as `ask`."""
        stream = tempfile.SpooledTemporaryFile(max_size=4 * _COPIED)  # noqa: SIM115 - the caller closes it
        with self._judged():
            for block in receive_stream(self._wire, size):
                stream.write(block)
        stream.seek(0)
        return stream  # type: ignore[return-value]  # all that a BinaryIO has, it has

    def kill(self) -> None:
        """End the child although another thread may be waiting for it."""
        self._process.kill()

    def end(self) -> None:
        """End the child, whatever it does."""
        self._wire.close()
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _await_ready(self) -> None:
        """A child that ends before it could begin says nothing about a recording."""
        if self._ready:
            return
        try:
            self._wire.settimeout(_SECONDS_TO_START)
            self._ready = receive(self._wire)[0] == READY
            self._wire.settimeout(self._patience)
        except (EOFError, OSError) as error:
            self.end()
            raise RuntimeError(f"The decoder does not start (exit code {self._process.returncode}).") from error

    @contextmanager
    def _judged(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            self.end()
            raise _too_costly() from error
        except (EOFError, ConnectionError) as error:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_SECONDS_TO_DIE)
            code = self._process.poll()
            self.end()
            raise _verdict(code) from error


def _verdict(code: int | None) -> Exception:
    """What the end of a child means: the recording's fault, that of whoever ended it, or ours."""
    if code == 0:
        return IdleEndError()
    if code in _TOO_COSTLY:
        return _too_costly()
    # A library may also end the process by itself.
    if code in _CRASHED or (code is not None and code > 0 and code != FAULTY):
        return Invalid("undecodable", "The recording could not be decoded: export it again in another format.")
    if code is not None and code < 0:
        return Unavailable("decoder_lost", "The decoder was ended from outside; the recording will be tried again.")
    return RuntimeError(f"The decoder's program failed with exit code {code}; what it said is in the log.")


def _too_costly() -> ShrutikError:
    return Invalid(
        "decoding_too_costly",
        "Decoding the recording takes more time or memory than is allowed: export it again in another format.",
    )


def _environment() -> dict[str, str]:
    """Ours, so that it finds what we find; its mathematics uses the one processor that its work has."""
    path = os.pathsep.join(part or str(os.getcwd()) for part in sys.path)  # noqa: PTH109 - a string
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


@contextmanager
def _as_file(source: BinaryIO | None) -> Iterator[tuple[int | None, str]]:
    """The descriptor of a source and its path; one that is not a file is copied into one."""
    if source is None:
        yield None, ""
        return
    try:
        file = source.fileno()
    except (AttributeError, io.UnsupportedOperation):
        with tempfile.TemporaryFile() as copy:
            source.seek(0)
            while block := source.read(_COPIED):
                copy.write(block)
            copy.flush()
            yield copy.fileno(), ""
        return
    name = getattr(source, "name", "")
    yield file, name if isinstance(name, str) else ""
