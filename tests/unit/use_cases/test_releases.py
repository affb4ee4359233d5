"""Releases: what goes out, what stays in, and the same bytes from the same manifest."""

import csv
import hashlib
import io
import tarfile
from datetime import timedelta

import attrs
import pytest

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.people.roles import Role
from shrutik_core.releases.checksums import NAME, read_checksums
from shrutik_core.releases.manifest import read_line, write_line
from shrutik_core.releases.release import Release, ReleaseFormat, ReleaseStatus, Selection
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import Invalid, Missing, Refused, Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.releases import build_release
from shrutik_core.use_cases.releases.request_release import ReleaseWish
from use_cases_scene import SLUG, PlatformScene

FORMATS = [format_.value for format_ in ReleaseFormat]
TRICKY = 'সে বলল, "না|হ্যাঁ"'


@pytest.fixture
def scene():
    """A scene with one chunk settled by a reviewer, in words that every format has to quote."""
    made = PlatformScene()
    made.collection()
    speaker = made.speaker()
    made.upload(speaker)
    made.installation.work()
    for name, text in (("one", "সে বলল না"), ("two", "সে বলল")):
        person = made.person(name)
        for lent in made.take(person):
            made.say(person, lent, text)
    made.installation.work()
    for case in made.platform.review_queue()(made.admin, PageRequest()).items:
        made.platform.decide_review()(made.admin, case.chunk.id, Ruling(ReviewDecision.EDIT, TRICKY))
    return made


def release(scene, **wish):
    made = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], FORMATS, **wish))
    scene.installation.work()
    return scene.platform.read_releases().get(scene.admin, made.id)


def content(scene, made, name):
    file = scene.platform.read_releases().file(scene.admin, made.id, name)
    with scene.platform.read_releases().open(file) as stream:
        return stream.read()


def test_every_file_is_what_its_checksum_says(scene):
    made = release(scene)
    assert made.status is ReleaseStatus.READY
    sums = read_checksums(content(scene, made, NAME).decode())
    assert set(sums) | {NAME} == {file.name for file in made.files}
    for file in made.files:
        data = content(scene, made, file.name)
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file.size, file.sha256)
        assert sums.get(file.name, file.sha256) == file.sha256
    assert made.digest == hashlib.sha256(content(scene, made, NAME)).hexdigest()


def test_a_release_of_the_same_chunks_has_the_same_bytes(scene):
    first, second = release(scene), release(scene)
    assert second.version == first.version + 1
    same = {file.name: file.sha256 for file in first.files if file.name not in {"datasheet.md", NAME}}
    assert same == {file.name: file.sha256 for file in second.files if file.name in same}


