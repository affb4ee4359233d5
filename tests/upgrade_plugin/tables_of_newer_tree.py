"""A plugin for the tests of an older release: each database that they migrate gets the tables of a newer tree."""

import os
import subprocess
import sys

from shrutik_postgres import migrate

_NEWER = os.environ["TABLES_OF"]
_UPGRADE = """
import sys
from shrutik_postgres import migrate
from shrutik_postgres.engine import make_engine
print(migrate.upgrade(make_engine(sys.argv[1])).current)
"""


def _upgrade(engine, revision="head"):
    url = engine.url.render_as_string(hide_password=False)
    environment = {**os.environ, "PYTHONPATH": _NEWER}
    done = subprocess.run(
        [sys.executable, "-c", _UPGRADE, url], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return migrate.MigrationState(done.stdout.strip(), revision, ())


migrate.upgrade = _upgrade
