"""Gold items over HTTP: marked by reviewers, and not to be told from other chunks by those who are lent them."""

import pytest
from dependency_injector import providers

from http_scene import Person, Scene, a_collection, a_scene_over, code
from shrutik_bootstrap.memory import memory_installation
from shrutik_core.people.roles import Role

TEXT = "আমি বাংলায় গান গাই"


class Never:
    """Chance that gives no place to gold."""

    def draws(self, count):
        return (0.99,) * count


class Always:
    """Chance that gives every place to gold."""

    def draws(self, count):
        return (0.0,) * count


class Installation:
    """A scene in which chance is turned by hand; one chunk of it is settled, others are open."""

    def __init__(self):
        installation = memory_installation()
        self.random_source = installation.platform.random_source
        self.scene: Scene = a_scene_over(installation)
        policies = {"consensus": {"fewest": 1, "accept_confidence": 0.0}, "lending": {"gold_share": 0.2}}
        self.scene.person(Role.ADMIN).post("/collections", json=a_collection(policies=policies))
        self.mina = self.scene.person(name="mina")
        self.mina.consent()
        self.reviewer = self.scene.person(Role.REVIEWER)
        self.mina.upload()
        installation.work()
        self.chunk = self.answered(self.scene.person())
        self.mina.upload()
        installation.work()

    def lend(self, random_source, person: Person, count: int = 1) -> list[dict]:
        with self.random_source.override(providers.Object(random_source)):
            scene = a_scene_over(self.scene.installation)
            asked = Person(scene, person.email, person.token).post(
                "/tasks", json={"collection": "bn-read", "count": count}
            )
        return asked.json["items"]

    def answered(self, person: Person, random_source=None) -> str:
        (task,) = self.lend(random_source or Never(), person)
        self.say(person, task)
        self.scene.installation.work()
        return task["chunk"]["id"]

    def say(self, person: Person, task: dict, text=TEXT):
        return person.post("/transcriptions", json={"items": [{"task_id": task["id"], "text": text}]})


@pytest.fixture
def installation() -> Installation:
    return Installation()


def test_a_reviewer_marks_shows_and_unmarks(installation):
    path = f"/chunks/{installation.chunk}/gold"
    assert code(installation.reviewer.get(path)) == (404, "gold_missing")
    marked = installation.reviewer.ask("PUT", path, json={})
    assert (marked.status_code, marked.json["text"], marked.json["lent"]) == (200, TEXT, 0)
    assert installation.reviewer.ask("PUT", path, json={}).json == marked.json == installation.reviewer.get(path).json
    again = installation.reviewer.ask("PUT", path, json={"text": " আমি গান গাই "})
    assert again.json["text"] == "আমি গান গাই"
    assert installation.reviewer.ask("DELETE", path).json == again.json
    assert code(installation.reviewer.ask("DELETE", path)) == (404, "gold_missing")


def test_nobody_else_does_and_nothing_but_what_is_settled(installation):
    path = f"/chunks/{installation.chunk}/gold"
    for method, body in (("GET", None), ("PUT", {}), ("DELETE", None)):
        assert code(installation.mina.ask(method, path, json=body)) == (403, "not_permitted")
        assert code(installation.reviewer.ask(method, "/chunks/none/gold", json=body))[0] == 404
    assert code(installation.reviewer.ask("PUT", path, json={"text": "।"})) == (422, "text_invalid")
    (task,) = installation.lend(Never(), installation.scene.person())
    assert code(installation.reviewer.ask("PUT", f"/chunks/{task['chunk']['id']}/gold", json={})) == (
        409,
        "not_settled",
    )


def shape(value):
    """A message without what differs from one chunk to the next by nature."""
    if isinstance(value, dict):
        return {key: shape(member) for key, member in sorted(value.items())}
    if isinstance(value, list):
        return [shape(member) for member in value]
    return type(value).__name__


def test_gold_cannot_be_told_before_or_after_it_is_answered(installation):
    installation.reviewer.ask("PUT", f"/chunks/{installation.chunk}/gold", json={})
    policies = {"consensus": {"fewest": 2, "accept_confidence": 0.0}, "lending": {"gold_share": 0.2}}
    admin = installation.scene.person(Role.ADMIN)
    one, other = installation.scene.person(), installation.scene.person()
    (gold,), (plain,) = installation.lend(Always(), one), installation.lend(Never(), other)
    assert gold["chunk"]["id"] == installation.chunk != plain["chunk"]["id"]
    assert shape(gold) == shape(plain)
    assert (gold["status"], gold["collection_id"]) == (plain["status"], plain["collection_id"])
    admin.ask("PATCH", "/collections/bn-read", json={"policies": policies})
    kept = [installation.say(person, task) for person, task in ((one, gold), (other, plain))]
    assert [answer.status_code for answer in kept] == [201, 201]
    assert shape(kept[0].json) == shape(kept[1].json)
    installation.scene.installation.work()
    for path in ("", "/consensus"):
        shown = [
            person.get(f"/chunks/{task['chunk']['id']}{path}").json for person, task in ((one, gold), (other, plain))
        ]
        assert shape(shown[0]) == shape(shown[1])
        for field in ("status", "votes", "text", "settled_by"):
            assert shown[0][field] == shown[1][field], (path, field)
    assert shown[0]["computed_at"] is shown[1]["computed_at"] is None
    assert installation.reviewer.get(f"/chunks/{installation.chunk}/consensus").json["computed_at"]
    lists = [person.get("/tasks").json for person in (one, other)]
    assert shape(lists[0]) == shape(lists[1])
    heard = [person.get("/transcriptions").json for person in (one, other)]
    assert shape(heard[0]) == shape(heard[1])


def test_a_gold_task_is_renewed_given_up_and_repeated_like_any_other(installation):
    installation.reviewer.ask("PUT", f"/chunks/{installation.chunk}/gold", json={})
    person = installation.scene.person()
    (task,) = installation.lend(Always(), person)
    assert person.post(f"/tasks/{task['id']}/renew").json["chunk"]["id"] == installation.chunk
    assert person.post(f"/tasks/{task['id']}/skip", json={"reason": "too_hard"}).json["status"] == "skipped"
    assert installation.scene.installation.work() == 0
    assert code(installation.say(person, task)) == (409, "task_skipped")
    other = installation.scene.person()
    (task,) = installation.lend(Always(), other)
    item = {"items": [{"task_id": task["id"], "text": TEXT}]}
    first, again = (other.post("/transcriptions", json=item, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert first.json == again.json
    assert code(installation.say(other, task)) == (409, "already_transcribed")


@pytest.mark.parametrize("lending", [{"gold_share": 0.3}, {"gold_share": "much"}, {"gold": 0.1}])
def test_a_share_that_makes_no_sense_is_refused(installation, lending):
    admin = installation.scene.person(Role.ADMIN)
    answer = admin.ask("PATCH", "/collections/bn-read", json={"policies": {"lending": lending}})
    assert code(answer) == (422, "lending_invalid")
