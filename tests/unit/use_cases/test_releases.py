"""Releases: what goes out, what stays in, and the same bytes from the same manifest."""

import csv
import hashlib
import io
import tarfile

import pytest

from shrutik_core.releases.checksums import NAME, read_checksums
from shrutik_core.releases.manifest import read_line, write_line
from shrutik_core.releases.release import ReleaseFormat, ReleaseStatus
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import Invalid, Refused
from shrutik_core.shared.pages import PageRequest
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