def test_every_format_gives_the_text_back(scene):
    made = release(scene)
    (line,) = map(read_line, content(scene, made, "manifest.jsonl").decode().splitlines())
    assert line.text == TRICKY
    assert read_line(write_line(line)) == line
    (row,) = csv.DictReader(io.StringIO(content(scene, made, "metadata.csv").decode()))
    assert row["text"] == TRICKY
    (row,) = csv.DictReader(
        io.StringIO(content(scene, made, "validated.tsv").decode()), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    assert row["sentence"] == TRICKY
    splits = [content(scene, made, f"{split}.tsv").decode().count("\n") - 1 for split in ("train", "dev", "test")]
    assert sum(splits) == 1
    assert content(scene, made, "ljspeech.csv").decode().count("|") == 2


def test_the_clips_are_those_of_the_manifest(scene):
    made = release(scene)
    (line,) = map(read_line, content(scene, made, "manifest.jsonl").decode().splitlines())
    with tarfile.open(fileobj=io.BytesIO(content(scene, made, "clips.tar"))) as archive:
        (member,) = archive.getmembers()
        assert member.name == line.path
        assert hashlib.sha256(archive.extractfile(member).read()).hexdigest() == line.sha256


def test_nothing_names_the_speaker(scene):
    made = release(scene)
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    hidden = (str(recording.speaker), str(recording.contributor), "speaker@example.org")
    for file in made.files:
        data = content(scene, made, file.name)
        assert not any(secret.encode() in data for secret in hidden)


def test_who_took_back_the_consent_to_publish_is_left_out(scene):
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    with scene.platform.units_of_work()() as uow:
        consent = uow.consents.latest(recording.speaker, recording.collection)
        uow.consents.save(consent.withdraw(scene.installation.clock.now()))
        uow.commit()
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
    assert f"**{collection.name}** (`{SLUG}`" in told
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


def test_a_release_is_built_from_what_is_settled_and_says_how_much_that_is(scene):
    scene.installation.clock.advance(timedelta(hours=1))
    made = release(scene)
    names = [file.name for file in made.files]
    assert names == [
        "manifest.jsonl",
        "metadata.csv",
        "metadata.jsonl",
        "validated.tsv",
        "train.tsv",
        "dev.tsv",
        "test.tsv",
        "ljspeech.csv",
        "datasheet.md",
        "clips.tar",
        "SHA256SUMS",
    ]
    (line,) = map(read_line, content(scene, made, "manifest.jsonl").decode().splitlines())
    assert (made.clips, made.seconds, made.progress, made.error) == (1, round(line.duration, 3), 1.0, "")
    assert made.finished_at == scene.installation.clock.now()
    assert {file.name: file.media_type for file in made.files} == {
        "manifest.jsonl": "application/jsonl",
        "metadata.csv": "text/csv",
        "metadata.jsonl": "application/jsonl",
        "validated.tsv": "text/tab-separated-values",
        "train.tsv": "text/tab-separated-values",
        "dev.tsv": "text/tab-separated-values",
        "test.tsv": "text/tab-separated-values",
        "ljspeech.csv": "text/plain",
        "datasheet.md": "text/markdown",
        "clips.tar": "application/x-tar",
        "SHA256SUMS": "text/plain",
    }
    assert {file.key for file in made.files} == {f"releases/{made.id}/{name}" for name in names}
    assert content(scene, made, "datasheet.md").decode().startswith("# bn-v1\n\n1 clip, ")
    assert [content(scene, made, name)[-1:] for name in names if name != "clips.tar"] == [b"\n"] * 10
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    with scene.platform.units_of_work()() as uow:
        assert uow.releases.with_recording(recording.id) == (made.id,)


def test_a_text_of_many_lines_is_written_in_batches_and_whole(scene):
    lines = [f"{number:05} {'x' * 100}" for number in range(3_000)]
    parts = list(build_release._encoded(lines))
    assert b"".join(parts).decode().splitlines() == lines
    assert [len(part) >= 64 * 1024 for part in parts] == [True] * (len(parts) - 1) + [False]
    assert [len(part) < 64 * 1024 + 107 for part in parts] == [True] * len(parts)
    assert len(parts) == 5
    exact = list(build_release._encoded(["x" * (64 * 1024 - 1), "y"]))
    assert [len(part) for part in exact] == [64 * 1024, 2]
    assert list(build_release._encoded([])) == [b""]
    least = ["x" * (64 * 1024 - 2), "y", "z" * (64 * 1024 - 2), "w"]
    assert [len(part) for part in build_release._encoded(least)] == [64 * 1024 + 1, 64 * 1024 + 1, 0]
    assert [len(part) for part in build_release._encoded(["x" * 60_000, "y" * 4, "z" * 5_600])] == [65_607, 0]


def test_one_that_another_worker_ended_meanwhile_stays_as_that_left_it(scene):
    made = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], ["csv"]))
    build = scene.platform.build_release()

    def fail(name):
        if name == "SHA256SUMS":
            build.give_up(made.id, "another worker gave up")

    attrs.evolve(build, blobs=Watched(build.blobs, fail))(made.id)
    ended = scene.platform.read_releases().get(scene.admin, made.id)
    assert (ended.status, ended.error, ended.files) == (ReleaseStatus.FAILED, "another worker gave up", ())


def test_where_nothing_may_go_out_the_release_fails_says_so_and_may_be_built_later(scene):
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    with scene.platform.units_of_work()() as uow:
        consent = uow.consents.latest(recording.speaker, recording.collection)
        uow.consents.save(consent.withdraw(scene.installation.clock.now()))
        uow.commit()
    made = release(scene)
    assert (made.status, made.error, made.files) == (
        ReleaseStatus.FAILED,
        "No settled chunk of these collections may go out yet.",
        (),
    )
    with scene.platform.units_of_work()() as uow:
        uow.consents.save(consent)
        uow.commit()
    scene.platform.build_release()(made.id)
    assert scene.platform.read_releases().get(scene.admin, made.id).status is ReleaseStatus.READY


@attrs.frozen
class Watched:
    """A blob store that is asked how far a release is at each of its writes, and may break at one of them."""

    inner: object
    look: object
    breaks_at: str = ""

    def put(self, key, parts):
        name = key.split("/")[-1]
        self.look(name)
        if name == self.breaks_at:
            raise Unavailable("blob_store_full", "The disk is full.")
        return self.inner.put(key, parts)

    def __getattr__(self, name):
        return getattr(self.inner, name)


