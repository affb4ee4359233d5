"""The servers of nginx' upstream, written out: each colour gets its share of the requests."""

import math
from collections.abc import Mapping, Sequence

# As in the configuration that is shipped: one that did not answer is left alone for two seconds.
_PATIENCE = "max_fails=1 fail_timeout=2s"


def weights(shares: Mapping[str, int], servers: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """How much each server is sent beside the others, in the smallest whole numbers that keep the shares.

    Args:
        shares: of the colours that are named, in percent, each more than 0.
        servers: of each colour, one at least.
    """
    together = math.lcm(*(len(servers[colour]) for colour in shares))
    raw = {
        server: share * (together // len(servers[colour]))
        for colour, share in shares.items()
        for server in servers[colour]
    }
    common = math.gcd(*raw.values())
    return {server: weight // common for server, weight in raw.items()}


def rendered(shares: Mapping[str, int], servers: Mapping[str, Sequence[str]], releases: Mapping[str, str]) -> str:
    """The file that nginx includes in its upstream.

    Args:
        shares: see `weights`.
        servers: of each colour, as ``host:port``.
        releases: of the colours that are named.
    """
    told = ", ".join(f"{colour} ({releases[colour]}) {share} %" for colour, share in shares.items())
    found = weights(shares, servers)
    lines = [f"server {server} weight={found[server]} {_PATIENCE};" for colour in shares for server in servers[colour]]
    # By the connections that servers have, but not while a share is to be kept: one that fails at once has none, and
    # would be sent far more than its share.
    method = ["least_conn;"] if len(shares) == 1 else []
    return "\n".join([f"# Written by `shrutik deploy`, which writes it anew: {told}.", *lines, *method, ""])
