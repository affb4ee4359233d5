"""Audit entries."""

import pytest

from shrutik_core.testing.builders import an_entry


def test_an_entry_cannot_be_changed():
    with pytest.raises(AttributeError):
        an_entry().action = "nothing.happened"


def test_the_system_acts_without_an_actor_and_facts_are_not_shared():
    first, second = an_entry(1), an_entry(2)
    assert first.actor is None
    assert first.facts == {}
    assert first.facts is not second.facts
