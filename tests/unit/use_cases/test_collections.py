"""Collections, their prompts and policies: made once, changed with an entry in the audit trail, read by everybody."""

import attrs
import pytest

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.collections.collection import Collection, ConsentText
from shrutik_core.collections.policies import read_policies
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.collections.create_collection import CollectionDraft
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from use_cases_scene import SLUG, PlatformScene, audit, code, tone_wav

POLICIES = read_policies({"consensus": {"fewest": 3}})
DRAFT = CollectionDraft("bn-read", "bn", " Bengali, read ", "CC0-1.0", ConsentText("1", "I agree."), POLICIES)
KEY = IdempotencyKey("create_collection", "key-1", "digest")


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.mark.parametrize("by_operator", [True, False])
def test_a_collection_is_made_as_it_was_drafted_and_noted(scene, by_operator):
    actor = None if by_operator else scene.admin
    made = scene.platform.create_collection()(actor, DRAFT)
    now = scene.installation.clock.now()
    consent = ConsentText("1", "I agree.")
    assert made == Collection(made.id, "bn-read", "bn", "Bengali, read", "CC0-1.0", consent, now, POLICIES)
    assert scene.platform.read_collections().get("bn-read") == made
    assert scene.platform.read_collections().get(str(made.id)) == made
    (entry,) = audit(scene)
    assert entry == AuditEntry(entry.id, now, actor.id if actor else None, "collection.created", made.id, {})


@pytest.mark.parametrize("by_operator", [True, False])
def test_the_same_key_makes_one_collection(scene, by_operator):
    actor = None if by_operator else scene.admin
    made = [scene.platform.create_collection()(actor, DRAFT, KEY) for _ in range(2)]
    assert made[0] == made[1]
    assert len(audit(scene)) == 1


def test_a_slug_is_taken_once_and_only_an_administrator_takes_it(scene):
    scene.platform.create_collection()(scene.admin, DRAFT)
    assert code(lambda: scene.platform.create_collection()(scene.admin, DRAFT)) == "slug_taken"
    assert code(lambda: scene.platform.create_collection()(scene.person("nosy"), DRAFT)) == "not_permitted"


def test_collections_are_listed_by_language_newest_first(scene):
    bengali, hindi = scene.collection("bn-1"), None
    hindi = scene.platform.create_collection()(None, attrs.evolve(DRAFT, slug="hi-1", language="hi"))
    read = scene.platform.read_collections()
    assert read.list(PageRequest()).items == (hindi, bengali)
    assert read.list(PageRequest(), "bn").items == (bengali,)
    assert [code(lambda name=name: read.get(name)) for name in ("nowhere", str(an_id(1)))] == ["collection_missing"] * 2


@pytest.mark.parametrize("by_operator", [True, False])
def test_other_policies_are_kept_and_noted_and_only_another_consensus_makes_work(scene, by_operator):
    actor, before = None if by_operator else scene.admin, scene.platform.create_collection()(None, DRAFT)
    milder = read_policies({"consensus": {"fewest": 3}, "lending": {"gold_share": 0.1}})
    changed = scene.platform.change_collection()(actor, "bn-read", milder)
    assert changed == attrs.evolve(before, policies=milder)
    assert scene.platform.read_collections().get("bn-read") == changed
    entry, _ = audit(scene)
    assert (entry.actor, entry.action, entry.subject) == (
        actor.id if actor else None,
        "collection.policies_changed",
        before.id,
    )
    assert entry.facts
    jobs = scene.platform.manage_jobs()
    assert jobs.list(None, PageRequest()).items == ()
    scene.platform.change_collection()(actor, str(before.id), read_policies({"consensus": {"fewest": 2}}))
    (due,) = jobs.list(None, PageRequest()).items
    assert (due.kind, due.subject, due.status) == (JobKind.RECOMPUTE_COLLECTION, before.id, JobStatus.WAITING)


def test_prompts_are_added_once_and_listed_newest_first(scene):
    collection = scene.collection()
    add = scene.platform.add_prompts()
    assert [add(actor, SLUG, ["এক", "দুই", "এক"], "a book") for actor in (None, scene.admin)] == [2, 0]
    assert add(scene.admin, SLUG, ["তিন"]) == 1
    prompts = scene.platform.read_prompts().list(SLUG, PageRequest()).items
    assert [(prompt.text, prompt.source, prompt.collection) for prompt in prompts] == [
        ("তিন", "", collection.id),
        ("দুই", "a book", collection.id),
        ("এক", "a book", collection.id),
    ]
    assert {prompt.created_at for prompt in prompts} == {scene.installation.clock.now()}
    assert code(lambda: add(scene.person("nosy"), SLUG, ["চার"])) == "not_permitted"
    assert code(lambda: add(None, "nowhere", ["চার"])) == "collection_missing"


def test_all_prompts_are_kept_or_none(scene):
    scene.collection()
    assert code(lambda: scene.platform.add_prompts()(None, SLUG, ["এক", ""])) == "prompt_text_invalid"
    assert scene.platform.read_prompts().list(SLUG, PageRequest()).items == ()


def test_a_speaker_is_given_each_prompt_once_and_told_when_all_are_said(scene):
    scene.collection()
    scene.platform.add_prompts()(None, SLUG, ["এক", "দুই"])
    speaker, said = scene.speaker(), []
    for _ in range(2):
        prompt = scene.platform.read_prompts().next(speaker, SLUG)
        scene.platform.upload_recording()(speaker, UploadDetails(SLUG, prompt.id), [tone_wav(1.0)])
        said.append(prompt.text)
    assert sorted(said) == ["এক", "দুই"]
    assert code(lambda: scene.platform.read_prompts().next(speaker, SLUG)) == "no_prompt_left"


def test_a_prompt_of_another_collection_is_not_recorded_for_this_one(scene):
    scene.collection()
    scene.collection("other")
    scene.platform.add_prompts()(None, "other", ["এক"])
    (prompt,) = scene.platform.read_prompts().list("other", PageRequest()).items
    speaker = scene.speaker()
    upload = lambda: scene.platform.upload_recording()(speaker, UploadDetails(SLUG, prompt.id), [tone_wav(1.0)])  # noqa: E731
    assert code(upload) == "prompt_missing"


def test_the_same_key_adds_prompts_once_and_tells_how_many(scene):
    scene.collection()
    for actor in (None, scene.admin):
        texts = [f"{actor and actor.role}{number}" for number in range(3)]
        added = [scene.platform.add_prompts()(actor, SLUG, texts, "", KEY) for _ in range(2)]
        assert added == [3, 3]


def test_a_collection_without_prompts_says_so(scene):
    scene.collection()
    speaker = scene.speaker()
    assert code(lambda: scene.platform.read_prompts().next(speaker, SLUG)) == "no_prompts_yet"
    scene.platform.add_prompts()(None, SLUG, ["এক"])
    assert scene.platform.read_prompts().next(speaker, SLUG).text == "এক"