def test_progress_is_shown_while_it_is_built(scene):
    made = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], ["csv"]))
    build, seen = scene.platform.build_release(), {}

    def look(name):
        if name != "manifest.jsonl":
            now = scene.platform.read_releases().get(scene.admin, made.id)
            seen[name] = (now.status, now.progress)

    attrs.evolve(build, blobs=Watched(build.blobs, look))(made.id)
    building = ReleaseStatus.BUILDING
    assert seen == {
        "metadata.csv": (building, 0.2),
        "datasheet.md": (building, 0.2),
        "clips.tar": (building, 0.4),
        "SHA256SUMS": (building, 0.4),
    }


@pytest.mark.parametrize("breaks_at", ["metadata.csv", "clips.tar", "SHA256SUMS"])
def test_broken_off_anywhere_it_is_begun_again_and_gives_one_release(scene, breaks_at):
    whole = release(scene)
    made = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], FORMATS))
    build = scene.platform.build_release()
    with pytest.raises(Unavailable):
        attrs.evolve(build, blobs=Watched(build.blobs, lambda name: None, breaks_at))(made.id)
    assert scene.platform.read_releases().get(scene.admin, made.id).status is ReleaseStatus.BUILDING
    build(made.id)
    ready = scene.platform.read_releases().get(scene.admin, made.id)
    differ = {"datasheet.md", NAME}
    assert {file.name: file.sha256 for file in ready.files if file.name not in differ} == {
        file.name: file.sha256 for file in whole.files if file.name not in differ
    }
    build(made.id)
    assert scene.platform.read_releases().get(scene.admin, made.id) == ready


def test_given_up_while_it_is_built_it_has_failed_and_otherwise_nothing_happens(scene):
    build = scene.platform.build_release()
    waiting = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], ["csv"]))
    build.give_up(waiting.id, "lost")
    assert scene.platform.read_releases().get(scene.admin, waiting.id) == waiting
    with scene.platform.units_of_work()() as uow:
        uow.releases.save(waiting.build())
        uow.commit()
    build.give_up(waiting.id, "lost")
    failed = scene.platform.read_releases().get(scene.admin, waiting.id)
    assert (failed.status, failed.error, failed.finished_at) == ("failed", "lost", scene.installation.clock.now())
    build.give_up(an_id(1), "lost")


def test_a_superseded_release_is_not_built_again(scene):
    made = release(scene)
    superseded = attrs.evolve(made, status=ReleaseStatus.SUPERSEDED)
    with scene.platform.units_of_work()() as uow:
        uow.releases.save(superseded)
        uow.commit()
    scene.platform.build_release()(made.id)
    assert scene.platform.read_releases().get(scene.admin, made.id) == superseded


def test_what_is_not_there_is_missing(scene):
    made, read = release(scene), scene.platform.read_releases()
    acts = [
        (lambda: scene.platform.build_release()(an_id(1)), "release_missing"),
        (lambda: read.get(scene.admin, an_id(1)), "release_missing"),
        (lambda: read.file(scene.admin, an_id(1), "clips.tar"), "release_missing"),
        (lambda: read.file(None, made.id, "clips.zip"), "file_missing"),
    ]
    for act, code in acts:
        with pytest.raises(Missing) as caught:
            act()
        assert caught.value.code == code


def test_a_researcher_reads_and_makes_releases_and_a_signed_link_opens_a_file(scene):
    made, read, researcher = release(scene), scene.platform.read_releases(), scene.person("r", Role.RESEARCHER)
    assert read.get(researcher, made.id) == made
    assert read.file(researcher, made.id, "clips.tar") == read.file(None, made.id, "clips.tar")
    assert scene.platform.request_release()(researcher, ReleaseWish("bn", [SLUG], ["csv"])).version == 2
    with read.open(read.file(None, made.id, "metadata.csv"), 5, 4) as stream:
        assert stream.read() == b"name"
    with read.open(read.file(None, made.id, "metadata.csv"), length=4) as stream:
        assert stream.read() == b"file"
    nosy = scene.person("nosy")
    for act in (lambda: read.get(nosy, made.id), lambda: read.file(nosy, made.id, "clips.tar")):
        with pytest.raises(Refused):
            act()


def test_a_consensus_below_the_wanted_confidence_stays_out_and_a_reviewers_word_goes(scene):
    assert release(scene, min_confidence=1.0).clips == 1
