"""The ledger's file: comes back as it was, begins with the earlier one, and says which line is wrong."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.splits.ledger import Ledger, PromptEntry
from shrutik_core.releases.splits.ledger_lines import read_ledger, write_ledger
from shrutik_core.releases.splits.split import PARTS, HourShares, Split, SplitBy
from shrutik_core.shared.errors import Invalid
from split_scene import VERSIONS, full, history, name

HEAD = '{"ledger":1,"series":"bn-read","split_by":"speaker","shares":{"train":80,"dev":10,"test":10}}'


def entry(speaker=1, split="train", version=1):
    return json.dumps({"speaker": name(speaker), "split": split, "version": version})


def text(ledger):
    return "".join(write_ledger(ledger))


def test_a_ledger_is_written_by_versions():
    assert text(full()).splitlines() == [
        HEAD.replace("speaker", "prompt"),
        f'{{"speaker":"{name(10)}","split":"train","version":1}}',
        f'{{"speaker":"{name(11)}","split":"dev","version":1}}',
        f'{{"speaker":"{name(12)}","split":"test","version":1}}',
        f'{{"prompt":"{name(20)}","split":"test","version":1}}',
        f'{{"clip":"{name(30)}","split":"test","version":1}}',
        f'{{"clip":"{name(31)}","split":"test","version":1}}',
        f'{{"speaker":"{name(13)}","split":"train","version":3}}',
        f'{{"prompt":"{name(19)}","split":"dev","version":3}}',
    ]


def test_it_comes_back_with_line_ends_and_without():
    assert read_ledger(write_ledger(full())) == full()
    assert read_ledger(text(full()).splitlines()) == full()
    shares = Ledger("bn-read", HourShares(70, 10, 20))
    assert read_ledger(write_ledger(shares)) == shares


@pytest.mark.property
@given(VERSIONS, st.data())
def test_the_file_of_a_later_version_begins_with_that_of_the_earlier(versions, data):
    ledgers = history(versions)
    frozen_by = data.draw(st.integers(0, len(ledgers)))
    found = []
    for version, ledger in enumerate(ledgers, 1):
        frozen = frozen_by and version >= frozen_by and Split.TEST in ledgers[frozen_by - 1].places.values()
        found.append(ledger.freeze([name(900), name(800)], frozen_by) if frozen else ledger)
        assert read_ledger(write_ledger(found[-1])) == found[-1]
    for earlier, later in pairwise(found):
        if later.version > earlier.version:
            later.check_extends(earlier)
        assert text(later).startswith(text(earlier))


@pytest.mark.property
@given(st.dictionaries(st.integers(0, 50), st.tuples(st.sampled_from(PARTS), st.integers(1, 4))))
def test_prompts_come_back(prompts):
    by_version = sorted(prompts.items(), key=lambda item: (item[1][1], item[0]))
    entries = [PromptEntry(name(prompt), split, version) for prompt, (split, version) in by_version]
    ledger = Ledger("bn-read", split_by=SplitBy.PROMPT).add_prompts(entries)
    assert read_ledger(write_ledger(ledger)) == ledger


@pytest.mark.parametrize(
    "head",
    [
        "",
        "{",
        "[]",
        "1",
        '"text"',
        "{}",
        entry(),
        HEAD.replace('"ledger":1', '"ledger":2'),
        HEAD.replace('"ledger":1', '"ledger":true'),
        HEAD.replace("bn-read", "../read"),
        HEAD.replace('"bn-read"', "7"),
        HEAD.replace("speaker", "age"),
        HEAD.replace(":80", ":79"),
        HEAD.replace(":80", ":80.0"),
        HEAD.replace('"train":80,', ""),
        HEAD.replace('"train"', '"all"'),
        HEAD.replace('{"train":80,"dev":10,"test":10}', "80"),
        HEAD.replace('{"ledger', '{"more":1,"ledger'),
        "[" * 100_000,
    ],
)
def test_a_file_begins_with_what_holds_for_the_series(head):
    with pytest.raises(Invalid, match=r"Line 1 of splits\.jsonl") as caught:
        read_ledger([head, entry()])
    assert caught.value.code == "ledger_malformed"


def test_an_empty_file_is_no_ledger():
    with pytest.raises(Invalid, match="Line 1"):
        read_ledger([])


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "7",
        '"text"',
        "null",
        "{}",
        entry(split="some"),
        entry(version=0),
        entry(version=1.0),
        entry(version=True),
        entry(version=None),
        entry().replace("0", "g", 1),
        entry().replace('"speaker"', '"worker"'),
        entry().replace("{", '{"text":"x",'),
        '{"split":"train","version":1}',
        '{"speaker":7,"split":"train","version":1}',
        f'{{"clip":"{name(1)}","split":"train","version":1}}',
        f'{{"clip":"{name(1)}","split":"test","version":2}}',
        f'{{"prompt":"{name(1)}","split":"all","version":1}}',
        "[" * 100_000,
    ],
)
def test_an_error_names_the_line(line):
    before = [HEAD, entry(0, "test"), f'{{"clip":"{name(0)}","split":"test","version":1}}']
    with pytest.raises(Invalid, match=r"Line 4 of splits\.jsonl") as caught:
        read_ledger([*before, line])
    assert caught.value.code == "ledger_malformed"


def test_a_speaker_twice_is_named():
    with pytest.raises(Invalid, match=name(1)) as caught:
        read_ledger([HEAD, entry(1), entry(2), entry(1, "dev", 2)])
    assert caught.value.code == "ledger_twice"
