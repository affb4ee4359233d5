"""Gold items: mixed in by passed-in chance alone, never told by their number, never one's own, never twice."""

import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import read_family
from shrutik_core.testing.builders import a_chunk, a_contributor
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.transcription.gold import MOST_HEARERS, GoldCandidate, from_start, may_be_lent, start_of
from shrutik_core.transcription.lending import LARGEST_GOLD_SHARE, Lending, mixed

shares = st.floats(0, 1)
draws = st.floats(0, 1, exclude_max=True)
batches = st.integers(0, 20).flatmap(
    lambda size: st.tuples(
        st.just([f"o{n}" for n in range(size)]), st.lists(draws, min_size=size, max_size=size), st.integers(0, 20)
    )
)


@given(batches, shares)
def test_how_many_are_lent_does_not_hang_on_gold(batch, share):
    ordinary, chances, count = batch
    lent = mixed(ordinary, [f"g{n}" for n in range(count)], share, chances)
    assert len(lent) == len(ordinary)


@given(batches, shares)
def test_both_kinds_keep_their_order_and_nothing_comes_twice(batch, share):
    ordinary, chances, count = batch
    golds = [f"g{n}" for n in range(count)]
    lent = mixed(ordinary, golds, share, chances)
    plain, gold = ([one for one, is_gold in lent if is_gold is kind] for kind in (False, True))
    assert plain == ordinary[: len(plain)]
    assert gold == golds[: len(gold)]


@given(batches, shares)
def test_a_place_is_gold_where_its_draw_says_so_and_gold_is_left(batch, share):
    ordinary, chances, count = batch
    lent = mixed(ordinary, ["g"] * count, share, chances)
    left = count
    for draw, (_, is_gold) in zip(chances, lent, strict=True):
        assert is_gold == (draw < share and left > 0)
        left -= is_gold


@given(batches)
def test_without_a_share_nothing_is_mixed_in(batch):
    ordinary, chances, count = batch
    assert mixed(ordinary, ["g"] * count, 0.0, chances) == tuple((one, False) for one in ordinary)


cases = st.builds(
    GoldCandidate,
    st.builds(a_gold, st.just(1), lent=st.sampled_from([0, MOST_HEARERS - 1, MOST_HEARERS])),
    st.builds(a_chunk, st.just(1), status=st.sampled_from(ChunkStatus)),
    st.booleans(),
)


@given(cases, st.sampled_from([1, 2, 3]))
def test_lent_is_what_is_settled_new_to_them_not_theirs_not_marked_by_them_and_not_worn(candidate, who):
    person = a_contributor(who)
    expected = (
        candidate.chunk.status is ChunkStatus.SETTLED
        and candidate.chunk.speaker != person.speaker
        and candidate.gold.marked_by != person.id
        and not candidate.had_before
        and candidate.gold.lent < MOST_HEARERS
    )
    assert may_be_lent(candidate, person.id, [person.speaker]) == expected


@given(cases)
def test_nobody_is_lent_their_own_voice(candidate):
    assert not may_be_lent(candidate, a_contributor(9).id, [candidate.chunk.speaker])


@given(st.lists(st.integers(1, 60), unique=True), draws)
def test_from_any_start_the_circle_is_gone_round_once(numbers, draw):
    candidates = [GoldCandidate(a_gold(number, chunk=a_chunk(number).id), a_chunk(number), False) for number in numbers]
    start = start_of(draw)
    order = [one.gold.chunk for one in from_start(candidates, start)]
    assert sorted(order) == sorted(one.gold.chunk for one in candidates)
    behind = [chunk for chunk in order if chunk >= start]
    assert order == sorted(behind) + sorted(set(order) - set(behind))


@given(draws, draws)
def test_starts_keep_the_order_of_their_draws(one, other):
    assert (start_of(one) <= start_of(other)) or one > other


@given(st.floats())
def test_a_share_is_from_0_to_its_limit(share):
    if math.isfinite(share) and 0 <= share <= LARGEST_GOLD_SHARE:
        assert read_family(Lending, {"gold_share": share}).gold_share == share
    else:
        with pytest.raises(Invalid) as error:
            read_family(Lending, {"gold_share": share})
        assert error.value.code == "lending_invalid"


@pytest.mark.parametrize("values", [{"gold_share": "0.1"}, {"gold_share": True}, {"gold_shares": 0.1}])
def test_what_is_no_share_is_refused(values):
    with pytest.raises(Invalid) as error:
        read_family(Lending, values)
    assert error.value.code == "lending_invalid"
    assert [fault.field for fault in error.value.errors] == list(values)


@pytest.mark.parametrize("text", ["", " ।, ", "\0", "x" * 5_001])
def test_a_known_text_has_a_word_and_can_be_stored(text):
    with pytest.raises(Invalid) as error:
        a_gold(text=text)
    assert error.value.code == "text_invalid"


def test_a_known_text_is_trimmed():
    assert a_gold(text=" আমি ").text == "আমি"
    assert attrs.evolve(a_gold(), lent=3).lent == 3
    with pytest.raises(ValueError, match="lent"):
        a_gold(lent=-1)
