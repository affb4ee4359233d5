"""Operations on gold items."""

from shrutik_http.links import ROOT
from shrutik_http.openapi.operation import Operation
from shrutik_http.schemas.golds import GoldMessage, GoldView

_PATH = ROOT + "/chunks/{chunk_id}/gold"
_PROBLEMS = ("chunk_missing", "not_permitted", "own_voice")

GOLDS = (
    Operation(
        "GET",
        _PATH,
        "reviews",
        "What is known to be said in a chunk (reviewers, admins)",
        GoldView,
        problems=(*_PROBLEMS, "gold_missing"),
    ),
    Operation(
        "PUT",
        _PATH,
        "reviews",
        "Make a settled chunk a gold item: lent unseen, it tells how good people are (reviewers, admins)",
        GoldView,
        body=GoldMessage,
        problems=(*_PROBLEMS, "not_settled", "text_invalid"),
    ),
    Operation(
        "DELETE",
        _PATH,
        "reviews",
        "Make it an ordinary chunk again; what its answers said of people is taken back (reviewers, admins)",
        GoldView,
        problems=(*_PROBLEMS, "gold_missing"),
    ),
)
