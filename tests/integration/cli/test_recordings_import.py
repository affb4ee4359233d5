"""`shrutik recordings import` on an installation as `shrutik serve` makes it: every format, with real sound."""

import json
import os
import time

import numpy as np
import pytest
import soundfile

from corpora_on_disk import RATE, WRITERS, speech
from integration.cli.imports import STATEMENT, TERMS, bring, found, make, opened, wait_for_texts
from integration.cli.programs import Program, refused, shrutik
from shrutik_cli.paging import every
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.pages import PageRequest

# Other formats are brought in the long form.
SHORT = ("common_voice", "kaldi_segments", "table")
VOTES = ("--texts", "transcriptions", "--worker", "radio@example.org")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """An installation with an admin and an account that stands for the texts."""
    folder = tmp_path_factory.mktemp("import") / "data"
    for email, role in (("admin@example.org", "admin"), ("radio@example.org", "contributor")):
        made = shrutik(
            "user", "create", email, "--role", role, "--password-stdin", "--data", folder, input="a good one\n"
        )
        assert made.returncode == 0, made.stderr
    make(folder, *(name.replace("_", "-") for name in WRITERS), "prompts", "killed", "odd", "looked-at")
    return folder


@pytest.fixture(scope="module")
def served(data):
    """The same with a server beside, whose workers cut."""
    server = Program("serve", "--data", data, "--port", "0", "--host", "127.0.0.1")
    server.wait_for("http://127.0.0.1")
    yield data
    server.end()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*SHORT, *(pytest.param(name, marks=pytest.mark.long) for name in WRITERS if name not in SHORT)]
)
def test_a_corpus_is_brought_with_its_speakers_sounds_and_texts(name, served, tmp_path):
    slug, corpus = name.replace("_", "-"), WRITERS[name](tmp_path / name)
    options = (*VOTES, *corpus.options)
    code, looked = bring(served, corpus.folder, slug, *options, "--dry-run")
    assert (code, looked["problems"], looked["brought"]) == (0, [], 0)
    assert looked["utterances"] == len(corpus.texts)
    code, told = bring(served, corpus.folder, slug, *options)
    assert (code, told["problems"], told["remarks"]) == (0, [], [])
    assert (told["brought"], told["votes"], told["speakers"]) == (len(corpus.texts),) * 2 + (len(set(corpus.speakers)),)
    assert told["hours"] == pytest.approx(looked["hours"], abs=0.1 * len(corpus.texts) / 3600)
    rows = wait_for_texts(served, slug, len(corpus.texts))
    assert {row[1] for row in rows} == {f"{name}/{who}" for who in corpus.speakers}
    assert all(row[0].status is RecordingStatus.CHUNKED for row in rows)
    said = {row[3][0].text: row[4] for row in rows}
    assert set(said) == set(corpus.texts)
    for text, sound in zip(corpus.texts, corpus.sounds or (), strict=False):
        (only,) = said[text]
        assert np.array_equal(only, sound)
    code, again = bring(served, corpus.folder, slug, *options, "--resume")
    assert (code, again["brought"], again["there_before"], again["votes"]) == (0, 0, len(corpus.texts), 0)
    assert again["votes_before"] == len(corpus.texts)


@pytest.mark.slow
def test_consent_and_traits_are_kept_with_each_speaker(served):
    with opened(served) as (platform, admin):
        people = [
            one
            for one in every(lambda request: platform.look_after_speakers().list(admin, request))
            if one.name.startswith("common_voice/")
        ]
        assert len(people) == 2
        for one in people:
            (consent,) = platform.hear_recorded_consents().list(admin, one.id, PageRequest()).items
            assert (consent.statement, sorted(consent.purposes)) == (STATEMENT, ["publish", "record"])
            with platform.units_of_work()() as uow:
                assert uow.speakers.find(one.id).traits == {"age": "twenties", "gender": "female"}


@pytest.mark.slow
def test_texts_as_prompts_are_what_was_read(served, tmp_path):
    corpus = WRITERS["objects"](tmp_path / "read")
    code, told = bring(served, corpus.folder, "prompts", "--texts", "prompts")
    assert (code, told["brought"], told["prompts"], told["votes"]) == (0, 4, 4, 0)
    rows = found(served, "prompts")
    assert {row[2] for row in rows} == set(corpus.texts)
    assert all(clip.text is None and clip.votes == 0 for row in rows for clip in row[3])


