"""What a switch would do, told and not done."""

from collections.abc import Iterator

import attrs

from shrutik_cli.deploying.commands import filled
from shrutik_cli.deploying.config import DeployConfig
from shrutik_cli.deploying.deployment import Deployment, Phase, begun
from shrutik_cli.deploying.upstream import rendered


def planned(config: DeployConfig, now: Deployment, release: str) -> Iterator[str]:
    """Each step on a line, and below it the files that it would write.

    Args:
        config: of the site.
        now: how it stands.
        release: that would come.

    Raises:
        Conflict: as `begun` does.
    """
    first = begun(now, tuple(config.colours), release)
    coming = first.coming
    if coming is None:
        yield f"{release} answers already; what is left is to end the one before."
        return
    side, rules = config.colours[coming.colour], config.canary
    if config.prepare:
        yield f"prepare: {' '.join(filled(config.prepare, coming))}"
    yield f"start: {' '.join(filled(side.start, coming))}"
    yield f"wait until ready, for {config.start_seconds:g} s at most: {', '.join(side.servers)}"
    yield f"look: {', '.join(config.looks)}"
    if first.live is not None:
        tried = attrs.evolve(first, phase=Phase.CANARY)
        yield f"canary, for {rules.seconds:g} s and {rules.answers} answers, of which {rules.errors:g} % may fail:"
        yield from _pointed(config, tried)
    yield f"switch, watched for as long once more; seen through {config.nginx.url}:"
    yield from _pointed(config, attrs.evolve(first, phase=Phase.WHOLE))
    if first.live is not None:
        stop = config.colours[first.live.colour].stop
        yield f"stop, after {config.drain_seconds:g} s at most: {' '.join(filled(stop, first.live))}"


def _pointed(config: DeployConfig, now: Deployment) -> Iterator[str]:
    releases = {one.colour: one.release for one in (now.live, now.coming) if one is not None}
    yield f"  {config.nginx.servers_file}"
    for line in rendered(now.shares(config.canary.share), config.servers, releases).splitlines():
        yield f"    {line}"
    reload = " ".join(config.nginx.reload) or f"kill -HUP $(cat {config.nginx.pid_file})"
    yield f"  {' '.join(config.nginx.test)} && {reload}"
