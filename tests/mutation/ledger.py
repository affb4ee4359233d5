"""The faults that no test sees, each with the reason why that is right, and the report of a run."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from mutation.plan import ROOMS, Case, room_of

SURVIVORS = Path(__file__).with_name("survivors.toml")
LEAST_KILLED = 0.9


def listed() -> dict[str, str]:
    """The reason for each survivor, by the fault's name."""
    entries = tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("survivor", [])
    return {entry["fault"]: entry["why"] for entry in entries}


@attrs.frozen
class Report:
    """What became of each fault.

    Attributes:
        cases: all that were tried.
        fates: ``killed``, ``timed out`` or ``survived``, by the fault's name.
        whole: whether all faults there are were tried.
    """

    cases: Sequence[Case]
    fates: Mapping[str, str]
    whole: bool

    def complaints(self) -> list[str]:
        """What is wrong, a line each; none where all is as the list says."""
        known = listed()
        survived = {case.mutant.name: case for case in self.cases if self.fates[case.mutant.name] == "survived"}
        new = [
            f"survived, not listed: {name}  [line {case.mutant.first}, {len(case.tests)} tests]"
            for name, case in survived.items()
            if name not in known
        ]
        tried = {case.mutant.name for case in self.cases}
        gone = [f"listed, but killed now: {name}" for name in known if name in tried - survived.keys()]
        if self.whole:
            gone += [f"listed, but no such fault any more: {name}" for name in known if name not in tried]
        few = 1 - len(survived) / max(1, len(tried)) < LEAST_KILLED
        return [*new, *gone, *([f"fewer than {LEAST_KILLED:.0%} are killed"] if few else [])]

    def table(self) -> str:
        """Faults by room."""
        counts: Counter[tuple[str, str]] = Counter()
        for case in self.cases:
            for room in (room_of(case.mutant.path), "all"):
                counts[room, self.fates[case.mutant.name]] += 1
        rows = [f"{'room':<18}{'faults':>8}{'killed':>8}{'timed out':>11}{'survived':>10}{'killed':>9}"]
        for room in (*ROOMS, "all"):
            killed, slow, survived = (counts[room, fate] for fate in ("killed", "timed out", "survived"))
            total = killed + slow + survived
            share = (killed + slow) / total if total else 1.0
            rows.append(f"{room:<18}{total:>8}{killed:>8}{slow:>11}{survived:>10}{share:>9.1%}")
        return "\n".join(rows)
