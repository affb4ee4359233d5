"""How long a back-up takes, the next one, verifying it, and restoring it: ``python -m benchmarks.platform.backups``.

An installation of 200 recordings and 2,000 clips, whose bytes are drawn (like sound, they cannot be compressed), is
backed up into a folder, plain and sealed. Each figure is the wall time of a command, with the start of its program and
of the database.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import attrs
import numpy as np

from shrutik_bootstrap.blob_stores import BLOBS
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.testing.builders import a_chunk, a_recording
from shrutik_core.testing.scenes import set_stage
from shrutik_files.blob_store import FileBlobStore
from shrutik_postgres import migrate
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.keys import load_keys

RECORDINGS, CLIPS = 200, 10
RECORDING_BYTES, CLIP_BYTES = 2_500_000, 250_000


def furnish(data: Path) -> None:
    """Make the installation."""
    server = EmbeddedPostgres(data)
    (data / "shrutik.json").write_text('{"format": 1}', encoding="utf-8")
    load_keys(data)
    engine = make_engine(server.start())
    migrate.upgrade(engine)
    units, blobs, rng = PostgresUnitsOfWork(engine), FileBlobStore(data / BLOBS), np.random.default_rng(1)
    set_stage(units)

    def stored(key: str, size: int) -> StoredBlob:
        content = rng.bytes(size)
        path = data / BLOBS / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return StoredBlob(key, size, hashlib.sha256(content).hexdigest())

    for number in range(2, RECORDINGS + 2):
        recording = a_recording(number)
        recording = attrs.evolve(recording, audio=stored(f"recordings/{recording.id}/original", RECORDING_BYTES))
        with units() as uow:
            uow.recordings.add(recording)
            for index in range(CLIPS):
                chunk = a_chunk(1_000 * number + index, recording=recording.id, index=index)
                clip = stored(f"recordings/{recording.id}/chunks/{chunk.id}.flac", CLIP_BYTES)
                uow.chunks.add_all([attrs.evolve(chunk, audio=clip)])
            uow.commit()
    blobs.put(a_recording(1).audio.key, [])
    engine.dispose()
    server.stop()


def call(*arguments: object) -> tuple[float, dict[str, object]]:
    """Seconds that a command took, and what it said."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "shrutik_cli", "backup", *map(str, arguments), "--json"],
        capture_output=True,
        check=True,
        env=os.environ,
        text=True,
    )
    return time.perf_counter() - started, json.loads(done.stdout)


def tell(what: str, seconds: float, size: int) -> None:
    """One line of the table."""
    print(f"| {what} | {seconds:.1f} | {size / 1e6 / seconds:.0f} |", flush=True)


def main() -> None:
    """Make, back up, verify, restore; print a table."""
    place = Path(tempfile.mkdtemp(prefix="shrutik-backups-"))
    data = place / "data"
    data.mkdir()
    try:
        furnish(data)
        call("key", place / "key")
        print("| what | s | MB/s |\n|---|---|---|")
        for kind, key in (("plain", ()), ("sealed", ("--key", place / "key"))):
            vault = place / kind
            seconds, made = call("create", "--data", data, "--to", vault, *key)
            size = int(str(made["bytes"]))
            tell(f"{kind}: the first, {made['blobs']} blobs, {size / 1e6:.0f} MB, {made['rows']} rows", seconds, size)
            tell(f"{kind}: the next, nothing new", call("create", "--data", data, "--to", vault, *key)[0], size)
            tell(f"{kind}: verify", call("verify", "--from", vault, *key)[0], size)
            restored = place / f"{kind}-restored"
            tell(f"{kind}: restore, all read back", call("restore", "--from", vault, "--data", restored, *key)[0], size)
            EmbeddedPostgres(restored).remove()
            shutil.rmtree(restored)
    finally:
        EmbeddedPostgres(data).remove()
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
