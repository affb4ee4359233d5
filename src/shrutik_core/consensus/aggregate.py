"""One clip: what several people typed becomes one text that says how sure it is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from rapidfuzz.distance import Levenshtein

from shrutik_core.consensus.result import (
    Agreement,
    Choice,
    Consensus,
    CorpusConsensus,
    Method,
    Slot,
    Transcript,
    Voice,
    WorkerReliability,
)
from shrutik_core.shared.texts import canonical, fold


def aggregate(
    texts: Sequence[str],
    *,
    workers: Sequence[str] | None = None,
    reliability: Mapping[str, float] | None = None,
    prompt: str | None = None,
    language: str | None = None,
    policy: object | None = None,
    method: Literal["fitted", "em"] = "fitted",
) -> Consensus:
    """What was said, from what several people typed for one clip."""
    del prompt, language, policy
    raw = [canonical(text).split() for text in texts]
    keyed = [[(k, t) for t in row if (k := fold(t).strip('.,!?;:"।-'))] for row in raw]
    spoken = [i for i, row in enumerate(keyed) if row]
    accuracy = [(reliability or {}).get(w, 0.8) for w in workers] if workers else [0.8] * len(texts)
    slots = _slots(keyed, sorted(spoken, key=lambda i: keyed[i])) if spoken else ()
    sure = 1.0
    for slot in slots:
        sure *= slot.chosen.probability
    return Consensus(
        text=" ".join(s.chosen.text for s in slots if s.chosen.key),
        confidence=sure if spoken else 0.0,
        expected_wer=sum(1 - s.chosen.probability for s in slots) / max(1, len(slots)),
        votes=len(spoken),
        agreement=Agreement(1.0),
        slots=tuple(slots),
        voices=tuple(
            Voice(workers[i] if workers else None, t, accuracy[i], 1.0, i in spoken)
            for i, t in enumerate(texts)
        ),
        method=Method(method),
    )


def aggregate_corpus(
    transcriptions: Iterable[tuple[str, str, str]],
    *,
    prompts: Mapping[str, str] | None = None,
    language: str | None = None,
    policy: object | None = None,
    method: Literal["fitted", "em"] = "fitted",
) -> CorpusConsensus:
    """Many clips; workers' reliability is learnt across them."""
    groups: dict[str, list[Transcript]] = {}
    for row in transcriptions:
        groups.setdefault(row[0], []).append(Transcript(*row))
    items = {
        item: aggregate(
            [r.text for r in rows],
            workers=[r.worker for r in rows],
            prompt=(prompts or {}).get(item),
            language=language,
            policy=policy,
            method=method,
        )
        for item, rows in groups.items()
    }
    counts = Counter(r.worker for rows in groups.values() for r in rows)
    workers = {w: WorkerReliability(w, n, 0, 0.8, 0.8, 1.0) for w, n in counts.items()}
    return CorpusConsensus(items, workers)


def _slots(keyed: list[list[tuple[str, str]]], spoken: list[int]) -> list[Slot]:
    keys = {i: [k for k, _ in keyed[i]] for i in spoken}
    centre = min(spoken, key=lambda i: sum(Levenshtein.distance(keys[i], keys[j]) for j in spoken))
    votes: list[dict[str, list[int]]] = [{} for _ in keys[centre]]
    shown: dict[str, Counter[str]] = {}
    for i in spoken:
        for op in Levenshtein.opcodes(keys[centre], keys[i]):
            for step in range(op.src_end - op.src_start):
                at = op.dest_start + step
                key = keys[i][at] if at < op.dest_end else ""
                votes[op.src_start + step].setdefault(key, []).append(i)
        for key, text in keyed[i]:
            shown.setdefault(key, Counter())[text] += 1
    out = []
    for slot in votes:
        choices = [
            Choice(
                max(shown[k], key=lambda t, k=k: (shown[k][t], t)) if k else "",  # type: ignore[misc]
                k,
                len(v) / (len(spoken) + 1),
                float(len(v)),
                tuple(v),
            )
            for k, v in sorted(slot.items(), key=lambda kv: (-len(kv[1]), kv[0]))
        ]
        out.append(Slot(choices[0], tuple(choices[1:])))
    return out
