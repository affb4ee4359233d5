"""Jobs by Redis: what a relay sends a worker does, each worker its queues."""

import subprocess
import sys

import pytest

from machine_scene import machines_on_redis
from served_voices import TEXT, babble_wav, chunked, transcribe_all, upload
from servers.shrutik_programs import shrutik_server
from serving_program import PATIENCE, wait_for

SECONDS = 12


def test_a_relay_sends_and_workers_do_what_is_in_their_queues(tmp_path):
    with machines_on_redis(tmp_path) as machines, machines.log_in("speaker") as speaker:
        machines.start("relay", "relay")
        machines.start("mail", "worker", "--queues", "mail,releases")
        recording = upload(speaker, babble_wav(SECONDS), "first")
        wait_for(lambda: machines.messages()["chunking"] == 1)
        machines.start("cutter", "worker", "--queues", "chunking, consensus", "--threads", "1")
        chunked(speaker, recording)
        assert transcribe_all(machines, "one") == transcribe_all(machines, "two") > 0
        chunks = speaker.get(f"/recordings/{recording}/chunks").json()["items"]
        first = next(chunk["id"] for chunk in chunks if not chunk["silent"])
        with machines.log_in("admin") as admin:
            decided = wait_for(lambda: admin.get(f"/chunks/{first}/consensus").json().get("text"))
        assert decided == TEXT


@pytest.mark.parametrize(
    ("command", "setting", "told"),
    [
        (("relay",), {}, "SHRUTIK_REDIS_URL"),
        (("worker", "--queues", "mail"), {}, "SHRUTIK_REDIS_URL"),
        (("worker", "--queues", "mails"), {"SHRUTIK_REDIS_URL": "redis://127.0.0.1:1/0"}, "'mails'"),
    ],
)
def test_what_cannot_be_shared_out_is_refused_in_one_line(tmp_path, command, setting, told):
    environment = {**shrutik_server(tmp_path, data=tmp_path / "data").environment, **setting}
    call = [sys.executable, "-m", "shrutik_cli", *command]
    done = subprocess.run(call, capture_output=True, text=True, env=environment, check=False, timeout=PATIENCE)
    assert done.returncode == 1
    assert told in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
