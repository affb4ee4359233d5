"""`shrutik keys`: what signs access tokens, what signs releases, and what encrypts blobs."""

import json

import typer

from shrutik_bootstrap.keys import (
    retire_wrapping_keys,
    rotate_signing_key,
    rotate_token_keys,
    rotate_wrapping_key,
    wrap_blobs_anew,
)
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="The keys that sign and encrypt."
)


@app.callback()
def keys() -> None:
    """The keys that sign access tokens and releases, and encrypt blobs."""


@app.command(epilog=examples("shrutik keys rotate", "shrutik keys rotate --data /srv/shrutik"))
def rotate(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Makes a new key. It signs once `serve` has been started again; tokens of the two keys before it stay good."""
    kid = rotate_token_keys(read_settings(data=data))
    typer.echo(json.dumps({"kid": kid}) if as_json else f"The new key is {kid}; start `shrutik serve` again to use it.")


@app.command("rotate-release", epilog=examples("shrutik keys rotate-release"))
def rotate_release(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Makes a new key for releases and feeds. It signs at once; the old key vouches for it, and is gone.

    Whoever trusts the old key finds the new one through `KEYS`, which the API serves at /api/v1/keys/releases.
    """
    key = rotate_signing_key(read_settings(data=data))
    typer.echo(json.dumps({"key": key}) if as_json else f"Releases are signed from now on by {key}")


@app.command("rotate-blobs", epilog=examples("shrutik keys rotate-blobs"))
def rotate_blobs(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Makes a new key for blobs. It wraps what is stored after the next start; old ones stay until they are retired.

    All processes of all machines need the new file of keys before any of them stores with it: start them together.
    """
    key = rotate_wrapping_key(read_settings(data=data))
    told = f"The new key is {key}; start all processes again, together, to use it."
    typer.echo(json.dumps({"key": key}) if as_json else told)


@app.command("rewrap-blobs", epilog=examples("shrutik keys rewrap-blobs"))
def rewrap_blobs(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Wraps the key of each encrypted blob with the newest key. Run it again if it was interrupted.

    The relays, or `serve`, do the same over time. Start all processes with the newest key first.
    """
    seen = wrap_blobs_anew(read_settings(data=data))
    if as_json:
        typer.echo(json.dumps({"looked": seen.looked, "anew": seen.anew, "old": seen.old, "strange": seen.strange}))
        return
    left = (
        f"{seen.old} were written meanwhile, and {seen.strange} cannot be read" if seen.needs_old else "none are left"
    )
    typer.echo(f"Of {seen.looked} blobs {seen.anew} were wrapped anew; {left}")


@app.command("retire-blobs", epilog=examples("shrutik keys retire-blobs"))
def retire_blobs(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Removes all keys of blobs but the newest, for good, if no blob needs them: it looks at every blob.

    A process that has not been started again since the key was rotated still stores with an old one: restart it first.
    """
    gone = retire_wrapping_keys(read_settings(data=data))
    told = f"Removed: {', '.join(gone)}. Copy the key file to every machine." if gone else "There is no old key."
    typer.echo(json.dumps({"retired": gone}) if as_json else told)
