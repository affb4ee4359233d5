"""Filling shards: the planned bytes whoever fills them, once, never with a clip that is not right; and reading one."""

import hashlib
import io
import pickle
import tarfile

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shard_scene import SHAPE, keep_clips, name, noise, read, recipes, without_sound
from shrutik_core.releases.shards.blanking import blanking
from shrutik_core.releases.shards.filled_shard import FilledShard, read_filled, write_filled
from shrutik_core.releases.shards.recipe import ClipSource, ShardRecipe, planned_clip
from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.use_cases.releases.fill_shard import NOTE, FillShard
from shrutik_core.use_cases.releases.read_clip import ReadClip
from shrutik_files.blob_store import FileBlobStore
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_system.work_pool import ProcessWorkPool


@pytest.fixture
def store():
    return MemoryBlobStore()


@pytest.fixture
def sources(store):
    return keep_clips(store, noise(7))


@pytest.fixture
def recipe(sources):
    (recipe,) = recipes(sources)
    return recipe


@settings(deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=3_000), min_size=1, max_size=8))
def test_an_archive_is_what_tarfile_writes_and_as_long_as_planned(sounds):
    store = MemoryBlobStore()
    sources = keep_clips(store, sounds)
    (recipe,) = recipes(sources)
    filled = FillShard(store)(recipe)
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for clip, source in sorted(sources.items()):
            for ending, data in (("flac", read(store, source.sound.key)), ("json", recording_json(clip, SHAPE))):
                info = tarfile.TarInfo(f"{clip}.{ending}")
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    assert read(store, recipe.key) == stream.getvalue()
    assert filled.size_bytes == recipe.shard.size_bytes == len(stream.getvalue())
    assert filled.sha256 == hashlib.sha256(stream.getvalue()).hexdigest()


def test_each_member_lies_where_it_was_planned_and_hashes_to_what_is_told(store, recipe):
    filled = FillShard(store)(recipe)
    archive = read(store, recipe.key)
    for member, sha256 in zip(recipe.shard.members(), filled.members, strict=True):
        data = archive[member.offset_bytes : member.offset_bytes + member.size_bytes]
        assert hashlib.sha256(data).hexdigest() == sha256


def test_one_worker_and_four_make_the_same_bytes(tmp_path):
    store = FileBlobStore(tmp_path)
    sources = keep_clips(store, noise(60))
    told = []
    for workers in (1, 4):
        orders = list(recipes(sources, prefix=f"by-{workers}", most=8))
        filled = list(ProcessWorkPool(workers).each(FillShard(store), orders))
        assert [one.name for one in filled] == [one.shard.name for one in orders]
        told.append([(one.name, one.sha256, one.members, read(store, one.key)) for one in filled])
    assert len(told[0]) == 8
    assert told[0] == told[1]


def test_a_shard_that_was_filled_is_not_filled_again(store, sources, recipe):
    filled = FillShard(store)(recipe)
    for source in sources.values():
        store.delete(source.sound.key)
    assert FillShard(store)(recipe) == filled


@pytest.mark.parametrize("lost", ["", NOTE])
def test_without_archive_or_note_it_is_filled_again(store, sources, recipe, lost):
    filled = FillShard(store)(recipe)
    store.delete(recipe.key + lost)
    assert FillShard(store)(recipe) == filled
    assert store.exists(recipe.key + lost)


@pytest.mark.parametrize("note", [b"", b"{}", b"\xff", b'{"members": 3}'])
def test_a_note_that_is_none_is_not_believed(store, recipe, note):
    filled = FillShard(store)(recipe)
    store.put(recipe.key, [bytes(filled.size_bytes)])
    store.put(recipe.key + NOTE, [note])
    assert FillShard(store)(recipe) == filled
    assert hashlib.sha256(read(store, recipe.key)).hexdigest() == filled.sha256


def test_an_archive_of_another_size_is_filled_again(store, recipe):
    filled = FillShard(store)(recipe)
    store.put(recipe.key, [b"cut off"])
    assert FillShard(store)(recipe) == filled
    assert len(read(store, recipe.key)) == filled.size_bytes


def test_another_recipe_under_the_same_key_is_filled(store, sources, recipe):
    first = FillShard(store)(recipe)
    gone = name(3)
    (blank,) = recipes({**sources, gone: without_sound(sources[gone])}, [recipe.shard])
    assert FillShard(store)(blank).sha256 != first.sha256
    assert FillShard(store)(recipe) == first
    assert hashlib.sha256(read(store, recipe.key)).hexdigest() == first.sha256


