"""The cookie in which a page's refresh token goes to and fro."""

from shrutik_core.people.session import REFRESH_LIFETIME
from shrutik_http.call import REFRESH_COOKIE
from shrutik_http.links import ROOT

REFRESH_SECONDS = int(REFRESH_LIFETIME.total_seconds())


def refresh_cookie(value: str, seconds: int = REFRESH_SECONDS, *, secure: bool) -> str:
    """The cookie as a Set-Cookie header has it; out of reach of scripts, and sent from our own pages alone.

    Args:
        value: the refresh token.
        seconds: that it is kept; 0 takes it away.
        secure: whether it is sent back over HTTPS alone.
    """
    about = f"Path={ROOT}/auth; Max-Age={seconds}; HttpOnly; SameSite=Strict"
    return f"{REFRESH_COOKIE}={value}; {about}{'; Secure' if secure else ''}"
