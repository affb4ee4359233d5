"""`shrutik user invite`: codes for people without an e-mail address, as a list or as cards to print."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from shrutik_bootstrap.settings import Settings
from shrutik_cli.invitation_cards import cards_page
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation, tell
from shrutik_core.people.invitation import DEFAULT_LIFETIME
from shrutik_core.use_cases.invitations.make_invitations import InvitationOrder, IssuedInvitation
from shrutik_http.invitations.qr import join_address


def invite(
    collection: Annotated[str, typer.Option(help="Slug or id of the collection.", show_default=False)],
    count: Annotated[int, typer.Option(help="How many codes, 1 to 200.")] = 1,
    name: Annotated[str, typer.Option(help="What you call the person or the group; for the cards.")] = "",
    days: Annotated[float, typer.Option(help="How long the codes are good for.")] = DEFAULT_LIFETIME.days,
    address: Annotated[
        str | None,
        typer.Option(help="Where people reach this installation.  [SHRUTIK_PUBLIC_URL]", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Write cards with QR codes to this HTML file, to be printed.", show_default=False),
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes codes that open one account each, with a name alone. They are shown only now."""
    order = InvitationOrder(collection, count, name, timedelta(days=min(max(days, 0), 10_000)))
    with open_installation(data) as installation:
        issued = installation.platform.make_invitations()(None, order)
        site = _site(installation.settings, address)
    if out is not None:
        out.write_text(cards_page(issued, site), encoding="utf-8")
        out.chmod(0o600)
    _print(issued, site, out, as_json=as_json)


def _site(settings: Settings, address: str | None) -> str:
    given = address or settings.public_url
    if not given:
        given = f"http://{settings.host}:{settings.port}"
        tell(f"The cards lead to {given}; if people reach this installation elsewhere, set --address.")
    return given


def _print(issued: tuple[IssuedInvitation, ...], site: str, out: Path | None, *, as_json: bool) -> None:
    if as_json:
        items = [
            {
                "id": str(one.invitation.id),
                "code": one.code,
                "url": join_address(site, one.code),
                "expires_at": one.invitation.expires_at.isoformat(),
            }
            for one in issued
        ]
        typer.echo(json.dumps({"items": items}))
    elif out is not None:
        typer.echo(f"{len(issued)} cards are in {out}; the codes are shown nowhere else.")
    else:
        tell("These codes are shown only now:")
        for one in issued:
            typer.echo(f"{one.code}  {join_address(site, one.code)}")