def test_a_copy_that_is_made_blank_has_the_bytes_of_the_next_version(store):
    sounds = noise(7)
    sources = keep_clips(store, sounds)
    (first,) = recipes(sources)
    FillShard(store)(first)
    copy = bytearray(read(store, first.key))
    gone = [name(2), name(5)]
    for clip in gone:
        change = blanking(first.shard, clip, SHAPE)
        copy[change.offset_bytes : change.offset_bytes + len(change.data)] = change.data
        store.delete(sources[clip].sound.key)
    left = {clip: without_sound(source) if clip in gone else source for clip, source in sources.items()}
    (second,) = recipes(left, [first.shard], prefix="second")
    assert [clip.blank for clip in second.shard.clips] == [clip.clip in gone for clip in first.shard.clips]
    filled = FillShard(store)(second)
    assert read(store, second.key) == bytes(copy)
    hashes = [
        hashlib.sha256(copy[m.offset_bytes : m.offset_bytes + m.size_bytes]).hexdigest() for m in second.shard.members()
    ]
    assert list(filled.members) == hashes


@pytest.mark.parametrize(
    "change", [lambda data: data[:-1], lambda data: data + b"!", lambda data: b"!" + data[1:], bytes]
)
def test_a_clip_that_was_changed_is_named_and_nothing_is_written(store, sources, recipe, change):
    source = sources[name(4)]
    data = read(store, source.sound.key)
    store.put(source.sound.key, [change(data) if change is not bytes else b""])
    with pytest.raises(Invalid) as error:
        FillShard(store)(recipe)
    assert error.value.code == "clip_damaged"
    assert name(4) in error.value.detail
    assert not store.exists(recipe.key)
    assert not store.exists(recipe.key + NOTE)


def test_a_clip_that_is_gone_is_told_of(store, sources, recipe):
    store.delete(sources[name(4)].sound.key)
    with pytest.raises(Missing) as error:
        FillShard(store)(recipe)
    assert error.value.code == "blob_missing"


def test_the_digest_hangs_on_what_decides_the_bytes(store, sources, recipe):
    moved = {c: ClipSource(s.shape, attrs.evolve(s.sound, key="elsewhere")) for c, s in sources.items()}
    (other,) = recipes(moved, prefix="elsewhere")
    assert other.digest == recipe.digest
    changed = {c: ClipSource(s.shape, attrs.evolve(s.sound, sha256="0" * 64)) for c, s in sources.items()}
    (other,) = recipes(changed)
    assert other.digest != recipe.digest
    again = attrs.evolve(recipe, shard=attrs.evolve(recipe.shard, number=1))
    assert again.digest != recipe.digest
    deeper = attrs.evolve(SHAPE, bits_per_sample=24)
    (other,) = recipes({c: ClipSource(deeper, s.sound) for c, s in sources.items()})
    assert other.digest != recipe.digest


def test_a_recipe_fits_its_plan(recipe):
    first, *others = recipe.sources
    wrong = [
        others,
        [without_sound(first), *others],
        [ClipSource(SHAPE, attrs.evolve(first.sound, size=first.sound.size + 1)), *others],
        [ClipSource(attrs.evolve(SHAPE, num_samples=10), first.sound), *others],
    ]
    for sources in wrong:
        with pytest.raises(Invalid) as error:
            ShardRecipe(recipe.shard, tuple(sources), recipe.key)
        assert error.value.code == "shard_recipe"
    with pytest.raises(Invalid):
        planned_clip(name(1), "train", without_sound(first))


def test_a_recipe_travels_to_other_machines(recipe):
    assert pickle.loads(pickle.dumps(recipe)) == recipe


def test_a_note_is_read_as_it_was_written():
    filled = FilledShard("train-00000", "a/b", 10_240, "0" * 64, ("1" * 64, "2" * 64), "3" * 64)
    assert read_filled(write_filled(filled)) == filled
    with pytest.raises(Invalid):
        attrs.evolve(filled, sha256="x")


def test_one_clip_is_read_by_its_place(store, sources, recipe):
    FillShard(store)(recipe)
    for clip, source in sources.items():
        member = recipe.shard.sound_of(clip)
        place = (recipe.key, member.offset_bytes, member.size_bytes, source.sound.sha256)
        assert ReadClip(store)(*place) == read(store, source.sound.key)
    with pytest.raises(Invalid) as error:
        ReadClip(store)(recipe.key, member.offset_bytes + 1, member.size_bytes, source.sound.sha256)
    assert error.value.code == "clip_damaged"
    with pytest.raises(Missing):
        ReadClip(store)("shards/other.tar", 0, 1, "0" * 64)


def test_blocks_are_bounded(sources, recipe):
    class Bites(MemoryBlobStore):
        def put(self, key, parts):
            parts = list(parts)
            assert max(map(len, parts)) <= 1 << 20
            return super().put(key, parts)

    store = Bites()
    large = StoredBlob("large", 5_000_000, hashlib.sha256(bytes(5_000_000)).hexdigest())
    MemoryBlobStore.put(store, "large", [bytes(5_000_000)])
    (recipe,) = recipes({name(1): ClipSource(SHAPE, large)})
    assert FillShard(store)(recipe).size_bytes == recipe.shard.size_bytes
