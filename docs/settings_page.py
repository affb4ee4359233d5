"""Writes the reference page of settings: every variable of the environment, from the class that reads them."""

import json
from collections.abc import Iterable, Mapping
from inspect import cleandoc
from typing import Any

import regex
from pydantic import BaseModel

from shrutik_bootstrap.backup_settings import BackupSettings
from shrutik_bootstrap.log_settings import LogSettings
from shrutik_bootstrap.openid_settings import OpenidSetting
from shrutik_bootstrap.settings import Settings
from shrutik_bootstrap.trace_settings import TraceSettings
from shrutik_bootstrap.webhook_settings import WebhookSettings

PREFIX = "SHRUTIK_"
TOPICS: Mapping[str, tuple[str, ...]] = {
    "Folders": ("data", "keys"),
    "Listening": (
        *("host", "port", "public_url", "https", "insecure", "trusted_proxies", "cors_origins"),
        *("api_processes", "http_threads", "connections", "connections_per_address", "drain_seconds"),
    ),
    "Database": ("database_url", "replica_url", "replica_patience", "postgres_account"),
    "Redis and jobs": (
        *("redis_url", "worker_threads", "decoding_memory_mb", "decoding_cpu_seconds"),
        *("release_workers", "cluster"),
    ),
    "Blobs": ("blobs_url", "encrypt_blobs", "redirect_blobs", "accel_path"),
    "Uploads, and how much one person may send": (
        *("largest_upload_mb", "uploads_kept_days", "longest_recording_minutes", "daily_upload_mb"),
        *(
            "daily_upload_minutes",
            "daily_download_gb",
            "unverified_daily_minutes",
            "unverified_daily_tasks",
            "rate_limits",
        ),
    ),
    "Log-in, links and security": (
        *("access_token_minutes", "token_algorithm", "argon2_passes", "argon2_memory_mb", "argon2_lanes"),
        *("link_minutes", "openid_providers", "security_log"),
    ),
    "Logs": tuple(LogSettings.__annotations__),
    "Figures, and what runs": ("metrics_token", "metrics_port", "release_id"),
    "Traces and faults": tuple(TraceSettings.__annotations__),
    "Letters": ("smtp_url", "mail_from"),
    "Webhooks": tuple(WebhookSettings.__annotations__),
    "Releases and withdrawals": ("publisher", "public_series", "undo_hours"),
    "Back-ups": tuple(BackupSettings.__annotations__),
}
"""Which settings stand together, in the order of the page; a test looks that none is left out."""

_HEAD = """# Settings

Every setting is a variable of the environment, read once at the start of each process; an option on the command line
wins over it. Lists are separated by commas. A value that cannot be used ends the start, with a message that names the
variable; `shrutik doctor` says so, too.

A **secret** setting may hold a password or key: it is never logged or shown. Give it to the process by a file that the
service's account alone can read, not on a command line: by `EnvironmentFile=` of systemd, or by a file with nothing but
its value, which the variable with `_FILE` behind its name names: `SHRUTIK_DATABASE_URL_FILE=/run/secrets/database_url`.
An empty file says nothing.
"""
_PROVIDERS = """
## A log-in provider: `OpenidSetting`

`SHRUTIK_OPENID_PROVIDERS` is a JSON list of objects with these keys:
"""
_TABLE = ("| variable | type | range | default | what it says |", "|---|---|---|---|---|")
_FORMATS = {"path": "path", "ipv4network": "network", "ipv6network": "network"}
_KINDS = {
    "boolean": "`true` or `false`",
    "integer": "whole number",
    "number": "number",
    "string": "text",
    "array": "list",
    "object": "JSON",
}
_LIMITS = {
    "minimum": "from {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "to {}",
    "minLength": "{} or more signs",
    "maxLength": "up to {} signs",
}


def settings_page() -> str:
    """The page, in Markdown."""
    rows = dict(_rows(Settings, (Settings, BackupSettings, LogSettings, TraceSettings, WebhookSettings), PREFIX))
    parts = [_HEAD]
    for topic, names in TOPICS.items():
        parts.append("\n".join(["", f"## {topic}", "", *_TABLE, *(rows[name] for name in names), ""]))
    inner = [row for _, row in _rows(OpenidSetting, (OpenidSetting,), "")]
    parts.append("\n".join([_PROVIDERS, *_TABLE, *inner, ""]))
    return "".join(parts)


def meanings(told: Iterable[type[BaseModel]]) -> dict[str, str]:
    """What the docstrings of these classes say of each attribute, each on one line."""
    found: dict[str, str] = {}
    for model in told:
        _, _, attributes = cleandoc(model.__doc__ or "").partition("Attributes:\n")
        for name, text in regex.findall(r"^ {4}(\w+): (.*\n?(?:^ {8}.*\n?)*)", attributes, regex.MULTILINE):
            found[name] = " ".join(text.split()).replace("``", "`")
    return found


def _rows(model: type[BaseModel], told: Iterable[type[BaseModel]], prefix: str) -> Iterable[tuple[str, str]]:
    meaning, schema = meanings(told), model.model_json_schema()["properties"]
    for name, field in model.model_fields.items():
        secret = "" if field.repr else "**Secret.** "
        variable = f"{prefix}{name.upper()}" if prefix else name
        text = secret + _sentence(meaning[name])
        told = (_kind(schema[name]), _range(schema[name]), _default(schema[name]), text)
        yield name, " | ".join([f"| `{variable}`", *told]) + " |"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _core(schema: dict[str, Any]) -> dict[str, Any]:
    """The form of a value that was given: what is left out has none."""
    forms = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return forms[0]


def _kind(schema: dict[str, Any]) -> str:
    core = _core(schema)
    if "enum" in core:
        return "word"
    if core["type"] == "array" and "$ref" in core["items"]:
        return "JSON list"
    return _FORMATS.get(core.get("format", ""), _KINDS[core["type"]])


def _range(schema: dict[str, Any]) -> str:
    core = _core(schema)
    if "enum" in core:
        return " or ".join(f"`{one}`" for one in core["enum"])
    if "pattern" in core:
        return f"`{core['pattern']}`".replace("|", r"\|")
    return ", ".join(words.format(f"{core[key]:g}") for key, words in _LIMITS.items() if key in core)


def _default(schema: dict[str, Any]) -> str:
    if "default" not in schema:
        return "must be given"
    default = schema["default"]
    if default in (None, "", [], {}):
        return "none"
    return f"`{default}`" if isinstance(default, str) else f"`{json.dumps(default)}`"
