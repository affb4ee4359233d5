"""How long a caller may take, and how much of the front one may have."""

import attrs


@attrs.frozen(kw_only=True)
class FrontLimits:
    """The limits of one process.

    Attributes:
        connections: at once; beyond them the one that has been idle for longest is closed, and if none is, only probes
            are answered.
        connections_per_address: the same for one address.
        handshake_seconds: for the keys of a connection over TLS.
        head_seconds: for a request's head, in all.
        idle_seconds: between two requests.
        body_seconds: for a body, before its rate counts.
        body_rate: least bytes per second of a body after that.
        stalled_seconds: for a caller who does not take what is sent.
        head_bytes: of a request's line and headers.
        probes: paths that are answered if nothing else is.
        spare: connections kept for those.
    """

    connections: int = 4096
    connections_per_address: int = 1024
    handshake_seconds: float = 10.0
    head_seconds: float = 10.0
    idle_seconds: float = 30.0
    body_seconds: float = 30.0
    body_rate: int = 8_000
    stalled_seconds: float = 120.0
    head_bytes: int = 64 * 1024
    probes: frozenset[str] = frozenset({"/healthz", "/readyz"})
    spare: int = 16
