"""A program that owns an embedded PostgreSQL until it is killed; prints the postmaster's number once it is ready."""

import sys
import time
from pathlib import Path

from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.embedding.places import known_home
from shrutik_postgres.embedding.processes import read_pid_file

if __name__ == "__main__":
    data = Path(sys.argv[1])
    EmbeddedPostgres(data, settings={"fsync": "off"}).start()
    home = known_home(data)
    file = read_pid_file(home.cluster) if home else None
    print(file.pid if file else 0, flush=True)
    time.sleep(600)
