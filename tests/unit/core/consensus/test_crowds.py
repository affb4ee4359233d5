"""The simulated crowd errs at the rate it is given, the same way for the same seed."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.texts import comparison_key, words
from shrutik_core.testing.crowds import Crowd, Mistyper, Spam
from unit.core.consensus.sentences import BY_LANGUAGE

languages = st.sampled_from(["bn", "hi", "en", "ta", "bn-BD"])


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
@pytest.mark.parametrize("rate", [0.05, 0.15, 0.25])
def test_the_word_error_rate_is_what_was_asked(language, rate):
    rng, typist = np.random.default_rng(5), Mistyper(language, rate)
    pairs = [(words(line), words(typist.type(line, rng))) for line in BY_LANGUAGE[language] * 100]
    measured = sum(Levenshtein.distance(a, b) for a, b in pairs) / sum(len(a) for a, _ in pairs)
    assert measured == pytest.approx(rate, rel=0.15)


@given(languages, st.floats(0, 0.8), st.integers(0, 99), st.text() | st.sampled_from(BY_LANGUAGE["bn"]))
def test_any_text_is_typed_the_same_way_for_the_same_seed(language, rate, seed, text):
    first, second = (Mistyper(language, rate).type(text, np.random.default_rng(seed)) for _ in range(2))
    assert first == second


@given(languages, st.integers(0, 99), st.sampled_from([s for rows in BY_LANGUAGE.values() for s in rows]))
def test_habits_change_no_word(language, seed, text):
    typed = Mistyper(language, 0.0, 1.0).type(text, np.random.default_rng(seed))
    assert comparison_key(typed) == comparison_key(text)


def test_a_crowd_has_people_spammers_and_copies():
    people = {f"p{i}": Mistyper("en", 0.2) for i in range(5)}
    crowd = Crowd(people, {"s": Spam.RANDOM, "o": Spam.OTHER_ITEM}, {"p1": "p2"})
    truths = dict(enumerate(BY_LANGUAGE["en"]))
    truths = {str(item): text for item, text in truths.items()}
    rows = list(crowd.transcribe(truths, 9, np.random.default_rng(2)))
    assert len(rows) == 7 * len(truths)
    typed = {(row.item, row.worker): row.text for row in rows}
    for item, truth in truths.items():
        assert typed[item, "p1"] == typed[item, "p2"]
        assert typed[item, "o"] in truths.values()
        assert typed[item, "o"] != truth
        assert len(typed[item, "s"].split()) == len(truth.split())


def test_rates_out_of_range_are_refused():
    with pytest.raises(Invalid):
        Mistyper("bn", 0.9)
    with pytest.raises(Invalid):
        Mistyper("bn", 0.1, 1.5)


def test_the_library_does_not_import_the_tools_of_tests():
    program = "import sys, shrutik_core.consensus; print({'hypothesis', 'pytest'} & set(sys.modules))"
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert told.stdout.strip() == "set()"
