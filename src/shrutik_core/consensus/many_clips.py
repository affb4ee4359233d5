"""Many clips: reliability is learnt across them, each gets its text and its decision."""

from collections.abc import Iterable, Mapping
from typing import Literal

from shrutik_core.consensus.corpus_result import CorpusConsensus
from shrutik_core.consensus.crowd.corpus import Group, in_batches, learn_workers, settle_groups
from shrutik_core.consensus.crowd.learnt_workers import LearntWorkers
from shrutik_core.consensus.crowd.tidy_names import says_nothing, tidy_name
from shrutik_core.consensus.decide import decided
from shrutik_core.consensus.policy import Policy, reading_of
from shrutik_core.consensus.result import Transcript
from shrutik_core.shared.errors import Invalid


def aggregate_corpus(
    transcriptions: Iterable[tuple[str, str, str]],
    *,
    prompts: Mapping[str, str] | None = None,
    language: str | None = None,
    policy: Policy | None = None,
    method: Literal["fitted", "em"] = "fitted",
) -> CorpusConsensus:
    """What was said in many clips; workers' reliability is learnt across them.

    Args:
        transcriptions: (item, worker, text), in any order. Names are tidied as those of a table are (`tidy_name`),
            also in the result; a row that says nothing is passed over.
        prompts: for read speech, the expected text of an item's whole recording; joins as a witness.
        language: BCP 47 tag, for what only some languages fold, and for the guards of the decision.
        policy: what to make of each result; the default policy if None.
        method: ``fitted`` (weights fitted on labelled clips), or ``em`` (the text depends on no label at all).

    Raises:
        Invalid: ``duplicate_transcription`` if a worker has two rows for one item; ``prompt_conflict``
            if names of one item have two prompts; ``text_too_long``; ``method_unknown``.
    """
    groups: dict[str, list[Transcript]] = {}
    for row in transcriptions:
        if not all(map(says_nothing, row)):
            vote = Transcript(_tidy(row[0]), _tidy(row[1]), row[2])
            groups.setdefault(vote.item, []).append(vote)
    if prompts is not None:
        prompts = _tidied(prompts)
    listed: list[Group] = sorted(groups.items())
    reading = reading_of(policy, language)
    learnt = sum(1 for _ in in_batches(listed)) > 1
    book = learn_workers(listed, prompts=prompts, reading=reading) if learnt else LearntWorkers()
    items = {}
    found = settle_groups(listed, book, learnt=learnt, prompts=prompts, method=method, reading=reading)
    for item, result in found:
        items[item] = decided(result, policy, language=language)
    return CorpusConsensus(items, book.reliability())


def _tidied(prompts: Mapping[str, str]) -> dict[str, str]:
    tidied: dict[str, str] = {}
    for item, prompt in prompts.items():
        if tidied.setdefault(_tidy(item), prompt) != prompt:
            raise Invalid("prompt_conflict", f"Item {_tidy(item)!r} has two different prompts: keep one of them.")
    return tidied


def _tidy(name: str) -> str:
    # A data frame may have numbers for names: they are their own.
    return tidy_name(name) if isinstance(name, str) else name
