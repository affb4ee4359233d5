"""The repository of what speakers would rather not say, on PostgreSQL."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Uuid, any_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.ports.prompt_skips import SkipCounts
from shrutik_core.prompts.skip import FAULTS, PromptSkip, PromptSkipReason
from shrutik_core.shared.ids import PromptId, PromptSkipId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.prompts import prompt_skips, prompts
from shrutik_postgres.transaction import Transaction

_FAULTS = sorted(reason.value for reason in FAULTS)


class PostgresPromptSkips:
    """`PromptSkips` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, skip: PromptSkip) -> None:
        """See `PromptSkips.put`."""
        values = {
            "id": skip.id,
            "prompt": skip.prompt,
            "speaker": skip.speaker,
            "reason": skip.reason.value,
            "skipped_at": skip.skipped_at,
        }
        statement = upsert(prompt_skips).values(values)
        self._transaction.run(statement.on_conflict_do_update(index_elements=[prompt_skips.c.id], set_=values))

    def find(self, prompt: PromptId, speaker: SpeakerId) -> PromptSkip | None:
        """See `PromptSkips.find`."""
        theirs = prompt_skips.c.speaker == speaker, prompt_skips.c.prompt == prompt
        row = self._transaction.first(select(prompt_skips).where(*theirs))
        return _skip(row) if row else None

    def count_faults(self, prompt: PromptId, since: datetime | None = None) -> int:
        """See `PromptSkips.count_faults`."""
        faults = select(func.count()).where(prompt_skips.c.prompt == prompt, prompt_skips.c.reason.in_(_FAULTS))
        if since is not None:
            faults = faults.where(prompt_skips.c.skipped_at > since)
        return int(self._transaction.scalar(faults.select_from(prompt_skips)))

    def counts(self, prompts_: Iterable[PromptId]) -> Mapping[PromptId, SkipCounts]:
        """See `PromptSkips.counts`."""
        wanted = literal(list(prompts_), ARRAY(Uuid))
        since = or_(prompts.c.offered_again_at.is_(None), prompt_skips.c.skipped_at > prompts.c.offered_again_at)
        counted = (
            select(prompt_skips.c.prompt, prompt_skips.c.reason, func.count().label("speakers"))
            .join(prompts, prompts.c.id == prompt_skips.c.prompt)
            .where(prompt_skips.c.prompt == any_(wanted), since)
            .group_by(prompt_skips.c.prompt, prompt_skips.c.reason)
        )
        told: dict[PromptId, dict[PromptSkipReason, int]] = {}
        for row in self._transaction.all(counted):
            told.setdefault(PromptId(row.prompt), {})[PromptSkipReason(row.reason)] = row.speakers
        return told

    def page(self, speaker: SpeakerId, request: PageRequest) -> Page[PromptSkip]:
        """See `PromptSkips.page`."""
        theirs = select(prompt_skips).where(prompt_skips.c.speaker == speaker)
        return newest_first(self._transaction, theirs, request, by_birth(prompt_skips, "skipped_at"), _skip)


def _skip(row: Row[Any]) -> PromptSkip:
    return PromptSkip(PromptSkipId(row.id), row.prompt, row.speaker, PromptSkipReason(row.reason), row.skipped_at)
