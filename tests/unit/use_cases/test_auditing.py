"""What is audited, beside what the tests of each use case say: consents, releases, downloads, and where from."""

from datetime import timedelta

import attrs
import pytest

from releases_scene import one_settled
from shrutik_core.audit.chain import AuditFault
from shrutik_core.audit.origins import ORIGINS_KEPT
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Refused
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG, PlatformScene, audit


@pytest.fixture
def scene():
    scene = PlatformScene()
    scene.collection()
    return scene


def actions(scene):
    return [(entry.action, entry.actor) for entry in audit(scene)]


def released():
    scene = one_settled()
    researcher = scene.person("researcher", Role.RESEARCHER)
    asked = scene.platform.request_release()(researcher, ReleaseWish("first", [SLUG], ["csv"]))
    scene.installation.work()
    return scene, researcher, asked


def test_a_consent_is_noted_with_what_was_agreed_to(scene):
    speaker = scene.speaker()
    entry = audit(scene)[0]
    (consent,) = scene.platform.list_consents()(speaker, PageRequest()).items
    assert (entry.action, entry.actor, entry.subject) == ("consent.given", speaker.id, consent.id)
    assert entry.facts == {
        "collection": str(consent.collection),
        "version": "1",
        "purposes": ["publish", "record"],
        "hash": consent.text_hash,
    }


def test_a_consent_that_is_repeated_by_its_key_is_noted_once(scene):
    scene.speaker()
    assert [action for action, _ in actions(scene)].count("consent.given") == 1


def test_a_release_is_noted_when_it_is_asked_for_and_when_it_is_built():
    scene, researcher, release = released()
    built, asked = (entry for entry in audit(scene) if entry.subject == release.id)
    assert (asked.action, asked.actor) == ("release.requested", researcher.id)
    assert (built.action, built.actor) == ("release.built", None)
    found = scene.platform.read_releases().get(researcher, release.id)
    assert built.facts == {"clips": found.clips, "digest": found.digest}


def test_a_release_with_nothing_in_it_is_noted_as_failed(scene):
    researcher = scene.person("researcher", Role.RESEARCHER)
    release = scene.platform.request_release()(researcher, ReleaseWish("none", [SLUG], ["csv"]))
    scene.installation.work()
    assert [entry.action for entry in audit(scene) if entry.subject == release.id] == [
        "release.failed",
        "release.requested",
    ]


def test_a_download_is_noted_once_a_day_for_each_person_and_file():
    scene, researcher, release = released()
    read = scene.platform.read_releases()

    def downloads():
        return [(entry.actor, dict(entry.facts)) for entry in audit(scene) if entry.action == "release.downloaded"]

    for _ in range(3):
        read.file(researcher, release.id, "README.md")
    assert downloads() == [(researcher.id, {"file": "README.md", "by": "account"})]
    read.file(scene.admin, release.id, "README.md")
    read.file(researcher, release.id, "shards/all-00000.tar")
    read.file(None, release.id, "shards/all-00000.tar")
    assert len(downloads()) == 4
    assert downloads()[0] == (None, {"file": "shards/all-00000.tar", "by": "link"})
    scene.installation.clock.advance(timedelta(days=1))
    read.file(researcher, release.id, "README.md")
    assert len(downloads()) == 5


def test_an_account_with_a_role_that_an_operator_makes_is_noted(scene):
    person = scene.person("reviewer", Role.REVIEWER)
    with scene.platform.units_of_work()() as uow:
        (entry,) = uow.audit.page(PageRequest(), person.id).items
    assert (entry.action, entry.actor, entry.facts) == ("contributor.made", None, {"value": "reviewer"})


def test_the_network_that_a_thing_was_done_from_is_noted_and_forgotten_after_a_while(scene):
    person = scene.person("someone")
    admin = attrs.evolve(scene.admin, origin="192.0.2.77")
    scene.platform.manage_people().give_role(admin, person.id, Role.REVIEWER)
    assert audit(scene)[0].origin == "192.0.2.0/24"
    scene.installation.clock.advance(ORIGINS_KEPT)
    scene.platform.clean_up()()
    assert audit(scene)[0].origin == "192.0.2.0/24"
    scene.installation.clock.advance(timedelta(microseconds=1))
    scene.platform.clean_up()()
    assert audit(scene)[0].origin == ""
    report = scene.platform.verify_audit()()
    assert (report.fault, report.entries) == (None, report.head.number)


def test_hot_paths_write_no_entry(scene):
    speaker = scene.speaker()
    before = len(audit(scene))
    scene.upload(speaker)
    scene.installation.work()
    scene.hear([("person1", "ক খ গ")])
    assert len(audit(scene)) == before


def test_the_trail_is_read_by_who_may(scene):
    read = scene.platform.read_audit()
    assert read.list(scene.admin, PageRequest()) == read.list(None, PageRequest())
    with pytest.raises(Refused):
        read.list(scene.person("someone"), PageRequest())


def test_a_head_that_was_noted_must_lie_on_the_chain(scene):
    verify, read = scene.platform.verify_audit(), scene.platform.read_audit()
    noted = read.head()
    scene.speaker()
    assert verify(noted).fault is None
    other = attrs.evolve(noted, digest="f" * 64)
    assert verify(other).fault == AuditFault(noted.number, "its digest is not the one that was noted down")
