"""``splits.jsonl``: a ledger as lines of JSON; the file of a later version begins with the bytes of the earlier one.

The first line says what holds for the whole series:
``{"ledger":1,"series":"bn-read","split_by":"speaker","shares":{"train":80,"dev":10,"test":10}}``, where ``ledger`` is
the number of this form. Each other line is an entry with its ``split`` and the ``version`` that added it, and either a
``speaker``, a ``prompt`` (see `prompt_key`) or a ``clip`` of the frozen test. Entries go by versions; those of one
version are speakers in the order in which they were placed, then prompts, then clips, both sorted. A speaker's last
line counts.
"""

import json
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any

import attrs

from shrutik_core.releases.splits.ledger import FrozenTest, Ledger, LedgerEntry, PromptEntry
from shrutik_core.releases.splits.split import PARTS, HourShares, Split, SplitBy
from shrutik_core.shared.errors import Invalid

NAME = "splits.jsonl"
FORM = 1
"""Of the lines; a reader refuses any other."""

_WRONG = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading JSON that has another shape may raise."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def write_ledger(ledger: Ledger) -> Iterator[str]:
    """The lines, each with its line end; the same ledger always gives the same."""
    head = {
        "ledger": FORM,
        "series": ledger.series,
        "split_by": ledger.split_by.value,
        "shares": attrs.asdict(ledger.shares),
    }
    yield f"{_encode(head)}\n"
    for _, _, kind, name, split, version in merge(*_rows(ledger), key=lambda row: row[:2]):
        yield f"{_encode({kind: name, 'split': split.value, 'version': version})}\n"


def read_ledger(lines: Iterable[str]) -> Ledger:
    """The ledger of these lines, with or without line ends.

    Raises:
        Invalid: ``ledger_malformed`` with the number of the line that is wrong; ``ledger_twice``.
    """
    numbered = enumerate(lines, 1)
    found = _Found(_head(next(numbered, (1, ""))[1]))
    for number, line in numbered:
        try:
            found.take(json.loads(line))
        except _WRONG as error:
            raise _malformed(number, line) from error
        except Invalid as error:
            raise Invalid(error.code, f"Line {number} of {NAME}: {error}") from error
    return found.ledger()


def _rows(ledger: Ledger) -> tuple[Iterator[tuple[int, int, str, str, Split, int]], ...]:
    """The lines of each kind in the order of versions, each with what they are merged by."""
    frozen = ledger.frozen
    clips = frozen.clips if frozen else ()
    at = frozen.version if frozen else 0
    return (
        ((entry.version, 0, "speaker", entry.speaker, entry.split, entry.version) for entry in ledger.entries),
        ((entry.version, 1, "prompt", entry.prompt, entry.split, entry.version) for entry in ledger.prompts),
        ((at, 2, "clip", clip, Split.TEST, at) for clip in clips),
    )


def _head(line: str) -> Ledger:
    try:
        said = json.loads(line)
        form, series, split_by, shares = (said.pop(key) for key in ("ledger", "series", "split_by", "shares"))
        if said or form != FORM or isinstance(form, bool) or not isinstance(series, str):
            raise ValueError(form)
        if set(shares) != set(PARTS) or not all(type(share) is int for share in shares.values()):
            raise TypeError(shares)
        return Ledger(series, HourShares(**shares), SplitBy(split_by))
    except (*_WRONG, Invalid) as error:
        raise _malformed(1, line) from error


def _malformed(number: int, line: str) -> Invalid:
    detail = f"Line {number} of {NAME} is not one of a ledger of form {FORM}: {line[:80]!r}. Take the file as released."
    return Invalid("ledger_malformed", detail)


@attrs.define
class _Found:
    """What the lines so far say."""

    head: Ledger
    entries: list[LedgerEntry] = attrs.field(factory=list)
    prompts: list[PromptEntry] = attrs.field(factory=list)
    clips: list[str] = attrs.field(factory=list)
    frozen_by: int | None = None

    def take(self, said: dict[str, Any]) -> None:
        """Take one line in."""
        split, version = Split(said.pop("split")), said.pop("version")
        ((kind, name),) = said.items()
        if type(version) is not int or not isinstance(name, str):
            raise TypeError(kind)
        if kind == "speaker":
            self.entries.append(LedgerEntry(name, split, version))
        elif kind == "prompt":
            self.prompts.append(PromptEntry(name, split, version))
        elif kind == "clip" and split is Split.TEST and self.frozen_by in {None, version}:
            self.frozen_by = version
            self.clips.append(name)
        else:
            raise ValueError(kind)

    def ledger(self) -> Ledger:
        """All of it."""
        frozen = None if self.frozen_by is None else FrozenTest(self.frozen_by, tuple(self.clips))
        return attrs.evolve(self.head, entries=tuple(self.entries), prompts=tuple(self.prompts), frozen=frozen)
