"""What is done to an installation into which corpora are brought: collections made, corpora brought, clips heard."""

import io
import json
import time
from contextlib import contextmanager

import soundfile

from integration.cli.programs import shrutik
from shrutik_bootstrap.installation import own_or_attach_installation
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.acting_account import acting_account
from shrutik_cli.paging import every
from shrutik_core.collections.collection import ConsentText
from shrutik_core.collections.policies import read_policies
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.collections.create_collection import CollectionDraft

STATEMENT = "Read by a synthesiser for these tests."
TERMS = ("--consent-version", "1", "--consent-statement", STATEMENT, "--licence", "CC0-1.0")
# One vote settles, so that a text that was brought is seen at once; copies are told by tests of their own.
POLICIES = {
    "consensus": {"fewest": 1, "accept_confidence": 0.0, "guards": False},
    "copies": {"own": "accept", "others": "accept"},
}


@contextmanager
def opened(data):
    with own_or_attach_installation(read_settings(data=data), lambda _: None) as installation:
        yield installation.platform, acting_account(installation.platform)


def make(data, *slugs, language="en"):
    with opened(data) as (platform, admin):
        for slug in slugs:
            text = ConsentText("1", "My voice may be recorded and published.")
            draft = CollectionDraft(slug, language, slug, "CC0-1.0", text, read_policies(POLICIES))
            platform.create_collection()(admin, draft)


def found(data, slug):
    """Each recording of a collection with its speaker's name, its prompt, its clips, and the sound of its clips."""
    with opened(data) as (platform, admin):
        names = {one.id: one.name for one in every(lambda r: platform.look_after_speakers().list(admin, r))}
        prompts = {one.id: one.text for one in every(lambda r: platform.read_prompts().list(slug, r))}
        reader = platform.read_recordings()
        rows = []
        for one in every(lambda r: reader.list(admin, r, slug)):
            clips = reader.chunks(admin, one.id, PageRequest(100)).items
            sounds = [soundfile.read(_bytes(reader, clip), dtype="int16")[0] for clip in clips]
            rows.append((one, names[one.speaker], prompts.get(one.prompt), clips, sounds))
        return rows[::-1]


def _bytes(reader, clip):
    with reader.open(clip.audio, 0, clip.audio.size) as stream:
        return io.BytesIO(stream.read())


def wait_for_texts(data, slug, count):
    give_up = time.monotonic() + 60
    while True:
        rows = found(data, slug)
        if sum(clip.text is not None for row in rows for clip in row[3]) >= count or time.monotonic() > give_up:
            return rows
        time.sleep(0.3)


def bring(data, corpus, slug, *options):
    result = shrutik("recordings", "import", corpus, "--collection", slug, *TERMS, "--data", data, "--json", *options)
    return result.returncode, json.loads(result.stdout) if result.stdout else result.stderr
