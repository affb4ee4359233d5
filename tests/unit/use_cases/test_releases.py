"""Releases: what goes out, what stays in, and the same bytes from the same manifest."""

import csv
import hashlib
import io
import tarfile

import pytest
from msgspec.structs import replace

from releases_scene import FORMATS, TRICKY, content, manifest, one_settled, release, take_back_consent
from shrutik_core.audit.entry import AuditEntry
from shrutik_core.people.roles import Role
from shrutik_core.releases.checksums import NAME, read_checksums
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.releases.selection import ReleaseFormat, Selection
from shrutik_core.shared.errors import Invalid, Missing, Refused
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG


@pytest.fixture
def scene():
    return one_settled()


def test_every_file_is_what_its_checksum_says(scene):
    made = release(scene)
    assert made.status is ReleaseStatus.READY
    sums = read_checksums(content(scene, made, NAME).decode())
    assert set(sums) | {NAME, "SHA256SUMS.minisig", "provenance.json"} == {file.name for file in made.files}
    for file in made.files:
        data = content(scene, made, file.name)
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file.size, file.sha256)
        assert sums.get(file.name, file.sha256) == file.sha256
    assert made.digest == hashlib.sha256(content(scene, made, NAME)).hexdigest()


def test_a_release_of_the_same_chunks_holds_the_same_shards(scene):
    first, second = release(scene), release(scene)
    assert second.version == first.version + 1
    same = {file.name: file.sha256 for file in first.files if file.name.startswith("shards/")}
    assert same == {file.name: file.sha256 for file in second.files if file.name in same}
    (before,), (after,) = manifest(scene, first), manifest(scene, second)
    assert replace(after, release=first.title) == before


def test_every_format_gives_the_text_back(scene):
    made = release(scene)
    (line,) = manifest(scene, made)
    assert line.text == TRICKY
    (row,) = csv.DictReader(io.StringIO(content(scene, made, "views/csv/metadata.csv").decode()))
    assert row["text"] == TRICKY
    (row,) = csv.DictReader(io.StringIO(content(scene, made, "views/common_voice/all.tsv").decode()), delimiter="\t")
    assert row["sentence"] == TRICKY
    folders = {file.name.split("/")[1] for file in made.files if file.name.startswith("views/")}
    assert folders == set(FORMATS)


def test_the_clips_are_those_of_the_manifest(scene):
    made = release(scene)
    (line,) = manifest(scene, made)
    shard = content(scene, made, f"shards/{line.shard}.tar")
    with tarfile.open(fileobj=io.BytesIO(shard)) as archive:
        sound, _ = archive.getmembers()
        assert sound.name == f"{line.clip}.flac"
        assert hashlib.sha256(archive.extractfile(sound).read()).hexdigest() == line.sha256
    there = shard[line.offset_bytes : line.offset_bytes + line.size_bytes]
    assert hashlib.sha256(there).hexdigest() == line.sha256


def test_nothing_names_the_speaker(scene):
    made = release(scene)
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    hidden = (str(recording.speaker), str(recording.contributor), "speaker@example.org")
    for file in made.files:
        data = content(scene, made, file.name)
        assert not any(secret.encode() in data for secret in hidden)


def test_who_took_back_the_consent_to_publish_is_left_out(scene):
    take_back_consent(scene)
    made = release(scene)
    assert made.status is ReleaseStatus.FAILED
    assert made.error


