"""Cards to print and to cut: one for each invitation, with its code, its QR code, and what to do in two languages."""

from collections.abc import Iterable
from html import escape
from importlib.resources import files
from string import Template

from shrutik_cli import invitation_pages
from shrutik_core.use_cases.invitations.make_invitations import IssuedInvitation
from shrutik_http.invitations.qr import join_address, qr_svg

_FOLDER = files(invitation_pages)
_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def cards_page(issued: Iterable[IssuedInvitation], site: str) -> str:
    """A page in HTML that needs nothing beside it: A4, eight cards on a sheet.

    Args:
        issued: the invitations with their codes.
        site: where people reach the installation.
    """
    page = Template(_FOLDER.joinpath("page.html").read_text(encoding="utf-8"))
    return page.substitute(cards="\n".join(_card(one, site) for one in issued))


def _card(issued: IssuedInvitation, site: str) -> str:
    card = Template(_FOLDER.joinpath("card.html").read_text(encoding="utf-8"))
    last_day = issued.invitation.expires_at.date().isoformat()
    return card.substitute(
        name=escape(issued.invitation.name),
        collection=escape(issued.collection.name),
        code=issued.code,
        site=escape(site.rstrip("/").partition("//")[2] + "/join"),
        qr=qr_svg(join_address(site, issued.code)),
        last_day=last_day,
        last_day_bn=last_day.translate(_BENGALI),
    )
