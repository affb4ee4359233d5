"""Settings of what others' programs are told: traces, and faults."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings


class TraceSettings(BaseSettings):
    """The part of `Settings` that is about traces and faults.

    Attributes:
        otlp_endpoint: base address of a collector of traces that speaks OTLP over HTTP, e.g.
            ``http://127.0.0.1:4318``; without it, nothing is traced.
        trace_share: share of requests that are traced, with all that comes of them: 0 for none, 1 for all.
        sentry_dsn: DSN of a project of Sentry, or of a service that takes what Sentry's clients send; it is told of
            faults. Without it, only the log is.
    """

    otlp_endpoint: Annotated[str | None, Field(repr=False, pattern=r"^https?://[^\s?#]+$")] = None
    trace_share: Annotated[float, Field(ge=0, le=1)] = 1
    sentry_dsn: Annotated[str | None, Field(repr=False)] = None
