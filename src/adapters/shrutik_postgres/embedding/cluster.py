"""A cluster: made once, whole or not at all, and the settings that its server is started with."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from shrutik_postgres.embedding.binaries import Binaries
from shrutik_postgres.embedding.places import Home
from shrutik_postgres.embedding.refusals import failed_program

USER = DATABASE = "shrutik"

# For one machine that does other things as well; nothing here lets an acknowledged commit be lost.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "64MB",
    # For a machine with many processors: each API process has a pool of its own.
    "max_connections": "400",
    "max_wal_size": "512MB",
    "min_wal_size": "32MB",
    "jit": "off",
    "max_worker_processes": "4",
    "max_logical_replication_workers": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
    # With the name of the transaction, which holds the correlation id, if it is a client's.
    "log_line_prefix": "%m [%p] %q%a ",
    # The log tells that a statement failed and why, never what was in it: no row, no parameter, no statement.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}


def major_version(cluster: Path) -> int | None:
    """The PostgreSQL that a cluster was made with; None if there is no cluster."""
    try:
        return int((cluster / "PG_VERSION").read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None


def make_cluster(home: Home, binaries: Binaries) -> None:
    """Make the cluster; what an earlier attempt left unfinished is thrown away.

    Raises:
        Unavailable: ``database_did_not_start`` or ``disk_full``.
    """
    unfinished = home.folder / "cluster.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    made = home.account.run(
        [
            binaries.initdb,
            f"--pgdata={unfinished}",
            f"--username={USER}",
            "--auth-local=trust",  # who reaches the socket in its folder of mode 0700 is the account itself, or root
            "--auth-host=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--data-checksums",
        ]
    )
    if made.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise failed_program("initdb", made.stdout, home.folder)
    unfinished.rename(home.cluster)


def arguments(home: Home, more: Mapping[str, str]) -> list[str]:
    """The server's arguments after its name.

    Args:
        home: where it lives.
        more: settings that go before ours.
    """
    quoted = str(home.socket_folder).replace('"', '""')
    own = {"unix_socket_directories": f'"{quoted}"', "cluster_name": home.name}
    settings = {**SETTINGS, **own, **more}
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return ["-D", str(home.cluster), *flags]
