"""The story in memory: told whole, told again, and the same for the same seed."""

import io

import pytest
from rich.console import Console

from shrutik_bootstrap.chunking import audio_processor
from shrutik_bootstrap.memory import memory_installation
from shrutik_cli.demo import story
from shrutik_cli.demo.accounts import ADMIN, FACILITATOR, RESEARCHER, REVIEWER, TRANSCRIBERS
from shrutik_cli.demo.background import Background
from shrutik_cli.demo.figures import clips, count_figures
from shrutik_cli.demo.material import samples
from shrutik_cli.demo.progress import ProgressDisplay
from shrutik_cli.demo.record import send, send_file
from shrutik_cli.demo.setup import open_guest_collection, prepare
from shrutik_cli.demo.speakers import SPEAKERS
from shrutik_core.people.consent import Purpose
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from sounding_ports import sounding_ports

FEW = tuple(sample for sample in samples() if sample.name.endswith("-04"))


@pytest.fixture(autouse=True)
def _few_samples(monkeypatch):
    monkeypatch.setattr(story, "samples", lambda: FEW)


def a_house():
    installation = memory_installation(audio_processor(), release_ports=sounding_ports())
    return installation, Background(installation.platform, pause=lambda _: installation.work())


def told(installation, background, seed=1):
    out = io.StringIO()
    demo = prepare(installation.platform, "password of a test")
    spoken, release = story.Story(demo, background, ProgressDisplay(Console(file=out)), seed).tell()
    return demo, spoken, release, out.getvalue()


def test_the_story_is_told_and_told_again_without_anything_twice():
    installation, background = a_house()
    demo, spoken, release, lines = told(installation, background)
    figures = count_figures(demo, spoken)
    assert figures.recordings == len(FEW)
    assert figures.clips == figures.accepted + figures.in_review + figures.rejected
    assert figures.open == 0
    assert figures.transcriptions >= 2 * figures.clips
    assert release.clips == figures.accepted
    assert figures.published.share >= figures.crowd.share
    assert 0.7 < figures.crowd.share < 0.97
    assert f"recordings cut: {len(FEW)}\n" in lines

    again_demo, again_spoken, again_release, _ = told(installation, background)
    assert count_figures(again_demo, again_spoken) == figures
    assert again_release == release
    assert again_demo.actors == demo.actors


def test_the_same_seed_gives_the_same_figures_and_another_seed_others():
    figures = []
    for seed in (1, 1, 2):
        installation, background = a_house()
        demo, spoken, _, _ = told(installation, background, seed)
        figures.append(count_figures(demo, spoken))
    assert figures[0] == figures[1]
    assert figures[1] != figures[2]


def test_broken_off_it_goes_on_where_it_was(monkeypatch):
    whole, background = a_house()
    expected = count_figures(*told(whole, background)[:2])

    installation, background = a_house()

    def broken_off(seed, turn):
        yield from line_up(seed, turn)[:2]
        raise KeyboardInterrupt

    line_up = story.line_up
    with monkeypatch.context() as patch:
        patch.setattr(story, "line_up", broken_off)
        with pytest.raises(KeyboardInterrupt):
            told(installation, background)
    demo, spoken, _, _ = told(installation, background)
    figures = count_figures(demo, spoken)
    assert figures == expected


def test_no_one_transcribes_twice_and_speakers_never():
    demo, _, _, _ = told(*a_house())
    reader = demo.platform.read_transcriptions()
    for account in TRANSCRIBERS:
        chunks = [one.chunk for one in reader(demo.actors[account], PageRequest(100)).items]
        assert len(set(chunks)) == len(chunks)
    for actor in (demo.actors[REVIEWER], demo.actors[ADMIN], demo.actors[FACILITATOR]):
        assert not reader(actor, PageRequest(100)).items


def test_every_sample_has_a_speaker_of_its_own_who_is_stated_to_be_synthetic():
    platform = a_house()[0].platform
    speakers = prepare(platform, "password of a test").speakers
    assert speakers.keys() == {sample.name for sample in samples()}
    assert len(set(speakers.values())) == len(SPEAKERS) == 12
    assert prepare(platform, "password of a test").speakers == speakers
    with platform.units_of_work()() as uow:
        assert all(uow.speakers.find(one).synthetic for one in speakers.values())


def test_the_release_asks_for_synthetic_voices_and_its_datasheet_tells_of_them():
    demo, _, release, _ = told(*a_house())
    assert release.selection.synthetic
    assert release.clips
    reader, researcher = demo.platform.read_releases(), demo.actors[RESEARCHER]
    with reader.open(reader.file(researcher, release.id, "datasheet.md")) as stream:
        sheet = stream.read().decode()
    assert "100 % of the hours are synthetic voices, not people." in sheet


def test_a_file_of_ones_own_is_cut_once_and_left_open(tmp_path):
    path = tmp_path / "mine.opus"
    path.write_bytes(FEW[0].sound())
    installation, background = a_house()
    demo = prepare(installation.platform, "password of a test")
    guest, collection = open_guest_collection(demo, "sat-Olck", "password of a test")
    first = send_file(demo, guest, collection, path)
    background.settle()
    assert send_file(demo, guest, collection, path).id == first.id
    found = clips(demo, first.id)
    assert found
    assert {(chunk.votes, chunk.text) for chunk in found} == {(0, None)}
    assert collection.slug == "sat-olck-own"


def test_a_file_of_ones_own_is_never_published():
    demo = prepare(memory_installation().platform, "password of a test")
    guest, collection = open_guest_collection(demo, "en", "password of a test")
    (consent,) = demo.platform.list_consents()(guest, PageRequest(10)).items
    assert consent.collection == collection.id
    assert not consent.covers(Purpose.PUBLISH, collection.consent.version)


@pytest.mark.parametrize("status", [JobStatus.WAITING, JobStatus.RUNNING])
def test_work_that_does_not_get_done_is_told(status):
    installation, _ = a_house()
    demo = prepare(installation.platform, "password of a test")
    send(demo, FEW[0], None)
    if status is JobStatus.RUNNING:
        with installation.platform.units_of_work()() as uow:
            (job,) = uow.jobs.unsent(JobKind.PROCESS_RECORDING, installation.clock.now(), 10)
            uow.jobs.save(job.start(installation.clock.now()))
            uow.commit()
    minutes = iter(range(0, 100_000, 60))
    with pytest.raises(Unavailable) as caught:
        Background(installation.platform, pause=lambda _: None, clock=lambda: next(minutes)).settle()
    assert caught.value.code == "jobs_stalled"
    assert (next(minutes) > 3600) is (status is JobStatus.RUNNING)
