"""Withdrawals at the same moment on the real database: one counts, the feed has each clip once, and nothing hangs."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from http_scene import API, Person, Scene, a_collection, wav
from shrutik_core.people.roles import Role
from shrutik_core.releases.feed.check import check_feed
from shrutik_core.releases.feed.feed import read_feed
from shrutik_core.releases.feed.head import read_signed_head
from shrutik_core.releases.signing.key_list import read_key_list
from shrutik_system.release_signer import Ed25519SignatureChecker


@pytest.fixture(scope="module")
def released(scene: Scene, admin: Person):
    """A speaker with three recordings in one release."""
    admin.post("/collections", json=a_collection(slug="taken"))
    mina = scene.person(name="taken")
    mina.consent("taken")
    sent = [mina.upload(wav(seed=seed), collection="taken").json["id"] for seed in range(3)]
    scene.installation.work()
    for recording in sent:
        for chunk in mina.get(f"/recordings/{recording}/chunks", params={"limit": 100}).json["items"]:
            if not chunk["silent"]:
                ruling = {"chunk_id": chunk["id"], "decision": "edit", "text": "আমি যাব"}
                assert admin.post("/reviews", json=ruling).status_code == 201
    researcher = scene.person(Role.RESEARCHER)
    wish = {"name": "taken", "collections": ["taken"], "formats": ["csv"]}
    release = researcher.post("/releases", json=wish).json["id"]
    scene.installation.work()
    return mina, sent, researcher, release


def feed(person, release):
    return person.get(f"/releases/{release}/withdrawals", params={"limit": 100}).json["items"]


def at_once(*acts):
    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(60) for future in [pool.submit(act) for act in acts]]


def test_of_many_calls_one_counts(scene: Scene, released) -> None:
    mina, (first, *_), researcher, release = released
    answers = at_once(*[lambda: mina.ask("DELETE", f"/recordings/{first}")] * 12)
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert set(Counter(row["clip"] for row in feed(researcher, release)).values()) == {1}
    undo = f"/me/withdrawals/{answers[0].json['id']}/undo"
    undone = at_once(*[lambda: mina.post(undo)] * 6)
    assert {answer.status_code for answer in undone} == {200}
    assert set(Counter(row["clip"] for row in feed(researcher, release)).values()) == {2}
    assert mina.get(f"/recordings/{first}").json["status"] == "chunked"


def test_a_recording_a_purpose_and_the_account_at_once(scene: Scene, released) -> None:
    mina, (_, *others), researcher, release = released
    before = len(feed(researcher, release))
    acts = [lambda one=one: mina.ask("DELETE", f"/recordings/{one}") for one in others]
    acts.append(lambda: mina.post("/me/withdrawals", json={"collection": "taken", "purpose": "publish"}))
    acts.append(lambda: mina.ask("DELETE", "/me"))
    answers = at_once(*acts)
    assert {answer.status_code for answer in answers} <= {202, 403}
    assert answers[-1].status_code == 202
    rows = feed(researcher, release)
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) > before
    assert researcher.get(f"/releases/{release}/files/README.md").status_code == 410


def test_the_feed_of_the_series_is_one_chain_and_signed_by_the_installation(scene: Scene, released) -> None:
    _, _, researcher, release = released
    key = read_key_list(scene.client.simulate_get(f"{API}/keys/releases").text).key
    signed = read_signed_head(scene.client.simulate_get(f"{API}/series/taken/withdrawals/head").text)
    rows = read_feed(scene.client.simulate_get(f"{API}/series/taken/withdrawals").text)
    holds, now = Ed25519SignatureChecker().holds, signed.head.issued_at
    assert check_feed(rows, signed, series="taken", key=key, holds=holds, now=now).tip == rows[-1].tip
    told = [(row["number"], row["clip"], row["reason"]) for row in feed(researcher, release)]
    assert [(row.seq, row.clip, row.reason.value) for row in rows] == told
