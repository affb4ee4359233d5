"""Speakers, their times and the ledgers of a growing series, for the tests of splits."""

from hashlib import sha256

from hypothesis import strategies as st

from shrutik_core.releases.splits.ledger import FrozenTest, Ledger, LedgerEntry, PromptEntry
from shrutik_core.releases.splits.place import place_speakers
from shrutik_core.releases.splits.split import PARTS, Split, SplitBy
from shrutik_core.releases.splits.units import SpeakerTime


def name(number):
    """The pseudonym of a speaker, a clip or a prompt."""
    return f"{number:032x}"


def key(number):
    """What a speaker is placed in the order of."""
    return sha256(name(number).encode()).hexdigest()


def times(milliseconds):
    """What goes out of each speaker, by their number."""
    return [SpeakerTime(name(number), key(number), spoken) for number, spoken in milliseconds.items()]


def placed(*splits, version=1):
    """A ledger in which speaker 0, 1, 2 … are in these splits."""
    return Ledger("bn-read", entries=tuple(LedgerEntry(name(at), split, version) for at, split in enumerate(splits)))


def full():
    """A ledger with something of every kind, as version 3 left it."""
    entries = [LedgerEntry(name(number), split, 1) for number, split in enumerate(PARTS, 10)]
    return Ledger(
        "bn-read",
        split_by=SplitBy.PROMPT,
        entries=(*entries, LedgerEntry(name(13), Split.TRAIN, 3)),
        prompts=(PromptEntry(name(20), Split.TEST, 1), PromptEntry(name(19), Split.DEV, 3)),
        frozen=FrozenTest(1, (name(31), name(30))),
    )


VERSIONS = st.lists(
    st.tuples(
        st.dictionaries(st.integers(0, 60), st.integers(0, 10_000_000) | st.integers(0, 3), max_size=45),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
"""What goes out of whom in each version of a series, and whether it is to be parted."""


def history(versions):
    """The ledger that each version left."""
    ledger, found = Ledger("bn-read"), []
    for version, (spoken, part) in enumerate(versions, 1):
        ledger = place_speakers(ledger, times(spoken), version, part=part)
        found.append(ledger)
    return found
