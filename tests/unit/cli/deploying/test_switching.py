"""Switches of a site without machines: whatever fails, whenever the command dies, one release answers people."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy_world import FakeWorld, Killed, a_config
from shrutik_cli.deploying.deployment import Phase
from shrutik_cli.deploying.state_file import StateFile
from shrutik_cli.deploying.switching import Switching
from shrutik_core.shared.errors import Conflict, ShrutikError

STEPS = 12
"""More than any switch, with its way back, has."""


@pytest.fixture
def config(tmp_path):
    return a_config(tmp_path)


def switching(config, world):
    return Switching(config, world, StateFile(config.state))


def served(config, *releases):
    """A site on which these came in, one after the other."""
    world = FakeWorld()
    for release in releases:
        switching(config, world).switch(release)
    return world


def test_the_first_one_takes_the_first_colour_and_all_requests(config):
    world = served(config, "1")
    assert (world.runs, world.named) == ({"blue": "1"}, {"blue": 100})
    assert StateFile(config.state).read().live.release == "1"


def test_the_next_one_takes_the_other_colour_and_the_one_before_ends(config):
    world = served(config, "1", "2")
    assert (world.runs, world.named) == ({"green": "2"}, {"green": 100})
    assert served(config, "3").runs == {"blue": "3"}
    assert [line.partition(":")[0] for line in world.told[-7:]] == [
        *("start", "ready", "canary", "canary", "switch", "switch", "stop"),
        "done",
    ][-7:]


def test_one_that_fails_is_taken_back_and_the_command_says_so(config):
    world = served(config, "1")
    world.bad = frozenset({"2"})
    with pytest.raises(Conflict) as error:
        switching(config, world).switch("2")
    assert error.value.code == "release_taken_back"
    assert (world.runs, world.named) == ({"blue": "1"}, {"blue": 100})
    assert "budget_broken" in StateFile(config.state).read().told
    switching(config, world).switch("3")
    assert world.runs == {"green": "3"}


def test_a_disk_that_is_full_is_a_reason_to_go_back_too(config):
    world = served(config, "1")
    world.full = 1
    with pytest.raises(Conflict, match="No space left"):
        switching(config, world).switch("2")
    assert (world.runs, world.named) == ({"blue": "1"}, {"blue": 100})


def test_a_good_release_may_be_watched_for_longer_than_patience_lasts_for_one_that_nobody_asks(tmp_path):
    config = a_config(tmp_path)
    longer = config.model_copy(update={"canary": config.canary.model_copy(update={"seconds": 90.0, "patience": 60.0})})
    world = served(config, "1")
    switching(longer, world).switch("2")
    assert world.runs == {"green": "2"}


def test_nginx_that_reads_another_file_is_seen_through(config):
    world = served(config, "1")
    world.deaf = True
    with pytest.raises(Conflict, match="does it include"):
        switching(config, world).switch("2")
    assert (world.runs, world.named) == ({"blue": "1"}, {"blue": 100})


def test_one_that_answers_already_is_not_brought_in_again(config):
    with pytest.raises(Conflict) as error:
        switching(config, served(config, "1")).switch("1")
    assert error.value.code == "release_live"


def test_rollback_after_the_end_starts_the_one_before_without_a_canary(config):
    world = served(config, "1", "2")
    switching(config, world).rollback()
    assert (world.runs, world.named) == ({"blue": "1"}, {"blue": 100})
    assert not any(line.startswith("canary") for line in world.told[-5:])


def test_without_anything_before_there_is_nothing_to_roll_back_to(config):
    with pytest.raises(Conflict) as error:
        switching(config, served(config, "1")).rollback()
    assert error.value.code == "nothing_to_roll_back"


def test_only_one_command_at_a_time(config):
    state = StateFile(config.state)
    with state.held(), pytest.raises(Conflict), state.held():
        pass
    with state.held():
        pass


def sound(config, world):
    """Nginx names colours that run, and none was ended while it was named."""
    return set(world.named) <= set(world.runs) and not world.ended_while_named


@given(fails=st.frozensets(st.integers(0, STEPS), max_size=2), is_bad=st.booleans())
def test_whatever_fails_people_are_answered(fails, is_bad):
    with tempfile.TemporaryDirectory() as folder:
        config = a_config(Path(folder))
        world = served(config, "1")
        world.fails, world.steps, world.bad = fails, 0, frozenset({"2"} if is_bad else ())
        try:
            switching(config, world).switch("2")
        except ShrutikError:
            # What failed on the way back too is done by saying it again.
            world.fails = frozenset()
            if StateFile(config.state).read().phase is Phase.DRAINING:
                switching(config, world).switch("2")
            elif StateFile(config.state).read().phase is not Phase.RESTING:
                switching(config, world).rollback()
        now = StateFile(config.state).read()
        assert now.phase is Phase.RESTING
        assert sound(config, world)
        assert world.named == {now.live.colour: 100}
        assert world.runs == {now.live.colour: now.live.release}
        assert (now.live.release == "2") <= (not is_bad)
        assert not world.worst


@given(kills=st.integers(0, STEPS), goes_on=st.booleans())
def test_whenever_the_command_dies_it_goes_on_or_back(kills, goes_on):
    with tempfile.TemporaryDirectory() as folder:
        config = a_config(Path(folder))
        world = served(config, "1")
        world.kills, world.steps = kills, 0
        try:
            switching(config, world).switch("2")
            return
        except Killed:
            assert sound(config, world)
        world.kills = None
        after = switching(config, world)
        if goes_on:
            after.switch("2")
        else:
            after.rollback()
        now = StateFile(config.state).read()
        assert now.phase is Phase.RESTING
        assert now.live.release == ("2" if goes_on else "1")
        assert (world.named, world.runs) == ({now.live.colour: 100}, {now.live.colour: now.live.release})
        assert sound(config, world)
        assert not world.worst


@given(kills=st.integers(0, STEPS))
def test_whenever_a_way_back_dies_it_goes_on_back(kills):
    with tempfile.TemporaryDirectory() as folder:
        config = a_config(Path(folder))
        world = served(config, "1", "2")
        world.kills, world.steps = kills, 0
        try:
            switching(config, world).rollback()
        except Killed:
            world.kills = None
            if StateFile(config.state).read().live.release == "2":
                switching(config, world).rollback()
            else:
                switching(config, world).switch("1")
        now = StateFile(config.state).read()
        assert (now.phase, now.live.release) == (Phase.RESTING, "1")
        assert (world.named, world.runs) == ({now.live.colour: 100}, {now.live.colour: "1"})
        assert not any(line.startswith("canary") for line in world.told[world.told.index("done: 2 came in") :])
        assert sound(config, world)
