"""Doing a thing once: what a repeated call with the same idempotency key gets instead."""

from datetime import datetime
from uuid import UUID

from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.receipts import RECEIPT_LIFETIME, IdempotencyKey, Receipt


def done_before(uow: UnitOfWork, person: UUID, key: IdempotencyKey | None, now: datetime) -> tuple[UUID, ...] | None:
    """The ids of what the same call made before; None if it is new or asked without a key.

    Raises:
        Invalid: ``idempotency_key_reused`` if the key came with another body.
    """
    if key is None:
        return None
    receipt = uow.receipts.find(person, key, since=now - RECEIPT_LIFETIME)
    if receipt is None:
        return None
    receipt.check(key)
    return receipt.subjects


def first_time(
    uow: UnitOfWork, person: UUID, key: IdempotencyKey | None, subjects: tuple[UUID, ...], now: datetime
) -> tuple[UUID, ...] | None:
    """Remember what this call is about to make, in the transaction that makes it; None if it is new.

    For calls that name what they make before they make it, in one step in place of `done_before` and `keep_receipt`.

    Returns:
        The ids that the same call gave before, if there was one.

    Raises:
        Invalid: ``idempotency_key_reused`` if the key came with another body.
    """
    if key is None:
        return None
    receipt = uow.receipts.keep_first(Receipt(person, key, subjects, now), since=now - RECEIPT_LIFETIME)
    if receipt is None:
        return None
    receipt.check(key)
    return receipt.subjects


def keep_receipt(
    uow: UnitOfWork, person: UUID, key: IdempotencyKey | None, subjects: tuple[UUID, ...], now: datetime
) -> None:
    """Remember what this call made, in the transaction that makes it."""
    if key is not None:
        uow.receipts.keep(Receipt(person, key, subjects, now))
