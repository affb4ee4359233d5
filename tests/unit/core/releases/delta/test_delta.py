"""An earlier manifest and a delta are the later manifest, byte for byte."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from manifest_clips import CLIP, a_clip, clips
from shrutik_core.releases.copies.blank_line import blank_line
from shrutik_core.releases.delta.apply import apply_delta
from shrutik_core.releases.delta.change import Added, Changed, DeltaHead, Withdrawn, read_delta
from shrutik_core.releases.delta.make import changes_between, delta_name
from shrutik_core.releases.delta.summary import DeltaCounts
from shrutik_core.releases.manifest.json_lines import write_line
from shrutik_core.shared.errors import Invalid

HEAD = DeltaHead("bn-read-v2", "bn-read-v3")
SHARDS = st.sampled_from(["dev-00000", "test-00002", "train-00000", "train-00009", "train-00010", "train-100000"])
PLACED = st.builds(lambda clip, shard: replace(clip, shard=shard), clips(), SHARDS)


def of(lines, release):
    """A manifest: its lines in order."""
    in_order = sorted(lines, key=lambda line: (line.shard.split("-")[0], int(line.shard.split("-")[1]), line.clip))
    return [write_line(replace(line, release=release)) for line in in_order]


def made(earlier, later):
    return [HEAD.text, *(change.text for change in changes_between(earlier, later, HEAD))]


@st.composite
def versions(draw):
    """Two versions: some clips stay, some change, some go, some come."""
    lines = draw(st.lists(PLACED, max_size=8, unique_by=lambda line: line.clip))
    fates = [draw(st.sampled_from(["stays", "changes", "goes", "comes"])) for _ in lines]
    changes = st.fixed_dictionaries(
        {},
        optional={
            "text": st.none() | st.text(),
            "confidence": st.just(1) | st.floats(0, 1),
            "flags": st.just(("few_votes",)),
            "traits": st.just(dict(reversed(CLIP.traits.items()))),
            "votes": st.just(()),
        },
    )
    after = [
        replace(line, **draw(changes)) if fate == "changes" else line
        for line, fate in zip(lines, fates, strict=True)
        if fate != "goes"
    ]
    return of([line for line, fate in zip(lines, fates, strict=True) if fate != "comes"], "bn-read-v2"), of(
        after, "bn-read-v3"
    )


@settings(max_examples=30)
@given(versions())
def test_the_earlier_manifest_and_the_delta_are_the_later_manifest(both):
    earlier, later = both
    assert list(apply_delta(made(earlier, later), earlier)) == later


@settings(max_examples=30)
@given(versions())
def test_a_delta_is_read_as_it_was_written_and_counted(both):
    earlier, later = both
    head, changes = read_delta(iter(made(earlier, later)))
    counts = DeltaCounts()
    assert head == HEAD
    assert list(counts.passing(changes)) == list(changes_between(earlier, later, HEAD))
    summary = counts.summary(head)
    assert len(earlier) + summary.added - summary.gone == len(later)
    assert summary.changed <= sum(summary.changed_fields.values())


def test_a_delta_says_no_more_than_what_changed():
    stays, goes, comes = (a_clip(clip=letter * 32) for letter in "ace")
    changes = a_clip(clip="b" * 32, confidence=0.5)
    earlier = of([stays, changes, goes], "bn-read-v2")
    later = of([stays, replace(changes, confidence=1.0), comes], "bn-read-v3")
    found = list(changes_between(earlier, later, HEAD))
    assert found == [
        Changed("train-00000", "b" * 32, {"confidence": 1.0}),
        Withdrawn("train-00000", "c" * 32, 3.75),
        Added(later[-1]),
    ]
    counts = DeltaCounts()
    assert [json.loads(change.text)["op"] for change in counts.passing(found)] == ["change", "withdraw", "add"]
    summary = counts.summary(HEAD)
    assert (summary.added_seconds, summary.gone_seconds, summary.withdrawn) == (3.75, 3.75, 0)
    assert (summary.changed, summary.changed_fields) == (1, {"confidence": 1})


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ("held", "withdrawn", (1, 0, 0, 0)),
        ("held", "left out", (0, 1, 0, 0)),
        ("left out", "held", (0, 0, 1, 0)),
        ("withdrawn", "held", (0, 0, 1, 0)),
        ("left out", "withdrawn", (1, 0, 0, 0)),
        ("withdrawn", "left out", (0, 0, 0, 1)),
        ("held", "flagged", (0, 0, 0, 1)),
    ],
)
def test_what_was_taken_back_is_told_from_what_is_left_out_and_from_what_comes_back(before, after, counts):
    states = {
        "held": CLIP,
        "withdrawn": blank_line(CLIP),
        "left out": blank_line(CLIP, withdrawn=False),
        "flagged": replace(CLIP, flags=("few_votes",)),
    }
    earlier, later = of([states[before]], "bn-read-v2"), of([states[after]], "bn-read-v3")
    counted = DeltaCounts()
    delta = [HEAD.text, *(change.text for change in counted.passing(changes_between(earlier, later, HEAD)))]
    told = counted.summary(HEAD)
    assert (told.withdrawn, told.left_out, told.back, told.changed) == counts
    assert (told.withdrawn_seconds, told.left_out_seconds, told.back_seconds) == tuple(3.75 * n for n in counts[:3])
    assert bool(told.changed_fields) is bool(told.changed)
    assert list(apply_delta(delta, earlier)) == later


def test_a_version_like_its_predecessor_has_an_empty_delta():
    assert made(of([CLIP], "bn-read-v2"), of([CLIP], "bn-read-v3")) == [HEAD.text]
    assert delta_name(2) == "delta-from-v2.jsonl"


def test_a_whole_number_that_becomes_a_fraction_is_a_change():
    earlier, later = of([a_clip(confidence=1)], "bn-read-v2"), of([a_clip(confidence=1.0)], "bn-read-v3")
    assert len(made(earlier, later)) == 2
    assert list(apply_delta(made(earlier, later), earlier)) == later


def test_a_delta_fits_a_copy_to_which_withdrawals_were_applied():
    later = of([a_clip(clip="b" * 32)], "bn-read-v3")
    delta = made(of([a_clip(clip="a" * 32), a_clip(clip="b" * 32)], "bn-read-v2"), later)
    cleaned = of([a_clip(clip="a" * 32).without_voice(), a_clip(clip="b" * 32)], "bn-read-v2")
    assert list(apply_delta(delta, cleaned)) == later


ONE, TWO = a_clip(clip="a" * 32), a_clip(clip="b" * 32)
FIRST, BOTH = of([ONE], "bn-read-v2"), of([ONE, TWO], "bn-read-v2")


@pytest.mark.parametrize(
    ("delta", "earlier", "why"),
    [
        (made(BOTH, of([ONE], "bn-read-v3")), FIRST, "does not fit"),
        (made(FIRST, of([ONE, TWO], "bn-read-v3")), BOTH, "does not fit"),
        (made(BOTH, of([ONE, replace(TWO, text="x")], "bn-read-v3")), FIRST, "does not fit"),
        ([HEAD.text], of([ONE], "bn-read-v1"), "bn-read-v1"),
        ([HEAD.text], BOTH[::-1], "sort"),
        ([HEAD.text], [*FIRST, *FIRST], "sort"),
        ([HEAD.text], ["{}"], "manifest"),
        ([HEAD.text, "{}"], FIRST, "delta"),
        ([HEAD.text, '{"op":"change"}'], FIRST, "delta"),
        ([HEAD.text, '{"op":"remove","shard":"train-00000","clip":"a"}'], FIRST, "delta"),
        ([HEAD.text, '{"op":"withdraw","shard":"train","clip":"a","duration_s":1.0}'], FIRST, "shard"),
        ([HEAD.text, '{"op":"add","line":{}}'], FIRST, "manifest"),
        ([HEAD.text, "[]"], FIRST, "delta"),
        ([], FIRST, "delta"),
        (["nonsense"], FIRST, "delta"),
        (['{"op":"delta","from":"x","to":"y"}'], FIRST, "titles"),
        ([HEAD.text.replace(",", ", ")], FIRST, "delta"),
    ],
)
def test_what_does_not_fit_is_refused(delta, earlier, why):
    with pytest.raises(Invalid, match=why):
        list(apply_delta(delta, earlier))


def test_lines_that_were_not_written_by_us_make_no_delta():
    spaced = [FIRST[0].replace(',"sha256":', ', "sha256":').replace("bn-read-v2", "bn-read-v3", 1)]
    with pytest.raises(Invalid, match="other keys"):
        made(FIRST, spaced)
