"""Many clips at once: each comes out as if it were the only one, whatever stands beside it."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.consensus import ClipVotes, aggregate, aggregate_many
from shrutik_core.consensus.policy import Policy
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.crowd_strategies import clips, empty_texts

# Number words beside digits, tags, compounds, marks on their own, and scripts without spaces.
_ODD = (
    "15", "fifteen", "পনেরো", "১৫", "2", "two", "to", "[noise]", "<unk>", "foot", "path", "footpath", "air-tight",
    "not", "না", "ไม่", "ฉันรักเธอ", "-", "।", "don't",
)  # fmt: skip
_POLICIES = (
    None,
    Policy(),
    Policy(witness=True),
    Policy(fewest=1, most=3, tags="noise"),
    Policy(guards=False, accept_confidence=0.5, witness=True),
)
_odd_texts = st.lists(st.sampled_from(_ODD), max_size=8).map(" ".join)


@st.composite
def votes(draw):
    """A clip as `aggregate_many` takes it: of any language and policy, with any number of votes that a clip has."""
    clip = draw(clips(most=5))
    texts = [*clip.texts, *draw(st.lists(st.one_of(_odd_texts, empty_texts), max_size=9))]
    workers = [f"w{number}" for number in range(len(texts))]
    return ClipVotes(
        texts=texts,
        workers=draw(st.sampled_from([None, workers])),
        reliability=draw(st.dictionaries(st.sampled_from(workers), st.floats(0, 1))),
        prompt=draw(st.sampled_from([None, clip.truth, "away " + clip.truth])),
        language=draw(st.sampled_from([clip.language, None, "th"])),
        policy=draw(st.sampled_from(_POLICIES)),
        skips=draw(st.integers(0, 4)),
    )


def fields(result):
    """All that a result says, field by field; repr tells floats apart to the last bit, and nan is nan."""
    told = {field.name: getattr(result, field.name) for field in attrs.fields(type(result))}
    return {name: repr(tuple(value) if name == "slots" else value) for name, value in told.items()}


def alone(clip):
    return fields(aggregate(**attrs.asdict(clip, recurse=False)))


@settings(max_examples=150, deadline=None)
@given(st.lists(votes(), min_size=1, max_size=8))
def test_each_clip_comes_out_to_the_last_bit_as_it_does_alone(together):
    assert [fields(result) for result in aggregate_many(together)] == [alone(clip) for clip in together]


@given(st.lists(votes(), min_size=2, max_size=4), st.sampled_from(["fitted", "em"]))
def test_the_method_is_only_what_a_result_says_of_itself(together, method):
    assert {result.method.value for result in aggregate_many(together, method=method)} == {method}


def test_how_numbers_are_written_elsewhere_does_not_matter():
    torn = ClipVotes(texts=["room fifteen", "room 15"])
    others = [ClipVotes(texts=["fifteen sixteen seventeen"] * 3), ClipVotes(texts=["15 16 17 18"] * 3)]
    for beside in (others, others[::-1], others[:1] * 5, others[1:] * 5):
        assert fields(aggregate_many([*beside, torn])[-1]) == alone(torn)


def test_nothing_is_made_of_nothing():
    assert aggregate_many([]) == ()
    assert aggregate_many([ClipVotes(texts=[])])[0].text == ""


def test_more_characters_than_are_settled_at_once_are_settled_in_parts(monkeypatch):
    clips_ = [ClipVotes(texts=[f"we met at {number}"] * 2) for number in range(5)]
    whole = [fields(result) for result in aggregate_many(clips_)]
    module, settled = aggregate_many.__globals__, []
    before = module["_settled"]
    monkeypatch.setitem(module, "_settled", lambda begun, method: settled.append(len(begun)) or before(begun, method))
    for most, parts in ((44, [2, 2, 1]), (43, [1] * 5), (1, [1] * 5), (110, [5]), (109, [4, 1])):
        settled.clear()
        monkeypatch.setitem(module, "MOST_CHARACTERS_TOGETHER", most)
        assert [fields(result) for result in aggregate_many(clips_)] == whole
        assert settled == parts


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (ClipVotes(texts=["a"], workers=[]), "workers_differ"),
        (ClipVotes(texts=["a"], reliability={"w": 1.1}), "reliability_invalid"),
        (ClipVotes(texts=["a"] * 1_001), "too_many_votes"),
        (ClipVotes(texts=["a " * 10_001]), "text_too_long"),
    ],
)
def test_what_one_clip_is_refused_for_refuses_all(fault, code):
    with pytest.raises(Invalid) as error:
        aggregate_many([ClipVotes(texts=["we met"]), fault])
    assert error.value.code == code


def test_a_thousand_votes_of_one_clip_are_not_too_many():
    assert aggregate_many([ClipVotes(texts=["we met"] * 1_000)])[0].votes == 1_000
