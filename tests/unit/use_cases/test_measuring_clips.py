"""Measuring clips: each once, in order, and those at fault are named."""

import io
import wave

import pytest

from shard_scene import read
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.use_cases.releases.measure_clips import BATCH, ClipFault, MeasureClips, measure_all
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.clip_measurer import MemoryClipMeasurer
from shrutik_memory.work_pool import MemoryWorkPool


def wav(samples):
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(2 * samples))
    return stream.getvalue()


@pytest.fixture
def store():
    return MemoryBlobStore()


def measured(store, blobs):
    return list(measure_all(MemoryWorkPool(), MeasureClips(store, MemoryClipMeasurer()), iter(blobs)))


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1])
def test_each_clip_is_measured_in_its_turn(store, count):
    blobs = [store.put(f"clips/{number}", [wav(number + 1)]) for number in range(count)]
    found = measured(store, blobs)
    assert [one.blob for one in found] == blobs
    assert [one.found.shape for one in found] == [SoundShape(16_000, 1, 16, number + 1) for number in range(count)]


def test_clips_at_fault_are_named_and_stop_nobody(store):
    sounds = {"gone": wav(5), "longer": wav(5), "changed": wav(5), "empty": wav(0), "text": b"text", "right": wav(5)}
    blobs = [store.put(f"clips/{name}", [sound]) for name, sound in sounds.items()]
    store.delete("clips/gone")
    store.put("clips/longer", [wav(5) + b"!"])
    store.put("clips/changed", [read(store, "clips/changed")[:-1] + b"!"])
    found = [one.found for one in measured(store, blobs)]
    assert all(isinstance(one, ClipFault) and one.detail for one in found[:-1])
    codes = ["blob_missing", "clip_damaged", "clip_damaged", "clip_unreadable", "clip_unreadable"]
    assert [one.code for one in found[:-1]] == codes
    assert found[-1].shape.num_samples == 5
