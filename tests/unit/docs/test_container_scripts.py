"""The small programs within the image and beside it: the check of health, and what starts a program again."""

import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[3] / "deploy"
HEALTHY, RELOAD = DEPLOY / "image" / "healthy.py", DEPLOY / "compose" / "reload.py"
PATIENCE = 20


@pytest.fixture
def answering():
    """A server that answers with whatever status the path names."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(int(self.path.strip("/")))
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (403, 0), (499, 0), (500, 1), (503, 1)])
def test_healthy_is_whoever_answers_below_500(answering, status, code):
    assert subprocess.run([sys.executable, HEALTHY, f"{answering}/{status}"], check=False).returncode == code


def test_unhealthy_is_whoever_does_not_answer():
    assert subprocess.run([sys.executable, HEALTHY, "http://127.0.0.1:1/"], check=False).returncode == 1


def lines(path, number):
    end = time.monotonic() + PATIENCE
    while not path.exists() or len(path.read_text().splitlines()) < number:
        assert time.monotonic() < end
        time.sleep(0.05)
    return path.read_text().splitlines()


def test_a_program_starts_again_when_its_source_changes_and_ends_when_it_is_told_to(tmp_path):
    source, told = tmp_path / "source.py", tmp_path / "told"
    source.write_text("one")
    program = f"import time, pathlib; pathlib.Path({str(told)!r}).open('a').write('up\\n'); time.sleep(60)"
    running = subprocess.Popen(
        [sys.executable, RELOAD, tmp_path, sys.executable, "-c", program], stderr=subprocess.PIPE
    )
    try:
        lines(told, 1)
        time.sleep(0.2)
        source.write_text("two, which is longer")
        lines(told, 2)
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE) == -signal.SIGTERM % 256 or running.returncode != 0
    finally:
        running.kill()
        running.communicate()
    assert len(told.read_text().splitlines()) == 2


def test_a_program_that_ends_well_is_not_started_again(tmp_path):
    done = subprocess.run(
        [sys.executable, RELOAD, tmp_path, sys.executable, "-c", "pass"], check=False, timeout=PATIENCE
    )
    assert done.returncode == 0
