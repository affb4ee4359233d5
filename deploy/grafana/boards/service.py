"""The board of the service: whether it is there and answers well, and who is turned away."""

from boards.alert_limits import limit_of
from boards.asking import INSTALLATION, INSTANCE, answering, quantile, rate
from boards.board import Board, Look, Panel, Query
from shrutik_core.metrics.catalogue import HTTP_BYTES, HTTP_PROBLEMS, HTTP_REQUESTS, HTTP_SECONDS, OPERATIONS

_SHARES = ((0.5, "half of all"), (0.95, "19 of 20"), (0.99, "99 of 100"))
_TYPISTS = 'route=~"/api/v1/(tasks|transcriptions|reviews)"'
_UPLOADS = 'operation=~"post_recordings|post_uploads|patch_uploads_upload_id"'
_FAILED = 'status=~"5.."'
_TURNED_AWAY = 'code=~"rate_limited|busy|login_throttled"'

SERVICE = Board(
    name="service",
    title="Shrutik: service",
    says="Whether programs are there and answer well, and who is turned away.",
    choices=(INSTALLATION, INSTANCE),
    panels=(
        Panel(
            "Programs that answer",
            "Of those that Prometheus knows of, how many told it their figures the last time: 1 is yes, 0 is no.",
            "none",
            [Query(answering(), "{{instance}}")],
            limit_of("ShrutikDown"),
        ),
        Panel(
            "Requests that fail",
            "The share of requests that were answered with 5xx. Clients repeat them; above the line, too many must.",
            "percentunit",
            [Query(f"({rate(HTTP_REQUESTS, where=_FAILED)} or vector(0)) / {rate(HTTP_REQUESTS)}", "5xx")],
            limit_of("ShrutikFails"),
        ),
        Panel(
            "Answers to those who transcribe or review",
            "Seconds within which 19 of 20 of their requests are answered; above the line, typists notice.",
            "s",
            [Query(quantile(0.95, HTTP_SECONDS, where=_TYPISTS), "19 of 20")],
            limit_of("ShrutikSlow"),
        ),
        Panel(
            "Answers to everybody",
            "Seconds from a request's head to its answer's head; uploads take as long as their transfer.",
            "s",
            [Query(quantile(share, HTTP_SECONDS), name) for share, name in _SHARES],
        ),
        Panel(
            "Requests by status",
            "Requests that were answered in a second.",
            "reqps",
            [Query(rate(HTTP_REQUESTS, "status"), "{{status}}")],
            look=Look.STACK,
        ),
        Panel(
            "Requests by program",
            "Whether the proxy spreads them evenly over the API servers.",
            "reqps",
            [Query(rate(HTTP_REQUESTS, "instance"), "{{instance}}")],
            look=Look.STACK,
        ),
        Panel(
            "The slowest routes",
            "Seconds that 19 of 20 answers keep to, of the eight routes that are slowest.",
            "s",
            [Query(f"topk(8, {quantile(0.95, HTTP_SECONDS, 'route')})", "{{route}}")],
        ),
        Panel(
            "What is refused or fails, and why",
            "Answers a second by the code of the problem; the page of error codes says what each means.",
            "reqps",
            [Query(rate(HTTP_PROBLEMS, "code"), "{{code}}")],
            look=Look.STACK,
        ),
        Panel(
            "People turned away",
            "Requests a second that were too many: of one address or account, of those who log in, or of guesses.",
            "reqps",
            [Query(rate(HTTP_PROBLEMS, "code", where=_TURNED_AWAY), "{{code}}")],
            limit_of("ShrutikPeopleTurnedAway"),
        ),
        Panel(
            "What people send",
            "Bytes a second of the bodies of requests, by route.",
            "Bps",
            [Query(rate(HTTP_BYTES, "route"), "{{route}}")],
            look=Look.STACK,
        ),
        Panel(
            "What becomes of uploads",
            "Uploads a second, whole and in parts: done, or the code of the problem that refused them.",
            "reqps",
            [Query(rate(OPERATIONS, "outcome", where=_UPLOADS), "{{outcome}}")],
            look=Look.STACK,
        ),
    ),
)
