"""The frozen test: what later versions hold of the first test split, and what came to it since."""

from collections.abc import Set

import attrs

from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.split import Split
from shrutik_core.shared.errors import Conflict, declare

declare(Conflict, "test_incomplete", "Clips of the frozen test are missing, and were not withdrawn.")

_NAMED = 3
"""Missing clips that an error names."""


@attrs.frozen
class FrozenCount:
    """What a version holds of the frozen test.

    Attributes:
        version: that froze it, 1 and up.
        held: clips, 0 and up.
        withdrawn: clips that were taken back, 0 and up.
        barred: clips that may not go out for another reason, such as a text that is settled anew, 0 and up.
    """

    version: int
    held: int
    withdrawn: int
    barred: int = 0


def added_to_test(ledger: Ledger, split: Split, clip: str) -> bool:
    """Whether a clip came to a test speaker after the test was frozen.

    It stays in the test split, for it may be trained on no more than the others; it is marked, so that versions can be
    compared without it, and left out where only the frozen test is asked for.
    """
    return split is Split.TEST and ledger.frozen is not None and clip not in ledger.frozen.members


def count_frozen(
    ledger: Ledger, held: Set[str], withdrawn: Set[str], barred: Set[str] = frozenset()
) -> FrozenCount | None:
    """How much of the frozen test a version holds; None if nothing is frozen yet.

    Args:
        ledger: of the series.
        held: pseudonyms of the clips of the version's test split.
        withdrawn: those that their speakers took back.
        barred: those that may not go out, whatever is selected, and were not withdrawn: the account that sent them is
            disabled, or their text is settled anew.

    Raises:
        Conflict: ``test_incomplete`` if a clip that may go out is not held: no selection narrows a frozen test.
    """
    if ledger.frozen is None:
        return None
    members = ledger.frozen.members
    if missing := sorted(members - held - withdrawn - barred):
        detail = (
            f"{len(missing)} clips of the test that version {ledger.frozen.version} froze may go out and are missing, "
            f"such as {', '.join(missing[:_NAMED])}; give their prompts the old words, or begin another series."
        )
        raise Conflict("test_incomplete", detail)
    gone = members - held
    taken_back = len(gone & withdrawn)
    return FrozenCount(ledger.frozen.version, len(members & held), taken_back, len(gone) - taken_back)
