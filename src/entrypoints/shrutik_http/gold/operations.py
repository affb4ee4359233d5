"""Operations on gold items."""

from shrutik_core.use_cases.review.keep_gold import KeepGold
from shrutik_http.gold.messages import GoldMessage, GoldRequest
from shrutik_http.gold.resource import GoldResource
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation

_ONE = ROOT + "/chunks/{chunk_id}/gold"

GOLD = Noun(
    "gold",
    "Chunks whose text is known, lent unseen to tell how good people are.",
    GoldResource,
    (
        Operation(
            "GET",
            _ONE,
            "What is known to be said in a chunk (reviewers, admins)",
            GoldResource.get,
            GoldMessage,
            uses=(KeepGold.get,),
        ),
        Operation(
            "PUT",
            _ONE,
            "Make a settled chunk a gold item: lent unseen, it tells how good people are (reviewers, admins)",
            GoldResource.mark,
            GoldMessage,
            body=GoldRequest,
            uses=(KeepGold.mark,),
            beyond=("text_invalid",),
        ),
        Operation(
            "DELETE",
            _ONE,
            "Make it an ordinary chunk again; what its answers said of people is taken back (reviewers, admins)",
            GoldResource.unmark,
            GoldMessage,
            uses=(KeepGold.unmark,),
        ),
    ),
)
