"""How many cores processes use, and how much memory, as Linux counts them."""

import os
import threading
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


class Usage:
    """CPU of a process and of all that descend from it, from now on; PostgreSQL's told apart."""

    def __init__(self, root):
        self._root, self._before = root, family(root)

    def told(self, seconds):
        """Cores by kind of process: each process of ours, then PostgreSQL as a whole."""
        shares = {pid: (used - self._before.get(pid, 0.0)) / seconds for pid, used in family(self._root).items()}
        database = [pid for pid in shares if _name(pid) == "postgres"]
        ours = [f"{share:.2f}" for pid, share in sorted(shares.items()) if pid not in database and share >= 0.005]
        return f"ours {' + '.join(ours)}, PostgreSQL {sum(shares[pid] for pid in database):.2f}"


def seconds_of(root):
    """Seconds of processor time of a process and of all that live and descend from it, so far."""
    return sum(family(root).values())


def memory(root):
    """MB of a process and of all of ours that descend from it; what they share counts once. PostgreSQL is left out."""
    total = 0
    for pid in family(root):
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        if _name(pid) != "postgres":
            total += int(rollup.partition("\nPss:")[2].split()[0])
    return total / 1024


class Peak(threading.Thread):
    """The most memory seen while its context lasts."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self._root, self._stopping, self.mb = root, threading.Event(), 0.0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._stopping.set()
        self.join()

    def run(self):
        """Look every fifth of a second."""
        while not self._stopping.wait(0.2):
            self.mb = max(self.mb, memory(self._root))


def family(root):
    """Seconds of CPU by process id."""
    everyone = _all()
    members = {root}
    while more := {pid for pid, (parent, _) in everyone.items() if parent in members} - members:
        members |= more
    return {pid: everyone[pid][1] for pid in members if pid in everyone}


def _all():
    found = {}
    for entry in (path.name for path in Path("/proc").iterdir() if path.name.isdigit()):
        try:
            fields = Path(f"/proc/{entry}/stat").read_text().rpartition(") ")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        found[int(entry)] = int(fields[1]), sum(map(int, fields[11:13])) / _TICK
    return found


def _name(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except FileNotFoundError:
        return ""
