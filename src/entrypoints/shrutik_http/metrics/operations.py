"""The operation that programs read figures by; it passes over query parameters, as probes do."""

from shrutik_core.use_cases.oversight.read_gauges import ReadGauges
from shrutik_http.call import Access
from shrutik_http.metrics.resource import MEDIA_TYPE, MetricsResource
from shrutik_http.operation import Header, Noun, Operation, Room

METRICS = Noun(
    "metrics",
    "Figures of the installation, for Prometheus and programs like it.",
    MetricsResource,
    (
        Operation(
            "GET",
            "/metrics",
            "All figures, as Prometheus reads them; for programs of this machine, or with the operator's token",
            MetricsResource.show,
            content=(MEDIA_TYPE,),
            any_query=True,
            headers=(Header("X-Forwarded-For", "Whom a proxy asks for: then it is not a program of this machine."),),
            uses=(ReadGauges.__call__, MetricsResource.show),
            access=Access.OPEN,
            room=Room.PROBES,
            tagged=False,
            limit=None,
        ),
    ),
)
