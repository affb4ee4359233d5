"""Messages about health."""

from typing import Annotated

from pydantic import Field

from shrutik_http.messages import Message


class HealthMessage(Message):
    """The process answers."""

    status: str = "ok"


class CheckMessage(Message):
    """Whether one part can be used."""

    ok: bool
    detail: Annotated[str, Field(description="What is wrong; empty if nothing is.")] = ""
    vital: Annotated[bool, Field(description="Whether requests cannot be answered without it.")] = True


class ReadinessMessage(Message):
    """Every vital part can be used."""

    status: Annotated[str, Field(description="`ready`, or `degraded` if a part that is not vital does not answer.")]
    release: Annotated[str, Field(description="Of the program that answers, as the header `Shrutik-Release`.")]
    checks: dict[str, CheckMessage]
