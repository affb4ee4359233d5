"""The table of commands: where each lives, what it is for, and what it needs."""

from collections.abc import Mapping

import attrs

_PLATFORM = "laptop"


@attrs.frozen
class Apart:
    """Commands of a group that need less than the others, and are loaded without them.

    Attributes:
        module: has ``app`` with these commands.
        extras: of the distribution, for whoever lacks a package.
        commands: their names.
    """

    module: str
    extras: str
    commands: frozenset[str]


@attrs.frozen
class Entry:
    """One command.

    Attributes:
        module: has ``app`` (a typer.Typer, for a command with commands of its own) or a function of the command's name.
        summary: one line for ``shrutik --help``.
        extras: of the distribution, for whoever lacks a package.
        examples: shown below the help of a command that is a function.
        starting: said before the module is loaded, if that takes seconds and the user waits for it; else empty.
        apart: those of its own commands that need less; None if there are none.
    """

    module: str
    summary: str
    extras: str = _PLATFORM
    examples: tuple[str, ...] = ()
    starting: str = ""
    apart: Apart | None = None


COMMANDS: Mapping[str, Entry] = {
    "demo": Entry(
        "shrutik_cli.commands.demo",
        "The whole story, from a voice to a dataset.",
        examples=(
            "shrutik demo",
            "shrutik demo --data /tmp/story --exit",
            "shrutik demo --audio my-voice.wav --language bn",
        ),
        starting="Starting the demo, which takes about half a minute …",
    ),
    "serve": Entry(
        "shrutik_cli.commands.serve",
        "API, documentation and background jobs on this machine.",
        examples=("shrutik serve", "shrutik serve --data /srv/shrutik --host 0.0.0.0 --port 8080"),
        starting="Starting Shrutik …",
    ),
    "worker": Entry(
        "shrutik_cli.commands.worker",
        "Background jobs alone.",
        examples=("shrutik worker --data /srv/shrutik", "shrutik worker --queues chunking,mail --threads 4"),
        starting="Starting Shrutik's worker …",
    ),
    "relay": Entry(
        "shrutik_cli.commands.relay",
        "Carry jobs to Redis, and run the periodic tasks.",
        examples=("shrutik relay --data /srv/shrutik",),
        starting="Starting Shrutik's relay …",
    ),
    "scale": Entry(
        "shrutik_cli.commands.scale",
        "Run as many workers as a queue's oldest job calls for.",
        examples=(
            "shrutik scale --queue chunking --max 8",
            (
                "shrutik scale --max 8 --run 'docker compose --profile production up \\\n"
                "      --detach --no-deps --no-recreate --scale worker={workers} worker'"
            ),
        ),
    ),
    "db": Entry("shrutik_cli.commands.db", "Bring the database up to date, or look at its state."),
    "apikey": Entry("shrutik_cli.commands.apikey", "Make, list and revoke API keys for programs."),
    "user": Entry(
        "shrutik_cli.commands.user",
        "Make and list accounts, invite people, give roles and passwords, disable and enable accounts.",
    ),
    "keys": Entry("shrutik_cli.commands.keys", "Change the keys that sign and encrypt."),
    "prompts": Entry("shrutik_cli.commands.prompts", "Import what speakers are asked to say."),
    "recordings": Entry("shrutik_cli.commands.recordings", "Bring recordings with their texts, or cut them anew."),
    "collections": Entry("shrutik_cli.commands.collections", "List collections, and decide all clips of one anew."),
    "release": Entry(
        "shrutik_cli.commands.release",
        "Make, list, export, verify and open datasets.",
        apart=Apart(
            "shrutik_cli.commands.release_copies",
            "cli,releases",
            frozenset({"verify", "apply-withdrawals", "open", "delta", "apply-delta"}),
        ),
    ),
    "jobs": Entry("shrutik_cli.commands.jobs", "Look at background jobs, and retry those that died."),
    "logs": Entry("shrutik_cli.commands.logs", "Find what was told of one request, and of all that came of it."),
    "webhooks": Entry("shrutik_cli.commands.webhooks", "Look at programs that are told of events; tell them again."),
    "queue": Entry("shrutik_cli.commands.queue", "Say why a person is lent no tasks, or fewer than they ask for."),
    "backup": Entry("shrutik_cli.commands.backup", "Make, list, verify and restore back-ups of all of it."),
    "doctor": Entry(
        "shrutik_cli.commands.doctor",
        "Look at all that an installation needs, and say what to do.",
        examples=("shrutik doctor", "shrutik doctor --data /srv/shrutik --deep", "shrutik doctor --json"),
    ),
    "deploy": Entry(
        "shrutik_cli.commands.deploy", "Replace one release with another behind nginx, or take it back.", "cli"
    ),
    "audit": Entry("shrutik_cli.commands.audit", "Verify the audit trail, or note down where it ends."),
    "chunk": Entry(
        "shrutik_cli.commands.chunk",
        "Cut recordings into clips where people pause; no server.",
        "audio,cli",
        ("shrutik chunk talk.mp3 --out clips", "shrutik chunk *.wav --out clips --max 8 --json"),
    ),
    "consensus": Entry(
        "shrutik_cli.commands.consensus",
        "Make one text out of many transcriptions of a clip; no server.",
        "cli",
        ("shrutik consensus clips.csv --out texts.csv",),
    ),
    "openapi": Entry(
        "shrutik_cli.commands.openapi",
        "Print the API's document (OpenAPI 3.1).",
        examples=("shrutik openapi", "shrutik openapi --out openapi.json"),
    ),
}
