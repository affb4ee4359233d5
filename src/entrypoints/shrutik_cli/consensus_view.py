"""One item's network for a person to read: place by place, who said what, with which weight, and what won."""

from collections.abc import Iterator

from shrutik_core.consensus.result import Choice, Consensus, Slot, Vote

Row = dict[str, object]


def as_lines(item: str, result: Consensus) -> Iterator[str]:
    """The network as text."""
    yield f"item        {item}"
    yield f"text        {result.text}"
    expected = f"expected {result.rate} {result.expected_wer:.3f}"
    yield f"confidence  {result.confidence:.3f}   {expected}   votes {result.votes}"
    agreement = result.agreement
    yield f"agreement   {agreement.mean:.3f}   alpha {agreement.alpha:.3f}   method {result.method.value}"
    yield f"decision    {_decided(result)}"
    yield ""
    for number, vote in enumerate(result.transcriptions):
        yield f"  {_name(vote, number)}  accuracy {vote.accuracy:.2f}  {_part(vote)}  {vote.text}"
    yield ""
    for place, slot in enumerate(result.slots, start=1):
        yield f"  {place:>3}  " + "   |   ".join(_choice(choice, result) for choice in slot.choices)


def as_mapping(item: str, result: Consensus) -> Row:
    """The network as plain values, ready for JSON."""
    return {
        "item": item,
        "text": result.text,
        "confidence": result.confidence,
        "expected_wer": result.expected_wer,
        "rate": result.rate,
        "votes": result.votes,
        "agreement": result.agreement.mean,
        "alpha": None if result.agreement.alpha != result.agreement.alpha else result.agreement.alpha,
        "method": result.method.value,
        "decision": result.decision.value,
        "reasons": list(result.reasons),
        "more_votes": result.more_votes,
        "gain": result.gain,
        "transcriptions": [_vote(vote) for vote in result.transcriptions],
        "slots": [_slot(slot) for slot in result.slots],
        "why": [slot.why.value for slot in result.slots],
    }


def _decided(result: Consensus) -> str:
    why = ", ".join(result.reasons)
    told = result.decision.value + (f" ({why})" if why else "")
    if result.more_votes:
        told += f": {result.more_votes} more; one would remove {result.gain:.2f} word errors"
    for hit in result.hits:
        told += f"; {hit.kind.value}: " + " / ".join(reading or "none" for reading in hit.readings)
    return told


def _name(vote: Vote, number: int) -> str:
    return "prompt" if vote.witness else vote.worker or f"vote {number + 1}"


def _part(vote: Vote) -> str:
    return "counted" if vote.counted else "left out"


def _choice(choice: Choice, result: Consensus) -> str:
    names = ", ".join(_name(result.transcriptions[i], i) for i in choice.voters)
    return f"{choice.text or '(nothing)'} {choice.probability:.2f} [{names}; weight {choice.support:.2f}]"


def _vote(vote: Vote) -> Row:
    return {
        "worker": vote.worker,
        "text": vote.text,
        "accuracy": vote.accuracy,
        "agreement": vote.agreement,
        "counted": vote.counted,
        "witness": vote.witness,
    }


def _slot(slot: Slot) -> list[Row]:
    return [
        {
            "text": choice.text,
            "probability": choice.probability,
            "weight": choice.support,
            "voters": list(choice.voters),
            "weights": list(choice.weights),
        }
        for choice in slot.choices
    ]
