"""Settings of webhooks: where they may lead, and how many are told at once."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from shrutik_core.webhooks.target import AllowedHosts


class WebhookSettings(BaseSettings):
    """The part of `Settings` that is about webhooks.

    Attributes:
        webhook_hosts: names and addresses of the operator's own network that webhooks may lead to, even by ``http://``,
            separated by commas; all others must be public.
        webhooks_at_once: programs that one process of background work tells at the same time.
    """

    webhook_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    webhooks_at_once: Annotated[int, Field(ge=1, le=64)] = 8

    @property
    def allowed_hosts(self) -> AllowedHosts:
        """Those that may be private."""
        return AllowedHosts(frozenset(self.webhook_hosts))

    @field_validator("webhook_hosts", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            return parts
        return tuple(part.strip().lower() for part in parts if part.strip())
