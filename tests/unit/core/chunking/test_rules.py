import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking import Rules, WhenShort
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import plain, read_family


@st.composite
def sound_rules(draw):
    minimum = draw(st.floats(0.2, 5))
    maximum = draw(st.floats(2 * minimum, 60))
    low = draw(st.floats(minimum, maximum))
    high = draw(st.floats(low, maximum))
    margin = draw(st.floats(0, 1))
    return {
        "minimum": minimum,
        "maximum": maximum,
        "preferred_minimum": low,
        "preferred_maximum": high,
        "target": draw(st.floats(low, high)),
        "margin": margin,
        "silence": draw(st.floats(2 * margin + minimum, 100)),
        "when_short": draw(st.sampled_from(["keep", "refuse"])),
    }


@pytest.mark.property
@given(sound_rules())
def test_rules_come_back_from_their_mapping(mapping):
    rules = read_family(Rules, mapping)
    assert plain(rules) == mapping
    assert read_family(Rules, plain(rules)) == rules


@pytest.mark.property
@given(st.dictionaries(st.text(max_size=12), st.none() | st.text(max_size=4) | st.floats() | st.booleans(), max_size=5))
def test_any_mapping_gives_rules_or_a_refusal_with_its_fields(mapping):
    try:
        read_family(Rules, mapping)
    except Invalid as refused:
        assert refused.code == "rules_invalid"
        assert refused.errors
        assert {error.field for error in refused.errors} & ({*mapping} | {"silence", "target"})


def test_every_wrong_field_is_named_at_once():
    with pytest.raises(Invalid) as caught:
        read_family(Rules, {"minimum": "one", "when_short": "perhaps", "maximun": 3})
    assert [(e.field, e.code) for e in caught.value.errors] == [
        ("maximun", "unknown"),
        ("minimum", "wrong_type"),
        ("when_short", "wrong_type"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minimum", 0.1),
        ("minimum", float("nan")),
        ("maximum", 1.5),
        ("maximum", 1e9),
        ("target", 9.0),
        ("preferred_minimum", 0.5),
        ("preferred_maximum", 11.0),
        ("margin", -1.0),
        ("silence", 1.0),
        ("silence", float("inf")),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(field, value):
    with pytest.raises(Invalid) as caught:
        read_family(Rules, {field: value})
    assert field in {error.field for error in caught.value.errors}


def test_the_defaults_are_those_of_the_blueprint():
    rules = Rules()
    assert (rules.minimum, rules.maximum, rules.silence) == (1.0, 10.0, 3.0)
    assert rules.when_short is WhenShort.KEEP


@pytest.mark.parametrize(
    ("field", "just", "beyond"),
    [
        ("maximum", {"minimum": 5.0, "preferred_minimum": 5.0}, {"minimum": 5.1, "preferred_minimum": 5.1}),
        ("preferred_minimum", {"preferred_minimum": 1.0}, {"preferred_minimum": 0.9}),
        ("preferred_maximum", {"preferred_maximum": 10.0}, {"preferred_maximum": 10.1}),
        ("target", {"target": 2.0}, {"target": 1.9}),
        ("target", {"target": 8.0}, {"target": 8.1}),
        ("silence", {"silence": 1.75, "margin": 0.375}, {"silence": 1.74, "margin": 0.375}),
    ],
)
def test_lengths_leave_each_other_just_enough_room(field, just, beyond):
    assert plain(read_family(Rules, {"silence": 10.0, **just})).items() >= just.items()
    with pytest.raises(Invalid) as caught:
        read_family(Rules, {"silence": 10.0, **beyond})
    assert [(error.field, error.code) for error in caught.value.errors] == [(field, "contradicts")]
