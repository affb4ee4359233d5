"""People without an account: a facilitator records them once they consented aloud, and judges nothing that they say."""

import attrs
import pytest

from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.people.consent import Purpose
from shrutik_core.people.entrusted import RECORDED_CONSENTS, EntrustedSpeaker
from shrutik_core.people.roles import Permission, Role
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.entrusted.look_after_speakers import SpeakerDraft
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from use_cases_scene import PlatformScene, audit, code, tone_wav

AGREED = ConsentAnswer("1", ["record", "publish"])


@pytest.fixture
def scene():
    scene = PlatformScene()
    scene.collection()
    scene.collection("sat-read")
    return scene


def facilitator(scene, name, slug="bn-read"):
    person = scene.person(name, Role.FACILITATOR)
    return scene.platform.manage_people().change(scene.admin, person.id, collections=[slug]).actor


@pytest.fixture
def rina(scene):
    return facilitator(scene, "rina")


def speaker(scene, actor, slug="bn-read", **said):
    return scene.platform.look_after_speakers().add(actor, SpeakerDraft(slug, "Mina", **said))


def consent(scene, actor, speaker_id, agreement=AGREED, audio=None):
    record = scene.platform.record_consent()
    incoming = record.intake.receive()
    incoming.write(tone_wav() if audio is None else audio)
    try:
        return record(actor, speaker_id, agreement, incoming)
    finally:
        incoming.close()


def upload(scene, actor, speaker_id, slug="bn-read"):
    return scene.platform.upload_recording()(actor, UploadDetails(slug, speaker=speaker_id), [tone_wav()])


def recorded(scene):
    return [entry.key for entry in scene.platform.blobs().list(RECORDED_CONSENTS)]


def test_a_minor_is_recorded_once_a_guardian_consented_aloud(scene, rina):
    mina = speaker(scene, rina, minor=True, guardian="Rahima")
    assert mina == EntrustedSpeaker(mina.id, mina.collection, rina.id, "Mina", mina.created_at, True, "Rahima")
    assert code(lambda: upload(scene, rina, mina.id)) == "consent_required"
    given = consent(scene, rina, mina.id)
    assert (given.speaker, given.purposes) == (mina.id, {Purpose.RECORD, Purpose.PUBLISH})
    recording = upload(scene, rina, mina.id)
    assert (recording.speaker, recording.contributor) == (mina.id, rina.id)
    hear = scene.platform.hear_recorded_consents()
    sound = hear.get(rina, mina.id, given.id)
    with hear.open(sound.audio, 0, sound.audio.size) as stream:
        assert stream.read() == tone_wav()
    assert hear.list(rina, mina.id, PageRequest()).items == (given,)
    assert {"speaker.entrusted", "consent.given_for_other"} <= {entry.action for entry in audit(scene)}
    assert "Mina" not in repr(audit(scene))


def test_a_consent_without_sound_or_of_another_version_leaves_nothing(scene, rina):
    mina = speaker(scene, rina)
    refusals = [
        (AGREED, b"", "empty"),
        (AGREED, b"<html>" * 100, "unsupported_media"),
        (ConsentAnswer("2", ["record"]), None, "consent_version_outdated"),
        (ConsentAnswer("1", ["contact"]), None, "purpose_invalid"),
        (ConsentAnswer("1", ["record"], "fr"), None, "consent_language_missing"),
    ]
    for agreement, audio, refused in refusals:
        assert code(lambda a=agreement, b=audio: consent(scene, rina, mina.id, a, b)) == refused
    assert recorded(scene) == []
    assert scene.platform.hear_recorded_consents().list(rina, mina.id, PageRequest()).items == ()


def test_a_consent_whose_keeping_fails_leaves_no_sound(scene, rina, monkeypatch):
    mina = speaker(scene, rina)
    record = scene.platform.record_consent()
    monkeypatch.setattr(type(record), "_keep", lambda *_: (_ for _ in ()).throw(LookupError("a fault")))
    with pytest.raises(LookupError):
        consent(scene, rina, mina.id)
    assert recorded(scene) == []


def test_another_facilitators_speaker_is_nobody(scene, rina):
    other = facilitator(scene, "other")
    mina = speaker(scene, rina)
    given = consent(scene, rina, mina.id)
    hear = scene.platform.hear_recorded_consents()
    for actor in (other, scene.admin):
        acts = [
            lambda actor=actor: upload(scene, actor, mina.id),
            lambda actor=actor: consent(scene, actor, mina.id),
            lambda actor=actor: hear.list(actor, mina.id, PageRequest()),
            lambda actor=actor: hear.get(actor, mina.id, given.id),
        ]
        assert [code(act) for act in acts] == ["speaker_missing"] * len(acts)
        assert scene.platform.look_after_speakers().list(actor, PageRequest()).items == ()
    sister = speaker(scene, rina)
    assert code(lambda: hear.get(rina, sister.id, given.id)) == "consent_missing"
    assert code(lambda: upload(scene, rina, an_id(1))) == "speaker_missing"
    assert [one.id for one in scene.platform.look_after_speakers().list(rina, PageRequest()).items] == [
        sister.id,
        mina.id,
    ]


