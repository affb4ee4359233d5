"""What the hooks inside schemathesis must know of the house that is asked: written by the harness, read by them."""

import json
from collections.abc import Mapping
from pathlib import Path

import attrs

VARIABLE = "SHRUTIK_FUZZ_FACTS"


@attrs.frozen
class Facts:
    """One caller in the house.

    Attributes:
        things: ids and names of what there is, by the name of the parameter or member that takes them.
        sound: a file with something to hear.
        token: of the caller; empty for one without log-in.
        guarded: ids of the accounts that ask; nothing may disable or demote them.
        session: id of the log-in that asks; it must not end itself.
        leaving: token of the account that is lent for what would end the caller's account.
        logging_out: token of the log-in that is lent for what would end the caller's log-in.
    """

    things: Mapping[str, list[str]]
    sound: str
    token: str = ""
    guarded: list[str] = attrs.field(factory=list)
    session: str = ""
    leaving: str = ""
    logging_out: str = ""

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(attrs.asdict(self)), encoding="utf-8")


def read_facts(file: Path) -> Facts:
    """The facts as they were written."""
    return Facts(**json.loads(file.read_text(encoding="utf-8")))
