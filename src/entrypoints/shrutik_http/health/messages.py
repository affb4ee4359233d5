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


class ReadinessMessage(Message):
    """Every part can be used."""

    status: str
    checks: dict[str, CheckMessage]
