"""A corpus in memory: small enough for one batch and larger than one, with all that is told along the way."""

from contextlib import contextmanager

import attrs
import pytest

from shrutik_core.consensus.crowd import corpus
from shrutik_core.consensus.one_clip import aggregate
from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.result import PROMPT, Method, Transcript
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.use_cases.corpus.settle_corpus import (
    ITEM_COLUMNS,
    WORKER_COLUMNS,
    CorpusSettings,
    SettleCorpus,
)

GOOD, OTHER = "amar sonar bangla ami tomay bhalobashi", "amar sonar bangla ami tomay bhalobasi"
ROWS = [
    Transcript(f"item{number:02}", worker, GOOD if worker != "c" else OTHER)
    for number in range(12)
    for worker in ("a", "b", "c")
]
SETTINGS = CorpusSettings(Policy(fewest=2, accept_confidence=0.5))


@attrs.frozen
class ListSource:
    """Rows out of a list; half-way and at the end it says how far it is."""

    items: list

    def rows(self, on_share=None):
        for place, row in enumerate(self.items, 1):
            yield row
            if on_share:
                on_share(place / len(self.items))


class ListSorter:
    """Rows brought together in memory."""

    @contextmanager
    def sort(self, rows):
        yield sorted(rows)


@attrs.define
class ListSink:
    """Rows into a list, which is there once all went well."""

    columns: dict = attrs.field(factory=dict)
    rows: list = attrs.field(factory=list)

    @contextmanager
    def open(self, columns):
        found = []
        yield found.append
        self.columns, self.rows = dict(columns), found


def settled(rows=ROWS, settings=SETTINGS):
    """The items, the workers, the report, and what was told of progress."""
    items, workers, told = ListSink(), ListSink(), []
    settle = SettleCorpus(ListSource(list(rows)), ListSorter())
    report = settle(items, settings, workers=workers, on_progress=lambda *one: told.append(one))
    return items, workers, report, told


@pytest.fixture
def small_batches(monkeypatch):
    """A corpus of twelve items is three batches."""
    monkeypatch.setattr(corpus, "BATCH", 4)


def test_columns_are_those_of_the_documentation():
    items, workers, _, _ = settled()
    assert list(items.columns) == ["item", "text", "confidence", "expected_wer", "votes", "decision"]
    assert items.columns == ITEM_COLUMNS
    assert workers.columns == WORKER_COLUMNS
    assert list(workers.columns.items()) == [
        ("worker", str),
        ("items", int),
        ("words", int),
        ("accuracy", float),
        ("deviation", float),
        ("contested", float),
        ("weight", float),
        ("suspect", int),
    ]


def test_each_item_has_its_text_with_figures_of_six_digits():
    items, _, report, _ = settled()
    assert [row[0] for row in items.rows] == [f"item{number:02}" for number in range(12)]
    assert {row[1] for row in items.rows} == {GOOD}
    assert {(row[4], row[5]) for row in items.rows} == {(3, "accept")}
    for _, _, confidence, expected_wer, _, _ in items.rows:
        assert (round(confidence, 6), round(expected_wer, 6)) == (confidence, expected_wer)
        assert (round(confidence, 5), round(expected_wer, 5)) != (confidence, expected_wer)
    assert (report.rows, report.items, report.workers, report.decisions) == (36, 12, 3, {"accept": 12})
    assert report.confidence == pytest.approx(sum(row[2] for row in items.rows) / 12, abs=1e-6)
    assert report.expected_wer == pytest.approx(sum(row[3] for row in items.rows) / 12, abs=1e-6)
    assert len({row[2] for row in items.rows}) >= 1
    assert report.confidence > 0.5 > report.expected_wer > 0


def test_each_worker_has_what_the_corpus_taught_of_them():
    _, workers, _, _ = settled()
    assert [row[:3] for row in workers.rows] == [("a", 12, 72), ("b", 12, 72), ("c", 12, 72)]
    a, b, c = workers.rows
    assert a[3:] == b[3:]
    assert a[3] > c[3] > 0.6
    assert a[5] > c[5]
    assert a[6] > c[6]
    assert [row[7] for row in workers.rows] == [0, 0, 0]
    for row in workers.rows:
        assert [round(figure, 6) for figure in row[3:7]] == list(row[3:7])
    assert any(round(a[place], 5) != a[place] for place in (3, 4))
    assert 0 < a[4] < 0.2


def test_who_types_noise_is_a_suspect():
    noise = [Transcript(f"item{number:02}", "z", f"x{number} y{number} q w e r t") for number in range(12)]
    _, workers, report, _ = settled([*ROWS, *noise])
    assert {row[0]: row[7] for row in workers.rows} == {"a": 0, "b": 0, "c": 0, "z": 1}
    assert report.rows == 48


