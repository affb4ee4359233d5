"""Versions with changing selections and withdrawals: nobody is lost, and nothing is said that did not happen."""

import hashlib
from collections import Counter

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planned_releases import SALT, PlannedReleases
from shrutik_core.releases.copies.blank_line import blank_line, blank_of
from shrutik_core.releases.delta.apply import apply_delta
from shrutik_core.releases.delta.change import DeltaHead
from shrutik_core.releases.delta.make import changes_between
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.selection import Range
from shrutik_core.releases.splits.frozen import FrozenCount
from shrutik_core.releases.splits.ledger_lines import read_ledger
from shrutik_core.releases.splits.split import Split
from shrutik_core.shared.errors import Conflict
from shrutik_core.testing.builders import a_chunk, a_collection, a_selection
from shrutik_core.use_cases.releases.plan_making import PlanMaking
from shrutik_core.use_cases.releases.text_blobs import lines_in

FIRST, SECOND = a_collection(1).id, a_collection(2).id
BOTH = a_selection(collections=(FIRST, SECOND), parted=True)
SPEAKERS = range(1, 7)


def a_scene():
    """Six speakers who gave two clips to one collection, and one clip to another."""
    scene = PlannedReleases(len(SPEAKERS), 2)
    for speaker in SPEAKERS:
        scene.say(speaker, 1, first=40, collection=2)
    return scene


@attrs.define
class Series:
    """Versions as they come, and what is known of each clip beside them."""

    scene: PlannedReleases = attrs.field(factory=a_scene)
    out: dict = attrs.field(factory=dict)
    manifests: list = attrs.field(factory=list)

    def __attrs_post_init__(self):
        names = Pseudonyms("bn-read", SALT)
        for speaker in SPEAKERS:
            for index, collection in ((0, FIRST), (1, FIRST), (40, SECOND)):
                seconds = 1 + (speaker * 100 + index) % 50 / 100
                self.out[names.clip(a_chunk(speaker * 100 + index).id)] = (speaker, collection, seconds)

    def add(self, selection):
        """One more version; its plan, the lines of its manifest and its shards."""
        version = len(self.manifests) + 1
        told = self.scene.preview(version, selection)
        release, plan = self.scene.plan(version, selection=selection)
        self.check_preview(told, self.scene.planned(release), selection)
        written = self.scene.write(release, plan)
        texts = [text for shard in written for text in self.scene.lines(shard)]
        self.manifests.append(texts)
        self.scene.leave(release)
        return plan, list(map(read_line, texts)), written

    def check_preview(self, told, shards, selection):
        """That what was told beforehand is what is planned."""
        held = [one.planned for shard in shards for one in shard.clips if not one.planned.blank]
        assert {split.value: one.clips for split, one in told.splits.items()} == Counter(one.split for one in held)
        assert told.held.clips == len(held)
        assert told.speakers == len({self.out[one.clip][0] for one in held})
        weighed = [clip for clip, (_, collection, _) in self.out.items() if collection in selection.collections]
        stays = set(weighed) - {one.clip for one in held}
        assert sum(one.clips for one in told.left_out.values()) == len(stays)

    def frozen(self):
        """The clips of the frozen test."""
        key = f"series/bn-read/v{len(self.manifests)}/splits.jsonl"
        return set(read_ledger(lines_in(self.scene.blobs, key)).frozen.clips)


def selected(series, selection, out):
    """Which clips a selection asks for, of those that may go out."""
    return {
        clip
        for clip, (speaker, collection, seconds) in series.out.items()
        if speaker not in out and collection in selection.collections and selection.seconds.holds(seconds)
    }


def check_version(series, made, selection, fates):
    """That a version holds what it should, and says of the rest what happened."""
    plan, lines, written = made
    gone, barred = ({one for one, fate in fates.items() if fate == what} for what in ("withdrawn", "disabled"))
    earlier = {read_line(text).clip for texts in series.manifests[:-1] for text in texts}
    frozen = series.frozen()
    held = selected(series, selection, gone | barred)
    if len(series.manifests) > 1:
        held |= {clip for clip in frozen if series.out[clip][0] not in gone | barred}
    assert {line.clip for line in lines if not line.blank} == held
    assert plan.clips == len(held)
    assert {line.clip for line in lines} == held | earlier
    assert {line.clip for line in lines if line.withdrawn} == {
        clip for clip in earlier - held if series.out[clip][0] in gone
    }
    assert all((ClipFlag.LEFT_OUT in line.flags) is (line.blank and not line.withdrawn) for line in lines)
    assert all(line == blank_line(line, withdrawn=line.withdrawn) for line in lines if line.blank)
    whose = [series.out[clip][0] for clip in frozen - held]
    missing = [sum(one in what for one in whose) for what in (gone, barred)]
    assert plan.frozen == FrozenCount(1, len(frozen & held), *missing)
    check_sounds(series, lines, written)


