"""Every page is read aloud to a fresh installation: what it says to type works, and what it shows comes."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

import pictures
from page_blocks import ROOT, blocks, runnable_pages
from page_session import PageSession, free_port
from sealed_folders import SIGNER, SealedFolders, write_feed_file
from shrutik_core.releases.signing.release_key import write_key
from shrutik_core.testing.builders import a_release

LOOSE = {"docs/how-to/chunk-recordings.md"}
"""Pages whose figures are those of other recordings than the test has, or of another machine."""
LONG = {
    f"docs/how-to/{name}.md"
    for name in (
        "back-up",
        "bring-a-corpus",
        "invite-a-group",
        "let-programs-in",
        "look-after-accounts",
        "receive-webhooks",
        "record-with-curl",
        "use-a-cluster",
    )
}
"""Pages that take long, and others show the like."""


def sample(name: str) -> tuple[np.ndarray, int]:
    """Sample speech of the demo: mono samples, 1 being full scale, and their rate in Hz."""
    with resources.as_file(resources.files("shrutik_cli.demo") / "samples" / f"{name}.opus") as path:
        sound, rate = soundfile.read(path, dtype="float64")
    return sound, rate


def my_voice(folder: Path) -> None:
    """A recording such as a phone makes."""
    soundfile.write(folder / "my-voice.wav", *sample("en-01"))


def spoken_consent(folder: Path) -> None:
    """A consent text read aloud."""
    soundfile.write(folder / "consent-en.wav", *sample("en-01"))


def market(folder: Path) -> None:
    """A picture."""
    (folder / "market.jpg").write_bytes(pictures.JPEG)


def two_recordings(folder: Path) -> None:
    """A clean talk, and an interview beside a fan."""
    talk, rate = sample("en-02")
    soundfile.write(folder / "talk.mp3", soxr.resample(talk, rate, 48_000), 48_000)
    speech, rate = sample("en-03")
    fan = np.random.default_rng(1).normal(0, 1, len(speech))
    level = np.sqrt(np.mean(speech**2)) * 10 ** (-11 / 20)
    soundfile.write(folder / "interview.wav", speech + fan * level, rate)


def our_method(folder: Path) -> None:
    """A package with a method of the reader's own."""
    lines = [
        "from shrutik_core.consensus import aggregate",
        "",
        "",
        "def our_method(texts, **rest):",
        "    return aggregate(texts, **rest)",
    ]
    (folder / "our_package.py").write_text("\n".join(lines) + "\n", encoding="utf-8")


def tables(folder: Path) -> None:
    """The page's table, under other names, and one of read speech."""
    shutil.copy(ROOT / "docs" / "how-to" / "consensus" / "clips.csv", folder)
    with (folder / "clips.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = {row["item"]: row["text"] for row in rows}
    _write(folder / "answers.tsv", ["clip", "who", "said"], [list(row.values()) for row in rows], "\t")
    our_method(folder)
    read = [[*row.values(), said[row["item"]]] for row in rows]
    _write(folder / "read.csv", ["item", "worker", "text", "expected"], read, ",")


def readme(folder: Path) -> None:
    """A recording of one's own, a talk, and a table of transcriptions."""
    my_voice(folder)
    two_recordings(folder)
    tables(folder)
    (folder / "clips.csv").rename(folder / "transcriptions.csv")


def sealed_release(folder: Path) -> None:
    """A release as its readers download it, the next one, whole and in part, their publisher's key, and a feed."""
    scene, views = SealedFolders(40, 2), ("jsonl", "csv", "lhotse", "webdataset")
    scene.lay_out(folder / "bn-read-v1", views=views)
    (folder / "release.pub").write_text(write_key(SIGNER.key), encoding="utf-8")
    write_feed_file(folder / "feed.jsonl", [scene.clip_of(100), scene.clip_of(101)], now=datetime.now(UTC))
    scene.leave(a_release(1))
    scene.withdraw(1)
    scene.say(5, 2, first=2)
    scene.lay_out(folder / "theirs" / "bn-read-v2", version=2, views=views)
    shutil.copytree(folder / "theirs" / "bn-read-v2", folder / "bn-read-v2")
    shutil.rmtree(folder / "bn-read-v2" / "manifest")
    for shard in (folder / "bn-read-v1" / "shards").iterdir():
        (folder / "bn-read-v2" / "shards" / shard.name).unlink()


def _write(path: Path, head: list[str], rows: list[list[str]], between: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=between).writerows([head, *rows])


def two_colours(folder: Path) -> None:
    """A site of which `shrutik deploy` was told, where one release answers."""
    shipped = (ROOT / "deploy" / "blue-green" / "deploy.toml").read_text(encoding="utf-8")
    (folder / "deploy.toml").write_text(shipped.replace("/var/lib/shrutik/", f"{folder}/"), encoding="utf-8")
    state = {"phase": "resting", "live": {"colour": "blue", "release": "0.1.0"}, "coming": None, "before": None}
    (folder / "deploy.json").write_text(json.dumps(state), encoding="utf-8")


FILES: dict[str, Callable[[Path], None]] = {
    "README.md": readme,
    "docs/how-to/chunk-recordings.md": two_recordings,
    "docs/how-to/consensus.md": tables,
    "docs/how-to/record-with-curl.md": my_voice,
    "docs/how-to/send-in-parts.md": my_voice,
    "docs/how-to/prepare-prompts.md": market,
    "docs/how-to/bring-a-corpus.md": my_voice,
    "docs/how-to/verify-a-release.md": sealed_release,
    "docs/how-to/write-a-consent-document.md": spoken_consent,
    "docs/how-to/invite-a-group.md": my_voice,
    "docs/how-to/use-a-cluster.md": my_voice,
    "docs/how-to/use-a-client.md": my_voice,
    "docs/how-to/upgrade.md": two_colours,
}
"""What a reader has in the folder before the first block of a page."""


@pytest.fixture
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PageSession]:
    """A bash of the page's own, in a folder that holds what the page speaks of."""
    page = request.node.callspec.params["page"]
    FILES.get(page, lambda folder: None)(tmp_path)
    other = str(free_port())
    places = {
        "/srv/shrutik": str(tmp_path / "shrutik-data"),
        "127.0.0.1:9000": f"127.0.0.1:{other}",
        "PORT=9000": f"PORT={other}",
    }
    session = PageSession(tmp_path, loose=page in LOOSE, places=places)
    try:
        yield session
    finally:
        session.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [pytest.param(page, marks=[pytest.mark.long] * (page in LONG)) for page in runnable_pages()]
)
def test_a_page_does_what_it_says(page: str, session: PageSession) -> None:
    session.run_page(blocks(page))
