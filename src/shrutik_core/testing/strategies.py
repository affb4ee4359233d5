"""Hypothesis strategies from small to large: instants, ids, texts as people type them, things in their lives."""

import shrutik_core.testing.needed_extra  # noqa: F401 - says which extra to install

# isort: split

from datetime import datetime, timedelta
from uuid import UUID

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.people.consent import Consent, Purpose
from shrutik_core.people.traits import LONGEST_TRAIT, AgeBand, Gender, Trait
from shrutik_core.recordings.recording import RECORDING_LIFE, Recording
from shrutik_core.releases.release import Release
from shrutik_core.releases.selection import ReleaseFormat, Selection
from shrutik_core.shared.ids import CollectionId, uuid7
from shrutik_core.shared.jobs import MOST_ATTEMPTS, Job
from shrutik_core.shared.spans import Span
from shrutik_core.testing.builders import (
    MORNING,
    a_chunk,
    a_consent,
    a_job,
    a_recording,
    a_release,
    a_selection,
    a_task,
)
from shrutik_core.testing.consent_builders import a_consent_document
from shrutik_core.transcription.task import LEASE, SkipReason, Task

# Letters, vowel signs, virama, nukta forms, digits and marks: what makes Bengali texts equal, unequal and odd.
BENGALI = "অআইউএকখগঙজটডতদনপবমযরলশসহড়ঢ়য়ৎংঁািীুূেৈোৌ্০১২৯।"
JOINERS = "\u200c\u200d"
_DAY = 24 * 3_600_000
_TEN_YEARS = 3_650 * _DAY
_STEP = timedelta(seconds=1)
KEY_LETTERS = "abcxyzABCXYZ0189_-."


def instants() -> SearchStrategy[datetime]:
    """Instants within ten years after `MORNING`, in UTC, to the millisecond."""
    return st.integers(0, _TEN_YEARS).map(lambda passed: MORNING + timedelta(milliseconds=passed))


def pauses() -> SearchStrategy[timedelta]:
    """Stretches of time up to a day, none included."""
    return st.integers(0, _DAY).map(lambda passed: timedelta(milliseconds=passed))


def identifiers() -> SearchStrategy[UUID]:
    """UUIDv7 of any time."""
    return st.builds(uuid7, st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))


def spans(longest: int = 10_000_000) -> SearchStrategy[Span]:
    """Spans that end at ``longest`` at most, in samples."""
    ends = st.lists(st.integers(0, longest), min_size=2, max_size=2, unique=True).map(sorted)
    return ends.map(lambda pair: Span(*pair))


def tilings(longest: int = 10_000_000, most: int = 30) -> SearchStrategy[list[Span]]:
    """One to ``most`` spans that follow each other from 0 without a gap."""
    cuts = st.lists(st.integers(1, longest), min_size=1, max_size=most, unique=True).map(sorted)
    return cuts.map(lambda ends: [Span(start, end) for start, end in zip([0, *ends], ends, strict=False)])


def words() -> SearchStrategy[str]:
    """Bengali words as a keyboard may give them, well formed or not."""
    return st.text(BENGALI + JOINERS, min_size=1, max_size=12)


def sentences(most: int = 12) -> SearchStrategy[str]:
    """Up to ``most`` words, Bengali, English or digits, with the white space and marks that people type."""
    word = words() | st.sampled_from(["the", "It's", "OK", "2026", "কি?", "—", "'"])
    gap = st.sampled_from([" ", "  ", "\n", ", ", "। "])
    return st.lists(st.tuples(word, gap), max_size=most).map(lambda parts: "".join(w + g for w, g in parts))


def typed_texts() -> SearchStrategy[str]:
    """Anything that a transcriber may send and that is taken: no NUL, no lone surrogate."""
    anything = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200)
    return sentences() | anything


def blob_keys() -> SearchStrategy[str]:
    """Keys that every blob store takes."""
    part = st.text(KEY_LETTERS, min_size=1, max_size=20).filter(lambda text: not text.startswith("."))
    return st.lists(part, min_size=1, max_size=5).map("/".join)


def emails() -> SearchStrategy[str]:
    """Addresses in normal form."""
    return st.from_regex(r"[a-z0-9._+-]{1,20}@[a-z0-9]{1,10}(\.[a-z]{2,5}){1,2}", fullmatch=True)


def probabilities() -> SearchStrategy[float]:
    """0 to 1, both included."""
    return st.floats(0, 1)


def consents() -> SearchStrategy[Consent]:
    """Speaker 1's consents: to some or all purposes, in one of two wordings, standing or withdrawn."""
    return st.builds(
        a_consent,
        st.integers(1, 1_000),
        purposes=st.sets(st.sampled_from(Purpose), min_size=1),
        version=st.sampled_from(["1", "2"]),
        withdrawn_at=st.none() | instants(),
    )