def check_sounds(series, lines, written):
    """That each clip's place holds its sound, or silence."""
    shards = {shard.name: shard.archive.file.key for shard in written}
    for line in lines:
        with series.scene.blobs.open(shards[line.shard], line.offset_bytes, line.size_bytes) as stream:
            found = stream.read()
        assert hashlib.sha256(found).hexdigest() == line.sha256
        assert found[-1:] == (b"\1" if not line.blank else blank_of(line)[-1:])


RANGES = st.sampled_from([Range(), Range(low=1.2), Range(high=1.1)])
SELECTIONS = st.builds(
    lambda collections, seconds: attrs.evolve(BOTH, collections=collections, seconds=seconds),
    st.sampled_from([(FIRST,), (SECOND,), (FIRST, SECOND)]),
    RANGES,
)
FATES = st.dictionaries(st.sampled_from(SPEAKERS[:4]), st.sampled_from(["withdrawn", "undone", "disabled"]), max_size=2)


def befall(series, fates, news):
    """What happens to speakers before the next version; who is disabled stays so."""
    for speaker, fate in news.items():
        now = fates.get(speaker)
        if fate == "withdrawn" and now is None:
            series.scene.withdraw(speaker)
            fates[speaker] = fate
        elif fate == "undone" and now == "withdrawn":
            series.scene.undo(speaker)
            del fates[speaker]
        elif fate == "disabled" and now is None:
            series.scene.disable(speaker)
            fates[speaker] = fate


@settings(max_examples=25)
@given(st.lists(st.tuples(FATES, SELECTIONS), min_size=1, max_size=4))
def test_nobody_is_lost_and_nothing_is_said_that_did_not_happen(story):
    one, other = Series(), Series()
    fates: list[dict] = [{}, {}]
    for news, selection in [({}, BOTH), *story]:
        made = []
        for series, known in zip((one, other), fates, strict=True):
            befall(series, known, news)
            made.append(series.add(selection))
        check_version(one, made[0], selection, fates[0])
        assert made[0] == made[1]
    titles = [f"bn-read-v{number + 1}" for number in range(len(one.manifests))]
    for later in range(len(titles)):
        for earlier in range(later):
            head, texts = DeltaHead(titles[earlier], titles[later]), one.manifests
            delta = [head.text, *(change.text for change in changes_between(texts[earlier], texts[later], head))]
            assert list(apply_delta(delta, texts[earlier])) == texts[later]


def test_a_version_of_everything_after_a_narrow_one_is_the_first_again():
    series = Series()
    (_, first, one), _, (_, third, other) = (
        series.add(BOTH),
        series.add(attrs.evolve(BOTH, collections=(SECOND,), seconds=Range(low=1.3))),
        series.add(BOTH),
    )
    assert [replace(line, release="") for line in third] == [replace(line, release="") for line in first]
    for before, after in zip(one, other, strict=True):
        assert before.archive.file.sha256 == after.archive.file.sha256


def test_a_clip_whose_withdrawal_was_undone_is_there_again():
    series = Series()
    series.add(BOTH)
    series.scene.withdraw(2)
    _, without, _ = series.add(BOTH)
    series.scene.undo(2)
    plan, lines, _ = series.add(BOTH)
    assert sum(line.withdrawn for line in without) == 3
    assert (plan.clips, sum(line.blank for line in lines)) == (18, 0)


def test_where_the_frozen_test_cannot_be_held_the_version_does_not_come_to_be(monkeypatch):
    series = Series()
    series.add(BOTH)
    monkeypatch.setattr(PlanMaking, "_stays", staticmethod(lambda _, split, __: split is not Split.TEST))
    with pytest.raises(Conflict) as raised:
        series.scene.plan(2, selection=BOTH)
    assert raised.value.code == "test_incomplete"
    assert min(series.frozen()) in raised.value.detail
