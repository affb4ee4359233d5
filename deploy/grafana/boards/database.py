"""The board of the database: whether it is slow or asked too often, its replica there, and its back-up new."""

from boards.alert_limits import limit_of
from boards.asking import INSTALLATION, INSTANCE, largest, mean, quantile, rate, series
from boards.board import Board, Look, Panel, Query
from shrutik_core.metrics.catalogue import BACKUP_AGE, HTTP_PROBLEMS, HTTP_REQUESTS, REPLICA_LAG, STATEMENT_SECONDS

_AWAY = 'code=~"database_unavailable|server_ending"'

DATABASE = Board(
    name="database",
    title="Shrutik: database",
    says="Whether the database is slow, its replica behind, and its back-up old.",
    choices=(INSTALLATION, INSTANCE),
    panels=(
        Panel(
            "A statement on average",
            "Seconds; above the line, the database is short of something, or waits for locks.",
            "s",
            [Query(mean(STATEMENT_SECONDS), "all")],
            limit_of("ShrutikDatabaseSlow"),
        ),
        Panel(
            "How long statements take",
            "Seconds that half, 19 of 20 and 99 of 100 statements keep to.",
            "s",
            [
                Query(quantile(0.5, STATEMENT_SECONDS), "half of all"),
                Query(quantile(0.95, STATEMENT_SECONDS), "19 of 20"),
                Query(quantile(0.99, STATEMENT_SECONDS), "99 of 100"),
            ],
        ),
        Panel(
            "Statements",
            "A second, by what they do.",
            "ops",
            [Query(rate(STATEMENT_SECONDS, "verb", part="_count"), "{{verb}}")],
            look=Look.STACK,
        ),
        Panel(
            "A statement on average, by what it does",
            "Seconds.",
            "s",
            [Query(mean(STATEMENT_SECONDS, "verb"), "{{verb}}")],
        ),
        Panel(
            "Statements for a request",
            "How many statements all programs send for each request that is answered, those of jobs among them.",
            "none",
            [Query(f"{rate(STATEMENT_SECONDS, part='_count')} / {rate(HTTP_REQUESTS)}", "a request")],
        ),
        Panel(
            "Statements under way",
            "How many run at once on average, by program.",
            "none",
            [Query(rate(STATEMENT_SECONDS, "instance", part="_sum"), "{{instance}}")],
            look=Look.STACK,
        ),
        Panel(
            "Requests that found no database",
            "A second; they are answered 503 and repeated.",
            "reqps",
            [Query(f"{rate(HTTP_PROBLEMS, where=_AWAY)} or vector(0)", "away")],
        ),
        Panel(
            "The replica is behind",
            "Seconds; it says +Inf if the replica does not answer, and nothing if the settings name none.",
            "s",
            [Query(largest(REPLICA_LAG), "behind")],
            limit_of("ShrutikReplicaBehind"),
        ),
        Panel(
            "Age of the newest back-up",
            "Seconds since it was made; nothing if the settings name no place for back-ups.",
            "s",
            [Query(f"min ({series(BACKUP_AGE)})", "age")],
            limit_of("ShrutikBackupOld"),
        ),
        Panel(
            "Programs that tell of a back-up",
            "How many tell how old the newest one is; none if the settings name no place for back-ups.",
            "none",
            [Query(f"count ({series(BACKUP_AGE)}) or vector(0)", "programs")],
            limit_of("ShrutikNoBackups"),
        ),
    ),
)
