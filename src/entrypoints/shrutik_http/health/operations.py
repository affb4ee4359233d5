"""Operations of probes; they pass over query parameters, for probes add some of their own."""

from shrutik_http.call import Access
from shrutik_http.health.messages import HealthMessage, ReadinessMessage
from shrutik_http.health.resource import HealthResource
from shrutik_http.operation import Noun, Operation, Room

HEALTH = Noun(
    "health",
    "Whether the installation lives and can be used.",
    HealthResource,
    (
        Operation(
            "GET",
            "/healthz",
            "Whether the process lives",
            HealthResource.alive,
            HealthMessage,
            any_query=True,
            access=Access.OPEN,
            room=Room.LOOP,
            tagged=False,
            limit=None,
        ),
        Operation(
            "GET",
            "/readyz",
            "Whether requests can be answered: database, migrations, blobs, broker",
            HealthResource.ready,
            ReadinessMessage,
            any_query=True,
            uses=(HealthResource.ready,),
            access=Access.OPEN,
            room=Room.PROBES,
            tagged=False,
            limit=None,
        ),
    ),
)
