"""Voters: whose votes settle a clip, and when those who did are too new or too near each other to be believed alone."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

import attrs

from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.people.origin import Origin
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.knobs import knob
from shrutik_core.shared.policy_family import PolicyFamily

declare(Invalid, "voters_invalid", "These cannot be rules for voters.")

YOUNG_ACCOUNTS = "young_accounts"
ONE_ORIGIN = "one_origin"
FEWEST_ORIGINS = 2


@attrs.frozen
class Voter:
    """Who typed one of a clip's texts, as far as these rules see them.

    Attributes:
        age: of the account when the text came, 0 and up.
        standing: what other settled clips and gold items say of the person in this language.
        origin: from where the text came; None if from this machine, or if that was not kept.
        vouched: whether another person answers for the account.
    """

    age: timedelta
    standing: Standing
    origin: Origin | None = None
    vouched: bool = False


class Scrutiny(StrEnum):
    """Whose votes are looked at."""

    NONE = "none"
    REMOTE = "remote"
    ALL = "all"


@attrs.frozen(kw_only=True)
class VoterRules(PolicyFamily):
    """Whose votes a collection believes without a reviewer.

    Raises:
        Invalid: ``voters_invalid``, with the fields at fault.
    """

    code: ClassVar[str] = "voters_invalid"

    scrutiny: Scrutiny = knob(
        Scrutiny.REMOTE,
        "Which votes these rules look at: `remote` leaves out those that came from the machine that Shrutik runs on.",
    )
    proving_clips: int = knob(
        3,
        "A vote weighs nothing until this many gold items or other settled clips speak for its contributor; "
        "0: all count.",
        low=0,
        high=1_000,
        unit="clips",
    )
    proving_share: float = knob(
        0.6, "The share of their words that must be right before they speak for the contributor.", low=0, high=1
    )
    young_hours: float = knob(
        24.0,
        "A clip whose votes all come from accounts younger than this goes to review; 0: none does.",
        low=0,
        high=8_760,
        unit="hours",
    )
    two_origins: bool = knob(
        default=True,
        sentence="Send a clip to review if its votes come from fewer than two networks other than the recording's; "
        "invited accounts count one by one.",
    )

    def looks_at(self, origin: Origin | None) -> bool:
        """Whether these rules look at a vote from there."""
        return self.scrutiny is Scrutiny.ALL or (self.scrutiny is Scrutiny.REMOTE and origin is not None)

    def weighs(self, voter: Voter) -> bool:
        """Whether a vote weighs anything."""
        standing = voter.standing
        return not self.looks_at(voter.origin) or (
            standing.clips >= self.proving_clips
            and standing.right >= self.proving_share * (standing.right + standing.wrong)
        )

    def objections(self, voters: Sequence[Voter], recorded_from: Origin | None, fewest: int) -> tuple[str, ...]:
        """Why those whose votes settle a clip are not believed alone, `YOUNG_ACCOUNTS` first; nothing if they are.

        Args:
            voters: whose votes weigh, at least one.
            recorded_from: from where the recording came: who votes from there may be the speaker.
            fewest: votes that the collection asks for; where one suffices, one network does.
        """
        found = []
        if all(self._is_young(voter) for voter in voters):
            found.append(YOUNG_ACCOUNTS)
        if self.two_origins and self._origins(voters, recorded_from) < min(fewest, FEWEST_ORIGINS):
            found.append(ONE_ORIGIN)
        return tuple(found)

    def _is_young(self, voter: Voter) -> bool:
        return self.looks_at(voter.origin) and voter.age < timedelta(hours=self.young_hours)

    def _origins(self, voters: Sequence[Voter], recorded_from: Origin | None) -> int:
        """Networks that the votes come from but for the recording's; who has none, or is vouched for, counts as one."""
        alone = sum(not self.looks_at(voter.origin) or voter.origin is None or voter.vouched for voter in voters)
        shared = {voter.origin for voter in voters if self.looks_at(voter.origin) and not voter.vouched}
        return alone + len(shared - {None, recorded_from})
