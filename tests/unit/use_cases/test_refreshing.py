"""Refresh tokens: good once, and again for a little while if the answer was lost; all else ends the session."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.session import REFRESH_GRACE, REFRESH_LIFETIME, RefreshToken, digest_of
from shrutik_core.shared.ids import SessionId
from shrutik_core.testing.builders import an_id, an_instant
from shrutik_core.use_cases.people.register import Registration
from use_cases_scene import PlatformScene, audit, code

REFUSED = "refresh_token_invalid"
MOMENT = timedelta(microseconds=1)
INSTANTS = st.timedeltas(-2 * REFRESH_GRACE, 2 * REFRESH_LIFETIME).map(lambda since: an_instant(0) + since)


@attrs.define
class Scene(PlatformScene):
    """A person who is logged in, and the tokens of that session, oldest first."""

    mina: object = None
    tokens: list = attrs.field(factory=list)

    def log_in(self):
        self.mina = self.platform.register()(Registration("mina@example.org", "a long password", "Mina"))
        self.tokens = [self.platform.log_in()("mina@example.org", "a long password", "192.0.2.1", "").refresh]
        return self

    def wait(self, time):
        self.installation.clock.advance(time)

    def show(self, number):
        """Trade one of the tokens; the pair that comes of it."""
        pair = self.platform.refresh_session()(self.tokens[number], "192.0.2.1")
        self.tokens.append(pair.refresh)
        return pair

    def alarms(self):
        return [entry.action for entry in audit(self)].count("session.refresh_reused")


@pytest.fixture
def scene():
    return Scene().log_in()


@given(
    st.lists(
        st.tuples(st.sampled_from([1, 1, 1, 2, 2, 3, 4]), st.timedeltas(timedelta(), REFRESH_GRACE * 0.7)), max_size=12
    )
)
def test_a_session_goes_on_while_the_newest_token_is_shown_or_soon_the_one_before(shown):
    scene = Scene().log_in()
    newest, before, since, now = 0, None, None, timedelta()
    for back, pause in shown:
        scene.wait(pause)
        now += pause
        number = max(0, len(scene.tokens) - back)
        lost = number == before and now < since + REFRESH_GRACE
        if number != newest and not lost:
            break
        pair = scene.show(number)
        assert scene.platform.identify()(pair.access.text) == scene.mina
        before, since = number, now if number == newest else since
        newest = len(scene.tokens) - 1
    else:
        assert scene.alarms() == 0
        return
    assert code(lambda: scene.show(number)) == REFUSED
    assert {code(lambda one=one: scene.show(one)) for one in range(len(scene.tokens))} == {REFUSED}
    assert scene.alarms() == 1


@given(INSTANTS, INSTANTS, INSTANTS, st.sampled_from(["none", "another", "used", "its own"]))
def test_a_used_token_is_good_only_with_its_own_unused_successor(made, used, now, kept):
    token = RefreshToken(digest_of("first"), SessionId(an_id(1)), made + REFRESH_LIFETIME)
    assert token.good_at(now, None) == (now < made + REFRESH_LIFETIME)
    successor = attrs.evolve(token, digest=digest_of("second"))
    traded = token.trade(successor, used)
    found = {"none": None, "another": token, "used": successor.take_back(used), "its own": successor}[kept]
    assert traded.good_at(now, found) == (kept == "its own" and now < used + REFRESH_GRACE)
    again = traded.trade(attrs.evolve(token, digest=digest_of("third")), now)
    assert (again.used_at, again.good_at(now, successor)) == (used, False)


def test_a_successor_comes_of_use_alone():
    with pytest.raises(ValueError, match="no successor"):
        RefreshToken(digest_of("x"), SessionId(an_id(1)), an_instant(0), successor=digest_of("y"))


def test_a_lost_answer_costs_nobody_their_session(scene):
    lost = scene.show(0)
    scene.wait(REFRESH_GRACE - MOMENT)
    assert scene.platform.identify()(scene.show(0).access.text) == scene.mina
    assert scene.show(2)
    assert lost.refresh == scene.tokens[1]
    assert scene.alarms() == 0


def test_the_grace_ends_with_its_time_however_often_it_was_asked_for(scene):
    scene.show(0)
    scene.wait(REFRESH_GRACE - MOMENT)
    scene.show(0)
    scene.wait(MOMENT)
    assert code(lambda: scene.show(0)) == REFUSED
    assert (code(lambda: scene.show(2)), scene.alarms()) == (REFUSED, 1)


@pytest.mark.parametrize("late", [0, 1])
def test_whose_successor_was_used_is_stolen_however_soon_it_comes(scene, late):
    for number in range(late + 2):
        scene.show(number)
    assert code(lambda: scene.show(late)) == REFUSED
    assert (code(lambda: scene.show(late + 2)), scene.alarms()) == (REFUSED, 1)


def test_the_token_of_an_answer_that_was_not_lost_gives_the_other_holder_away(scene):
    scene.show(0)
    scene.show(0)
    assert code(lambda: scene.show(1)) == REFUSED
    assert (code(lambda: scene.show(2)), scene.alarms()) == (REFUSED, 1)


def test_a_token_that_ran_out_in_its_grace_still_gets_its_answer(scene):
    scene.wait(REFRESH_LIFETIME - MOMENT)
    scene.show(0)
    scene.wait(MOMENT)
    assert scene.show(0)


def test_no_grace_outlives_its_session(scene):
    scene.show(0)
    scene.platform.log_out().by_refresh_token(scene.tokens[0])
    assert {code(lambda one=one: scene.show(one)) for one in (0, 1)} == {REFUSED}
    assert scene.alarms() == 0