def test_each_voice_is_given_the_prompts_that_it_has_not_said(scene, rina):
    scene.platform.add_prompts()(None, "bn-read", ["এক", "দুই"])
    mina, sister = speaker(scene, rina), speaker(scene, rina)
    give, said = scene.platform.read_prompts().next, []
    for voice in (mina, sister):
        consent(scene, rina, voice.id)
    for _ in range(2):
        prompt = give(rina, "bn-read", mina.id)
        details = UploadDetails("bn-read", prompt.id, speaker=mina.id)
        said.append(scene.platform.upload_recording()(rina, details, [tone_wav()]).id)
    assert code(lambda: give(rina, "bn-read", mina.id)) == "no_prompt_left"
    assert give(rina, "bn-read", sister.id)
    assert give(rina, "bn-read")
    told = scene.platform.read_recordings().list
    assert [one.id for one in told(rina, PageRequest(), speaker=mina.id).items] == said[::-1]
    assert told(rina, PageRequest(), speaker=sister.id).items == ()
    assert code(lambda: give(rina, "sat-read", mina.id)) == "speaker_missing"
    assert code(lambda: told(rina, PageRequest(), speaker=an_id(1))) == "speaker_missing"


def test_a_speaker_records_for_their_collection_alone(scene, rina):
    mina = speaker(scene, rina)
    consent(scene, rina, mina.id)
    assert code(lambda: upload(scene, rina, mina.id, "sat-read")) == "speaker_missing"
    assert code(lambda: speaker(scene, rina, "sat-read")) == "not_permitted"


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMIN, Role.FACILITATOR}])
def test_others_record_nobody_else(scene, rina, role):
    mina, other = speaker(scene, rina), scene.person("other", role)
    acts = [
        lambda: speaker(scene, other),
        lambda: scene.platform.look_after_speakers().list(other, PageRequest()),
        lambda: consent(scene, other, mina.id),
        lambda: upload(scene, other, mina.id),
    ]
    assert [code(act) for act in acts] == ["not_permitted"] * len(acts)


def test_who_lost_role_collection_or_scope_records_them_no_more(scene, rina):
    mina = speaker(scene, rina)
    consent(scene, rina, mina.id)
    without = [
        attrs.evolve(rina, role=Role.CONTRIBUTOR),
        scene.platform.manage_people().change(None, rina.id, collections=["sat-read"]).actor,
        attrs.evolve(rina, scopes=frozenset({Permission.RECORD})),
    ]
    assert [code(lambda actor=actor: upload(scene, actor, mina.id)) for actor in without] == ["not_permitted"] * 3


@pytest.mark.parametrize(
    ("said", "refused"), [({"minor": True}, "guardian_missing"), ({"guardian": "a\nb"}, "name_invalid")]
)
def test_a_minor_has_a_guardian_with_a_name(scene, rina, said, refused):
    assert code(lambda: speaker(scene, rina, **said)) == refused


def test_a_call_with_a_key_makes_one_speaker(scene, rina):
    key, draft = IdempotencyKey("add_speaker", "key", "digest"), SpeakerDraft("bn-read", "Mina")
    look_after = scene.platform.look_after_speakers()
    assert look_after.add(rina, draft, key) == look_after.add(rina, draft, key)
    assert len(look_after.list(rina, PageRequest()).items) == 1


def test_who_looks_after_a_speaker_neither_transcribes_nor_reviews_nor_marks_them(scene, rina):
    mina = speaker(scene, rina)
    consent(scene, rina, mina.id)
    recording = upload(scene, rina, mina.id)
    scene.installation.work()
    chunks = scene.chunks(recording)
    assert scene.take(rina) == ()
    assert scene.take(scene.person("another"))
    judge = attrs.evolve(rina, role=Role.ADMIN)
    edit = Ruling(ReviewDecision.EDIT, "আমি")
    assert code(lambda: scene.platform.decide_review()(judge, chunks[0].id, edit)) == "own_voice"
    scene.platform.decide_review()(scene.admin, chunks[0].id, edit)
    assert code(lambda: scene.platform.keep_gold().mark(judge, chunks[0].id)) == "own_voice"
