"""Writes the reference pages: every module of the core, every life as a table, every route and error, every command."""

import importlib
import pkgutil
from pathlib import Path
from typing import Any

from errors_page import errors_page
from folding_page import folding_table
from logs_page import logs_page
from metrics_page import metrics_page
from policies_page import policies_page
from settings_page import settings_page
from typer.main import get_command
from typer.testing import CliRunner

from shrutik_bootstrap.extras import load
from shrutik_cli.app import app
from shrutik_cli.table import COMMANDS
from shrutik_core.chunking.chunk import CHUNK_LIFE
from shrutik_core.people.contributor import CONTRIBUTOR_LIFE
from shrutik_core.recordings.recording import RECORDING_LIFE
from shrutik_core.releases.release import RELEASE_LIFE
from shrutik_core.review.review import REVIEW_LIFE
from shrutik_core.shared.jobs import JOB_LIFE
from shrutik_core.transcription.task import TASK_LIFE
from shrutik_core.webhooks.delivery import DELIVERY_LIFE
from shrutik_http.openapi.document import openapi_document

LIVES = (RECORDING_LIFE, CHUNK_LIFE, TASK_LIFE, REVIEW_LIFE, RELEASE_LIFE, CONTRIBUTOR_LIFE, JOB_LIFE, DELIVERY_LIFE)
ROOMS = (
    "shared",
    "people",
    "prompts",
    "recordings",
    "chunking",
    "transcription",
    "consensus",
    "collections",
    "review",
    "releases",
    "audit",
    "notices",
    "metrics",
    "logs",
    "traces",
    "events",
    "webhooks",
    "ports",
    "use_cases",
    "testing",
)


def write(root: Path, target: Path) -> None:
    """All generated pages, in place of those of the last build."""
    del root
    target.mkdir(parents=True, exist_ok=True)
    pages = {f"core-{room}.md": _room(room) for room in ROOMS}
    pages["policies.md"] = policies_page()
    pages["errors.md"] = errors_page()
    pages["settings.md"] = settings_page()
    pages["folding.md"] = folding_table()
    pages["metrics.md"] = metrics_page()
    pages["logs.md"] = logs_page()
    pages["lives.md"] = _lives()
    pages["http.md"] = _http()
    pages["commands.md"] = _commands()
    for name, text in pages.items():
        (target / name).write_text(text, encoding="utf-8")


def _room(room: str) -> str:
    package = importlib.import_module(f"shrutik_core.{room}")
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    modules = sorted(one.name for one in found if not one.ispkg)
    blocks = [f"## `{name}`\n\n```{{eval-rst}}\n.. automodule:: {name}\n   :members:\n```\n" for name in modules]
    return f"# `shrutik_core.{room}`\n\n{package.__doc__}\n\n" + "\n".join(blocks)


def _lives() -> str:
    lines = ["# Lives", "", "Which state may follow which; the code looks these tables up.", ""]
    for life in LIVES:
        lines += [f"## {life.thing}", "", "| from | to |", "|---|---|"]
        for before, after in life.ways.items():
            lines.append(f"| `{before}` | {', '.join(f'`{one}`' for one in sorted(after)) or 'the end'} |")
        lines.append("")
    return "\n".join(lines)


def _http() -> str:
    lines = ["# HTTP", "", "Every route, from the same operations as `/api/v1/openapi.json`.", ""]
    for path, operations in openapi_document("")["paths"].items():
        for method, operation in operations.items():
            answers = [f"| {status} | {one['description']} |" for status, one in operation["responses"].items()]
            told = [operation.get("summary", ""), "", *_parameters(operation)]
            lines += [f"## `{method.upper()} {path}`", "", *told, "| answer | when |", "|---|---|", *answers, ""]
    return "\n".join(lines)


def _parameters(operation: dict[str, Any]) -> list[str]:
    asked = [one for one in operation["parameters"] if one["in"] in {"query", "header"}]
    rows = [f"| `{one['name']}` | {one['in']} | {one.get('description', '')} |" for one in asked]
    return ["| parameter | in | |", "|---|---|---|", *rows, ""] if rows else []


def _commands() -> str:
    lines = ["# Commands", "", "What `--help` says."]
    for name, entry in COMMANDS.items():
        group = getattr(load(entry.module, entry.extras), "app", None)
        names = sorted(get_command(group).commands) if group is not None else []
        for words in ([name], *([name, inner] for inner in names)):
            lines += ["", f"## `shrutik {' '.join(words)}`", "", "```text", _help(words), "```"]
    return "\n".join(lines) + "\n"


def _help(words: list[str]) -> str:
    run = CliRunner().invoke(app, [*words, "--help"], prog_name="shrutik", env={"COLUMNS": "100"})
    return run.output.strip()