def traits() -> SearchStrategy[dict[Trait, str]]:
    """What speakers may say of themselves: nothing, some or all of it."""
    said: dict[Trait, SearchStrategy[str]] = dict.fromkeys(
        (Trait.ACCENT, Trait.DIALECT, Trait.REGION), st.sampled_from(["Dhaka", "চাটগাঁইয়া", "x" * LONGEST_TRAIT])
    )
    said |= {
        Trait.AGE: st.sampled_from(AgeBand).map(str),
        Trait.GENDER: st.sampled_from(Gender).map(str),
        Trait.NATIVE_LANGUAGE: st.sampled_from(["bn", "syl", "sat-Olck"]),
    }
    return st.fixed_dictionaries({}, optional=said)


def consent_documents() -> SearchStrategy[ConsentDocument]:
    """Versions of collection 1's document: in some languages, for some purposes, replacing what was before or not."""
    texts = st.dictionaries(st.sampled_from(["bn", "en", "sat-Olck", "bn-BD"]), words(), min_size=1)
    return texts.flatmap(
        lambda said: st.builds(
            a_consent_document,
            st.integers(1, 1_000),
            texts=st.just(said),
            language=st.sampled_from(sorted(said)),
            purposes=st.sets(st.sampled_from(Purpose)).map(lambda some: some | {Purpose.RECORD}),
            replaces=st.booleans(),
        )
    )


def recordings() -> SearchStrategy[Recording]:
    """Recording 1 in every state of its life."""
    found = [a_recording(1)]
    for recording in found:
        reached = {other.status for other in found}
        nexts = RECORDING_LIFE.ways[recording.status] - reached
        found += [recording.become(status, recording.updated_at + _STEP) for status in sorted(nexts)]
    return st.sampled_from(found)


def chunks() -> SearchStrategy[Chunk]:
    """Chunk 1 in every state of its life, with any number of votes and places."""
    open_ = a_chunk(1)
    waiting, settled = open_.send_to_review(), open_.settle("গান", 0.9, Settler.CONSENSUS)
    lives = [
        open_,
        attrs.evolve(open_, status=ChunkStatus.SILENT),
        waiting,
        settled,
        settled.reopen(3),
        waiting.reject(),
    ]
    lives += [settled.send_to_review(), waiting.settle("", 1.0, Settler.REVIEWER)]
    lives += [attrs.evolve(chunk, status=ChunkStatus.WITHDRAWN) for chunk in (waiting, settled)]
    return st.builds(
        lambda chunk, votes, wanted, skips: attrs.evolve(chunk, votes=votes, wanted=wanted, skips=skips),
        st.sampled_from(lives),
        st.integers(0, 6),
        st.integers(1, 6),
        st.integers(0, 4),
    )


def tasks() -> SearchStrategy[Task]:
    """Task 1 anywhere in its life."""
    lent = a_task(1)
    while_lent = st.timedeltas(timedelta(0), LEASE - timedelta(milliseconds=1)).map(lent.leased_at.__add__)
    return st.one_of(
        st.sampled_from([lent, lent.expire()]),
        while_lent.map(lent.renew),
        instants().map(lent.submit),
        instants().map(lent.expire().submit),
        instants().map(lent.cancel),
        st.builds(lent.skip, st.sampled_from(SkipReason), instants()),
    )


def jobs() -> SearchStrategy[Job]:
    """Job 1 in every state of its life, after as many attempts as it may have."""
    waiting, found = a_job(1), [a_job(1)]
    for attempt in range(MOST_ATTEMPTS):
        now = MORNING + _STEP * attempt
        running = waiting.start(now)
        dead = running.fail(now, "no", final=True)
        waiting = running.fail(now, "no", final=False)
        found += [running, dead, waiting, running.finish(now), dead.retry(now)]
    return st.sampled_from(found)


def selections() -> SearchStrategy[Selection]:
    """What a release may be asked to hold."""
    return st.builds(
        a_selection,
        collections=st.lists(identifiers().map(CollectionId), min_size=1, max_size=3, unique=True).map(tuple),
        formats=st.lists(st.sampled_from(ReleaseFormat), min_size=1, unique=True).map(tuple),
        min_confidence=probabilities(),
    )


def releases() -> SearchStrategy[Release]:
    """Release 1 in every state of its life but superseded."""
    asked = a_release(1)
    building = asked.build()
    failed = building.fail("the disk is full", MORNING + _STEP)
    ready = building.finish((), "ab" * 32, 12, 48.25, MORNING + _STEP)
    return st.sampled_from([asked, building, failed, failed.build(), ready])
