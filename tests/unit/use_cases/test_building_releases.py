"""How a release is built: what it holds, how it goes on after a break, whose turn it is, and when it fails."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import attrs
import pytest

from card_paths import dead_paths
from releases_scene import FORMATS, content, manifest, one_settled, release, take_back_consent
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG

BUILDING = ReleaseStatus.BUILDING


@pytest.fixture
def scene():
    return one_settled()


def now(scene, made):
    return scene.platform.read_releases().get(scene.admin, made.id)


def asked(scene, formats=("csv",), name="bn", **wish):
    return scene.platform.request_release()(scene.admin, ReleaseWish(name, [SLUG], formats, **wish))


def test_a_release_is_built_from_what_is_settled_and_says_how_much_that_is(scene):
    scene.installation.clock.advance(timedelta(hours=1))
    made = release(scene, formats=["csv", "jsonl"])
    consent, views = "CONSENT/bn-read-1.bn.txt", ["views/csv/metadata.csv", "views/jsonl/all.jsonl"]
    described = ["README.md", "croissant.json", "datacite.json", "datasheet.html", "datasheet.md"]
    assert {file.name: file.media_type for file in made.files} == {
        "LICENSES/CC0-1.0.txt": "text/plain",
        "README.md": "text/markdown",
        "SHA256SUMS": "text/plain",
        "SHA256SUMS.minisig": "text/plain",
        consent: "text/plain",
        "croissant.json": "application/json",
        "datacite.json": "application/json",
        "datasheet.html": "text/html",
        "datasheet.md": "text/markdown",
        "manifest.schema.json": "application/json",
        "manifest/all-00000.jsonl.zst": "application/zstd",
        "provenance.json": "application/json",
        "release.json": "application/json",
        "shards/all-00000.tar": "application/x-tar",
        "splits.jsonl": "application/jsonl",
        "stats.json": "application/json",
        "stats.schema.json": "application/json",
        views[0]: "text/csv",
        views[1]: "application/jsonl",
    }
    (line,) = manifest(scene, made)
    assert (made.clips, made.seconds, made.progress, made.error) == (1, round(line.duration_s, 3), 1.0, "")
    assert made.finished_at == scene.installation.clock.now()
    assert {file.key for file in made.files} == {f"releases/{made.id}/{file.name}" for file in made.files}
    for name in described:
        assert made.title in content(scene, made, name).decode()
    assert json.loads(content(scene, made, "stats.json"))["total"]["clips"] == 1
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    with scene.platform.units_of_work()() as uow:
        assert uow.releases.with_recording(recording.id) == (made.id,)


class Threads:
    """A work pool of four that share nothing but memory."""

    def each(self, work, things):
        with ThreadPoolExecutor(4) as pool:
            yield from pool.map(work, things)


def test_two_installations_make_the_same_bytes_of_the_same_records(scene):
    other = one_settled()
    made = [release(scene)]
    build, asked_there = other.platform.build_release(), asked(other, FORMATS)
    write = attrs.evolve(build.steps.write, pool=Threads())
    measure = attrs.evolve(build.steps.measure, pool=Threads())
    texts = attrs.evolve(build.steps.texts, pool=Threads(), passes=4)
    attrs.evolve(build, steps=attrs.evolve(build.steps, write=write, measure=measure, texts=texts))(asked_there.id)
    made.append(now(other, asked_there))
    here, there = ({file.name: file.sha256 for file in one.files} for one in made)
    assert here == there
    assert made[0].digest == made[1].digest


def test_nothing_is_left_of_the_work(scene):
    made = release(scene)
    kept = {entry.key for entry in scene.platform.blobs().list(f"releases/{made.id}/")}
    assert kept == {file.key for file in made.files}


def test_a_version_says_what_changed_since_each_earlier_one(scene):
    release(scene), release(scene)
    third = release(scene)
    deltas = [file.name for file in third.files if file.name.startswith("delta-")]
    assert deltas == ["delta-from-v1.jsonl.zst", "delta-from-v2.jsonl.zst"]
    told = json.loads(content(scene, third, "release.json"))
    assert told["predecessor"]["version"] == 2
    assert told["withdrawals"] == "https://shrutik.example.org/api/v1/series/bn/withdrawals"
    (line,) = manifest(scene, third)
    assert (line.release, line.first_release) == ("bn-v3", "bn-v1")
    assert "Since bn-v2: 0 clips added" in content(scene, third, "datasheet.md").decode().replace("\\", "")


def test_one_that_another_worker_ended_meanwhile_stays_as_that_left_it(scene):
    made, build = asked(scene), scene.platform.build_release()

    def fail(name):
        if name == "SHA256SUMS":
            build.give_up(made.id, "another worker gave up")

    build_with(build, Watched(build.blobs, fail))(made.id)
    ended = now(scene, made)
    assert (ended.status, ended.error, ended.files) == (ReleaseStatus.FAILED, "another worker gave up", ())


def test_where_nothing_may_go_out_the_release_fails_says_so_and_may_be_built_later(scene):
    consent = take_back_consent(scene)
    made = release(scene)
    assert (made.status, made.error, made.files) == (
        ReleaseStatus.FAILED,
        "release_empty: No settled chunk of these collections may go out yet.",
        (),
    )
    assert list(scene.platform.blobs().list(f"releases/{made.id}/")) == []
    with scene.platform.units_of_work()() as uow:
        uow.consents.save(consent)
        uow.commit()
    scene.platform.build_release()(made.id)
    assert now(scene, made).status is ReleaseStatus.READY


@attrs.frozen
class Watched:
    """A blob store that tells of each of its writes, and may break at one of them."""

    inner: object
    look: object
    breaks_at: str = ""

    def put(self, key, parts):
        name = key.split("/", 2)[-1]
        self.look(name)
        if name == self.breaks_at:
            raise Unavailable("blob_store_full", "The disk is full.")
        return self.inner.put(key, parts)

    def __getattr__(self, name):
        return getattr(self.inner, name)


def build_with(build, blobs):
    """The same, with another blob store in every step."""
    steps = {
        field.name: attrs.evolve(getattr(build.steps, field.name), blobs=blobs)
        for field in attrs.fields(type(build.steps))
    }
    return attrs.evolve(build, blobs=blobs, steps=attrs.evolve(build.steps, **steps))


def test_progress_is_shown_while_it_is_built(scene):
    made, build, seen = asked(scene), scene.platform.build_release(), {}

    def look(name):
        if not name.startswith(("work/", "splits.jsonl")):
            told = now(scene, made)
            seen[name] = (told.status, told.progress)

    build_with(build, Watched(build.blobs, look))(made.id)
    progress = [seen[name] for name in ("shards/all-00000.tar", "stats.json", "SHA256SUMS")]
    assert progress == [(BUILDING, 0.15), (BUILDING, 0.95), (BUILDING, 0.95)]


STEPS = ["work/plan.json", "manifest/all-00000.jsonl.zst", "shards/all-00000.tar", "stats.json", "SHA256SUMS"]


@pytest.mark.parametrize("breaks_at", STEPS)
def test_broken_off_anywhere_it_is_begun_again_and_gives_one_release(scene, breaks_at):
    whole = release(scene)
    made, build = asked(scene, FORMATS, name="other"), scene.platform.build_release()
    with pytest.raises(Unavailable):
        build_with(build, Watched(build.blobs, lambda name: None, breaks_at))(made.id)
    assert now(scene, made).status is BUILDING
    build(made.id)
    ready = now(scene, made)
    assert [file.name for file in ready.files] == [file.name for file in whole.files]
    build(made.id)
    assert now(scene, made) == ready


def test_a_shard_that_is_whole_is_not_filled_again(scene):
    made, build, written = asked(scene), scene.platform.build_release(), []
    with pytest.raises(Unavailable):
        build_with(build, Watched(build.blobs, lambda name: None, "stats.json"))(made.id)
    build_with(build, Watched(build.blobs, written.append))(made.id)
    assert "stats.json" in written
    assert "shards/all-00000.tar" not in written


def test_given_up_while_it_is_built_it_has_failed_and_otherwise_nothing_happens(scene):
    waiting, build = asked(scene), scene.platform.build_release()
    build.give_up(waiting.id, "lost")
    assert now(scene, waiting) == waiting
    with scene.platform.units_of_work()() as uow:
        uow.releases.save(waiting.build())
        uow.commit()
    build.give_up(waiting.id, "lost")
    failed = now(scene, waiting)
    assert (failed.status, failed.error, failed.finished_at) == ("failed", "lost", scene.installation.clock.now())
    build.give_up(an_id(1), "lost")


def test_a_superseded_release_is_not_built_again(scene):
    made = release(scene)
    superseded = attrs.evolve(made, status=ReleaseStatus.SUPERSEDED)
    with scene.platform.units_of_work()() as uow:
        uow.releases.save(superseded)
        uow.commit()
    scene.platform.build_release()(made.id)
    assert now(scene, made) == superseded


@pytest.mark.parametrize("formats", [["csv"], ["jsonl", "nemo"], ["csv", "parquet"]])
def test_every_path_of_its_card_lies_in_the_release(scene, formats):
    made = release(scene, formats=formats)
    card = content(scene, made, "README.md").decode()
    # What an export has is read there.
    dead = dead_paths(card, [file.name for file in made.files])
    assert {path for path in dead if not path.startswith("data/")} == set()
    found = json.loads(content(scene, made, "croissant.json"))
    assert ("recordSet" in found) == ("jsonl" in formats)
