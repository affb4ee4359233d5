"""What any consensus of several transcriptions should keep to: a pytest class to put one's own aggregator through."""

import shrutik_core.testing.needed_extra  # noqa: F401 - says which extra to install

# isort: split

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shrutik_core.shared.texts import canonical, words
from shrutik_core.testing.crowd_strategies import (
    Clip,
    clips,
    empty_texts,
    languages,
    sentences,
)

_EPSILON = 1e-9
_Form = Literal["NFC", "NFD"]
_FORMS: tuple[_Form, ...] = ("NFC", "NFD")
_MOST = 7
_TIED = Clip("en", "we met", ("we met", "we meet"), ("w0", "w1"))
_COMPOSED = Clip("bn", "আলো", ("আলো", "আলো", "কালো"), ("w0", "w1", "w2"))
# The same law is run by several classes; the examples are the same in each run, so that a law known to be
# broken is seen to be broken each time.
law = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow, HealthCheck.data_too_large],
)


class AggregatedText(Protocol):
    """What an aggregator gives: a text, and the probability, 0..1, that it is exactly right."""

    @property
    def text(self) -> str: ...
    @property
    def confidence(self) -> float: ...


class ConsensusLaws:
    """Subclass this, name the subclass ``Test...`` and give it an ``aggregate``.

    Attributes:
        unanimous_confidence: what three votes or more that agree deserve at least.
        single_confidence: what a single vote deserves at most.
    """

    unanimous_confidence = 0.8
    single_confidence = 0.9

    def aggregate(
        self,
        texts: Sequence[str],
        *,
        workers: Sequence[str] | None = None,
        reliability: Mapping[str, float] | None = None,
        prompt: str | None = None,
    ) -> AggregatedText:
        """The consensus of one clip.

        Args:
            texts: what each vote typed.
            workers: who they are.
            reliability: share of words, 0..1, that a worker is known to have right.
            prompt: what was to be read, if that is a witness; may be ignored.
        """
        raise NotImplementedError

    @law
    @given(clips(), st.permutations(range(_MOST)))
    @example(_TIED, [1, 0])
    def test_the_order_of_votes_does_not_matter(self, clip: Clip, order: list[int]) -> None:
        places = [i for i in order if i < len(clip.texts)]
        plain = self.aggregate(clip.texts, workers=clip.workers)
        shuffled = self.aggregate([clip.texts[i] for i in places], workers=[clip.workers[i] for i in places])
        _same(plain, shuffled)

    @law
    @given(clips())
    def test_the_names_of_workers_do_not_matter(self, clip: Clip) -> None:
        renamed = [f"zz{len(name)}-{9 - int(name[1:])}" for name in clip.workers]
        _same(self.aggregate(clip.texts, workers=clip.workers), self.aggregate(clip.texts, workers=renamed))

    @law
    @given(languages.flatmap(sentences), st.integers(1, 8))
    def test_unanimity_returns_that_text(self, text: str, votes: int) -> None:
        heard = self.aggregate([text] * votes, workers=[f"w{n}" for n in range(votes)])
        assert canonical(heard.text) == canonical(text)
        if votes >= 3:
            assert heard.confidence >= self.unanimous_confidence

    @law
    @given(clips(), st.lists(st.sampled_from(_FORMS), min_size=_MOST, max_size=_MOST))
    @example(_COMPOSED, ["NFC", "NFD", "NFC"])
    def test_canonically_equivalent_texts_give_the_same(self, clip: Clip, forms: list[_Form]) -> None:
        variants = [unicodedata.normalize(form, text) for form, text in zip(forms, clip.texts, strict=False)]
        _same(self.aggregate(clip.texts, workers=clip.workers), self.aggregate(variants, workers=clip.workers))

    @law
    @given(clips())
    def test_every_word_was_typed_by_a_worker(self, clip: Clip) -> None:
        heard = self.aggregate(clip.texts, workers=clip.workers)
        assert set(words(heard.text)) <= _typed(clip.texts)

    @law
    @given(clips(), st.data())
    def test_with_a_prompt_every_word_was_typed_or_stands_in_it(self, clip: Clip, data: st.DataObject) -> None:
        prompt = data.draw(st.sampled_from([clip.truth, clip.truth + " " + clip.truth]))
        heard = self.aggregate(clip.texts, workers=clip.workers, prompt=prompt)
        assert set(words(heard.text)) <= _typed((*clip.texts, prompt))

    @law
    @given(languages.flatmap(lambda code: st.tuples(sentences(code), sentences(code))), st.integers(2, 5))
    def test_a_prompt_never_outvotes_people_who_agree(self, pair: tuple[str, str], votes: int) -> None:
        said, prompt = pair
        heard = self.aggregate([said] * votes, prompt=prompt)
        assert words(heard.text) == words(said)

    @law
    @given(clips())
    def test_one_more_vote_that_agrees_never_lowers_confidence(self, clip: Clip) -> None:
        before = self.aggregate(clip.texts, workers=clip.workers)
        after = self.aggregate([*clip.texts, before.text], workers=[*clip.workers, "w9"])
        assert words(after.text) == words(before.text)
        assert after.confidence >= before.confidence - _EPSILON

    @law
    @given(languages.flatmap(lambda code: st.tuples(sentences(code), sentences(code))), st.integers(0, 2))
    def test_an_unreliable_vote_changes_nothing_two_agree_on(self, pair: tuple[str, str], place: int) -> None:
        said, other = pair
        texts, workers = [said, said], ["w0", "w1"]
        texts.insert(place, other)
        workers.insert(place, "bad")
        heard = self.aggregate(texts, workers=workers, reliability={"w0": 0.9, "w1": 0.9, "bad": 0.05})
        assert words(heard.text) == words(said)

    @law
    @given(clips(), st.lists(empty_texts, max_size=3))
    def test_confidence_is_a_probability(self, clip: Clip, empties: list[str]) -> None:
        texts = [*clip.texts, *empties]
        assert 0 <= self.aggregate(texts).confidence <= 1

    @law
    @given(languages.flatmap(sentences))
    def test_a_single_vote_is_never_believed_like_several(self, text: str) -> None:
        alone, two = (self.aggregate([text] * votes).confidence for votes in (1, 2))
        assert alone <= self.single_confidence
        assert alone <= two + _EPSILON

    @law
    @given(clips(most=3), st.lists(empty_texts, min_size=1, max_size=6))
    def test_empty_texts_never_win_over_text(self, clip: Clip, empties: list[str]) -> None:
        plain = self.aggregate(clip.texts)
        assert words(plain.text)
        assert words(self.aggregate([*empties, *clip.texts]).text) == words(plain.text)

    @law
    @given(st.lists(empty_texts, max_size=5))
    def test_without_a_typed_word_there_is_no_text(self, empties: list[str]) -> None:
        assert words(self.aggregate(empties).text) == []

    @law
    @given(clips(), clips())
    def test_a_clip_depends_on_nothing_but_its_own_votes(self, clip: Clip, other: Clip) -> None:
        first = self.aggregate(clip.texts, workers=clip.workers)
        self.aggregate(other.texts, workers=other.workers)
        again = self.aggregate(clip.texts, workers=clip.workers)
        assert (first.text, first.confidence) == (again.text, again.confidence)


def breaks(name: str, reason: str) -> Callable[[ConsensusLaws], None]:
    """A test, for a subclass, of a law that its aggregator is known to break; passing it is a failure."""

    @pytest.mark.xfail(strict=True, reason=reason)
    def broken(self: ConsensusLaws) -> None:
        getattr(ConsensusLaws, name)(self)

    return broken


def _same(a: AggregatedText, b: AggregatedText) -> None:
    assert canonical(a.text) == canonical(b.text)
    assert abs(a.confidence - b.confidence) <= _EPSILON


def _typed(texts: Sequence[str]) -> set[str]:
    return {word for text in texts for word in words(text)}
