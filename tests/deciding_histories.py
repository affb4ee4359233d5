"""Random histories of a platform: chunks in every state of their lives, and what is known of the people who typed."""

import attrs
from hypothesis import strategies as st

from deciding_one_by_one import evidence
from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.policies import read_policies
from shrutik_core.consensus.crowd.standing import Evidence, Standing
from shrutik_core.people.contributor import Contributor
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_contributor,
    a_prompt,
    a_recording,
    a_review,
    a_speaker,
    a_task,
    a_transcription,
    an_instant,
)
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.gold import Gold
from shrutik_core.transcription.task import Task

POLICIES = (
    {"fewest": 1, "accept_confidence": 0.0},
    {"fewest": 2, "accept_confidence": 0.6, "most": 3},
    {"fewest": 2, "accept_confidence": 0.95, "accept_wer": None, "most": 5, "witness": True},
)
COLLECTIONS = [
    a_collection(number, language=language, policies=read_policies({"consensus": policy}))
    for number, (language, policy) in enumerate(zip(("bn", "en", "bn"), POLICIES, strict=True), 1)
]
RECORDINGS = [a_recording(number, collection=one.id) for number, one in enumerate(COLLECTIONS, 1)]
RECORDINGS[2] = a_recording(3, collection=COLLECTIONS[2].id, prompt=a_prompt(1).id)
TEXTS = (
    "আমি বাংলায় গান গাই", "আমি বাংলা গান গাই না", "i sing 3 songs", "i sing 4 songs", "i sing three songs", "", "[noise]",
)  # fmt: skip
CLOSED_BY = {"silent": ChunkStatus.SILENT, "rejected": ChunkStatus.REJECTED, "withdrawn": ChunkStatus.WITHDRAWN}
PEOPLE, MOST_VOTES = 5, 4


class Things(list):
    """A list that tells no more of itself than Hypothesis prints without a warning."""

    def __repr__(self):
        return f"{super().__repr__():.8000}"


@st.composite
def histories(draw, most=8, *, apart=False):
    """All that is kept of up to ``most`` chunks, in the order in which it is kept, and the standings of people.

    Args:
        draw: of hypothesis.
        most: chunks.
        apart: whether no two chunks have a contributor in common.
    """
    people = range(2, 2 + (MOST_VOTES * most if apart else PEOPLE))
    everybody = range(1, people.stop)
    things = [*map(a_speaker, everybody), *map(a_contributor, everybody), *COLLECTIONS]
    things += [a_prompt(1, collection=COLLECTIONS[2].id), *RECORDINGS]
    standings = {}
    for number in range(1, 1 + draw(st.integers(1, most))):
        first = 2 + MOST_VOTES * (number - 1)
        near = range(first, first + MOST_VOTES) if apart else people
        voters = draw(st.lists(st.sampled_from(list(near)), max_size=MOST_VOTES, unique=True))
        things += draw(chunk_with_votes(number, voters, standings))
    for number in people:
        if draw(st.booleans()):
            known = Evidence(draw(st.integers(0, 300)), draw(st.integers(0, 100)), gold=draw(st.booleans()))
            add(standings, a_contributor(number).id, draw(st.sampled_from(["bn", "en"])), known)
    return Things(things), standings


@st.composite
def chunk_with_votes(draw, number, voters, standings):
    """One chunk with all that hangs on it; what it says of people goes into ``standings``."""
    place = draw(st.integers(0, len(COLLECTIONS) - 1))
    collection = COLLECTIONS[place]
    chunk = a_chunk(number, recording=RECORDINGS[place].id, collection=collection.id, votes=len(voters))
    chunk = draw(lives(chunk))
    tasks, typed = [], []
    for order, voter in enumerate(voters):
        mine = {"chunk": chunk.id, "contributor": a_contributor(voter).id}
        tasks.append(a_task(100 * number + order, **mine).submit(an_instant(900)))
        text = draw(st.sampled_from(TEXTS))
        typed.append(a_transcription(100 * number + order, task=tasks[-1].id, text=text, **mine))
    tasks.append(a_task(100 * number + 50, chunk=chunk.id, contributor=a_contributor(1).id, gold=draw(st.booleans())))
    for who, said in evidence(chunk, typed, collection.language).items():
        add(standings, who, collection.language, said)
    things = [chunk, *tasks, *typed]
    if chunk.status is ChunkStatus.IN_REVIEW:
        things.append(a_review(number, collection=collection.id))
    if draw(st.booleans()):
        text = draw(st.sampled_from(TEXTS)) or "x"
        things.append(Gold(chunk.id, collection.id, text, a_contributor(2).id, an_instant(5)))
    return things


@st.composite
def lives(draw, chunk):
    """The chunk in any state of its life."""
    text = draw(st.sampled_from(TEXTS))
    state = draw(st.sampled_from(["open", "open", "open", "asked", "review", "settled", "ruled", *CLOSED_BY]))
    if state in CLOSED_BY:
        return attrs.evolve(chunk, status=CLOSED_BY[state])
    if state == "review":
        return chunk.send_to_review()
    if state == "settled":
        return chunk.settle(text, draw(st.floats(0, 1)), Settler.CONSENSUS)
    if state == "ruled":
        return chunk.settle(text or "x", 1.0, Settler.REVIEWER)
    return attrs.evolve(chunk, wanted=draw(st.integers(1, 6)), skips=draw(st.integers(0, 4)))


def add(standings, who, language, said):
    standings[who, language] = standings.get((who, language), Standing()).with_clip(said)


def kept(units, history):
    """Keep a history in an empty store; the ids of its chunks, in order."""
    things, standings = history
    keep(units, *things)
    with units() as uow:
        for (who, language), standing in standings.items():
            uow.standings.put_all({who: standing}, language)
        uow.commit()
    return sorted(thing.id for thing in things if isinstance(thing, Chunk))


def nameless(review):
    """A review without its own id, for events draw ids from the same source."""
    return review and attrs.evolve(review, id=a_review(1).id)


def told(units, history):
    """All that deciding may change, as it is kept."""
    chunks = [thing.id for thing in history[0] if isinstance(thing, Chunk)]
    tasks = [thing.id for thing in history[0] if isinstance(thing, Task)]
    people = {thing.id for thing in history[0] if isinstance(thing, Contributor)}
    with units() as uow:
        return {
            "chunks": [uow.chunks.find(chunk) for chunk in chunks],
            "records": [uow.consensuses.find(chunk) for chunk in chunks],
            "reviews": [
                (nameless(uow.reviews.find_queued(chunk)), nameless(uow.reviews.latest(chunk))) for chunk in chunks
            ],
            "tasks": [uow.tasks.find(task) for task in tasks],
            "golds": [uow.golds.find(chunk) for chunk in chunks],
            "standings": {language: dict(uow.standings.of(people, language)) for language in ("bn", "en")},
        }
