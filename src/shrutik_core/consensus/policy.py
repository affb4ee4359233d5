"""When a clip is settled: how many votes, how sure, and what only a person may decide."""

import math
from collections.abc import Iterable, Iterator, Mapping

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "policy_invalid", "This cannot be a consensus policy.")

MOST_VOTES = 100


@attrs.frozen(kw_only=True)
class Policy:
    """What a collection asks of a clip's votes before its text is accepted.

    Attributes:
        fewest: votes below which nothing is accepted, 1 and up.
        most: votes after which no more are asked, ``fewest`` to 100.
        accept_confidence: probability of being exactly right from which a text is accepted, 0..1; None: not used.
        accept_wer: expected word error rate up to which a text is accepted, 0..1; None: not used. Either
            condition suffices; one of the two is needed.
        stop_early: accept as soon as ``fewest`` are there and a condition holds; otherwise ``most`` are asked first.
        guards: whether votes that differ in a number or a negation go to review.
        guard_dissent: votes that must differ from the most frequent reading before that counts, 1 and up;
            1 means that only unanimous votes pass.
        most_skips: people who skipped the clip before it goes to review, 1 and up.
        least_gain: word errors that each further vote must be expected to remove to be asked for, 0 and up;
            a clip that is undecided and promises less goes to review.
        witness: whether the prompt's text joins as one more vote (read speech).

    Raises:
        Invalid: ``policy_invalid``, with the fields at fault.
    """

    fewest: int = 2
    most: int = 7
    accept_confidence: float | None = 0.9
    accept_wer: float | None = 0.03
    stop_early: bool = True
    guards: bool = True
    guard_dissent: int = 1
    most_skips: int = 3
    least_gain: float = 0.0
    witness: bool = False

    def __attrs_post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise _refused(faults)

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> "Policy":
        """A policy from plain values; what is left out has its default.

        Raises:
            Invalid: ``policy_invalid`` with one field error for each unknown key and each bad value.
        """
        known = {field.name for field in attrs.fields(cls)}
        strange = [
            FieldError(key, f"there is no such setting; there are {', '.join(sorted(known))}", "unknown")
            for key in values
            if key not in known
        ]
        try:
            policy = cls(**{key: value for key, value in values.items() if key in known})  # type: ignore[arg-type]
        except Invalid as error:
            raise _refused((*strange, *error.errors)) from None
        if strange:
            raise _refused(strange)
        return policy

    def to_mapping(self) -> dict[str, int | float | bool | None]:
        """Plain values, ready for JSON; ``from_mapping`` reads them back."""
        return attrs.asdict(self)


def _refused(faults: Iterable[FieldError]) -> Invalid:
    listed = tuple(faults)
    told = "; ".join(f"{fault.field}: {fault.detail}" for fault in listed)
    return Invalid("policy_invalid", f"This policy cannot be used. {told}", errors=listed)


def _faults(policy: Policy) -> Iterator[FieldError]:
    whole = (("fewest", 1, MOST_VOTES), ("most", 1, MOST_VOTES), ("guard_dissent", 1, MOST_VOTES))
    for field, low, high in (*whole, ("most_skips", 1, MOST_VOTES)):
        yield from _whole(policy, field, low, high)
    for name, limit in (("accept_confidence", 1.0), ("accept_wer", 1.0), ("least_gain", math.inf)):
        yield from _number(policy, name, limit)
    for field in ("stop_early", "guards", "witness"):
        if not isinstance(getattr(policy, field), bool):
            yield FieldError(field, "must be true or false", "wrong_type")
    if policy.accept_confidence is None and policy.accept_wer is None:
        yield FieldError("accept_confidence", "set this or accept_wer, otherwise nothing is accepted", "missing")
    if _is_whole(policy.fewest) and _is_whole(policy.most) and policy.fewest > policy.most:
        yield FieldError("most", f"must be at least fewest, {policy.fewest}", "out_of_range")


def _whole(policy: Policy, field: str, low: int, high: int) -> Iterator[FieldError]:
    value = getattr(policy, field)
    if not _is_whole(value):
        yield FieldError(field, "must be a whole number", "wrong_type")
    elif not low <= value <= high:
        yield FieldError(field, f"must be {low} to {high}, not {value}", "out_of_range")


def _number(policy: Policy, field: str, high: float) -> Iterator[FieldError]:
    value = getattr(policy, field)
    if value is None and field != "least_gain":
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield FieldError(field, "must be a number", "wrong_type")
    elif not (0 <= value <= high and math.isfinite(value)):
        bounds = f"0 to {high:g}" if math.isfinite(high) else "0 or more"
        yield FieldError(field, f"must be {bounds}, not {value}", "out_of_range")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
