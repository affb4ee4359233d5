"""How a connection ends: a caller who is still sending gets time to read what was answered."""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from shrutik_http.front.alarm import Alarm

# As nginx's lingering_time and lingering_timeout: how long a refused caller may go on sending, and be silent, while it
# has not yet looked at the answer.
_LINGER_SECONDS, _SILENCE_SECONDS = 30.0, 5.0


class LingeringProtocol(HttpToolsProtocol):
    """The server's own protocol; it closes when what its caller still sends was thrown away for a while.

    To close at once would reset the connection, which can take the answer away on its way. Over TLS our side cannot be
    ended alone: the caller learns from the answer itself that it is the last.

    Attributes:
        alarm: rings when the connection is over.
    """

    def __init__(self, **server: Any) -> None:  # noqa: ANN401 - the server's own
        super().__init__(**server)
        self.alarm = Alarm(self.loop)
        self._over_by: float | None = None
        self._ending = False

    @property
    def is_encrypted(self) -> bool:
        """Whether it is a connection over TLS."""
        return self.scheme == "https"

    def is_over(self) -> bool:
        """Whether nothing can be answered any more."""
        return self._over_by is not None

    def shutdown(self) -> None:
        """The server ends."""
        self._ending = True
        super().shutdown()

    def linger(self) -> None:
        """Answer no more, and throw away what comes."""
        if self.is_over() or self.transport.is_closing():
            return
        self._over_by = self.loop.time() + (0.0 if self._ending else _LINGER_SECONDS)
        if not self.is_encrypted:
            try:
                self.transport.write_eof()
            except OSError:
                self.transport.abort()  # the caller has gone
                return
        self.flow.resume_reading()
        self.linger_on()

    def linger_on(self) -> None:
        """Something came, and was thrown away."""
        left = (self._over_by or 0.0) - self.loop.time()
        if left <= 0:
            self.hang_up()
        else:
            self.alarm.set(min(left, _SILENCE_SECONDS), self.hang_up)

    def hang_up(self) -> None:
        """Close; over TLS the caller has a moment to take leave, too."""
        self.transport.close()
        if self.is_encrypted:
            self.alarm.set(_SILENCE_SECONDS, self.transport.abort)
