"""The repository of standings on PostgreSQL."""

from collections.abc import Iterable, Mapping
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.shared.ids import ContributorId
from shrutik_postgres.tables.standings import standings
from shrutik_postgres.transaction import Transaction


class PostgresStandings:
    """`Standings` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(
        self, contributors: Iterable[ContributorId], language: str, *, lock: bool = False
    ) -> Mapping[ContributorId, Standing]:
        """See `Standings.of`."""
        wanted = sorted(set(contributors))
        if lock and wanted:
            # A row that is not there cannot be locked; an empty one stands for nothing known.
            rows = [_row(one, language, Standing()) for one in wanted]
            self._transaction.run(upsert(standings).values(rows).on_conflict_do_nothing())
        query = (
            select(standings)
            .where(standings.c.contributor.in_(wanted), standings.c.language == language)
            .order_by(standings.c.contributor)
        )
        found = self._transaction.all(query.with_for_update() if lock else query)
        kept = {row.contributor: Standing(row.right_words, row.wrong_words, row.clips, row.gold_clips) for row in found}
        return {one: kept.get(one, Standing()) for one in wanted}

    def put_all(self, standings_: Mapping[ContributorId, Standing], language: str) -> None:
        """See `Standings.put_all`."""
        rows = [_row(one, language, standing) for one, standing in sorted(standings_.items(), key=itemgetter(0))]
        if rows:
            keys = [standings.c.contributor, standings.c.language]
            statement = upsert(standings).values(rows)
            counts = {column.name: statement.excluded[column.name] for column in standings.c if not column.primary_key}
            self._transaction.run(statement.on_conflict_do_update(index_elements=keys, set_=counts))


def _row(contributor: ContributorId, language: str, standing: Standing) -> dict[str, object]:
    return {
        "contributor": contributor,
        "language": language,
        "right_words": standing.right,
        "wrong_words": standing.wrong,
        "clips": standing.clips,
        "gold_clips": standing.gold_clips,
    }
