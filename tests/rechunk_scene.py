"""A collection of recordings that were cut by one set of rules and are to be cut by another."""

import hashlib

from shrutik_bootstrap.rechunking import rechunk_collection
from shrutik_core.collections.policies import read_policies
from shrutik_core.shared.pages import PageRequest
from shrutik_memory.work_pool import MemoryWorkPool
from use_cases_scene import SLUG, PlatformScene, tone_wav

COPIES = {"own": "accept", "others": "accept"}
SHORTER = {"minimum": 0.5, "preferred_minimum": 0.6, "target": 1.5, "preferred_maximum": 2.0, "maximum": 2.5}


def recorded(scene: PlatformScene, number=3, seconds=12.0):
    """So many recordings, each of a voice of its own, cut by the usual rules."""
    scene.collection()
    made = [scene.upload(scene.speaker(f"voice-{one}"), tone_wav(seconds, 150.0 + one)) for one in range(number)]
    scene.installation.work()
    return made


def change_rules(scene, rules=SHORTER):
    policies = read_policies({"copies": COPIES, "chunking": dict(rules)})
    scene.platform.change_collection()(scene.admin, SLUG, policies)


def rechunk(scene, processor=None, pool=None, **options):
    """What became of how many."""
    run = rechunk_collection(scene.platform, pool or MemoryWorkPool(), processor or scene.platform.audio_processor())
    return run(SLUG, **options)


def became(scene, **options):
    return {outcome.value: count for outcome, count in rechunk(scene, **options).became.items()}


def kept(scene, recordings):
    """Of each recording its cuts, and of each chunk all but when it was made, with the hash of its clip."""
    blobs = scene.platform.blobs()
    found = []
    for one in recordings:
        with scene.platform.units_of_work()() as uow:
            cuts, chunks = uow.recordings.cuts(one.id), uow.chunks.page(one.id, PageRequest(100)).items
        rows = []
        for chunk in chunks:
            with blobs.open(chunk.audio.key) as stream:
                digest = hashlib.sha256(stream.read()).hexdigest()
            assert digest == chunk.audio.sha256
            facts = (chunk.span, chunk.index, chunk.sample_rate, chunk.status, chunk.wanted, dict(chunk.quality))
            rows.append((chunk.id, digest, facts))
        found.append((cuts, rows))
    return found


def clip_keys(scene, recording):
    return {entry.key for entry in scene.platform.blobs().list(f"recordings/{recording.id}/chunks/")}
