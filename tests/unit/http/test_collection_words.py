"""What a collection tells people over HTTP: read by everybody, changed by admins, word by word."""

from http_scene import API, Person, Scene, a_collection, code

ONE = "/collections/bn-read"


def told(scene: Scene) -> dict:
    """What someone sees who has not logged in."""
    shown = scene.client.simulate_get(API + ONE).json
    assert shown == scene.client.simulate_get(f"{API}/collections").json["items"][-1]
    return {name: shown[name] for name in ("about", "guidelines", "goal_hours")}


def test_a_collection_tells_nothing_before_it_is_told_to(scene: Scene, admin: Person):
    assert admin
    assert told(scene) == {"about": {}, "guidelines": {}, "goal_hours": None}


def test_each_word_changes_alone(scene: Scene, admin: Person):
    policies = admin.get(ONE).json["policies"]
    for change in ({"about": {"EN": " Voices. ", "bn": "কণ্ঠ"}}, {"guidelines": {"bn": "যা শোনেন"}}, {"goal_hours": 20}):
        assert admin.ask("PATCH", ONE, json=change).status_code == 200
    assert told(scene) == {
        "about": {"en": "Voices.", "bn": "কণ্ঠ"},
        "guidelines": {"bn": "যা শোনেন"},
        "goal_hours": 20.0,
    }
    assert admin.get(ONE).json["policies"] == policies
    shown = admin.ask("PATCH", ONE, json={"goal_hours": None, "about": {"bn": "কথা"}}).json
    assert (shown["about"], shown["goal_hours"], bool(shown["guidelines"])) == ({"bn": "কথা"}, None, True)
    entries = admin.get("/admin/audit", params={"action": "collection.described"}).json["items"]
    assert len(entries) == 4


def test_nothing_changes_if_a_part_cannot_be(scene: Scene, admin: Person):
    before = admin.get(ONE).json
    for change, expected in (
        ({"about": {"en": " "}}, "collection_words_invalid"),
        ({"guidelines": {"en": "a", "EN": "b"}}, "collection_words_invalid"),
        ({"about": {"no tag": "x"}}, "language_invalid"),
        ({"goal_hours": 0}, "fields_invalid"),
        ({}, "fields_invalid"),
    ):
        both = {"policies": {"lending": {"gold_share": 0.2}}, **change} if change else change
        assert code(admin.ask("PATCH", ONE, json=both)) == (422, expected)
    assert admin.get(ONE).json == before


def test_a_new_collection_may_tell_at_once(admin: Person):
    made = admin.post("/collections", json=a_collection(slug="new", about={"en": "Voices."}, goal_hours=3.5)).json
    assert (made["about"], made["guidelines"], made["goal_hours"]) == ({"en": "Voices."}, {}, 3.5)
    wrong = admin.post("/collections", json=a_collection(slug="newer", about={"en": ""}))
    assert code(wrong) == (422, "collection_words_invalid")
