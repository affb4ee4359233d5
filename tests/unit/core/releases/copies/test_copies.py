"""The rules of a copy: what its manifests add up to, where paths lead, what is remembered of withdrawn clips."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from manifest_clips import a_clip, clips
from shrutik_core.releases.copies.blank_line import blank_line
from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.names import UNLISTED, Kind, extra, misplaced, missing, strange
from shrutik_core.releases.copies.paths_in import Resolving, paths_in_json, paths_in_line
from shrutik_core.releases.copies.tally import CopyTally
from shrutik_core.releases.copies.told import ToldRelease, read_told
from shrutik_core.releases.copies.withdrawn_file import TakenOut, WithdrawnFile, read_withdrawn
from shrutik_core.releases.feed.check import SeenFeed
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.releases.manifest.json_lines import read_line, write_line
from shrutik_core.releases.stats.release_count import count
from shrutik_core.shared.errors import Invalid

ids = st.binary(min_size=16, max_size=16).map(bytes.hex)
hashes = st.binary(min_size=32, max_size=32)
shards = st.builds("{}-{:05}".format, st.sampled_from(["all", "train", "dev"]), st.integers(0, 99_999))
taken = st.builds(TakenOut, ids, shards, st.integers(1, 10**6), hashes, hashes)
paths = st.text("abcdef-./", min_size=1, max_size=12).filter(lambda path: path[0] not in "./" and path[-1] not in "./")
tidy = paths.filter(lambda path: not {"", ".", ".."} & set(path.split("/")))
seen = st.builds(
    SeenFeed,
    st.just("bn-read"),
    st.integers(1, 99),
    st.builds(FeedTip, st.integers(1, 99), hashes.filter(any).map(bytes.hex)),
)
FEW = settings(max_examples=30)
"""Clips are large to make up."""


@given(st.lists(taken, max_size=5), st.dictionaries(tidy, hashes, max_size=4), seen)
def test_what_was_withdrawn_is_read_as_it_was_written(clips, files, feed):
    record = WithdrawnFile("bn-read-v1", feed, {one.clip: one for one in clips}, files)
    assert read_withdrawn(record.lines()) == record
    assert list(read_withdrawn(record.lines()).lines()) == list(record.lines())


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ['{"form":2,"release":"a-v1","seen":{}}'],
        ["{"],
        [*WithdrawnFile("a-v1", SeenFeed("a", 1, FeedTip())).lines(), '{"file":"../a","leaf":"' + "ab" * 32 + '"}'],
        [*WithdrawnFile("a-v1", SeenFeed("a", 1, FeedTip())).lines(), '{"file":"a","leaf":"ab"}'],
        [*WithdrawnFile("a-v1", SeenFeed("a", 1, FeedTip())).lines(), '{"else":1}'],
        [
            *WithdrawnFile("a-v1", SeenFeed("a", 1, FeedTip())).lines(),
            '{"clip":1,"line":"","row":1,"shard":"","sound":""}',
        ],
    ],
)
def test_what_is_no_record_of_withdrawn_clips_is_refused(lines):
    with pytest.raises(Invalid):
        read_withdrawn(lines)


@given(clips())
def test_a_blank_line_says_where_the_clip_lay_and_no_more(clip):
    blank = blank_line(clip)
    assert blank_line(blank) == blank
    assert read_line(write_line(blank)) == blank
    assert blank.withdrawn
    kept = {"clip", "release", "first_release", "split", "shard", "offset_bytes", "size_bytes", "encoding"}
    kept |= {"sample_rate_hz", "channels", "bits_per_sample", "num_samples", "duration_s"}
    others = {key: value for key, value in asdict(blank).items() if key not in kept | {"sha256", "withdrawn"}}
    assert not any(any(one.values()) if isinstance(one, dict) else one for one in others.values())


@FEW
@given(st.lists(clips(), max_size=12, unique_by=lambda clip: clip.clip))
def test_a_speaker_in_two_splits_is_found_wherever_there_is_one(found):
    tally = CopyTally()
    places = {}
    for line in found:
        tally.add(line, "manifest")
        places.setdefault(line.speaker, set()).add(line.split)
    assert bool(tally.faults) is any(len(splits) > 1 for splits in places.values())


def test_a_prompt_in_two_splits_is_a_fault_if_the_release_promises_that():
    for promised in (False, True):
        tally = CopyTally(promised)
        tally.add(a_clip(prompt="আমি গান গাই"), "m")
        tally.add(a_clip(clip="a" * 32, prompt=" আমি  গান গাই।", split="test", speaker="b" * 32), "m")
        assert [fault.clip for fault in tally.faults] == ["a" * 32] * promised


@FEW
@given(st.lists(clips(release="bn-read-v2"), min_size=1, max_size=8, unique_by=lambda clip: clip.clip))
def test_statistics_of_the_same_lines_agree_and_of_fewer_do_not(found):
    tally = CopyTally()
    for line in found:
        tally.add(line, "m")
    assert list(tally.compare_stats(count(found).stats(), "bn-read-v2")) == []
    assert list(tally.compare_stats(count(found).stats(), "bn-read-v3")) != []
    one_more = [*found, replace(found[0], clip="0" * 32)]
    assert list(tally.compare_stats(count(one_more).stats(), "bn-read-v2")) != []


@FEW
@given(st.lists(clips(release="bn-read-v2"), min_size=1, max_size=8, unique_by=lambda clip: clip.clip), st.data())
def test_what_was_taken_out_of_a_copy_still_counts_as_released(found, data):
    gone = data.draw(st.sets(st.sampled_from([line.clip for line in found])))
    record = WithdrawnFile(
        "bn-read-v2",
        SeenFeed("bn-read", 1, FeedTip()),
        {clip: TakenOut(clip, "train-00000", 1, bytes(32), bytes(32)) for clip in gone},
    )
    tally = CopyTally(taken=record)
    for line in found:
        tally.add(blank_line(line) if line.clip in gone else line, "m")
    assert tally.blank == len(gone)
    assert list(tally.compare_stats(count(found).stats(), "bn-read-v2")) == []


@pytest.mark.parametrize("name", ["clips", "shards", "files", "samples_ms"])
def test_counts_that_differ_are_named(name):
    tally = CopyTally()
    tally.add(a_clip(), "m")
    right = {"clips": 1, "samples_ms": 3_750, "shards": 1, "files": 9}
    told = ToldRelease("bn-read", 2, "ab" * 32, right, "", {"shrutik": "1"}, "cd" * 32, "")
    assert list(tally.compare(told, 1, 9)) == []
    wrong = attrs.evolve(told, counts=right | {name: right[name] + 2})
    (fault,) = tally.compare(wrong, 1, 9)
    assert fault.path == "release.json"


def test_what_a_release_cannot_say_of_itself_is_refused():
    for text in ("", "[]", '{"form":2}', '{"form":1}', "[" * 100_000):
        with pytest.raises(Invalid):
            read_told(text)


@pytest.mark.parametrize(
    ("named", "file", "leads"),
    [
        ("../../shards/train-00000.tar", "views/webdataset/index.json", True),
        ("../../shards/train-00001.tar", "views/webdataset/index.json", False),
        ("texts/train-00000.jsonl", "views/webdataset/index.json", True),
        (f"../../clips/train/{'a' * 32}.flac", "views/jsonl/train.jsonl", True),
        (f"../clips/train/{'a' * 32}.flac", "views/jsonl/train.jsonl", False),
        (f"../../clips/dev/{'a' * 32}.flac", "views/jsonl/train.jsonl", False),
        ("shards/*.tar", "croissant.json", True),
        ("manifest/*.jsonl.zst", "croissant.json", False),
        ("/shards/train-00000.tar", "croissant.json", False),
        ("../bn-read-v1/shards/train-00000.tar", "croissant.json", False),
    ],
)
def test_paths_lead_to_files_of_the_release_or_to_clips_that_were_unpacked(named, file, leads):
    files = frozenset({"shards/train-00000.tar", "views/webdataset/texts/train-00000.jsonl"})
    assert Resolving(files, frozenset({"train"})).leads(named, file) is leads


def test_paths_are_found_in_lines_and_in_values():
    line = f'{{"audio":"../../clips/train/{"a" * 32}.flac","text":"a/b.flac, ../x"}}'.encode()
    assert list(paths_in_line(line)) == [f"../../clips/train/{'a' * 32}.flac"]
    assert list(paths_in_json('{"a":[{"url":"../x.tar"}],"b":"https://e.org/a.tar","c":"some a/b.tar","d":1}')) == [
        "../x.tar"
    ]


names = st.sampled_from(["a", "b/c", "d", "e.tar", *UNLISTED])


@given(st.dictionaries(names, st.sampled_from(["1", "2"])), st.dictionaries(names, st.sampled_from(Kind)))
def test_every_difference_of_names_is_told_once(listed, found):
    gone, more = missing(listed, found), extra(listed, found)
    told = [*strange(found), *misplaced(gone, dict.fromkeys(more, ""), listed)]
    wanted = {*listed, *UNLISTED}
    odd = {path for path, kind in found.items() if kind is not Kind.FILE or path not in wanted}
    assert sorted(fault.path for fault in told) == sorted(odd | (wanted - set(found)))


def test_a_fault_is_one_line_whatever_a_file_is_called():
    assert CopyFault("a\n\udc80b", "c\td", "e").text == "a\\x0a\\udc80b: clip e: c\\x09d"
