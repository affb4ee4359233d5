"""Who sees whom: all that each kind of caller is told in a whole story, searched for what they may not know.

The rules are those of docs/explanation/who-sees-whom.md; the questions are those of the tables in rights/.
"""

import gzip
import re
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest

from http_scene import UNKNOWN
from rights_scene import CALLERS, House, a_house
from rights_tables import ROWS
from shrutik_core.releases.selection import PLAIN_FORMATS
from shrutik_memory.compressor import MemoryCompressor

# What each caller may know of others; of themselves and their own, everybody may know everything.
MAY_KNOW = {
    "admin": {"contributors", "addresses", "names", "recordings", "clip hashes", "wards"},
    "researcher": {"clip hashes"},
    "reviewer here": {"recordings", "clip hashes", "those who marked gold"},
    "admin's key to review": {"recordings", "clip hashes", "those who marked gold"},
}
UUID_TEXT = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


@pytest.fixture(scope="module")
def house() -> House:
    return a_house()


def store(house: House):
    return house.scene.installation.platform.units_of_work()._store


def spellings(id_: UUID) -> set[str]:
    return {str(id_), id_.hex}


def unknowable(house: House, caller: str) -> dict[str, set[str]]:
    """What would give others away to a caller, by kind, in every spelling."""
    kept, person = store(house), house.people.get(caller)
    own = next((one for one in kept.contributors.all() if person and one.email == person.email), None)
    marked = {gold.marked_by for gold in kept.golds.all()}
    invited = {one.contributor for one in kept.invitations.all() if own and one.made_by == own.id}
    others = [one for one in kept.contributors.all() if one != own and one.id not in invited]
    allowed, wards = MAY_KNOW.get(caller, set()), kept.entrusted.all()
    others_wards = [one for one in wards if not own or one.facilitator != own.id]
    voices = {one.id for one in kept.speakers.all() if not own or one.id != own.speaker} - {one.id for one in wards}
    strangers = [one for one in others if "those who marked gold" not in allowed or one.id not in marked]
    takes = [one for one in kept.recordings.all() if own is None or one.contributor != own.id]
    theirs = {one.id for one in takes}
    found = {
        "contributors": set().union(*(spellings(one.id) for one in strangers)),
        "speakers": set().union(*(spellings(one) for one in voices)),
        "wards": set().union(*(spellings(one.id) for one in others_wards)),
        "addresses": {one.email for one in others if one.email},
        "names": {one.name for one in others},
        "wards' names": {one.name for one in others_wards},
        "recordings": set().union(*(spellings(one) for one in theirs)),
        "clip hashes": {one.audio.sha256 for one in kept.chunks.all() if one.recording in theirs},
    }
    return {kind: words for kind, words in found.items() if kind not in allowed}


def _words(answer) -> str:
    """The answer as text; of an archive all that is written in it."""
    if answer.headers.get("content-type") == "application/x-tar":
        return answer.content.decode("latin-1")
    if answer.headers.get("content-type") != "application/zip":
        return answer.text
    with ZipFile(BytesIO(answer.content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".json"))


def told(house: House, caller: str) -> list[tuple[str, str]]:
    """Every question of the tables, with the answer's JSON or text as the caller got it."""
    answers = []
    for row in ROWS:
        answer = house.ask(caller, row.method, row.path, row.body)
        if not answer.headers.get("content-type", "").startswith(("audio/", "image/")):
            # What the caller sent and is told again is not news.
            sent = house.filled(f"{row.path} {row.body}")
            text = _words(answer)
            for id_ in UUID_TEXT.findall(sent):
                text = text.replace(id_, UNKNOWN)
            answers.append((f"{row.method} {row.path}", text.lower()))
    return answers


@pytest.mark.parametrize("caller", CALLERS)
def test_nobody_is_told_of_others_what_they_may_not_know(house: House, caller: str):
    secrets = {kind: {word.lower() for word in words} for kind, words in unknowable(house, caller).items()}
    leaks = {
        (question, kind)
        for question, text in told(house, caller)
        for kind, words in secrets.items()
        if any(word in text for word in words)
    }
    assert leaks == set()


def test_the_search_would_find_a_leak(house: House):
    """An admin's answers hold what others' must not: the words that are searched for are those that are shown."""
    text = " ".join(answer for _, answer in told(house, "admin"))
    searched = unknowable(house, "stranger")
    for kind in MAY_KNOW["admin"]:
        assert any(word.lower() in text for word in searched[kind]), kind


def test_a_reviewer_sees_letters_in_place_of_those_who_typed(house: House):
    votes = house.ask("reviewer here", "GET", "/chunks/<in_review>/consensus").json["transcriptions"]
    assert [vote["letter"] for vote in votes] == ["a", "b"]
    assert all("contributor_id" not in vote for vote in votes)
    assert all(vote["accuracy"] == round(vote["accuracy"], 2) for vote in votes)


@pytest.mark.parametrize("thing", ["settled", "in_review"])
def test_a_worker_sees_a_clip_without_its_origin(house: House, thing: str):
    clip = house.ask("worker", "GET", f"/chunks/<{thing}>").json
    origin = {name for name in ("recording_id", "index", "start", "end", "sha256") if clip[name] is not None}
    assert origin == set()
    assert clip["duration"] > 0
    whole = house.ask("speaker", "GET", f"/chunks/<{thing}>").json
    assert None not in {whole[name] for name in ("recording_id", "index", "start", "end", "sha256")}


def files(house: House, name: str) -> str:
    """All text files of a new release of this name."""
    wish = {"name": name, "collections": ["bn-read"], "formats": [format_.value for format_ in PLAIN_FORMATS]}
    wish["accepted"] = {"same_sound": "the story sends one file twice"}
    made = house.people["researcher"].post("/releases", json=wish).json
    house.scene.installation.work()
    release = house.people["researcher"].get(f"/releases/{made['id']}").json
    assert release["status"] == "ready", release["error"]
    data = {file["name"]: house.scene.client.simulate_get(file["url"]).content for file in release["files"]}
    return "\n".join(unpacked(name, packed) for name, packed in data.items() if not name.endswith(".tar"))


def unpacked(name: str, data: bytes) -> str:
    if name.endswith(".zst"):
        data = b"".join(MemoryCompressor().unpack([data]))
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode()


def test_what_leaves_in_a_release_holds_no_id_of_this_installation_and_no_time(house: House):
    kept, text = store(house), files(house, "leaving")
    tables = kept.contributors, kept.speakers, kept.recordings, kept.chunks, kept.tasks, kept.transcriptions
    ids = set().union(*(spellings(row.id) for table in tables for row in table.all()))
    assert not [id_ for id_ in ids if id_ in text]
    assert not [one.email for one in kept.contributors.all() if one.email and one.email in text]
    assert re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-", text) == []


def test_two_series_cannot_be_joined_by_their_ids_and_two_versions_can(house: House):
    def ids(text: str) -> set[str]:
        return set(re.findall(r'"(?:clip|recording|speaker)":"(\w{32})"', text))

    one, again, other = (ids(files(house, name)) for name in ("one", "one", "other"))
    assert one
    assert one == again
    assert not one & other
