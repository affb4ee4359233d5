"""Weigh voters: which of a clip's votes weigh anything, and whether those that do may settle it without a reviewer."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.consensus.crowd.voters import YOUNG_ACCOUNTS, Voter, VoterRules
from shrutik_core.consensus.result import Consensus, Verdict
from shrutik_core.consensus.separate_clips import ClipVotes, aggregate_many
from shrutik_core.people.origin import Origin
from shrutik_core.ports.arrivals import Arrived
from shrutik_core.ports.decisions import Undecided
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import ContributorId, RecordingId

Standings = Mapping[ContributorId, Standing]
Aggregate = Callable[[Sequence[ClipVotes]], Sequence[Consensus]]
"""What `aggregate_many` says of clips, however it comes to be known."""


@attrs.frozen
class Heard:
    """A clip with its votes, and what other clips say of those who gave them.

    Attributes:
        given: the clip and its transcriptions.
        votes: the same as the consensus takes them, in the same order.
        standings: of each contributor, without what the clip itself says of them.
    """

    given: Undecided
    votes: ClipVotes
    standings: Standings

    @property
    def rules(self) -> VoterRules:
        """The collection's."""
        return self.given.collection.policies.voters

    @property
    def looked_at(self) -> bool:
        """Whether the rules look at any of its votes."""
        return any(self.rules.looks_at(one.origin) for one in self.given.transcriptions)


@attrs.frozen
class _Known:
    """What is known of where people and recordings came from."""

    arrived: Mapping[ContributorId, Arrived]
    recorded: Mapping[RecordingId, Origin]

    @classmethod
    def of(cls, uow: UnitOfWork, clips: Sequence[Heard]) -> "_Known":
        typed = [one for clip in clips for one in clip.given.transcriptions]
        recorded = uow.recordings.origins({clip.given.chunk.recording for clip in clips})
        return cls(uow.arrivals.of({one.contributor for one in typed}), recorded)

    def voters(self, clip: Heard) -> list[Voter]:
        return [
            Voter(
                one.created_at - self.arrived[one.contributor].at,
                clip.standings[one.contributor],
                one.origin,
                self.arrived[one.contributor].arrival.vouched,
            )
            for one in clip.given.transcriptions
        ]


def consensus_of(
    uow: UnitOfWork, clips: Sequence[Heard], aggregate: Aggregate = aggregate_many
) -> tuple[Consensus, ...]:
    """The consensus of each clip, decided by its collection's policy and by who voted.

    A clip is settled by votes that weigh, if they suffice by themselves and come from people who are believed without a
    reviewer. If it takes the others, it waits: for more votes if some weigh already, else for a reviewer, whose word
    speaks for newcomers from then on.
    """
    together = list(aggregate([clip.votes for clip in clips]))
    places = [place for place, clip in enumerate(clips) if clip.looked_at]
    if not places:
        return tuple(together)
    known = _Known.of(uow, [clips[place] for place in places])
    ballots = [_Ballot(clips[place], tuple(known.voters(clips[place])), together[place]) for place in places]
    narrow = [ballot for ballot in ballots if 0 < len(ballot.weighty) < len(ballot.voters)]
    by_weight = dict(zip(map(id, narrow), aggregate([ballot.narrow for ballot in narrow]), strict=True))
    for place, ballot in zip(places, ballots, strict=True):
        origin = known.recorded.get(clips[place].given.chunk.recording)
        together[place] = ballot.decided(by_weight.get(id(ballot)), origin)
    return tuple(together)


@attrs.frozen(eq=False)
class _Ballot:
    """A clip that the rules look at, with who voted, and the consensus of all votes."""

    clip: Heard
    voters: tuple[Voter, ...]
    together: Consensus

    @property
    def weighty(self) -> list[int]:
        """The places of the votes that weigh."""
        return [place for place, voter in enumerate(self.voters) if self.clip.rules.weighs(voter)]

    @property
    def narrow(self) -> ClipVotes:
        """The votes that weigh, by themselves."""
        votes, places = self.clip.votes, self.weighty
        workers = votes.workers and [votes.workers[place] for place in places]
        return attrs.evolve(votes, texts=[votes.texts[place] for place in places], workers=workers)

    def decided(self, by_weight: Consensus | None, recorded_from: Origin | None) -> Consensus:
        """The consensus that is kept.

        Args:
            by_weight: that of the votes that weigh, if they are some of them.
            recorded_from: from where the recording came.
        """
        if by_weight is not None and by_weight.decision is Verdict.ACCEPT:
            voters = [self.voters[place] for place in self.weighty]
            return _objected(by_weight, self._objections(voters, recorded_from))
        if self.together.decision is not Verdict.ACCEPT:
            return self.together
        reasons = self._objections(self.voters, recorded_from)
        weighty = len(self.weighty)
        if weighty == len(self.voters):
            return _objected(self.together, reasons)
        reasons = (YOUNG_ACCOUNTS, *(reason for reason in reasons if reason != YOUNG_ACCOUNTS))
        policy = self.clip.given.collection.policies.consensus
        left = policy.most - len(self.voters)
        if not weighty or left <= 0:
            return _objected(self.together, reasons)
        more = min(left, max(1, policy.fewest - weighty))
        return attrs.evolve(self.together, decision=Verdict.MORE_VOTES, reasons=reasons, more_votes=more)

    def _objections(self, voters: Sequence[Voter], recorded_from: Origin | None) -> tuple[str, ...]:
        return self.clip.rules.objections(voters, recorded_from, self.clip.given.collection.policies.consensus.fewest)


def _objected(result: Consensus, reasons: tuple[str, ...]) -> Consensus:
    return attrs.evolve(result, decision=Verdict.REVIEW, reasons=reasons, more_votes=0) if reasons else result
