"""A small house for questions of rights: everything that somebody could own, and every kind of caller."""

import csv
import json
import re
from typing import Any

import attrs
import falcon.testing
from dependency_injector import providers

import pictures
from http_scene import API, UNKNOWN, Person, Scene, a_collection, a_scene_over, documented, form, wav
from shrutik_bootstrap.memory import memory_installation
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.identity import Identity
from shrutik_core.people.rate_limits import RateLimits
from shrutik_core.people.roles import Role
from shrutik_core.shared.ids import ContributorId, IdentityId, parse_id
from shrutik_memory.log_in_providers import MemoryLogInProviders
from shrutik_memory.tables import Table

CALLERS = (
    "anonymous",
    "speaker",
    "worker",
    "stranger",
    "facilitator here",
    "facilitator elsewhere",
    "reviewer here",
    "reviewer elsewhere",
    "researcher",
    "admin",
    "admin's key to review",
    "worker's key to transcribe",
    "disabled",
    "erased",
)
BOUND = {
    "facilitator here": (Role.FACILITATOR, "bn-read"),
    "facilitator elsewhere": (Role.FACILITATOR, "hi-read"),
    "reviewer here": (Role.REVIEWER, "bn-read"),
    "reviewer elsewhere": (Role.REVIEWER, "hi-read"),
}
_ROOTLESS = ("/api/docs", "/docs", "/healthz", "/readyz", "/metrics", "/.well-known", "/ca")
AGREED, APART = ("আমি গান গাই", "আমি গান গাই"), ("আমার ৫টি বই আছে", "আমার ৬টি বই আছে")


@attrs.define
class House:
    """Callers by name, and the ids of what belongs to some of them by name; each question finds it as it was made."""

    scene: Scene
    people: dict[str, Person] = attrs.field(factory=dict)
    things: dict[str, str] = attrs.field(factory=dict)
    _kept: list[tuple[Table, dict, dict]] = attrs.field(factory=list)

    def ask(self, caller: str, method: str, path: str, body: str = "") -> falcon.testing.Result:
        """What a caller is answered; ids stand in path and body as ``<thing>``. Nothing stays of it."""
        said = _said(self.filled(body))
        who, path = self.people.get(caller), self.filled(path)
        headers = {"Authorization": f"Bearer {who.token}"} if who else {}
        headers |= said.pop("headers", {})
        whole = path if path.startswith(_ROOTLESS) or path == "/" else API + path
        try:
            return documented(method, whole, self.scene.client.simulate_request(method, whole, headers=headers, **said))
        finally:
            self.restore()

    def filled(self, text: str, *, unknown: bool = False) -> str:
        """The text with an id in the place of each thing, or one that names nothing."""
        return re.sub(r"<(\w+)>", lambda match: UNKNOWN if unknown else self.things[match[1]], text)

    def keep(self) -> None:
        """Remember everything as it is."""
        tables = [one for one in vars(self._store).values() if isinstance(one, Table)]
        self._kept = [
            (one, dict(one._rows), {name: dict(rows) for name, rows in one._groups.items()}) for one in tables
        ]

    def restore(self) -> None:
        """Everything as it was when it was kept."""
        for table, rows, groups in self._kept:
            table._rows = dict(rows)
            table._groups = {name: dict(members) for name, members in groups.items()}

    @property
    def _store(self) -> Any:
        return self.scene.installation.platform.units_of_work()._store


def _said(body: str) -> dict[str, Any]:
    if body in _FORMS:
        content = form(*_FORMS[body])
        return {"body": content, "headers": {"Content-Type": "multipart/form-data; boundary=boundary-of-the-test"}}
    if body == "sound":
        return {"body": wav(2.0), "headers": {"Content-Type": "audio/wav"}}
    if body == "lines":
        return {"body": "এক\nদুই\n".encode(), "headers": {"Content-Type": "text/plain; charset=utf-8"}}
    if body in _OF_TUS:
        return {"headers": {"Tus-Resumable": "1.0.0", **_OF_TUS[body]}, "body": b"RIFF" if body == "part" else b""}
    return {"json": json.loads(body)} if body else {}


