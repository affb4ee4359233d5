"""Hypothesis strategies of policy families, made from the knobs: values in range, any values, whole families."""

from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import read_family

BEYOND = 1e12
WORDS = st.text(max_size=12)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.just(10**400) | WORDS
JUNK = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3))


def in_range(knob):
    """Plain values that the knob takes."""
    low, high = knob.notes.low, knob.notes.high
    low, high = -BEYOND if low is None else low, BEYOND if high is None else high
    if knob.choices:
        values = st.sampled_from(knob.choices)
    elif knob.kind is bool:
        values = st.booleans()
    elif knob.kind is str:
        values = st.text(max_size=min(40, int(high)))
    else:
        values = st.integers(int(low), int(high)) if knob.kind is int else st.floats(low, high)
    return st.none() | values if knob.optional else values


def mappings(family_knobs, most=3):
    """Names and values of up to ``most`` knobs, each in its range; together they may contradict each other."""
    chosen = st.lists(st.sampled_from(family_knobs), unique=True, max_size=most)
    return chosen.flatmap(lambda knobs: st.fixed_dictionaries({knob.name: in_range(knob) for knob in knobs}))


def families(family, family_knobs):
    """Families with some knobs away from their defaults."""
    return mappings(family_knobs).map(lambda values: _or_none(family, values)).filter(lambda made: made is not None)


def _or_none(family, values):
    try:
        return read_family(family, values)
    except Invalid:
        return None