def test_without_a_table_of_workers_the_items_are_the_same():
    items = ListSink()
    SettleCorpus(ListSource(ROWS), ListSorter())(items, SETTINGS, on_progress=lambda *_: None)
    assert items.rows == settled()[0].rows


def test_a_corpus_of_one_batch_is_told_from_reading_to_settling():
    _, _, _, told = settled()
    assert told == [("reading", place / 36) for place in range(1, 37)] + [("reading", 1.0), ("settling", 1.0)]


def test_a_corpus_of_several_batches_is_learnt_before_it_is_settled(small_batches):
    _, _, _, told = settled()
    shares = [1 / 3, 2 / 3, 1.0]
    assert told[37:] == [("learning", share) for share in shares] + [("settling", share) for share in shares]


def test_what_is_learnt_of_the_whole_corpus_counts_in_each_batch(small_batches):
    items, workers, report, _ = settled()
    assert (report.rows, report.items, report.workers) == (36, 12, 3)
    assert {row[1] for row in items.rows} == {GOOD}
    assert [row[:2] for row in workers.rows] == [("a", 12), ("b", 12), ("c", 12)]


def test_an_empty_corpus_comes_to_nothing():
    items, workers, report, told = settled([])
    assert (items.rows, workers.rows) == ([], [])
    assert (report.rows, report.items, report.workers, dict(report.decisions)) == (0, 0, 0, {})
    assert (report.expected_wer, report.confidence) == (0.0, 0.0)
    assert told == [("reading", 1.0), ("settling", 0.0)]


def test_a_prompt_is_no_row_and_said_again_says_nothing_new():
    prompts = [Transcript("item00", PROMPT, OTHER)] * 3
    _, workers, report, _ = settled([*prompts, *ROWS])
    assert (report.rows, [row[0] for row in workers.rows]) == (36, ["a", "b", "c"])
    with pytest.raises(Invalid) as caught:
        settled([*prompts, Transcript("item00", PROMPT, GOOD), *ROWS])
    assert caught.value.code == "prompt_conflict"


@pytest.mark.parametrize("batch", [4, 1_000])
def test_a_prompt_is_one_more_vote_for_its_item(monkeypatch, batch):
    monkeypatch.setattr(corpus, "BATCH", batch)
    rows = [row for row in ROWS if row.worker != "b"]
    plain = settled(rows)[0].rows[0]
    prompted = settled([Transcript("item00", PROMPT, OTHER), *rows])[0].rows[0]
    assert (prompted[1], plain[1]) == (GOOD, GOOD)
    assert prompted[2] != plain[2]


@pytest.mark.parametrize("batch", [4, 1_000])
def test_one_item_is_explained_with_what_the_whole_corpus_taught(monkeypatch, batch):
    monkeypatch.setattr(corpus, "BATCH", batch)
    settle = SettleCorpus(ListSource(ROWS), ListSorter())
    row = settled()[0].rows[5]
    result = settle.explain("item05", SETTINGS, on_progress=lambda *_: None)
    assert (result.text, round(result.confidence, 6), result.votes, result.decision.value) == (
        row[1],
        row[2],
        3,
        "accept",
    )
    with pytest.raises(Missing) as caught:
        settle.explain("item99", SETTINGS, on_progress=lambda *_: None)
    assert caught.value.code == "item_missing"


def test_explaining_goes_through_the_batch_of_the_item_alone(small_batches):
    told = []
    settle = SettleCorpus(ListSource(ROWS), ListSorter())
    settle.explain("item05", SETTINGS, on_progress=lambda *one: told.append(one))
    assert [one for one in told if one[0] == "settling"] in ([], [("settling", 1 / 3)])


def test_the_policy_the_method_and_the_language_are_asked():
    assert CorpusSettings() == CorpusSettings(Policy(), Method.FITTED, None)
    strict = CorpusSettings(Policy(fewest=4, most=5))
    assert {row[5] for row in settled(settings=strict)[0].rows} == {"more_votes"}
    for method in Method:
        settle = SettleCorpus(ListSource(ROWS), ListSorter())
        result = settle.explain("item05", CorpusSettings(method=method), on_progress=lambda *_: None)
        assert result.method is method
    with pytest.raises(Invalid):
        CorpusSettings(language="no language!")


def test_a_negation_in_the_language_of_the_corpus_goes_to_review():
    texts = {"a": "আমি যাব", "b": "আমি যাব না"}
    rows = [Transcript("one", worker, text) for worker, text in texts.items()]
    decided = {}
    for language in ("bn", "en", None):
        settings = CorpusSettings(Policy(fewest=2, accept_confidence=0.0), language=language)
        decided[language] = settled(rows, settings)[0].rows[0][5]
        result = SettleCorpus(ListSource(rows), ListSorter()).explain("one", settings, on_progress=lambda *_: None)
        assert result.decision.value == decided[language]
        assert result.votes == aggregate(list(texts.values())).votes
    assert decided == {"bn": "review", "en": "accept", None: "review"}
