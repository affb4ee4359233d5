"""Distributions, words, votes and shares: each against a plain count of the same, and at the edges of its bounds."""

from collections import Counter
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifest_clips import a_clip
from shrutik_core.releases.manifest.line import PublishedVote
from shrutik_core.releases.stats import vocabulary, votes
from shrutik_core.releases.stats.distributions import COUNTED_TOGETHER, MOST_BARS, FigureCounts, distribution
from shrutik_core.releases.stats.same_things import DigestCounts
from shrutik_core.releases.stats.vocabulary import VocabularyCounts
from shrutik_core.releases.stats.voices import speaker_shares
from shrutik_core.releases.stats.votes import VoteCounts
from shrutik_core.shared.texts import graphemes

STEPS = st.dictionaries(st.integers(-(10**6), 10**6), st.integers(1, 50), min_size=1, max_size=60)
WORDS = st.lists(st.text("abকিখ", min_size=1, max_size=3), max_size=8)


@given(STEPS)
def test_a_distribution_says_of_values_what_sorting_them_says(steps):
    found = distribution(steps, 1)
    values = sorted(Counter(steps).elements())
    assert (found.clips, found.least, found.most) == (len(values), values[0], values[-1])
    assert found.mean == pytest.approx(sum(values) / len(values), abs=1e-6)
    for name, value in found.quantiles.items():
        assert value == values[max(0, -(-int(name[1:]) * len(values) // 100) - 1)]


@given(STEPS)
def test_each_value_is_in_a_histogram_once(steps):
    found = distribution(steps, 1).histogram
    end = found.start + found.width * len(found.counts)
    assert len(found.counts) <= MOST_BARS
    assert found.below == sum(count for value, count in steps.items() if value < found.start)
    assert found.above == sum(count for value, count in steps.items() if value >= end)
    for place, bar in enumerate(found.counts):
        low = found.start + place * found.width
        assert bar == sum(count for value, count in steps.items() if low <= value < low + found.width)
    assert found.below + found.above <= sum(steps.values()) / 50


@pytest.mark.parametrize("clips", [1, COUNTED_TOGETHER - 1, COUNTED_TOGETHER, COUNTED_TOGETHER + 1])
def test_figures_counted_together_are_none_lost(clips):
    counts = FigureCounts()
    for clip in range(clips):
        counts.add({"snr_db": clip % 7, "expected_wer": None, "rare": 1.0 if clip == 0 else None})
    found = counts.distributions()
    assert (found["snr_db"].clips, found["rare"].clips, set(found)) == (clips, 1, {"snr_db", "rare"})


@given(st.lists(WORDS, max_size=20), st.integers(0, 20))
def test_words_and_characters_are_counted(texts, cut):
    first, second = VocabularyCounts(), VocabularyCounts()
    for place, words in enumerate(texts):
        text = " ".join(words)
        assert (first if place < cut else second).add(text, text) == (
            len(words),
            sum(len(graphemes(word)) for word in words),
        )
    first.merge(second)
    found, words = first.vocabulary(), [word for words in texts for word in words]
    assert (found.words, found.distinct_words, found.complete) == (len(words), len(set(words)), True)
    assert {one.value: one.count for one in found.graphemes} == Counter(
        cluster for word in words for cluster in graphemes(word)
    )
    assert [one.count for one in found.frequent] == sorted(Counter(words).values(), reverse=True)[:100]


@given(st.lists(WORDS, max_size=20), st.integers(0, 20))
def test_of_too_many_words_the_same_are_kept_in_whatever_order(texts, cut):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "MOST_WORDS", 5)
        patch.setattr(vocabulary, "SLACK", 1)
        found = []
        for order in (texts, texts[::-1], texts[cut:] + texts[:cut]):
            parts = [VocabularyCounts(), VocabularyCounts()]
            for place, words in enumerate(order):
                parts[place < cut].add(" ".join(words), " ".join(words))
            parts[0].merge(parts[1])
            found.append(parts[0].vocabulary())
        words = Counter(word for words in texts for word in words)
        kept = sorted(words, key=lambda word: (len(word), word))[:5]
        assert found[0] == found[1] == found[2]
        assert {one.value: one.count for one in found[0].frequent} == {word: words[word] for word in kept}
        assert found[0].words_not_kept == words.total() - sum(words[word] for word in kept)
        assert found[0].complete is (len(words) <= 5)


@given(st.lists(st.integers(0, 30), unique=True, max_size=30), st.integers(1, 6), st.randoms())
def test_the_votes_that_are_compared_are_those_of_the_first_clips(numbers, most, random):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(votes, "MOST_COMPARED", most)
        lines = [
            a_clip(
                clip=f"{number:032x}",
                votes=(PublishedVote("a", "one", None), PublishedVote("b", "one" if number % 2 else "two", None)),
            )
            for number in numbers
        ]
        counts = [VoteCounts(), VoteCounts()]
        for line in lines:
            random.choice(counts).add(line)
        found = reduce(lambda one, other: one.merge(other) or one, counts).agreement()
        first = VoteCounts()
        for line in sorted(lines, key=lambda line: line.clip)[:most]:
            first.add(line)
        assert found.compared == min(most, len(lines))
        assert (found.alpha_texts, found.alpha_words) == (first.agreement().alpha_texts, first.agreement().alpha_words)


@given(st.lists(st.tuples(st.sampled_from(["train", "dev"]), st.sampled_from("abcde"), st.sampled_from("xy0"))))
def test_what_is_there_twice_is_counted_as_a_set_would(things):
    counts = DigestCounts()
    for split, text, sound in things:
        counts.add_text(split, text)
        counts.add_sound(sound.encode().hex() * 31 + "00")
    texts, sounds = counts.same_texts(), Counter(sound for _, _, sound in things)
    held = {split: {text for where, text, _ in things if where == split} for split in ("train", "dev")}
    assert (texts.clips, texts.distinct) == (len(things), len(held["train"] | held["dev"]))
    assert texts.in_two_splits == len(held["train"] & held["dev"])
    assert counts.same_sounds().groups == sum(count > 1 for count in sounds.values())
    assert counts.same_sounds().clips == sum(count for count in sounds.values() if count > 1)


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 10**9), min_size=1, max_size=20))
def test_shares_of_speakers_lie_where_they_must(times):
    found = speaker_shares({"train": times})
    assert 0 <= found.gini < 1
    assert found.lorenz[0] == 0
    assert found.lorenz[-1] == 1
    assert list(found.lorenz) == sorted(found.lorenz)
    assert found.largest == pytest.approx(max(times.values()) / sum(times.values()), abs=1e-6)


def test_equal_speakers_have_no_gini_and_one_alone_has_all():
    assert speaker_shares({"train": {"a": 5, "b": 5}}).gini == 0
    assert speaker_shares({"train": {"a": 5}}).largest == 1
    assert speaker_shares({"train": {"a": 0, "b": 9}}).gini == 0.5
    assert speaker_shares({}).speakers == 0
