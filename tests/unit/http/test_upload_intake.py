"""Uploads by their intake: what is refused before the first byte of the body, and what is never stored."""

import hashlib
import itertools

import attrs
import pytest
from dependency_injector import providers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from http_scene import Person, Scene, a_collection, a_scene, a_scene_over, blobs, code, form, wav
from shrutik_core.people.roles import Role
from shrutik_core.recordings.daily_quota import DailyQuota
from shrutik_core.shared.errors import ShrutikError
from shrutik_http.call import Call
from shrutik_http.recordings.intake import UploadIntake
from shrutik_http.recordings.messages import UploadQuery

SOUND = wav(1.0)
FIELDS = {"collection": b"bn-read", "metadata": b'{"device": "phone"}', "audio": SOUND}


@attrs.frozen
class Unread:
    """A body that nobody may read yet."""

    media_type: str = "multipart/form-data"
    length: int | None = None

    def read(self, largest):
        raise AssertionError(largest)


def asked(scene: Scene, person: Person, collection=None, key=None, **raw) -> Call:
    platform = scene.installation.platform
    caller = platform.identify()(person.token)
    return Call(
        None, UploadQuery(collection=collection), {}, Unread(**raw), caller, once="upload_recording", key_text=key
    )


def making(scene, person, **said):
    platform = scene.installation.platform
    return UploadIntake.of(asked(scene, person, **said), platform.upload_recording())


def refusal(act):
    with pytest.raises(ShrutikError) as caught:
        act()
    return caught.value.code


def test_what_headers_and_query_decide_is_refused_before_the_first_byte(scene: Scene, mina: Person):
    megabyte = 1024 * 1024
    told = {
        "consent_required": lambda: making(scene, scene.person(), collection="bn-read"),
        "collection_missing": lambda: making(scene, mina, collection="no-such"),
        "content_type_unsupported": lambda: making(scene, mina, media_type="application/json"),
        "too_large": lambda: making(scene, mina, length=513 * megabyte + 1),
        "idempotency_key_invalid": lambda: making(scene, mina, key="k 1"),
    }
    assert [refusal(act) for act in told.values()] == list(told)
    for length in (None, 0, 513 * megabyte):
        making(scene, mina, collection="bn-read", length=length).close()


def test_a_collection_before_the_audio_is_asked_for_consent_before_it(scene: Scene, mina: Person):
    intake = making(scene, attrs.evolve(mina, token=scene.person().token))
    intake.part("collection")
    intake.write(b"bn-read")
    assert refusal(lambda: intake.part("audio")) == "consent_required"
    intake.close()
    assert blobs(scene) == []


def pushed(intake, parts, size):
    for name, data in parts:
        intake.part(name)
        for at in range(0, len(data), size):
            intake.write(data[at : at + size])
    return intake.finish()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.sampled_from(list(itertools.permutations(FIELDS))),
    size=st.integers(200, 100_000),
    queried=st.booleans(),
    left_out=st.booleans(),
)
def test_order_and_blocks_do_not_matter(scene, mina, order, size, queried, left_out):
    names = [name for name in order if not (queried and left_out and name == "collection")]
    before = len(blobs(scene))
    intake = making(scene, mina, collection="bn-read" if queried else None)
    receipt = pushed(intake, [(name, FIELDS[name]) for name in names], size)
    intake.close()
    assert (receipt.sha256, receipt.bytes) == (hashlib.sha256(SOUND).hexdigest(), len(SOUND))
    assert len(blobs(scene)) == before + 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stop=st.integers(0, len(SOUND)), size=st.integers(1_000, 100_000))
def test_what_is_broken_off_leaves_nothing(scene, mina, stop, size):
    intake = making(scene, mina, collection="bn-read")
    intake.part("audio")
    for at in range(0, stop, size):
        intake.write(SOUND[at : at + size])
    for _ in range(2):
        intake.close()
    assert blobs(scene) == []


def test_the_query_names_the_collection(scene: Scene, mina: Person):
    alone = mina.send(form(("audio", SOUND)), params={"collection": "bn-read"})
    assert alone.status_code == 202
    both = mina.send(form(("audio", SOUND), ("collection", "bn-read")), params={"collection": "bn-read"})
    assert both.json["collection_id"] == alone.json["collection_id"]


@pytest.mark.parametrize("order", [("collection", "audio"), ("audio", "collection")])
def test_query_and_form_must_agree(scene: Scene, mina: Person, order):
    values = {"collection": "another", "audio": SOUND}
    answer = mina.send(form(*((name, values[name]) for name in order)), params={"collection": "bn-read"})
    assert code(answer) == (422, "fields_invalid")
    assert [(one["field"], one["code"]) for one in answer.json["errors"]] == [("collection", "differs")]
    assert blobs(scene) == []


def test_a_replay_stores_nothing(scene: Scene, mina: Person, monkeypatch):
    first = mina.send(form(("collection", "bn-read"), ("audio", SOUND)), headers={"Idempotency-Key": "k1"})

    def never(*_):
        raise AssertionError("It was to be stored.")

    monkeypatch.setattr(type(scene.installation.platform.blobs()), "stage", never)
    again = mina.send(form(("audio", SOUND)), headers={"Idempotency-Key": "k1"}, params={"collection": "bn-read"})
    assert (again.status_code, again.json) == (202, first.json)
    for parts in ((("audio", SOUND + b"x"), ("collection", "bn-read")), (("audio", SOUND), ("collection", "other"))):
        other = mina.send(form(*parts), headers={"Idempotency-Key": "k1"})
        assert code(other) == (422, "idempotency_key_reused")


def test_beside_the_audio_a_form_is_small(scene: Scene, mina: Person):
    assert refusal(lambda: pushed(making(scene, mina), [("metadata", b" " * 16_000)] * 70, 4_000)) == "too_large"
    assert mina.send(form(*[("prompt_id", "")] * 60, ("audio", SOUND), ("collection", "bn-read"))).status_code == 202


def test_who_has_used_up_the_day_is_told_when_to_come_back():
    scene = a_scene()
    scene.installation.platform.daily_quota.override(providers.Object(DailyQuota(bytes=len(SOUND))))
    scene = a_scene_over(scene.installation)
    scene.person(Role.ADMIN).post("/collections", json=a_collection())
    mina = scene.person()
    mina.consent()
    assert mina.upload(SOUND).status_code == 202
    assert refusal(lambda: making(scene, mina)) == "daily_upload_used_up"
    answer = mina.upload(SOUND)
    assert code(answer) == (429, "daily_upload_used_up")
    assert 0 < int(answer.headers["retry-after"]) == answer.json["retry_after"] <= 24 * 3600
    assert len(blobs(scene)) == 1


@pytest.mark.parametrize(("length", "before"), [(2**20 + 5_001, True), (2**20 + 5_000, False), (None, False)])
def test_an_upload_that_would_cross_the_day_is_refused_as_soon_as_that_is_known(length, before):
    scene = a_scene()
    scene.installation.platform.daily_quota.override(providers.Object(DailyQuota(bytes=5_000)))
    scene = a_scene_over(scene.installation)
    scene.person(Role.ADMIN).post("/collections", json=a_collection())
    mina = scene.person()
    mina.consent()
    if before:
        assert refusal(lambda: making(scene, mina, length=length)) == "daily_upload_used_up"
        return
    intake = making(scene, mina, collection="bn-read", length=length)
    intake.part("audio")
    intake.write(SOUND[:5_000])
    assert refusal(lambda: intake.write(SOUND[5_000:5_001])) == "daily_upload_used_up"
    intake.close()
    assert blobs(scene) == []
