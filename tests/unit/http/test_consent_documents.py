"""Consent documents over HTTP: read and heard by everybody, published by admins, kept with each consent."""

import hashlib
import json

import pytest

from http_scene import API, Person, Scene, code, wav
from shrutik_core.people.roles import Role
from shrutik_core.use_cases.collections.spoken_consent import LARGEST_SPOKEN

DOCUMENT = "/collections/bn-read/consent"
AUDIO = f"{DOCUMENT}/audio/bn"
SECOND = {
    "version": "2026-11 ২",
    "text": "হ্যাঁ",
    "translations": {"en": "Yes", "sat-olck": "ᱦᱮᱸ"},
    "purposes": ["contact", "publish", "record"],
}
SOUND = wav(1.0)


def anyone(scene: Scene, path: str, **options):
    """What someone gets who has not logged in."""
    return scene.client.simulate_get(path if path.startswith("/api") else API + path, **options)


def put(person: Person, body: bytes = SOUND, path: str = AUDIO, kind: str = "audio/wav", **options):
    return person.ask("PUT", path, body=body, headers={"Content-Type": kind}, **options)


def hash_of(shown: dict) -> str:
    said = {name: shown[name] for name in ("language", "licence", "purposes", "text", "version")}
    said["collection"] = shown["collection_id"]
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def test_collections_say_what_is_asked(mina: Person):
    consent = mina.get("/collections/bn-read").json["consent"]
    assert consent == mina.get("/collections").json["items"][0]["consent"]
    assert {name: consent[name] for name in ("version", "text")} == {
        "version": "1",
        "text": "My voice may be used by everybody.",
    }
    assert (consent["language"], consent["languages"]) == ("bn", ["bn"])
    assert (consent["purposes"], consent["audio"]) == (["publish", "record"], {})
    shown = mina.get(DOCUMENT).json
    assert consent["hash"] == shown["hash"] == hash_of(shown)


def test_a_collection_is_made_with_its_texts_in_several_languages(admin: Person):
    made = admin.post(
        "/collections",
        json={"slug": "new", "language": "bn", "name": "New", "licence": "CC-BY-4.0", "consent": SECOND},
    ).json
    assert made["consent"]["languages"] == ["bn", "en", "sat-Olck"]
    assert admin.get("/collections/new/consent?language=sat").json["text"] == "হ্যাঁ"
    assert admin.get("/collections/new/consent?language=sat-Olck").json["text"] == "ᱦᱮᱸ"


def test_everybody_reads_every_version_in_their_language(scene: Scene, admin: Person):
    published = admin.post(DOCUMENT, json=SECOND)
    assert published.status_code == 201
    assert published.json["purposes"] == ["contact", "publish", "record"]
    assert anyone(scene, published.headers["location"]).json == published.json
    for wanted, language, text in (("en-GB", "en", "Yes"), ("hi", "bn", "হ্যাঁ"), ("bn-BD", "bn", "হ্যাঁ")):
        shown = anyone(scene, f"{DOCUMENT}?language={wanted}").json
        assert (shown["language"], shown["text"], shown["main_language"]) == (language, text, "bn")
        assert shown["hash"] == hash_of(shown)
    assert anyone(scene, f"{DOCUMENT}?version=1").json["text"] == "My voice may be used by everybody."
    assert code(anyone(scene, f"{DOCUMENT}?version=3")) == (404, "consent_version_missing")
    assert code(anyone(scene, f"{DOCUMENT}?language=no+language")) == (422, "language_invalid")
    assert code(anyone(scene, "/collections/none/consent")) == (404, "collection_missing")


