"""Withdrawals over HTTP: who may take what back, what others get then, and what a person takes along."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from http_scene import API, UNKNOWN, Person, Scene, a_collection, code
from shrutik_core.people.roles import Role
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.releases.feed.feed import read_feed


@pytest.fixture
def recorded(scene: Scene):
    """Mina, her recording, which is settled and stands in a release, and a researcher."""
    admin = scene.person(Role.ADMIN)
    assert admin.post("/collections", json=a_collection()).status_code == 201
    mina = scene.person(name="mina")
    mina.consent()
    recording = mina.upload().json["id"]
    scene.installation.work()
    for chunk in mina.get(f"/recordings/{recording}/chunks").json["items"]:
        ruling = {"chunk_id": chunk["id"], "decision": "edit", "text": "আমি যাব"}
        if not chunk["silent"]:
            assert admin.post("/reviews", json=ruling).status_code == 201
    researcher = scene.person(Role.RESEARCHER)
    wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv"]}
    release = researcher.post("/releases", json=wish).json["id"]
    scene.installation.work()
    return mina, recording, researcher, release


def test_a_recording_is_taken_back_and_its_releases_are_gone_until_it_is_undone(scene: Scene, recorded):
    mina, recording, researcher, release = recorded
    files = {file["name"]: file["url"] for file in researcher.get(f"/releases/{release}").json["files"]}
    chunk = mina.get(f"/recordings/{recording}/chunks").json["items"][0]
    answer = mina.ask("DELETE", f"/recordings/{recording}")
    assert (answer.status_code, answer.json["kind"], answer.json["status"]) == (202, "recording", "requested")
    feed = f"{API}/releases/{release}/withdrawals"
    assert answer.json["releases"] == [{"id": release, "name": "bn", "version": 1, "withdrawals": feed}]
    for gone in (
        scene.client.simulate_get(files["shards/all-00000.tar"]),
        researcher.get(f"/releases/{release}/files/README.md", headers={"Range": "bytes=0-9"}),
    ):
        assert code(gone) == (410, "release_withdrawn")
        assert (gone.json["feed"], gone.json["successor"]) == (feed, None)
    assert code(scene.client.simulate_get(chunk["audio_url"])) == (410, "voice_withdrawn")
    assert code(mina.get(f"/recordings/{recording}/audio")) == (410, "voice_withdrawn")
    assert mina.get(f"/recordings/{recording}").json["withdrawn_at"] == answer.json["requested_at"]
    rows = scene.client.simulate_get(feed).json["items"]
    assert [(row["number"], row["reason"]) for row in rows] == [(n, "recording") for n in range(1, len(rows) + 1)]
    assert {"number", "clip", "reason", "at"} == rows[0].keys()

    undone = mina.post(f"/me/withdrawals/{answer.json['id']}/undo")
    assert (undone.status_code, undone.json["status"]) == (200, "undone")
    assert scene.client.simulate_get(files["shards/all-00000.tar"]).status_code == 200
    assert scene.client.simulate_get(chunk["audio_url"]).status_code == 200


def test_the_feed_of_the_series_tells_the_same_as_that_of_its_only_release(scene: Scene, recorded):
    mina, recording, _, release = recorded
    withdrawal = mina.ask("DELETE", f"/recordings/{recording}").json["id"]
    mina.post(f"/me/withdrawals/{withdrawal}/undo")
    rows = scene.client.simulate_get(f"{API}/releases/{release}/withdrawals", params={"limit": 100}).json["items"]
    series = read_feed(scene.client.simulate_get(f"{API}/series/bn/withdrawals").text)
    assert [(row.seq, row.clip, row.reason.value, row.releases) for row in series] == [
        (row["number"], row["clip"], row["reason"], (1,)) for row in rows
    ]
    assert {row.action.value for row in series} == {"delete", "restore"}


def test_feeds_are_walked_by_a_cursor_oldest_first(scene: Scene, recorded):
    mina, recording, _, release = recorded
    id_ = mina.ask("DELETE", f"/recordings/{recording}").json["id"]
    mina.post(f"/me/withdrawals/{id_}/undo")
    mina.ask("DELETE", f"/recordings/{recording}")
    numbers, cursor = [], None
    while True:
        params = {"limit": 1, **({"cursor": cursor} if cursor else {})}
        page = scene.client.simulate_get(f"{API}/releases/{release}/withdrawals", params=params).json
        numbers += [row["number"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) % 3 == 0
    assert code(scene.client.simulate_get(f"{API}/releases/{UNKNOWN}/withdrawals")) == (404, "release_missing")


def test_what_is_not_yours_does_not_exist(scene: Scene, recorded):
    mina, recording, researcher, _ = recorded
    for other in (scene.person(), researcher, scene.person(Role.REVIEWER), scene.person(Role.FACILITATOR)):
        assert code(other.ask("DELETE", f"/recordings/{recording}")) == (404, "recording_missing")
        assert code(other.post("/me/withdrawals", json={"recording": recording})) == (404, "recording_missing")
    id_ = mina.ask("DELETE", f"/recordings/{recording}").json["id"]
    assert code(researcher.post(f"/me/withdrawals/{id_}/undo")) == (404, "withdrawal_missing")
    assert researcher.get("/me/withdrawals").json["items"] == []
    assert [one["id"] for one in mina.get("/me/withdrawals").json["items"]] == [id_]
    assert code(mina.post(f"/me/withdrawals/{UNKNOWN}/undo")) == (404, "withdrawal_missing")
    for method, path in (
        ("DELETE", f"/recordings/{recording}"),
        ("DELETE", "/me"),
        ("GET", "/me/export"),
        ("GET", "/me/withdrawals"),
    ):
        assert code(scene.client.simulate_request(method, API + path)) == (401, "login_required")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"account": False},
        {"recording": UNKNOWN, "account": True},
        {"collection": "bn-read"},
        {"purpose": "publish"},
        {"recording": UNKNOWN, "collection": "bn-read", "purpose": "publish"},
    ],
)
def test_one_thing_is_taken_back_at_a_time(scene: Scene, asked):
    assert code(scene.person().post("/me/withdrawals", json=asked)) == (422, "withdrawal_invalid")


def test_a_purpose_is_taken_back_once_and_the_same_call_has_its_effect_once(scene: Scene, recorded):
    mina, recording, _, release = recorded
    asked = {"collection": "bn-read", "purpose": "publish"}
    first = mina.post("/me/withdrawals", json=asked, headers={"Idempotency-Key": "one"})
    assert (first.status_code, first.json["purpose"]) == (202, "publish")
    assert mina.post("/me/withdrawals", json=asked, headers={"Idempotency-Key": "one"}).json == first.json
    assert [one["id"] for one in first.json["releases"]] == [release]
    assert mina.get(f"/recordings/{recording}").json["status"] == "chunked"
    scene.installation.clock.advance(UNDO_TIME)
    scene.installation.work()
    mina = Person(scene, mina.email, scene.login(mina.email))
    assert code(mina.post("/me/withdrawals", json=asked)) == (409, "purpose_not_given")
    assert code(mina.post("/me/withdrawals", json={**asked, "purpose": "sell"}))[0] == 422


def test_a_withdrawn_account_can_undo_look_and_export_and_nothing_else(scene: Scene, recorded):
    mina, recording, _, _ = recorded
    answer = mina.ask("DELETE", "/me")
    assert (answer.status_code, answer.json["kind"]) == (202, "account")
    mina = Person(scene, mina.email, scene.login(mina.email))
    for method, path in (
        ("GET", "/recordings"),
        ("GET", f"/recordings/{recording}"),
        ("GET", "/me/consents"),
        ("GET", "/transcriptions"),
    ):
        assert code(mina.ask(method, path)) == (403, "account_withdrawn")
    assert code(mina.post("/tasks", json={"collection": "bn-read"})) == (403, "account_withdrawn")
    assert mina.get("/me").status_code == 200
    assert mina.get("/me/export").status_code == 200
    assert mina.ask("DELETE", "/me").json["id"] == answer.json["id"]
    scene.installation.clock.advance(UNDO_TIME - timedelta(seconds=1))
    mina = Person(scene, mina.email, scene.login(mina.email))
    assert mina.post(f"/me/withdrawals/{answer.json['id']}/undo").json["status"] == "undone"
    assert mina.get("/recordings").status_code == 200


def test_an_erased_account_is_gone(scene: Scene, recorded):
    mina, _, _, _ = recorded
    mina.ask("DELETE", "/me")
    scene.installation.clock.advance(UNDO_TIME)
    token = scene.login(mina.email)
    scene.installation.work()
    assert code(Person(scene, mina.email, token).get("/me"))[0] in {401, 403}
    said = {"email": mina.email, "password": "correct horse battery"}
    assert code(scene.client.simulate_post(f"{API}/auth/login", json=said)) == (401, "credentials_invalid")


def test_the_last_admin_stays(scene: Scene):
    admin = scene.person(Role.ADMIN)
    assert code(admin.ask("DELETE", "/me")) == (409, "last_admin")
    scene.person(Role.ADMIN)
    assert admin.ask("DELETE", "/me").status_code == 202


def test_the_export_is_a_zip_that_is_sent_as_it_is_made(scene: Scene, recorded):
    mina, recording, _, _ = recorded
    sent = mina.get("/me/export")
    assert sent.headers["content-type"] == "application/zip"
    assert "attachment" in sent.headers["content-disposition"]
    assert sent.headers["cache-control"] == "no-store"
    assert "content-length" not in sent.headers
    with ZipFile(BytesIO(sent.content)) as archive:
        assert archive.testzip() is None
        assert [one["id"] for one in json.loads(archive.read("recordings.json"))] == [recording]
        assert f"audio/{recording}.wav" in archive.namelist()
    head = mina.ask("HEAD", "/me/export")
    assert (head.status_code, head.content) == (200, b"")
