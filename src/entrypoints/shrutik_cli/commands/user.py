"""`shrutik user`: accounts, made and changed by the operator."""

import getpass
import json
import secrets
import sys
from itertools import islice
from typing import Annotated

import typer

from shrutik_cli.commands.user_invite import invite
from shrutik_cli.examples import examples
from shrutik_cli.listing import in_columns, print_list
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation, tell
from shrutik_cli.paging import every
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Invalid
from shrutik_core.use_cases.people.register import Registration

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    help="Make and list accounts, invite people, give roles and passwords, disable and enable accounts.",
)
EmailArgument = Annotated[str, typer.Argument(help="Address of the account.", show_default=False)]
_PASSWORD_BYTES = 12


@app.command(
    epilog=examples(
        "shrutik user create asha@example.org --role admin",
        "shrutik user create ravi@example.org --name Ravi --generate-password",
        "pass shrutik | shrutik user create asha@example.org --role admin --password-stdin",
    )
)
def create(
    email: EmailArgument,
    role: Annotated[Role, typer.Option(help="What the account is for.")] = Role.CONTRIBUTOR,
    name: Annotated[str | None, typer.Option(help="As others see it; the address's first part by default.")] = None,
    locale: Annotated[str, typer.Option(help="Language that the person reads (BCP 47).")] = "en",
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from a pipe.")] = False,
    generate: Annotated[
        bool, typer.Option("--generate-password", help="Make a password and print it, this once.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes an account. The password is asked for, read from a pipe, or made."""
    password = _password(from_pipe=password_stdin, generate=generate)
    registration = Registration(email, password, name or email.partition("@")[0], locale, role)
    with open_installation(data, new=True) as installation:
        contributor = installation.platform.register()(registration)
    _print(contributor, as_json, {"password": password} if generate else {})


@app.command(
    "list", epilog=examples("shrutik user list", "shrutik user list --role admin", "shrutik user list --find asha")
)
def list_(
    role: Annotated[Role | None, typer.Option(help="Only those of this role.")] = None,
    status: Annotated[ContributorStatus | None, typer.Option(help="Only those in this state.")] = None,
    find: Annotated[str, typer.Option(help="Words of their names or addresses, or an id.", show_default=False)] = "",
    most: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 50,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lists accounts, newest first."""
    with open_installation(data) as installation:
        manage = installation.platform.manage_people()
        found = every(lambda request: manage.list(None, request, status=status, role=role, sought=find))
        accounts = list(islice(found, most))
    print_list("accounts", [_plain(one) for one in accounts], in_columns(list(map(_row, accounts))), as_json=as_json)


@app.command(epilog=examples("shrutik user role asha@example.org reviewer"))
def role(
    email: EmailArgument,
    role: Annotated[Role, typer.Argument(help="What the account is for from now on.", show_default=False)],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Gives an account another role."""
    with open_installation(data) as installation:
        contributor = installation.platform.manage_people().give_role(None, email, role)
    _print(contributor, as_json)


@app.command(epilog=examples("shrutik user disable spam@example.org", "shrutik user disable asha@example.org --undo"))
def disable(
    email: EmailArgument,
    undo: Annotated[bool, typer.Option("--undo", help="Make it active again.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Disables an account: it cannot log in, and its access tokens end."""
    with open_installation(data) as installation:
        contributor = installation.platform.manage_people().set_active(None, email, active=undo)
    _print(contributor, as_json)


app.command(
    epilog=examples(
        "shrutik user invite --collection bn-read",
        "shrutik user invite --collection bn-read --count 30 --name 'Class 5' --out cards.html",
    )
)(invite)


@app.command(epilog=examples("shrutik user enable asha@example.org"))
def enable(email: EmailArgument, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Makes a disabled account active again; its person logs in anew."""
    with open_installation(data) as installation:
        contributor = installation.platform.manage_people().set_active(None, email, active=True)
    _print(contributor, as_json)


@app.command(
    epilog=examples(
        "shrutik user password asha@example.org",
        "shrutik user password asha@example.org --generate-password",
    )
)
def password(
    email: EmailArgument,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from a pipe.")] = False,
    generate: Annotated[
        bool, typer.Option("--generate-password", help="Make a password and print it, this once.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Gives an account another password; all its sessions end."""
    new = _password(from_pipe=password_stdin, generate=generate)
    with open_installation(data) as installation:
        contributor = installation.platform.change_password().by_operator(email, new)
    _print(contributor, as_json, {"password": new} if generate else {})


def _password(*, from_pipe: bool, generate: bool) -> str:
    if from_pipe and generate:
        raise Invalid("password_twice", "Give --password-stdin or --generate-password, not both.")
    if generate:
        return secrets.token_urlsafe(_PASSWORD_BYTES)
    if from_pipe:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Invalid(
            "password_missing", "There is no terminal to ask on; use --password-stdin or --generate-password."
        )
    password = getpass.getpass("Password: ")
    if getpass.getpass("Password again: ") != password:
        raise Invalid("passwords_differ", "The two passwords differ; nothing was made.")
    return password


def _row(one: Contributor) -> tuple[str, ...]:
    return one.email or str(one.id), one.role.value, one.status.value, f"{one.created_at:%Y-%m-%d}", one.name


def _plain(contributor: Contributor) -> dict[str, str | None]:
    return {
        "id": str(contributor.id),
        "email": contributor.email,
        "name": contributor.name,
        "role": contributor.role.value,
        "status": contributor.status.value,
        "created_at": contributor.created_at.isoformat(),
    }


def _print(contributor: Contributor, as_json: bool, more: dict[str, str] | None = None) -> None:
    if as_json:
        typer.echo(json.dumps(_plain(contributor) | (more or {}), ensure_ascii=False))
        return
    typer.echo(f"{contributor.email}: {contributor.role.value}, {contributor.status.value}")
    if more:
        tell("This password is shown only now:")
        typer.echo(more["password"])