_FORMS = {
    "audio": (("collection", "bn-read"), ("audio", wav(seed=9))),
    "consent": (("version", "1"), ("purposes", "record"), ("audio", wav())),
    "picture": (("file", pictures.LOSSY),),
}
# The collection is bn-read.
_OF_TUS = {
    "tus": {},
    "upload": {"Upload-Length": "9", "Upload-Metadata": "collection Ym4tcmVhZA=="},
    "part": {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"},
}


def a_house() -> House:
    """Two collections; a speaker's clips, one settled, one in review, one lent; a release; keys; every caller."""
    installation = memory_installation()
    # It asks who may, many times within a moment of the clock; how often is another test's.
    installation.platform.rate_limits.override(providers.Object(RateLimits().changed({"*": None})))
    institutions = MemoryLogInProviders({"university": {}})
    installation.platform.log_in_providers.override(providers.Object(institutions))
    house = House(a_scene_over(installation))
    _let_in(house)
    _record(house)
    _make_keys(house)
    _register(house)
    _release(house)
    _invite(house)
    _put_out(house)
    house.keep()
    return house


def _let_in(house: House) -> None:
    scene, people = house.scene, house.people
    admin = people["admin"] = scene.person(Role.ADMIN, _called("admin"))
    admin.post("/collections", json=a_collection())
    admin.post("/collections", json=a_collection(slug="hi-read", language="hi"))
    admin.post("/prompts", json={"collection": "bn-read", "texts": ["আমি গান গাই", "আমি যাব না"]})
    prompts = admin.get("/prompts", params={"collection": "bn-read"}).json["items"]
    house.things["prompt"] = prompts[0]["id"]
    house.things["medium"] = admin.ask("POST", "/prompts/media", **_said("picture")).json["id"]
    for name in ("speaker", "worker", "second worker", "stranger", "disabled", "erased"):
        people[name] = scene.person(name=_called(name))
    people["researcher"] = scene.person(Role.RESEARCHER, _called("researcher"))
    for name, (role, collection) in BOUND.items():
        people[name] = scene.person(role, _called(name))
        user = people[name].get("/me").json["id"]
        bound = admin.ask("PATCH", f"/admin/users/{user}", json={"collections": [collection]})
        assert bound.status_code == 200, bound.text
    spoken = admin.ask("PUT", "/collections/bn-read/consent/audio/bn", **_said("sound"))
    assert spoken.status_code == 200, spoken.text
    for name, person in people.items():
        assert person.consent().status_code == 201, name


def _called(name: str) -> str:
    """A name of a person that stands nowhere else, so that it can be searched for."""
    return f"xq-{name.replace(' ', '-')}-qx"


def _record(house: House) -> None:
    """One recording for each fate of a clip, so that its first spoken clip has it."""
    for fate, texts in (("settled", AGREED), ("in_review", APART), ("gold", AGREED), ("lent", ())):
        recording = house.people["speaker"].upload().json["id"]
        house.scene.installation.work()
        for worker, text in zip(("worker", "second worker"), texts, strict=False):
            _transcribe(house, worker, text)
        chunks = house.people["speaker"].get(f"/recordings/{recording}/chunks").json["items"]
        house.things["recording"] = recording
        house.things[fate] = next(one["id"] for one in chunks if not one["silent"])
    reviewer = house.people["reviewer here"]
    assert reviewer.ask("PUT", f"/chunks/{house.things['gold']}/gold", json={}).status_code == 200
    tasks = house.people["worker"].post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]
    house.things |= {"task": tasks[0]["id"], "lent": tasks[0]["chunk"]["id"]}


