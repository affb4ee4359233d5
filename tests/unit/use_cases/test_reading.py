"""Who hears and sees what: speakers, transcribers, reviewers, administrators and strangers."""

import attrs
import pytest
from dependency_injector import providers

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.people.roles import Role
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from use_cases_scene import SLUG, PlatformScene, code, tone_wav

TEXT = "আমি গান গাই"


class Always:
    """Draws that give every place to gold."""

    def draws(self, count):
        return (0.0,) * count


class Cast(PlatformScene):
    """A scene with named people and things in it."""


@pytest.fixture
def scene():
    made = Cast()
    made.collection(consensus={"fewest": 2, "accept_confidence": 0.0})
    made.speaker_ = made.speaker()
    made.recording = made.upload(made.speaker_, tone_wav(1.5))
    made.installation.work()
    made.one, made.two = made.person("one"), made.person("two")
    return made


def test_who_holds_a_task_hears_its_chunk_and_sees_the_rest_after_their_own_text(scene):
    read = scene.platform.read_chunks()
    (lent,) = scene.take(scene.one)
    chunk = lent.chunk
    assert read.audio(scene.one, chunk.id) == chunk.audio
    assert code(lambda: read.get(scene.one, chunk.id)) == "transcribe_first"
    assert code(lambda: read.consensus(scene.one, chunk.id)) == "transcribe_first"
    scene.say(scene.one, lent, TEXT)
    (other,) = scene.take(scene.two)
    scene.say(scene.two, other, TEXT)
    scene.installation.work()
    seen = read.get(scene.one, chunk.id)
    assert seen == scene.chunk(chunk.id)
    assert (seen.votes, seen.status) == (2, ChunkStatus.SETTLED)
    assert read.consensus(scene.one, chunk.id) == read.consensus(scene.admin, chunk.id)
    assert read.consensus(scene.one, chunk.id)[1].votes == 2


def test_before_the_first_vote_there_is_no_consensus(scene):
    (chunk,) = scene.chunks(scene.recording)
    assert scene.platform.read_chunks().consensus(scene.admin, chunk.id) == (chunk, None)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMIN])
def test_reviewers_and_administrators_hear_and_see_all(scene, role):
    read, person = scene.platform.read_chunks(), scene.person("watcher", role)
    (chunk,) = scene.chunks(scene.recording)
    assert read.audio(person, chunk.id) == chunk.audio
    assert read.get(person, chunk.id) == chunk
    assert read.network(person, chunk.id).votes == 0


def test_a_speaker_hears_and_sees_what_became_of_their_own_voice_but_not_who_typed_what(scene):
    read = scene.platform.read_chunks()
    (chunk,) = scene.chunks(scene.recording)
    assert read.audio(scene.speaker_, chunk.id) == chunk.audio
    assert read.get(scene.speaker_, chunk.id) == chunk
    assert code(lambda: read.network(scene.speaker_, chunk.id)) == "not_permitted"


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.RESEARCHER])
def test_a_stranger_neither_hears_nor_sees(scene, role):
    read, stranger = scene.platform.read_chunks(), scene.person("stranger", role)
    (chunk,) = scene.chunks(scene.recording)
    for act in (read.audio, read.get, read.consensus):
        assert code(lambda act=act: act(stranger, chunk.id)) == "chunk_missing"
    assert code(lambda: read.network(stranger, chunk.id)) == "not_permitted"


def test_a_chunk_that_there_is_not_is_missing_for_everybody(scene):
    read = scene.platform.read_chunks()
    for act in (read.audio, read.get, read.consensus, read.network):
        assert code(lambda act=act: act(scene.admin, an_id(1))) == "chunk_missing"
    assert code(lambda: read.audio(None, an_id(1))) == "chunk_missing"


def test_who_holds_a_signed_link_hears_the_chunk(scene):
    (chunk,) = scene.chunks(scene.recording)
    assert scene.platform.read_chunks().audio(None, chunk.id) == chunk.audio


