"""The QR code of an address, as a picture that a page can hold; needs the extra ``http``."""

import segno

JOIN = "/join"
"""The page that takes a code, behind the address of the installation."""


def join_address(site: str, code: str) -> str:
    """Where a person opens their account; browsers send what stands behind ``#`` to no server, so no log has the code.

    Args:
        site: where people reach the installation.
        code: of the invitation.
    """
    return f"{site.rstrip('/')}{JOIN}#{code}"


def qr_svg(address: str) -> str:
    """The address as an SVG of about 4 kB, for phones to read from a screen or from paper."""
    svg: str = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4, omitsize=True, light="#fff")
    return svg
