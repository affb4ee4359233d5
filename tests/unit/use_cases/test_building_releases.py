"""How a release is built: what is counted, how it goes on after a break, and when it fails."""

from datetime import timedelta

import attrs
import pytest

from releases_scene import FORMATS, content, one_settled, release, take_back_consent
from shrutik_core.releases.checksums import NAME
from shrutik_core.releases.plain_manifest import read_line
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.releases import build_release
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG


@pytest.fixture
def scene():
    return one_settled()


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
    assert [entry.key for entry in scene.platform.blobs().list(f"releases/{made.id}/sources")] == []
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
    consent = take_back_consent(scene)
    made = release(scene)
    assert (made.status, made.error, made.files) == (
        ReleaseStatus.FAILED,
        "release_empty: No settled chunk of these collections may go out yet.",
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
        if name != "sources":
            now = scene.platform.read_releases().get(scene.admin, made.id)
            seen[name] = (now.status, now.progress)

    attrs.evolve(build, blobs=Watched(build.blobs, look))(made.id)
    building = ReleaseStatus.BUILDING
    assert seen == {
        "manifest.jsonl": (building, 0.0),
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
