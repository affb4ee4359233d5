"""What `shrutik deploy` is told of a site, in a file of TOML: two colours, nginx before them, and how much may fail."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from shrutik_core.shared.errors import FieldError, Invalid, Missing

_COLOURS = 2
Command = tuple[Annotated[str, Field(min_length=1)], ...]
Server = Annotated[str, Field(pattern=r"^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):[0-9]{1,5}$")]


class ConfigTable(BaseModel):
    """A table of the file; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NginxSide(ConfigTable):
    """nginx.

    Attributes:
        servers_file: that its upstream includes, and that is written here.
        test: command that fails if its configuration is wrong.
        reload: command by which it reads its configuration anew; without one its master is sent SIGHUP, which is
            quicker, and needs `pid_file` and the right to.
        access_log: in the form that is shipped.
        pid_file: of its master, to wait until its old workers have ended; without it `drain_seconds` are waited.
        url: at which it is called.
        authority: certificate of the authority that signed its own, unless everybody trusts that one.
    """

    servers_file: Path
    test: Annotated[Command, Field(min_length=1)] = ("nginx", "-t")
    reload: Command = ()
    access_log: Path
    pid_file: Path | None = None
    url: Annotated[str, Field(pattern=r"^https?://[^/\s]+$")]
    authority: Path | None = None

    @model_validator(mode="after")
    def _reloads(self) -> "NginxSide":
        if not self.reload and self.pid_file is None:
            raise ValueError("name the command by which nginx reloads, or the file of its master's id")
        return self


class CanaryRules(ConfigTable):
    """How a release is tried.

    Attributes:
        share: of all requests, in percent, that it is sent first.
        answers: that it has to give before it is taken to be good.
        errors: in percent, how many of them may fail.
        seconds: for which it is watched at least, with its share, and once more when it answers everybody.
        patience: seconds after which it is given up if it has not given that many answers.
    """

    share: Annotated[int, Field(ge=1, le=50)] = 5
    answers: Annotated[int, Field(ge=1)] = 50
    errors: Annotated[float, Field(ge=0, lt=100)] = 2.0
    seconds: Annotated[float, Field(ge=0)] = 60.0
    patience: Annotated[float, Field(gt=0)] = 600.0


class ColourSide(ConfigTable):
    """One colour: API servers that run one release.

    Attributes:
        servers: where they listen, as ``host:port``.
        start: command that starts them and comes back; ``{release}`` and ``{colour}`` in it are replaced, and
            SHRUTIK_RELEASE_ID is set.
        stop: command that ends them in order, and comes back when they have ended.
    """

    servers: Annotated[tuple[Server, ...], Field(min_length=1)]
    start: Annotated[Command, Field(min_length=1)]
    stop: Annotated[Command, Field(min_length=1)]


class DeployConfig(ConfigTable):
    """The whole file.

    Attributes:
        state: file that keeps how far a switch is.
        prepare: command before the first server of a release starts, such as its migrations.
        looks: paths that each new server has to answer with less than 500 before anybody is sent there.
        start_seconds: in which new servers have to be ready.
        seen_seconds: in which a change has to be seen through nginx.
        drain_seconds: between the reload by which nobody is sent to servers any more and their end, at most.
        nginx: see `NginxSide`.
        canary: see `CanaryRules`.
        colours: two, by name.
    """

    state: Path
    prepare: Command = ()
    looks: tuple[Annotated[str, Field(pattern=r"^/\S*$")], ...] = ("/readyz", "/healthz", "/api/v1/openapi.json", "/")
    start_seconds: Annotated[float, Field(gt=0)] = 120.0
    seen_seconds: Annotated[float, Field(gt=0)] = 15.0
    drain_seconds: Annotated[float, Field(ge=0)] = 60.0
    nginx: NginxSide
    canary: CanaryRules = CanaryRules()
    colours: dict[Annotated[str, Field(pattern=r"^[a-z]{1,20}$")], ColourSide]

    @field_validator("colours")
    @classmethod
    def _two(cls, value: dict[str, ColourSide]) -> dict[str, ColourSide]:
        servers = [server for colour in value.values() for server in colour.servers]
        if len(value) != _COLOURS:
            raise ValueError("there are two colours, such as blue and green")
        if len(set(servers)) != len(servers):
            raise ValueError("each server belongs to one colour")
        return value

    @property
    def servers(self) -> dict[str, tuple[str, ...]]:
        """Of each colour."""
        return {name: colour.servers for name, colour in self.colours.items()}


def read_config(file: Path) -> DeployConfig:
    """What the file says.

    Raises:
        Invalid: ``deploy_config_invalid``, naming each place that is wrong.
        Missing: ``deploy_config_missing``.
    """
    try:
        return DeployConfig.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise Missing("deploy_config_missing", f"There is no {file}; name one with --config.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid("deploy_config_invalid", f"{file} is not valid TOML: {error}.") from error
    except ValidationError as error:
        errors = [FieldError(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
        told = "; ".join(f"{one.field}: {one.detail}" for one in errors)
        raise Invalid("deploy_config_invalid", f"{file} cannot be used: {told}.", errors=errors) from error
