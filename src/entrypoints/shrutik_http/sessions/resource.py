"""Sessions: a person logs in, carries on, logs out, and sees where they are logged in."""

from typing import Self

import attrs

from shrutik_core.ports.access_tokens import AccessTokens, Bearer
from shrutik_core.shared.errors import Refused, Unidentified
from shrutik_core.shared.ids import SessionId
from shrutik_core.use_cases.people.log_in import Identify, LogIn
from shrutik_core.use_cases.people.sessions import LogOut, ManageSessions, RefreshSession, TokenPair
from shrutik_http.call import REFRESH_COOKIE, Call
from shrutik_http.messages import NoQuery, PageQuery
from shrutik_http.replies import Done
from shrutik_http.sessions.cookie import REFRESH_SECONDS, refresh_cookie
from shrutik_http.sessions.messages import (
    JwksMessage,
    LoginRequest,
    RefreshRequest,
    RefreshTokenIn,
    SessionMessage,
    SessionPage,
    TokenMessage,
)
from shrutik_http.wiring import Wiring


@attrs.frozen
class SessionsResource:
    """What answers when sessions are asked for."""

    log_in: LogIn
    refresh_session: RefreshSession
    log_out: LogOut
    sessions: ManageSessions
    identify: Identify
    tokens: AccessTokens
    secure: bool

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(
            platform.log_in(),
            platform.refresh_session(),
            platform.log_out(),
            platform.manage_sessions(),
            platform.identify(),
            platform.tokens(),
            wiring.secure_cookies,
        )

    def login(self, call: Call[LoginRequest, NoQuery]) -> Done:
        """Trade an address and a password for tokens."""
        said = call.body
        pair = self.log_in(said.email, said.password, call.origin, call.agent)
        return self._told(pair, said.refresh_token_in)

    def refresh(self, call: Call[RefreshRequest, NoQuery]) -> Done:
        """Trade a refresh token for the next tokens, which go where it came from."""
        given, cookie = call.body.refresh_token, call.cookies.get(REFRESH_COOKIE)
        if given is None and cookie is None:
            raise Unidentified("refresh_token_invalid", "Send the refresh token in the body, or in its cookie.")
        pair = self.refresh_session(given or cookie or "", call.origin)
        return self._told(pair, RefreshTokenIn.COOKIE if given is None else RefreshTokenIn.BODY)

    def logout(self, call: Call[RefreshRequest, NoQuery]) -> Done:
        """End the session that any of the tokens belongs to, and take the cookie away."""
        for token in (call.body.refresh_token, call.cookies.get(REFRESH_COOKIE)):
            if token is not None:
                self.log_out.by_refresh_token(token)
        bearer = self._bearer(call)
        if bearer is not None:
            self.log_out.by_access_token(bearer)
        return Done(cookie=self._cookie("", 0))

    def list(self, call: Call[None, PageQuery]) -> SessionPage:
        """List the caller's own."""
        current = self._present(call)
        return SessionPage.of(
            self.sessions.list(call.actor, call.query.page), lambda one: SessionMessage.of(one, current)
        )

    def end(self, call: Call[None, NoQuery]) -> Done:
        """End one of the caller's own."""
        self.sessions.end(call.actor, SessionId(call.id("session_id")))
        return Done()

    def end_others(self, call: Call[None, NoQuery]) -> Done:
        """End all but the one that asks."""
        self.sessions.end_others(call.actor, self._present(call))
        return Done()

    def keys(self, _call: Call[None, NoQuery]) -> JwksMessage:
        """Show the public keys."""
        return JwksMessage(keys=[dict(key) for key in self.tokens.public_keys()])

    def _told(self, pair: TokenPair, where: RefreshTokenIn) -> Done:
        if where is RefreshTokenIn.BODY:
            return Done(TokenMessage.of(pair.access, pair.refresh))
        return Done(TokenMessage.of(pair.access, None), self._cookie(pair.refresh, REFRESH_SECONDS))

    def _cookie(self, value: str, seconds: int) -> str:
        return refresh_cookie(value, seconds, secure=self.secure)

    def _present(self, call: Call[None, PageQuery] | Call[None, NoQuery]) -> SessionId | None:
        bearer = self._bearer(call)
        return bearer.session if bearer is not None else None

    def _bearer(self, call: Call[RefreshRequest | None, PageQuery | NoQuery]) -> Bearer | None:
        """Whom the access token was issued to; None if what was shown is not one."""
        try:
            return self.identify.bearer(call.token) if call.token else None
        except Refused:
            return None