@pytest.mark.slow
def test_what_cannot_be_used_is_told_by_line_and_the_rest_is_brought(served, tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    soundfile.write(folder / "good.wav", speech()[: 3 * RATE], RATE)
    soundfile.write(tmp_path / "outside.wav", speech()[: 3 * RATE], RATE)
    (folder / "link.wav").symlink_to(tmp_path / "outside.wav")
    (folder / "text.wav").write_text("this is no sound")
    lines = [
        "path,text,speaker,language,start,end",
        "../outside.wav,one,ana,,,",
        "link.wav,two,ana,,,",
        "missing.wav,three,ana,,,",
        "text.wav,four,ana,,,",
        "good.wav,five,ana,fr,,",
        "good.wav,six,,,,",
        "good.wav,seven,ana,,2,9",
        "good.wav,eight,ana,,,",
        "good.wav,eight,ana,,,",
    ]
    (folder / "metadata.csv").write_text("\n".join(lines) + "\n")
    code, told = bring(served, folder, "odd", *VOTES)
    assert (code, told["brought"]) == (1, 1)
    details = {one["line"]: one["detail"] for one in told["problems"]}
    for line, words in {
        2: "does not lead to a file in the folder",
        3: "a link that leads out of the folder",
        4: "There is no file 'missing.wav'",
        5: "not a sound file",
        6: "It is in fr, but the collection is in en",
        7: "names no speaker",
        8: "It ends at 9 s",
    }.items():
        assert words in details.pop(line)
    assert details == {}
    assert [one["line"] for one in told["remarks"]] == [10]


@pytest.mark.slow
@pytest.mark.long
def test_what_is_stated_must_be_true_of_the_collection(served, tmp_path):
    corpus = WRITERS["objects"](tmp_path / "stated").folder
    start = ("recordings", "import", corpus, "--data", served, "--collection", "looked-at")
    for changed, code in (
        ((*TERMS[:-1], "CC-BY-4.0", *VOTES), "licence_differs"),
        (("--consent-version", "2", *TERMS[2:], *VOTES), "consent_version_outdated"),
        ((*TERMS, "--texts", "transcriptions"), "worker_needed"),
        ((*TERMS, *VOTES[:-1], "admin@example.org"), "own_voice"),
        ((*TERMS, *VOTES[:-1], "nobody@example.org"), "contributor_missing"),
        ((*TERMS, *VOTES, "--format", "timit"), "corpus_format_unknown"),
        ((*TERMS, *VOTES, "--corpus", "a/b"), "corpus_name_invalid"),
    ):
        refused(shrutik(*start, *changed), code)
    assert found(served, "looked-at") == []
    code, _ = bring(served, corpus, "looked-at", *VOTES)
    assert code == 0
    refused(shrutik(*start, *TERMS, *VOTES), "corpus_begun")
    code, told = bring(served, corpus, "looked-at", *VOTES, "--corpus", "another")
    assert (code, told["brought"]) == (0, 4)


@pytest.mark.slow
@pytest.mark.long
def test_our_own_release_is_brought_back_word_for_word(served, tmp_path):
    origin = "objects"
    texts = {clip.text for row in wait_for_texts(served, origin, 4) for clip in row[3]}
    assert len(texts) == 4
    made = shrutik("release", "create", origin, "--collection", origin, "--data", served, "--json")
    assert made.returncode == 0, made.stderr
    (release,) = json.loads(made.stdout)
    for name in ("csv", "jsonl", "common_voice", "ljspeech", "nemo", "lhotse", "kaldi", "audiofolder"):
        folder = tmp_path / name
        exported = shrutik("release", "export", release["id"], "--out", folder, "--layout", name, "--data", served)
        assert exported.returncode == 0, exported.stderr
        slug = f"back-{name.replace('_', '-')}"
        make(served, slug)
        code, told = bring(served, folder, slug, *VOTES, "--speaker", "all")
        kind = "table" if name in {"csv", "jsonl"} else name
        assert (code, told["format"], told["brought"], told["problems"]) == (0, kind, 4, [])
        rows = wait_for_texts(served, slug, 4)
        assert {clip.text for row in rows for clip in row[3]} == texts
        assert sum(clip.duration for row in rows for clip in row[3]) == pytest.approx(release["seconds"])


@pytest.mark.slow
def test_an_import_that_was_killed_goes_on_and_brings_nothing_twice(tmp_path_factory, data, tmp_path):
    """Without a server: the command has workers of its own."""
    folder = tmp_path / "killed"
    folder.mkdir()
    sound, rows = speech(), ["path,text,speaker"]
    for number in range(40):
        begin = number * 3_000
        soundfile.write(folder / f"{number}.wav", sound[begin : begin + 2 * RATE], RATE)
        rows.append(f"{number}.wav,text number {number},s{number % 3}")
    (folder / "metadata.csv").write_text("\n".join(rows) + "\n")
    before = _originals(data)
    killed = Program("recordings", "import", folder, "--collection", "killed", *TERMS, *VOTES, "--data", data)
    give_up = time.monotonic() + 120
    while _originals(data) - before < 7 and time.monotonic() < give_up:
        time.sleep(0.02)
    killed.process.kill()
    killed.end()
    code, told = bring(data, folder, "killed", *VOTES, "--resume")
    assert code == 0, told
    assert told["brought"] + told["there_before"] == 40
    assert told["there_before"] >= 5
    assert told["brought"] > 0
    rows = found(data, "killed")
    assert len(rows) == 40
    assert len({row[0].audio.sha256 for row in rows}) == 40
    assert {clip.votes for row in rows for clip in row[3]} == {1}
    assert len({row[1] for row in rows}) == 3


def _originals(data):
    return sum("original" in names for _, _, names in os.walk(data / "blobs"))
