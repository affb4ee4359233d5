"""Settings of providers of log-in, as ``SHRUTIK_OPENID_PROVIDERS`` lists them in JSON."""

from typing import Annotated
from urllib.parse import urlparse

from pydantic import BaseModel, ConfigDict, Field, field_validator

_OURS = {"127.0.0.1", "::1", "localhost"}


class OpenidSetting(BaseModel):
    """One provider.

    Attributes:
        name: as it stands in addresses, e.g. ``university``.
        issuer: its address, exactly as its proofs spell it; by HTTPS unless it is on this machine.
        client_id: this installation's name there.
        client_secret: proves there who this installation is; empty if the provider knows us as a public client.
        domains: only people with a verified address in one of them may log in; empty for everybody.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$")]
    issuer: str
    client_id: Annotated[str, Field(min_length=1)]
    client_secret: Annotated[str, Field(repr=False)] = ""
    domains: tuple[str, ...] = ()

    @field_validator("issuer")
    @classmethod
    def _by_https(cls, value: str) -> str:
        address = urlparse(value)
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in _OURS):
            raise ValueError("an issuer's address must begin with https://")
        return value

    @field_validator("domains")
    @classmethod
    def _lower(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(domain.strip().lower() for domain in value)