def test_a_new_version_asks_again_and_an_old_one_is_outdated(scene: Scene, admin: Person, mina: Person):
    admin.post(DOCUMENT, json=SECOND)
    assert code(mina.upload()) == (403, "consent_required")
    before = mina.post("/recordings?collection=bn-read", headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert code(before) == (403, "consent_required")
    assert code(mina.consent()) == (409, "consent_version_outdated")
    shown = anyone(scene, f"{DOCUMENT}?language=en").json
    said = {"collection": "bn-read", "version": shown["version"], "purposes": ["record"], "language": "en"}
    assert code(mina.post("/consents", json={**said, "hash": "0" * 64})) == (409, "consent_version_outdated")
    assert code(mina.post("/consents", json={**said, "language": "hi"})) == (422, "consent_language_missing")
    given = mina.post("/consents", json={**said, "hash": shown["hash"]})
    assert (given.status_code, given.json["language"], given.json["hash"]) == (201, "en", shown["hash"])
    assert mina.upload().status_code == 202
    kept = mina.get("/me/consents").json["items"]
    assert [(one["version"], one["status"], one["purposes"]) for one in kept] == [
        (SECOND["version"], "given", ["record"]),
        ("1", "given", ["record"]),
        ("1", "withdrawn", ["publish", "record"]),
    ]
    assert [one["narrowed_from"] for one in kept] == [None, kept[2]["id"], None]


def test_publishing_is_for_admins_and_has_its_effect_once(scene: Scene, admin: Person, mina: Person):
    key = {"Idempotency-Key": "second"}
    made = [admin.post(DOCUMENT, json=SECOND, headers=key).json for _ in range(2)]
    assert made[0] == made[1]
    assert code(admin.post(DOCUMENT, json={**SECOND, "text": "no"}, headers=key)) == (422, "idempotency_key_reused")
    assert code(admin.post(DOCUMENT, json=SECOND)) == (409, "consent_version_taken")
    for person in (mina, *(scene.person(role) for role in Role if role is not Role.ADMIN)):
        assert code(person.post(DOCUMENT, json={**SECOND, "version": "3"})) == (403, "not_permitted")
        assert code(put(person)) == (403, "not_permitted")
    nobody = scene.client.simulate_post(API + DOCUMENT, json=SECOND)
    assert code(nobody) == (401, "login_required")
    assert code(scene.client.simulate_put(API + AUDIO, body=SOUND)) == (401, "login_required")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"purposes": ["publish"]}, "purpose_invalid"),
        ({"purposes": []}, "purpose_invalid"),
        ({"purposes": ["sell"]}, "purpose_invalid"),
        ({"text": ""}, "consent_text_invalid"),
        ({"version": "x" * 41}, "consent_text_invalid"),
        ({"language": "no language"}, "language_invalid"),
        ({"translations": {"bn": "again"}}, "consent_text_invalid"),
        ({"translations": {"no language": "text"}}, "language_invalid"),
        ({"translations": {"en": "a\0"}}, "fields_invalid"),
        ({"translations": ["en"]}, "fields_invalid"),
        ({"replaces": "no"}, "fields_invalid"),
        ({"texts": {}}, "fields_invalid"),
    ],
)
def test_documents_that_cannot_be(admin: Person, changes: dict, expected: str):
    assert code(admin.post(DOCUMENT, json={**SECOND, **changes})) == (422, expected)
    assert admin.get(DOCUMENT).json["version"] == "1"


def test_everybody_hears_what_an_admin_read_aloud(scene: Scene, admin: Person, mina: Person):
    admin.post(DOCUMENT, json=SECOND)
    assert code(anyone(scene, AUDIO)) == (404, "consent_audio_missing")
    kept = put(admin, kind="application/octet-stream")
    assert kept.status_code == 200
    address = mina.get("/collections").json["items"][0]["consent"]["audio"]["bn"]
    assert kept.json["audio"] == {"bn": address}
    heard = anyone(scene, address)
    assert (heard.content, heard.headers["content-type"]) == (SOUND, "audio/wav")
    assert heard.headers["etag"] == f'"{hashlib.sha256(SOUND).hexdigest()}"'
    part = anyone(scene, AUDIO, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, SOUND[4:8])
    assert code(anyone(scene, AUDIO, headers={"Range": f"bytes={len(SOUND)}-"})) == (416, "range_not_satisfiable")
    assert code(anyone(scene, f"{DOCUMENT}/audio/hi")) == (422, "consent_language_missing")
    assert code(anyone(scene, f"{AUDIO}?version=1")) == (404, "consent_audio_missing")
    assert code(anyone(scene, f"{AUDIO}?version=9")) == (404, "consent_version_missing")


def test_what_people_heard_stays(scene: Scene, admin: Person):
    assert put(admin).status_code == 200
    assert put(admin, wav(2.0)).status_code == 200
    scene.person(name="rahim").consent()
    assert code(put(admin, wav(3.0))) == (409, "consent_audio_settled")
    assert anyone(scene, AUDIO).content == wav(2.0)


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        (b"<html>", "audio/wav", (415, "unsupported_media")),
        (b"", "audio/wav", (422, "empty")),
        (SOUND[:44], "audio/wav", (422, "empty")),
        (b"\0" * (LARGEST_SPOKEN + 1), "audio/wav", (413, "too_large")),
    ],
    ids=["a page", "nothing", "a header alone", "too much"],
)
def test_what_is_no_sound_is_not_kept(admin: Person, body: bytes, kind: str, expected: tuple[int, str]):
    answer = code(put(admin, body, kind=kind))
    assert answer == expected or answer[1] in {"no_audio", "too_short"}
    assert admin.get(DOCUMENT).json["audio"] == {}
