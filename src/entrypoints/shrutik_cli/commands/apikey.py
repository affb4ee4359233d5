"""`shrutik apikey`: API keys of accounts, looked after by the operator."""

import json
from datetime import datetime, timedelta
from typing import Annotated

import typer

from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation, tell
from shrutik_cli.paging import every
from shrutik_core.people.api_key import ApiKey
from shrutik_core.people.roles import Permission
from shrutik_core.shared.ids import ApiKeyId, parse_id
from shrutik_core.use_cases.people.api_keys import ApiKeyWish

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    help="Make, list and revoke API keys, which programs show in place of a password.",
)
OwnerArgument = Annotated[str, typer.Argument(help="Address of the account that owns it.", show_default=False)]
ScopeOption = Annotated[
    list[Permission],
    typer.Option(
        "--scope",
        metavar="PERMISSION",
        help=f"What the key may do; may be repeated. One of {', '.join(Permission)}.",
        show_default=False,
    ),
]


@app.command(
    epilog=examples(
        "shrutik apikey create asha@example.org --name nightly --scope read_releases",
        "shrutik apikey create ravi@example.org --name phone --scope record --scope transcribe --days 90",
    )
)
def create(
    email: OwnerArgument,
    name: Annotated[str, typer.Option(help="What the key is for.", show_default=False)],
    scope: ScopeOption,
    days: Annotated[int | None, typer.Option(min=1, help="Days until it expires; never by default.")] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes an API key, and shows it this once."""
    wish = ApiKeyWish(name, frozenset(scope), None if days is None else timedelta(days=days))
    with open_installation(data) as installation:
        made = installation.platform.manage_api_keys().make_for(email, wish)
    if as_json:
        typer.echo(json.dumps({**_plain(made.key), "key": made.text}, ensure_ascii=False))
        return
    tell("This API key is shown only now:")
    typer.echo(made.text)


@app.command("list", epilog=examples("shrutik apikey list asha@example.org"))
def show(email: OwnerArgument, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Lists the API keys of an account, newest first."""
    with open_installation(data) as installation:
        manage = installation.platform.manage_api_keys()
        keys = list(every(lambda request: manage.list_of(email, request)))
    if as_json:
        typer.echo(json.dumps([_plain(key) for key in keys], ensure_ascii=False))
        return
    if not keys:
        typer.echo("No API keys.")
    for key in keys:
        typer.echo(f"{key.id}  {key.prefix}  {key.name}: {', '.join(sorted(key.scopes))}; {_state(key)}")


@app.command(epilog=examples("shrutik apikey revoke 0197c0de-1111-7222-8333-444455556666"))
def revoke(
    key: Annotated[str, typer.Argument(help="Id of the key; see `shrutik apikey list`.", show_default=False)],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Revokes an API key: from the next request on, it is refused."""
    with open_installation(data) as installation:
        revoked = installation.platform.manage_api_keys().revoke(None, ApiKeyId(parse_id(key)))
    typer.echo(json.dumps(_plain(revoked), ensure_ascii=False) if as_json else f"{revoked.name}: revoked")


def _plain(key: ApiKey) -> dict[str, object]:
    return {
        "id": str(key.id),
        "prefix": key.prefix,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "created_at": key.created_at.isoformat(),
        "expires_at": _iso(key.expires_at),
        "last_used_at": _iso(key.last_used_at),
        "revoked_at": _iso(key.revoked_at),
    }


def _state(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return f"revoked {_minute(key.revoked_at)}"
    expires = f"expires {_minute(key.expires_at)}" if key.expires_at else "never expires"
    return f"{expires}, last used {_minute(key.last_used_at)}" if key.last_used_at else f"{expires}, not used yet"


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _minute(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
