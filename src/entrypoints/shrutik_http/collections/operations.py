"""Operations on collections and languages."""

from shrutik_core.collections.policies import POLICY_CODES
from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.collections.change_collection import ChangeCollection
from shrutik_core.use_cases.collections.create_collection import CreateCollection, ReadCollections
from shrutik_core.use_cases.collections.read_leaderboard import ReadLeaderboard
from shrutik_core.use_cases.collections.read_progress import ReadProgress
from shrutik_http.call import Access
from shrutik_http.collections.leaderboard import LeaderboardMessage, LeaderboardQuery
from shrutik_http.collections.messages import (
    CollectionChange,
    CollectionMessage,
    CollectionPage,
    CollectionQuery,
    CollectionRequest,
    LanguagesMessage,
    ProgressMessage,
)
from shrutik_http.collections.resource import CollectionsResource
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation

_ONE = ROOT + "/collections/{collection}"

COLLECTIONS = Noun(
    "collections",
    "What is collected together: a language, a licence, a consent text.",
    CollectionsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/languages",
            "Languages that Shrutik can name",
            CollectionsResource.languages,
            LanguagesMessage,
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            f"{ROOT}/collections",
            "Collections with their consent texts, newest first; for everybody",
            CollectionsResource.list,
            CollectionPage,
            query=CollectionQuery,
            uses=(ReadCollections.list,),
            access=Access.OPEN,
        ),
        Operation(
            "POST",
            f"{ROOT}/collections",
            "Make a collection (admins)",
            CollectionsResource.create,
            CollectionMessage,
            201,
            body=CollectionRequest,
            uses=(CreateCollection.__call__,),
            raises=(*POLICY_CODES, "collection_words_invalid"),
            once="create_collection",
            location=ROOT + "/collections/{slug}",
        ),
        Operation(
            "GET",
            _ONE,
            "One collection, by slug or id; for everybody",
            CollectionsResource.get,
            CollectionMessage,
            uses=(ReadCollections.get,),
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            f"{_ONE}/progress",
            "How far a collection has come; for everybody",
            CollectionsResource.progress,
            ProgressMessage,
            uses=(ReadProgress.__call__,),
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            f"{_ONE}/leaderboard",
            "Who gave most this month, of those who chose to be named; your own place if you did",
            CollectionsResource.leaderboard,
            LeaderboardMessage,
            query=LeaderboardQuery,
            uses=(ReadLeaderboard.__call__,),
        ),
        Operation(
            "PATCH",
            _ONE,
            "Change a collection's policies, words or goal; a new consensus policy decides its chunks anew (admins)",
            CollectionsResource.change,
            CollectionMessage,
            body=CollectionChange,
            uses=(ChangeCollection.__call__,),
            raises=POLICY_CODES,
            limit=Limit.COSTLY,
        ),
    ),
)
