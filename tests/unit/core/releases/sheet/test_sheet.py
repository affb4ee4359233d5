"""The datasheet says what statistics say, keeps markup out, and says nothing that the data do not."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manifest_clips import CLIP, TRAITS, a_clip, clips
from shrutik_core.releases.copies.blank_line import blank_line
from shrutik_core.releases.delta.summary import DeltaSummary
from shrutik_core.releases.gates import GateCode, GateFinding, Weight
from shrutik_core.releases.sheet.about import ConsentWords, LicenceText, SheetAbout
from shrutik_core.releases.sheet.html import html
from shrutik_core.releases.sheet.markdown import markdown, plain
from shrutik_core.releases.sheet.numbers import counted, number, percent, time_shown
from shrutik_core.releases.sheet.sections import sections
from shrutik_core.releases.splits.frozen import FrozenCount
from shrutik_core.releases.stats.release_count import count
from shrutik_core.releases.stats.stats_json import read_stats, write_stats

BARE = SheetAbout("bn-read-v2", "bn-read", 2)
FULL = SheetAbout(
    "bn-read-v2",
    "bn-read",
    2,
    datetime(2026, 12, 1, tzinfo=UTC),
    "bn-read-v1",
    ("Clips of 1 to 20 seconds.",),
    (LicenceText("CC0-1.0", "Creative Commons Zero"), LicenceText("CC-BY-4.0")),
    (ConsentWords("bn-read", "1", "bn", "আমি রাজি <আছি>\n*সত্যি*"),),
    {"shrutik": "1.0"},
    {"split shares": "80/10/10"},
    "https://voices.example.org/feed",
    "RWQf6LRCGA9i",
    DeltaSummary("bn-read-v1", "bn-read-v2", 5, 90.0, 1, 3.0, 2, {"text": 2}),
    (GateFinding(GateCode.FELL, "all clips", Weight.STOP, "All clips fell.", "A school left."),),
)


class Reader(HTMLParser):
    """Notes which tags are open, and what begins a script or fetches something."""

    VOID = frozenset({"meta"})

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.texts = [], set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        assert not {"src", "href", "onload", "onclick"} & set(dict(attributes)) or tag == "a"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def page(stats, about=BARE):
    reader = Reader()
    reader.feed("\n".join(html(stats, about)))
    assert not reader.open
    return reader


def test_what_is_left_out_is_not_called_withdrawn():
    kept, out = CLIP, blank_line(a_clip(clip="e" * 32), withdrawn=False)
    about = attrs.evolve(FULL, changes=None, frozen=FrozenCount(1, 5, 2, 1))
    stats = count([kept, out]).stats()
    text = "\n".join(markdown(stats, about))
    assert "Left out of this version, though an earlier one held them and nobody took them back: 1 clip, 3.8 s." in text
    assert "Taken back by their speakers" not in text
    assert "Clips with a flag" not in text
    assert "5 clips of it are here, 2 that were withdrawn are not, 1 may not go out for other reasons" in text
    assert (stats.total.clips, stats.withdrawn.clips) == (1, 0)
    assert [(row.value, row.clips) for row in stats.flags] == [("left_out", 1)]


@settings(max_examples=30)
@given(st.lists(clips() | clips(withdrawn=True), min_size=1, max_size=5))
def test_whatever_people_typed_the_page_is_whole_and_runs_nothing(lines):
    stats = count(lines).stats()
    assert not page(stats, FULL).tags & {"script", "img", "link", "iframe", "b"}
    assert all("\n" not in line for line in markdown(stats, FULL))
    assert list(html(stats, FULL)) == list(html(read_stats(write_stats(stats)), FULL))


def test_markup_in_what_people_say_stays_text():
    said = "<script>x</script> | *x*"
    stats = count([a_clip(traits=TRAITS | {"accent": said}, text=said, text_normalised=said)]).stats()
    assert "script" not in page(stats).tags
    assert said in page(stats).texts
    assert "\\<script\\>x\\</script\\> \\| \\*x\\*" in "\n".join(markdown(stats, BARE))


def test_the_same_figures_stand_in_the_sheet_and_in_the_statistics():
    stats = count([CLIP, a_clip(clip="b" * 32, num_samples=16_000, split="test")]).stats()
    whole = json.loads(write_stats(stats))
    text = "\n".join(markdown(stats, BARE))
    assert whole["total"]["clips"] == 2
    assert "**2** clips" in text
    assert f"**{whole['total']['hours']:.2f}** hours" in text
    assert f"| test | 1 | {whole['by']['split'][0]['hours']:.2f} |" in text


def test_of_what_is_not_known_nothing_is_said():
    titles = [section.title for section in sections(count([CLIP]).stats(), BARE)]
    assert {"How it was made", "What changed", "Withdrawals"} & set(titles) == set()
    text = "\n".join(markdown(count([CLIP]).stats(), BARE))
    assert "nan" not in text
    assert "None" not in text


def test_all_that_is_known_is_said():
    text = "\n".join(markdown(count([CLIP, a_clip(clip="e" * 32).without_voice()]).stats(), FULL))
    for said in (
        "made on 2026-12-01; it follows bn-read-v1",
        "- Clips of 1 to 20 seconds.",
        "| shrutik | 1.0 |",
        "| split shares | 80/10/10 |",
        "Since bn-read-v1: 5 clips added (1.5 min), 1 withdrawn (3.0 s), 2 changed.",
        "- All clips fell. Reason: A school left.",
        "https://voices.example.org/feed",
        "RWQf6LRCGA9i",
        "> Creative Commons Zero",
        "> আমি রাজি \\<আছি\\>\n> \\*সত্যি\\*",
        "The text of CC-BY-4.0 is not in this release",
        "Taken back by their speakers: 1 clip, 3.8 s.",
    ):
        assert said in text


def test_a_release_without_a_clip_left_still_has_a_sheet():
    stats = count([CLIP.without_voice()]).stats()
    assert "It holds no clip." in page(stats, FULL).texts
    assert "It holds no clip." in "\n".join(markdown(stats, BARE))


def test_many_values_are_shown_together():
    lines = [a_clip(clip=f"{n:032x}", traits=TRAITS | {"region": f"r{n}"}) for n in range(15)]
    text = "\n".join(markdown(count(lines).stats(), BARE))
    assert "| 3 others |" in text


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (counted(1, "clip"), "1 clip"),
        (counted(1200, "clip"), "1,200 clips"),
        (number(-0.00001), "0"),
        (number(0.25), "0.25"),
        (percent(0.0001), "under 0.1 %"),
        (percent(0.5), "50 %"),
        (percent(0), "0 %"),
        (time_shown(59.94), "59.9 s"),
        (time_shown(60), "1.0 min"),
        (time_shown(3600), "1.0 h"),
        (plain("a\n# b_c"), "a \\# b\\_c"),
    ],
)
def test_numbers_are_read_easily(shown, wanted):
    assert shown == wanted


def test_a_time_of_making_is_left_out_so_that_bytes_are_the_same():
    assert "made on" not in "\n".join(markdown(count([CLIP]).stats(), attrs.evolve(FULL, made_at=None)))
