"""The ledger: what it takes, what it says, and that it is only ever added to."""

import attrs
import pytest

from shrutik_core.releases.splits.ledger import FrozenTest, Ledger, LedgerEntry, PromptEntry
from shrutik_core.releases.splits.split import HourShares, Split, SplitBy
from shrutik_core.shared.errors import Conflict, Invalid
from split_scene import full, name, placed

TRAIN, DEV, TEST, ALL = Split.TRAIN, Split.DEV, Split.TEST, Split.ALL


def code_of(kind, act):
    with pytest.raises(kind) as caught:
        act()
    return caught.value.code


def test_a_new_ledger_has_nobody():
    ledger = Ledger("bn-read")
    assert (ledger.version, ledger.parted, ledger.places, ledger.prompt_places) == (0, False, {}, {})


def test_a_ledger_says_where_everybody_is():
    ledger = full()
    assert ledger.places == {name(10): TRAIN, name(11): DEV, name(12): TEST, name(13): TRAIN}
    assert ledger.prompt_places == {name(20): TEST, name(19): DEV}
    assert (ledger.version, ledger.parted) == (3, True)
    assert ledger.frozen == FrozenTest(1, (name(30), name(31)))


@pytest.mark.parametrize("wrong", ["", "a" * 31, "a" * 33, "A" * 32, "g" * 32, f"{'a' * 32}\n"])
def test_only_pseudonyms_are_entered(wrong):
    assert code_of(Invalid, lambda: LedgerEntry(wrong, TRAIN, 1)) == "ledger_malformed"
    assert code_of(Invalid, lambda: PromptEntry(wrong, TRAIN, 1)) == "ledger_malformed"
    assert code_of(Invalid, lambda: FrozenTest(1, (wrong,))) == "ledger_malformed"


def test_versions_count_from_one():
    assert LedgerEntry(name(1), TRAIN, 1).version == 1
    assert code_of(Invalid, lambda: LedgerEntry(name(1), TRAIN, 0)) == "ledger_malformed"


def test_a_prompt_is_never_in_all():
    assert code_of(Invalid, lambda: PromptEntry(name(1), ALL, 1)) == "ledger_malformed"


def test_a_frozen_test_has_clips_once():
    assert code_of(Invalid, lambda: FrozenTest(1, ())) == "ledger_malformed"
    assert code_of(Invalid, lambda: FrozenTest(1, (name(1), name(1)))) == "ledger_malformed"


@pytest.mark.parametrize("again", [TRAIN, DEV])
def test_nobody_is_placed_twice(again):
    assert code_of(Invalid, lambda: placed(TRAIN, DEV).add([LedgerEntry(name(0), again, 2)])) == "ledger_twice"
    assert code_of(Invalid, lambda: placed(ALL).add([LedgerEntry(name(0), ALL, 2)])) == "ledger_twice"
    assert code_of(Invalid, lambda: full().add_prompts([PromptEntry(name(20), again, 3)])) == "ledger_twice"


def test_a_speaker_of_all_gets_a_place_once():
    ledger = placed(ALL, ALL).add([LedgerEntry(name(0), DEV, 2)])
    assert ledger.places == {name(0): DEV, name(1): ALL}
    assert ledger.parted
    assert code_of(Invalid, lambda: ledger.add([LedgerEntry(name(0), TRAIN, 3)])) == "ledger_twice"
    assert code_of(Invalid, lambda: ledger.add([LedgerEntry(name(5), ALL, 3)])) == "ledger_malformed"


def test_versions_do_not_go_back():
    assert code_of(Invalid, lambda: placed(TRAIN, version=2).add([LedgerEntry(name(5), DEV, 1)])) == "ledger_malformed"
    assert code_of(Invalid, lambda: full().add_prompts([PromptEntry(name(5), DEV, 2)])) == "ledger_malformed"


def test_prompts_are_placed_where_they_split():
    prompts = [PromptEntry(name(5), DEV, 1)]
    assert code_of(Invalid, lambda: placed(TRAIN).add_prompts(prompts)) == "ledger_malformed"


def test_a_test_is_frozen_once():
    ledger = placed(TRAIN, TEST)
    frozen = ledger.freeze([name(9), name(8)], 1)
    assert frozen.frozen == FrozenTest(1, (name(8), name(9)))
    assert frozen.freeze([name(8), name(9)], 1) == frozen
    assert ledger.freeze([], 1) == ledger
    assert code_of(Conflict, lambda: frozen.freeze([name(8)], 1)) == "test_frozen"
    assert code_of(Conflict, lambda: frozen.freeze([name(8), name(9)], 2)) == "test_frozen"


def test_no_test_is_frozen_that_nobody_is_in():
    assert code_of(Invalid, lambda: placed(TRAIN, DEV).freeze([name(9)], 1)) == "ledger_malformed"


def test_a_ledger_extends_itself_and_what_it_was():
    full().check_extends(full())
    full().check_extends(Ledger("bn-read", split_by=SplitBy.PROMPT))
    earlier = attrs.evolve(full(), entries=full().entries[:3], prompts=full().prompts[:1])
    full().check_extends(earlier)
    assert code_of(Conflict, lambda: earlier.check_extends(full())) == "ledger_changed"


@pytest.mark.parametrize(
    "change",
    [
        {"series": "bn-talk"},
        {"shares": HourShares(70, 20, 10)},
        {"entries": full().entries[:3]},
        {"entries": (*full().entries[:3], LedgerEntry(name(13), DEV, 3))},
        {"entries": (LedgerEntry(name(99), TRAIN, 1), *full().entries)},
        {"entries": (*full().entries, LedgerEntry(name(14), DEV, 3))},
        {"prompts": full().prompts[:1]},
        {"prompts": (*full().prompts, PromptEntry(name(14), DEV, 3))},
        {"frozen": None},
        {"frozen": FrozenTest(1, (name(30),))},
        {"prompts": (), "split_by": SplitBy.SPEAKER},
    ],
)
def test_nothing_that_was_out_changes(change):
    later = attrs.evolve(full(), **change)
    assert code_of(Conflict, lambda: later.check_extends(full())) == "ledger_changed"


def test_a_test_is_not_frozen_in_a_version_that_is_out():
    earlier = placed(TRAIN, TEST, version=2)
    assert code_of(Conflict, lambda: earlier.freeze([name(8)], 2).check_extends(earlier)) == "ledger_changed"
    earlier.freeze([name(8)], 3).check_extends(earlier)