def test_a_contributor_neither_makes_nor_reads_releases(scene):
    nosy = scene.person("nosy")
    with pytest.raises(Refused):
        scene.platform.request_release()(nosy, ReleaseWish("bn", [SLUG], FORMATS))
    with pytest.raises(Refused):
        scene.platform.read_releases().list(nosy, PageRequest())


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (ReleaseWish("Bn Read", [SLUG], FORMATS), "release_name_invalid"),
        (ReleaseWish("bn", [SLUG], ["parchment"]), "format_unknown"),
        (ReleaseWish("bn", [], FORMATS), "selection_invalid"),
        (ReleaseWish("bn", [SLUG], FORMATS, min_confidence=1.5), "selection_invalid"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_refused(scene, wish, code):
    with pytest.raises(Invalid) as caught:
        scene.platform.request_release()(scene.admin, wish)
    assert caught.value.code == code


def test_the_datasheet_quotes_the_collection(scene):
    told = content(scene, release(scene), "datasheet.md").decode()
    collection = scene.platform.read_collections().get(SLUG)
    assert f"Consent to {SLUG}, version {collection.consent.version}" in told
    assert f"> {collection.consent.text}" in told


def jobs(scene):
    return scene.platform.manage_jobs().list(None, PageRequest(1)).items


def test_a_wish_is_kept_with_its_version_and_its_building_is_due_and_noted(scene):
    wish = ReleaseWish("bn", [SLUG, SLUG], ["csv", "jsonl", "csv"], 0.5)
    made = scene.platform.request_release()(scene.admin, wish)
    collection, now = scene.platform.read_collections().get(SLUG), scene.installation.clock.now()
    selection = Selection((collection.id,), (ReleaseFormat.CSV, ReleaseFormat.JSONL), 0.5)
    assert made == Release(made.id, "bn", 1, selection, scene.admin.id, now)
    assert scene.platform.read_releases().list(scene.admin, PageRequest()).items == (made,)
    (job,) = jobs(scene)
    assert (job.kind, job.subject, job.due_at) == (JobKind.BUILD_RELEASE, made.id, now)
    with scene.platform.units_of_work()() as uow:
        (entry,) = uow.audit.page(PageRequest(), made.id).items
    assert entry == AuditEntry(entry.id, now, scene.admin.id, "release.requested", made.id, {})
    assert scene.platform.request_release()(scene.admin, wish).version == 2


def test_the_same_key_requests_one_release(scene):
    key, wish = IdempotencyKey("request_release", "key-1", "digest"), ReleaseWish("bn", [SLUG], ["csv"])
    made = [scene.platform.request_release()(scene.admin, wish, key) for _ in range(2)]
    assert made[0] == made[1]
    assert len(scene.platform.read_releases().list(scene.admin, PageRequest()).items) == 1


def test_a_wish_takes_any_confidence_unless_it_says_so():
    assert ReleaseWish("bn", [SLUG], FORMATS).min_confidence == 0.0


def test_an_unknown_format_is_named_among_those_that_there_are(scene):
    with pytest.raises(Invalid) as caught:
        scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], ["csv", "parchment"]))
    assert [error.field for error in caught.value.errors] == ["formats"]
    assert "'parchment'" in caught.value.detail
    with pytest.raises(Missing) as caught:
        scene.platform.request_release()(scene.admin, ReleaseWish("bn", ["nowhere"], ["csv"]))
    assert caught.value.code == "collection_missing"


def test_what_is_not_there_is_missing(scene):
    made, read = release(scene), scene.platform.read_releases()
    acts = [
        (lambda: scene.platform.build_release()(an_id(1)), "release_missing"),
        (lambda: read.get(scene.admin, an_id(1)), "release_missing"),
        (lambda: read.file(scene.admin, an_id(1), "shards/all-00000.tar"), "release_missing"),
        (lambda: read.file(None, made.id, "clips.zip"), "file_missing"),
    ]
    for act, code in acts:
        with pytest.raises(Missing) as caught:
            act()
        assert caught.value.code == code


def test_a_researcher_reads_and_makes_releases_and_a_signed_link_opens_a_file(scene):
    made, read, researcher = release(scene), scene.platform.read_releases(), scene.person("r", Role.RESEARCHER)
    assert read.get(researcher, made.id) == made
    assert read.file(researcher, made.id, "shards/all-00000.tar") == read.file(None, made.id, "shards/all-00000.tar")
    assert scene.platform.request_release()(researcher, ReleaseWish("bn", [SLUG], ["csv"])).version == 2
    with read.open(read.file(None, made.id, "views/csv/metadata.csv"), 5, 4) as stream:
        assert stream.read() == b"name"
    with read.open(read.file(None, made.id, "views/csv/metadata.csv"), length=4) as stream:
        assert stream.read() == b"file"
    nosy = scene.person("nosy")
    for act in (lambda: read.get(nosy, made.id), lambda: read.file(nosy, made.id, "shards/all-00000.tar")):
        with pytest.raises(Refused):
            act()


def test_a_consensus_below_the_wanted_confidence_stays_out_and_a_reviewers_word_goes(scene):
    assert release(scene, min_confidence=1.0).clips == 1
