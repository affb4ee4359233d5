"""rsyslog on our own configuration, with paths and receiver of a test in place of those that are an operator's."""

import os
from collections.abc import Mapping
from pathlib import Path

from servers.process import Server, program

SHIPPED = Path(__file__).parents[2] / "deploy" / "rsyslog" / "shrutik.conf"
MODULES = os.environ.get("SHRUTIK_TEST_RSYSLOG_MODULES", "")
"""Where they lie if not where the package puts them."""


def rsyslog(folder: Path, places: Mapping[str, str]) -> Server:
    """The program, not started.

    Args:
        folder: of its configuration, its state and its queue.
        places: what stands in the shipped file, and what stands for it here; each must be there.
    """
    text = SHIPPED.read_text(encoding="utf-8")
    for told, here in places.items():
        assert told in text, told
        text = text.replace(told, here)
    spool = folder / "spool"
    spool.mkdir(parents=True, exist_ok=True)
    head = f'global(workDirectory="{spool}" maxMessageSize="64k")\n'
    (folder / "rsyslog.conf").write_text(head + text, encoding="utf-8")
    pid = folder / "pid"
    arguments = [program("rsyslogd", "rsyslog-elasticsearch"), "-n", "-f", str(folder / "rsyslog.conf"), "-i", str(pid)]
    modules = ["-M", MODULES] if MODULES else []
    return Server([*arguments, *modules], folder, pid.exists)
