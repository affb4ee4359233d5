"""What `deploy/pgbackrest/age.sh` leaves for node_exporter, where pgBackRest says what a test lets it say."""

import os
import subprocess
from pathlib import Path

PGBACKREST = Path(__file__).parents[1] / "deploy" / "pgbackrest"


def told_for(folder: Path, info: str, code: int = 0) -> str:
    """The file that lies in the folder afterwards; its mode is that of a file for everybody."""
    said, stand_in = folder / "info.json", folder / "pgbackrest"
    said.write_text(info, encoding="utf-8")
    stand_in.write_text(f'#!/bin/sh\ncat "{said}"\nexit {code}\n', encoding="utf-8")
    stand_in.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run(["sh", PGBACKREST / "age.sh", folder], env=environment, check=False)
    assert done.returncode == code
    told = folder / "pgbackrest.prom"
    assert told.stat().st_mode & 0o777 == 0o644
    return told.read_text(encoding="utf-8")
