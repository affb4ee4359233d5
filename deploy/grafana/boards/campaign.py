"""The board of a campaign: how much was recorded and accepted, by whom, and how well people agree."""

from boards.asking import COLLECTION, COLLECTIONS, INSTALLATION, INSTANCE, largest, mean, rate, series
from boards.board import Board, Look, Panel, Query
from shrutik_core.metrics.catalogue import (
    AGREEMENT,
    CHUNK_SECONDS,
    CHUNKS,
    DECISIONS,
    LEASES,
    PEOPLE,
    RECORDED,
    RECORDINGS,
)
from shrutik_core.metrics.metric import Metric

_CUT = f'status="chunked",{COLLECTIONS}'
_ACCEPTED = f'status="settled",{COLLECTIONS}'


def _by_status(metric: Metric) -> str:
    return f"sum by (status) ({largest(metric, 'collection', 'status', where=COLLECTIONS)})"


def _hours(metric: Metric, where: str, *by: str) -> str:
    """Hours of a metric of collections, which every API server tells alike."""
    grouped = f" by ({', '.join(by)})" if by else ""
    return f"sum{grouped} ({largest(metric, 'collection', 'language', where=where)}) / 3600"


def _hours_a_day(metric: Metric, where: str) -> str:
    grown = f"max by (installation, collection, language) (delta({series(metric, where)}[1d]))"
    return f"sum by (collection) ({grown}) / 3600"


CAMPAIGN = Board(
    name="campaign",
    title="Shrutik: campaign",
    says="How much was recorded and accepted, how many people take part, and how well they agree.",
    choices=(INSTALLATION, INSTANCE, COLLECTION),
    since="now-30d",
    panels=(
        Panel(
            "Hours recorded",
            "Of recordings that were cut; those that were refused are left out.",
            "h",
            [Query(_hours(RECORDED, _CUT), "hours")],
            look=Look.NUMBER,
            width=6,
        ),
        Panel(
            "Hours accepted",
            "Of clips whose text is settled.",
            "h",
            [Query(_hours(CHUNK_SECONDS, _ACCEPTED), "hours")],
            look=Look.NUMBER,
            width=6,
        ),
        Panel(
            "People active",
            "Who sent a recording or a text in the last 24 hours; whoever does so in two collections counts twice.",
            "none",
            [Query(f"sum ({largest(PEOPLE, 'collection', 'language', where=COLLECTIONS)})", "people")],
            look=Look.NUMBER,
            width=6,
        ),
        Panel(
            "Clips in people's hands",
            "Lent now, over all collections.",
            "none",
            [Query(largest(LEASES), "clips")],
            look=Look.NUMBER,
            width=6,
        ),
        Panel(
            "Hours recorded a day",
            "How many more than a day before, by collection.",
            "h",
            [Query(_hours_a_day(RECORDED, _CUT), "{{collection}}")],
        ),
        Panel(
            "Hours accepted a day",
            "How many more than a day before, by collection; it follows the recordings by some days.",
            "h",
            [Query(_hours_a_day(CHUNK_SECONDS, _ACCEPTED), "{{collection}}")],
        ),
        Panel(
            "Hours recorded, by language",
            "Since the beginning.",
            "h",
            [Query(_hours(RECORDED, _CUT, "language"), "{{language}}")],
            look=Look.STACK,
        ),
        Panel(
            "People active, by collection",
            "Who sent a recording or a text in the last 24 hours.",
            "none",
            [Query(largest(PEOPLE, "collection", where=COLLECTIONS), "{{collection}}")],
        ),
        Panel(
            "Recordings by status",
            "Many refused ones mean that people need advice, or better microphones.",
            "none",
            [Query(_by_status(RECORDINGS), "{{status}}")],
            look=Look.STACK,
        ),
        Panel(
            "Clips by status",
            "Open ones wait for people who transcribe, those in review for a reviewer.",
            "none",
            [Query(_by_status(CHUNKS), "{{status}}")],
            look=Look.STACK,
        ),
        Panel(
            "Decisions",
            "A second, of all collections: texts accepted, more votes asked for, clips sent to review.",
            "ops",
            [Query(rate(DECISIONS, "decision"), "{{decision}}")],
            look=Look.STACK,
        ),
        Panel(
            "Agreement",
            "How much the votes of a clip agree on average, by language, of all collections: 1 is word for word.",
            "percentunit",
            [Query(mean(AGREEMENT, "language"), "{{language}}")],
        ),
    ),
)
