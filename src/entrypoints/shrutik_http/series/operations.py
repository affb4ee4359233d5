"""Operations on series; whoever holds a copy of a release may ask them."""

from shrutik_core.use_cases.withdrawal.read_series_feed import ReadSeriesFeed
from shrutik_http.call import Access
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.series.messages import SeriesFeedQuery
from shrutik_http.series.resource import LINES, SeriesResource

_FEED = ROOT + "/series/{name}/withdrawals"

SERIES = Noun(
    "series",
    "All releases of one name: what was withdrawn from any of them, and the keys that prove it.",
    SeriesResource,
    (
        Operation(
            "GET",
            _FEED,
            "Clips that were withdrawn from any release of a name, oldest first, each row with the hash of the last",
            SeriesResource.feed,
            content=(LINES,),
            query=SeriesFeedQuery,
            uses=(ReadSeriesFeed.rows,),
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            _FEED + "/head",
            "Where that feed ends, signed: a statement in the first line, its minisign signature in those below",
            SeriesResource.head,
            content=("text/plain",),
            uses=(ReadSeriesFeed.head,),
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            f"{ROOT}/keys/releases",
            "The public key that signs releases and feeds, as minisign reads it, and below it how it came to be so",
            SeriesResource.keys,
            content=("text/plain",),
            uses=(ReadSeriesFeed.keys,),
            access=Access.OPEN,
        ),
    ),
)