@pytest.mark.parametrize(
    ("consensus", "status", "wanted", "settler"),
    [
        ({"fewest": 1, "accept_confidence": 0.0}, ChunkStatus.SETTLED, None, Settler.CONSENSUS),
        ({"fewest": 3, "accept_confidence": 0.0}, ChunkStatus.OPEN, 3, None),
        ({"fewest": 1, "most": 1, "accept_confidence": 1.0, "accept_wer": None}, ChunkStatus.IN_REVIEW, None, None),
    ],
)
def test_who_answered_gold_sees_the_chunk_as_if_theirs_were_the_first_vote(consensus, status, wanted, settler):
    scene = PlatformScene()
    scene.installation.platform.random_source.override(providers.Object(Always()))
    lending = {"gold_share": 0.2}
    scene.collection(consensus={"fewest": 1, "accept_confidence": 0.0}, lending=lending)
    scene.upload(scene.speaker(), tone_wav(1.5))
    scene.installation.work()
    (lent,) = scene.take(scene.person("one"))
    scene.say(_by(scene, "one"), lent, TEXT)
    scene.installation.work()
    scene.upload(_by(scene, "speaker"), tone_wav(1.6))
    scene.installation.work()
    scene.platform.keep_gold().mark(scene.person("reviewer", Role.REVIEWER), lent.chunk.id)
    before = scene.chunk(lent.chunk.id)
    two = scene.person("two")
    (gold,) = scene.take(two, 1)
    assert gold.task.gold
    scene.say(two, gold, "আমি গান")
    _set(scene, consensus, lending)
    seen, record = scene.platform.read_chunks().consensus(two, lent.chunk.id)
    assert scene.platform.read_chunks().get(two, lent.chunk.id) == seen
    assert (seen.status, seen.votes, seen.skips, seen.text, seen.settled_by) == (status, 1, 0, "আমি গান", settler)
    assert wanted in {None, seen.wanted}
    assert (record.chunk, record.text, record.votes, record.confidence) == (seen.id, "আমি গান", 1, seen.confidence)
    assert record.computed_at == scene.installation.clock.now()
    assert scene.chunk(lent.chunk.id) == attrs.evolve(before)


def _by(scene, name):
    with scene.platform.units_of_work()() as uow:
        return uow.contributors.find_by_email(f"{name}@example.org").actor


def _set(scene, consensus, lending):
    """Other policies, whose recomputation is not done yet."""
    collection = scene.platform.read_collections().get(SLUG)
    made = PlatformScene().collection(consensus=consensus, lending=lending)
    with scene.platform.units_of_work()() as uow:
        uow.collections.save(attrs.evolve(collection, policies=made.policies))
        uow.commit()


def test_a_recording_is_seen_by_its_sender_and_by_those_who_see_all(scene):
    read = scene.platform.read_recordings()
    found = read.get(scene.admin, scene.recording.id)
    assert read.get(scene.speaker_, scene.recording.id) == found
    assert read.list(scene.speaker_, PageRequest()).items == (found,)
    assert read.list(scene.admin, PageRequest(), SLUG).items == (found,)
    assert read.original(scene.speaker_, scene.recording.id) == (found.audio, "audio/wav")
    assert read.chunks(scene.speaker_, scene.recording.id, PageRequest()) == read.chunks(
        scene.admin, scene.recording.id, PageRequest()
    )
    with read.open(found.audio, 0, 4) as stream:
        assert stream.read() == b"RIFF"
    with read.open(found.audio, 8, 4) as stream:
        assert stream.read() == b"WAVE"


def test_a_recording_is_not_there_for_others(scene):
    read = scene.platform.read_recordings()
    acts = [
        lambda: read.get(scene.one, scene.recording.id),
        lambda: read.chunks(scene.one, scene.recording.id, PageRequest()),
        lambda: read.original(scene.one, scene.recording.id),
        lambda: read.get(scene.admin, an_id(1)),
    ]
    assert [code(act) for act in acts] == ["recording_missing"] * 4
    assert read.list(scene.one, PageRequest()).items == ()


def test_recordings_are_listed_by_collection(scene):
    read = scene.platform.read_recordings()
    scene.collection("other")
    assert read.list(scene.speaker_, PageRequest(), "other").items == ()
    assert len(read.list(scene.speaker_, PageRequest(), SLUG).items) == 1
    assert len(read.list(scene.speaker_, PageRequest(), status=RecordingStatus.CHUNKED).items) == 1
    assert read.list(scene.speaker_, PageRequest(), status=RecordingStatus.REFUSED).items == ()
    assert code(lambda: read.list(scene.speaker_, PageRequest(), "nowhere")) == "collection_missing"