def _transcribe(house: House, worker: str, text: str) -> None:
    person = house.people[worker]
    tasks = person.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]
    items = [{"task_id": task["id"], "text": text} for task in tasks]
    assert person.post("/transcriptions", json={"items": items}).status_code == 201
    house.scene.installation.work()


def _make_keys(house: House) -> None:
    for name, owner, scope in (
        ("admin's key to review", "admin", "review"),
        ("worker's key to transcribe", "worker", "transcribe"),
        ("speaker's key", "speaker", "record"),
    ):
        made = house.people[owner].post("/api-keys", json={"name": name, "scopes": [scope]}).json
        house.people[name] = attrs.evolve(house.people[owner], token=made["key"])
        house.things["key"] = made["id"]


def _register(house: House) -> None:
    """A webhook of the researcher's, and what it was told."""
    wish = {"name": "mirror", "url": "https://hooks.example.org/", "events": ["release.ready"]}
    house.things["webhook"] = house.people["researcher"].post("/webhooks", json=wish).json["id"]
    house.things["told"] = house.people["researcher"].post(f"/webhooks/{house.things['webhook']}/test").json["event_id"]


def _release(house: House) -> None:
    accepted = {"same_sound": "everybody in this story sends one file"}
    wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv"], "accepted": accepted}
    house.things["release"] = house.people["researcher"].post("/releases", json=wish).json["id"]
    house.scene.installation.work()
    file = house.people["researcher"].get(f"/releases/{house.things['release']}/files/views/csv/metadata.csv")
    house.things["clip"] = next(csv.DictReader(file.text.splitlines()))["clip"]
    house.things["job"] = house.people["admin"].get("/admin/jobs").json["items"][0]["id"]


def _invite(house: House) -> None:
    """Invitations, one of them used, a ward who consented aloud, and a log-in elsewhere of the speaker."""
    facilitator, things = house.people["facilitator here"], house.things
    used, left = facilitator.post("/invitations", json={"collection": "bn-read", "count": 2}).json["items"]
    accepted = facilitator.post("/invitations/accept", json={"code": used["code"], "name": _called("invited")}).json
    ward = facilitator.post("/speakers", json={"collection": "bn-read", "name": _called("ward")}).json["id"]
    spoken = facilitator.post(f"/speakers/{ward}/consents", **_said("consent"))
    assert spoken.status_code == 201, spoken.text
    things |= {"invitation": left["id"], "code": left["code"], "invited": accepted["account"]["id"]}
    things |= {"ward": ward, "spoken": spoken.json["id"]}
    platform = house.scene.installation.platform
    speaker = ContributorId(parse_id(house.people["speaker"].get("/me").json["id"]))
    id_ = IdentityId(platform.ids().new())
    with platform.units_of_work()() as uow:
        uow.identities.add(Identity(id_, "https://uni.example.edu", "speaker", speaker, platform.clock().now()))
        uow.commit()
    things["identity"] = str(id_)


def _put_out(house: House) -> None:
    ids = {name: person.get("/me").json["id"] for name, person in house.people.items()}
    house.things["session"] = house.people["speaker"].get("/me/sessions").json["items"][0]["id"]
    taken_back = house.people["speaker"].upload(wav(seed=8)).json["id"]
    house.things["withdrawal"] = house.people["speaker"].ask("DELETE", f"/recordings/{taken_back}").json["id"]
    begun = house.people["speaker"].ask("POST", "/uploads", **_said("upload"))
    assert begun.status_code == 201, begun.text
    house.things["upload"] = begun.json["id"]
    house.things |= {"stranger": ids["stranger"], "admin": ids["admin"]}
    house.things["collection"] = house.people["admin"].get("/collections/bn-read").json["id"]
    for name, status in (("disabled", ContributorStatus.DISABLED), ("erased", ContributorStatus.ERASED)):
        with house.scene.installation.platform.units_of_work()() as uow:
            account = uow.contributors.find(ContributorId(parse_id(ids[name])))
            uow.contributors.save(account.become(status))
            uow.commit()
