"""The values of the numbers in a text."""

from hypothesis import strategies as st

from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_runs import number_runs

CODES = st.sampled_from(["en", "bn", "hi"])


def values(text, language):
    return [run.value for run in number_runs(words_of(text), language)]
