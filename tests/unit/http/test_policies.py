"""A collection's policies over HTTP, and the network that shows a reviewer why."""

import pytest

from http_scene import Person, Scene, code
from shrutik_core.collections.policies import FAMILIES
from shrutik_core.people.roles import Role
from shrutik_core.shared.knobs import knobs_of
from shrutik_core.shared.policy_family import plain
from shrutik_http.openapi.document import openapi_document

TEXTS = ("আমি বাংলায় গান গাই", "আমি বাংলায় গান গাই", "আমি বাংলা গান গাই")


@pytest.fixture
def chunk(scene: Scene, mina: Person) -> str:
    """A chunk with three voices."""
    recording = mina.upload().json["id"]
    scene.installation.work()
    chosen = next(one["id"] for one in mina.get(f"/recordings/{recording}/chunks").json["items"] if not one["silent"])
    for text in TEXTS:
        voice = scene.person()
        for task in voice.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]:
            voice.post("/transcriptions", json={"items": [{"task_id": task["id"], "text": text}]})
    scene.installation.work()
    return chosen


def test_a_new_policy_decides_chunks_anew(scene, admin, mina, chunk):
    before = admin.get(f"/chunks/{chunk}").json["status"]
    policies = {"consensus": {"fewest": 5, "most": 6}}
    changed = admin.ask("PATCH", "/collections/bn-read", json={"policies": policies})
    assert (changed.status_code, changed.json["policies"]["consensus"]) == (200, policies["consensus"])
    scene.installation.work()
    assert (before, admin.get(f"/chunks/{chunk}").json["status"]) != ("settled", "settled")
    assert code(mina.ask("PATCH", "/collections/bn-read", json={"policies": {}})) == (403, "not_permitted")
    assert code(admin.ask("PATCH", "/collections/none", json={"policies": {}})) == (404, "collection_missing")
    wrong = admin.ask("PATCH", "/collections/bn-read", json={"policies": {"consensus": {"most": 0}}})
    assert code(wrong) == (422, "policy_invalid")
    assert code(admin.ask("PATCH", "/collections/bn-read", json={})) == (422, "fields_invalid")


def test_a_reviewer_sees_slot_by_slot_who_said_what(scene, mina, chunk):
    shown = scene.person(Role.REVIEWER).get(f"/chunks/{chunk}/consensus").json
    typed = [voice["text"] for voice in shown["transcriptions"]]
    assert typed
    assert set(typed) <= set(TEXTS)
    said = " ".join(slot["chosen"]["text"] for slot in shown["network"] if slot["chosen"]["text"])
    assert said == shown["consensus_text"]
    for slot in shown["network"]:
        voters = [place for choice in (slot["chosen"], *slot["rivals"]) for place in choice["voters"]]
        assert sorted(voters) == list(range(len(typed)))
        assert slot["why"] in {"unanimous", "most_votes", "most_weight", "context"}
        for choice in (slot["chosen"], *slot["rivals"]):
            assert len(choice["weights"]) == len(choice["voters"])
            assert sum(choice["weights"]) == pytest.approx(choice["support"])
    own = mina.get(f"/chunks/{chunk}/consensus").json
    assert (own["network"], own["transcriptions"]) == (None, None)


def test_a_contributor_never_sees_who_typed_what(scene, mina, chunk):
    everybody = {account["id"] for account in scene.person(Role.ADMIN).get("/admin/users").json["items"]}
    voice = scene.person()
    for task in voice.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]:
        voice.post("/transcriptions", json={"items": [{"task_id": task["id"], "text": TEXTS[0]}]})
    scene.installation.work()
    seen = [(mina, mina.get(f"/chunks/{chunk}{path}")) for path in ("/consensus", "")]
    heard = [one["chunk_id"] for one in voice.get("/transcriptions").json["items"]]
    seen += [(voice, voice.get(f"/chunks/{one}{path}")) for one in heard for path in ("", "/consensus")]
    assert all(answer.status_code == 200 for _, answer in seen)
    assert everybody
    for person, answer in seen:
        # Their own links say whose they are.
        assert not [one for one in everybody - {person.get("/me").json["id"]} if one in answer.text]
    queue = scene.person(Role.REVIEWER).get("/reviews/queue")
    assert not [one for one in everybody if one in queue.text]


def test_a_chunk_without_a_voice_has_an_empty_network(scene, mina):
    recording = mina.upload().json["id"]
    scene.installation.work()
    chunk = mina.get(f"/recordings/{recording}/chunks").json["items"][0]["id"]
    shown = scene.person(Role.REVIEWER).get(f"/chunks/{chunk}/consensus").json
    assert (shown["network"], shown["transcriptions"], shown["votes"]) == ([], [], 0)


def test_the_answer_says_what_differs_from_the_defaults(admin):
    said = {"chunking": {"target": 6}, "quality": {"snr_refuse": None}, "lending": {"gold_share": 0.05}}
    shown = admin.ask("PATCH", "/collections/bn-read", json={"policies": said}).json["policies"]
    assert shown == {
        "chunking": {"target": 6},
        "quality": {"snr_refuse": None},
        "consensus": {},
        "lending": {},
        "copies": {},
        "voters": {},
        "second_look": {},
        "offering": {},
    }
    assert admin.get("/collections/bn-read").json["policies"] == shown


def test_every_fault_is_named_at_its_place(admin):
    wrong = {"consensus": {"fewest": 0, "colour": 1}, "copies": {"own": "burn"}, "lending": 7}
    answer = admin.ask("PATCH", "/collections/bn-read", json={"policies": wrong})
    assert code(answer) == (422, "policy_invalid")
    assert {one["field"]: one["code"] for one in answer.json["errors"]} == {
        "policies.consensus.colour": "unknown",
        "policies.consensus.fewest": "out_of_range",
        "policies.lending": "wrong_type",
        "policies.copies.own": "wrong_type",
    }
    assert "policies.consensus.fewest must be a whole number from 1 to 100 votes, not 0" in answer.json["detail"]


@pytest.mark.parametrize("policies", [{"consensu": {}}, [], None, {"consensus": {"fewest\0": 1}}])
def test_what_is_not_a_family_is_refused(admin, policies):
    answer = admin.ask("PATCH", "/collections/bn-read", json={"policies": policies})
    assert code(answer) == (422, "fields_invalid")
    assert answer.json["errors"][0]["field"].startswith("policies")


@pytest.mark.parametrize("message", ["PoliciesRequest", "PoliciesMessage"])
def test_the_document_tells_every_knob(message):
    families = openapi_document("")["components"]["schemas"][message]["properties"]
    assert list(families) == list(FAMILIES)
    for name, family in FAMILIES.items():
        knobs, told = {one.name: one for one in knobs_of(family)}, families[name]["properties"]
        assert list(told) == list(knobs)
        for knob in knobs.values():
            schema = told[knob.name]
            kinds = {bool: "boolean", int: "integer", float: "number"}
            assert schema["type"] in (kinds.get(knob.kind, "string"), [kinds.get(knob.kind), "null"])
            assert schema["default"] == plain(family())[knob.name]
            text = knob.kind is str
            limits = ("minLength", "maxLength") if text else ("minimum", "maximum")
            assert tuple(map(schema.get, limits)) == (knob.notes.low, knob.notes.high)
            assert ("pattern" in schema) is text
            assert tuple(schema.get("enum", ())) == knob.choices
            assert knob.notes.sentence in schema["description"]
            assert knob.notes.unit in schema["description"]
