"""Corpora that are brought: speakers with a consent obtained elsewhere, recordings as they were cut, texts as votes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.chunking.cuts import whole
from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.corpora.terms import BroughtTerms
from shrutik_core.people.consent import Purpose
from shrutik_core.people.roles import Role
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import RecordingId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.spans import Span
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.bringing.bring_transcription import BroughtVote
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from use_cases_scene import RATE, SLUG, PlatformScene, audit, code, tone_wav

STATEMENT = "The radio asked in 2024; signed forms are in its archive."
AGREED = ConsentAnswer("1", ["record", "publish"])
TERMS = BroughtTerms("CC0-1.0", AGREED, STATEMENT)
SECONDS = 13.0
"""Longer than any chunk that is cut at pauses."""
SAMPLES = round(SECONDS * RATE)


@pytest.fixture
def scene():
    scene = PlatformScene()
    scene.collection()
    return scene


def speaker(scene, name="cv/a", actor=None, terms=TERMS, **traits):
    return scene.platform.bring_speaker()(actor or scene.admin, SLUG, name, traits, terms).id


def recording(scene, voice, samples=SAMPLES, seconds=SECONDS, **said):
    details = UploadDetails(SLUG, speaker=voice, **said)
    brought = scene.platform.bring_recording()(scene.admin, details, [tone_wav(seconds)], samples)
    scene.installation.work()
    return brought.id


def found(scene, id_):
    return scene.platform.read_recordings().get(scene.admin, id_)


def chunks(scene, id_):
    return scene.platform.read_recordings().chunks(scene.admin, id_, PageRequest(100)).items


def vote(scene, worker, id_, text="আমি গান গাই"):
    return scene.platform.bring_transcription()(scene.admin, worker.id, id_, text)


def test_a_speaker_is_brought_with_traits_and_a_consent_that_says_who_obtained_it(scene):
    voice = speaker(scene, age="twenties")
    (consent,) = scene.platform.hear_recorded_consents().list(scene.admin, voice, PageRequest()).items
    assert (consent.statement, consent.version, consent.purposes) == (STATEMENT, "1", AGREED.purposes)
    with scene.platform.units_of_work()() as uow:
        assert uow.speakers.find(voice).traits == {"age": "twenties"}
    kept = {entry.action: entry.facts for entry in audit(scene)}
    assert kept["speaker.entrusted"]["minor"] is False
    assert kept["consent.given_for_other"]["statement"] == hashlib.sha256(STATEMENT.encode()).hexdigest()
    assert STATEMENT not in repr(audit(scene))


def test_a_voice_is_stated_to_be_synthetic_when_it_is_brought_or_later_and_stays_so(scene):
    bring = scene.platform.bring_speaker()
    voices = [speaker(scene), bring(scene.admin, SLUG, "cv/made", {}, TERMS, synthetic=True).id]
    for _ in range(2):
        bring.state_synthetic(scene.admin, voices[0])
    bring.again(scene.admin, voices[1], TERMS)
    with scene.platform.units_of_work()() as uow:
        assert [uow.speakers.find(voice).synthetic for voice in voices] == [True, True]
    actions = [entry.action for entry in audit(scene)]
    assert actions.count("speaker.stated_synthetic") == 1
    other = scene.person("farah", Role.FACILITATOR)
    assert code(lambda: bring.state_synthetic(other, voices[0])) == "speaker_missing"


@pytest.mark.parametrize(
    ("terms", "refused"),
    [
        (BroughtTerms("CC-BY-4.0", AGREED, STATEMENT), "licence_differs"),
        (BroughtTerms("CC0-1.0", ConsentAnswer("2", ["record"]), STATEMENT), "consent_version_outdated"),
        (BroughtTerms("CC0-1.0", ConsentAnswer("1", ["contact"]), STATEMENT), "purpose_invalid"),
        (BroughtTerms("CC0-1.0", ConsentAnswer("1", ["record"], "fr"), STATEMENT), "consent_language_missing"),
    ],
)
def test_nobody_is_brought_on_other_terms_than_the_collections(scene, terms, refused):
    assert code(lambda: scene.platform.bring_speaker().check(scene.admin, SLUG, terms)) == refused
    assert code(lambda: speaker(scene, terms=terms)) == refused
    assert scene.platform.look_after_speakers().list(scene.admin, PageRequest()).items == ()


def test_only_those_who_record_for_others_bring_voices_and_only_admins_texts(scene):
    ravi, farah = scene.person("ravi"), scene.person("farah", Role.FACILITATOR)
    assert code(lambda: speaker(scene, actor=ravi)) == "not_permitted"
    assert code(lambda: scene.platform.bring_speaker().check(ravi, SLUG, TERMS)) == "not_permitted"
    details = UploadDetails(SLUG, speaker=speaker(scene))
    assert code(lambda: scene.platform.bring_recording()(ravi, details, [tone_wav()])) == "not_permitted"
    assert code(lambda: scene.platform.bring_recording()(farah, details, [tone_wav()])) == "speaker_missing"
    assert code(lambda: scene.platform.bring_transcription().check(farah, ravi.id)) == "not_permitted"


def test_a_speaker_who_was_brought_agrees_to_a_new_version_and_never_after_a_withdrawal(scene):
    voice, bring = speaker(scene), scene.platform.bring_speaker()
    bring.again(scene.admin, voice, TERMS)
    hear = scene.platform.hear_recorded_consents()
    (first,) = hear.list(scene.admin, voice, PageRequest()).items
    with scene.platform.units_of_work()() as uow:
        uow.consents.save(first.withdraw(scene.installation.clock.now()))
        uow.commit()
    assert code(lambda: bring.again(scene.admin, voice, TERMS)) == "consent_withdrawn"
    assert code(lambda: recording(scene, voice)) == "consent_required"


def test_a_recording_that_was_cut_before_is_one_clip_however_long(scene):
    id_ = recording(scene, speaker(scene))
    (only,) = chunks(scene, id_)
    assert (only.start, only.end, only.status) == (0.0, SECONDS, ChunkStatus.OPEN)
    assert found(scene, id_).sound.samples == SAMPLES
    assert len(chunks(scene, recording(scene, speaker(scene), samples=None))) > 1


def test_cuts_beyond_the_sound_refuse_the_recording(scene):
    id_ = recording(scene, speaker(scene), samples=SAMPLES + 1)
    assert found(scene, id_).status is RecordingStatus.REFUSED


def test_a_recording_that_is_refused_leaves_no_sound(scene):
    voice = speaker(scene)
    before = len(list(scene.platform.blobs().list("recordings/")))
    bring = scene.platform.bring_recording()
    for details, refused in (
        (UploadDetails("nowhere", speaker=voice), "collection_missing"),
        (UploadDetails(SLUG, an_id(7), speaker=voice), "prompt_missing"),
        (UploadDetails(SLUG, speaker=an_id(8)), "speaker_missing"),
    ):
        assert code(lambda d=details: bring(scene.admin, d, [tone_wav()])) == refused
    assert len(list(scene.platform.blobs().list("recordings/"))) == before


def test_a_text_is_one_vote_of_its_worker_and_others_confirm_it():
    scene = PlatformScene()
    scene.collection(consensus={"accept_confidence": 0.5})
    worker, id_ = scene.person("radio"), recording(scene, speaker(scene), 3 * RATE, 3.0)
    assert vote(scene, worker, id_) is BroughtVote.KEPT
    scene.installation.work()
    (clip,) = chunks(scene, id_)
    assert (clip.votes, clip.status) == (1, ChunkStatus.OPEN)
    assert vote(scene, worker, id_, "another text") is BroughtVote.KEPT_BEFORE
    assert scene.take(worker) == scene.take(scene.admin) == ()
    scene.hear([("one", "আমি গান গাই")])
    (clip,) = chunks(scene, id_)
    assert (clip.text, clip.status) == ("আমি গান গাই", ChunkStatus.SETTLED)
    assert vote(scene, scene.person("late"), id_) is BroughtVote.CLOSED
    entries = [entry for entry in audit(scene) if entry.action == "transcriptions.brought"]
    assert [entry.subject for entry in entries] == [worker.id]


def test_an_imported_error_sends_the_clip_on_to_others(scene):
    worker, id_ = scene.person("radio"), recording(scene, speaker(scene))
    vote(scene, worker, id_, "তুমি নদী দেখ")
    scene.hear([("one", "আমি গান গাই")])
    (clip,) = chunks(scene, id_)
    assert clip.status is not ChunkStatus.SETTLED


def test_what_is_not_one_clip_has_no_vote(scene):
    worker, voice = scene.person("radio"), speaker(scene)
    assert vote(scene, worker, recording(scene, voice, samples=None)) is BroughtVote.NOT_ONE_CLIP
    assert vote(scene, worker, recording(scene, voice, samples=1, seconds=2.0)) is BroughtVote.KEPT
    details = UploadDetails(SLUG, speaker=voice)
    waiting = scene.platform.bring_recording()(scene.admin, details, [tone_wav()]).id
    assert vote(scene, worker, waiting) is BroughtVote.NOT_YET
    assert code(lambda: vote(scene, worker, RecordingId(an_id(9)))) == "recording_missing"


def test_the_worker_is_another_and_active_account_which_does_not_know_the_voice(scene):
    check = scene.platform.bring_transcription().check
    assert code(lambda: check(scene.admin, scene.admin.id)) == "own_voice"
    assert code(lambda: check(scene.admin, an_id(9))) == "contributor_missing"
    gone = scene.person("gone")
    scene.platform.manage_people().set_active(scene.admin, gone.id, active=False)
    assert code(lambda: check(scene.admin, gone.id)) == "worker_inactive"
    own = scene.speaker("own")
    sent = scene.upload(own, tone_wav(2.0))
    scene.installation.work()
    assert code(lambda: vote(scene, own, sent.id)) == "own_voice"


def test_a_lease_that_the_worker_holds_is_answered_and_one_that_they_gave_up_is_not(scene):
    worker, voice = scene.person("radio"), speaker(scene)
    first = recording(scene, voice)
    scene.take(worker)
    assert vote(scene, worker, first) is BroughtVote.KEPT
    second = recording(scene, voice)
    (lent,) = scene.take(worker)
    scene.platform.keep_tasks().skip(worker, lent.task.id, "inaudible")
    assert vote(scene, worker, second) is BroughtVote.CLOSED


def test_what_is_brought_is_published_like_any_other(scene):
    voice = speaker(scene)
    assert found(scene, recording(scene, voice)).speaker == voice
    collection = found(scene, recording(scene, voice)).collection
    with scene.platform.units_of_work()() as uow:
        consent = uow.consents.latest(voice, collection)
    assert consent.covers(Purpose.PUBLISH, "1")


@pytest.mark.property
@given(st.integers(1, 2**40))
def test_a_whole_recording_is_one_cut_of_all_its_samples(samples):
    cuts = whole(RecordingId(an_id(1)), samples)
    assert [(one.span, one.silent) for one in cuts.cuts] == [(Span(0, samples), False)]
    assert cuts == whole(RecordingId(an_id(1)), samples)
    assert cuts.digest != whole(RecordingId(an_id(1)), samples + 1).digest


def test_no_sample_is_no_recording():
    with pytest.raises(Invalid):
        whole(RecordingId(an_id(1)), 0)
