"""The reference page of settings tells every variable, as it is read, and marks those that hold secrets."""

import importlib.util
from pathlib import Path

import pytest
import regex

from page_blocks import blocks
from shrutik_bootstrap.openid_settings import OpenidSetting
from shrutik_bootstrap.secret_files import secret_variables
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_postgres.engine import parse_url
from shrutik_redis.address import read_redis_url
from shrutik_s3.address import read_blobs_url

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
SECRET = {
    *("SHRUTIK_DATABASE_URL", "SHRUTIK_REPLICA_URL", "SHRUTIK_REDIS_URL", "SHRUTIK_BLOBS_URL", "SHRUTIK_SMTP_URL"),
    *("SHRUTIK_BACKUP_TO", "SHRUTIK_METRICS_TOKEN", "SHRUTIK_OPENID_PROVIDERS", "client_secret"),
    *("SHRUTIK_OTLP_ENDPOINT", "SHRUTIK_SENTRY_DSN"),
}


def module():
    spec = importlib.util.spec_from_file_location("settings_page", DOCS / "settings_page.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def rows():
    lines = [line for line in module().settings_page().splitlines() if line.startswith("| `")]
    return {line.split("`")[1]: line for line in lines}


def test_every_setting_has_one_row_and_nothing_else_has():
    variables = [f"SHRUTIK_{name.upper()}" for name in Settings.model_fields]
    assert sorted(rows()) == sorted([*variables, *OpenidSetting.model_fields])
    topics = [name for names in module().TOPICS.values() for name in names]
    assert sorted(topics) == sorted(Settings.model_fields)


def test_every_row_has_its_columns_and_says_something():
    for line in rows().values():
        cells = [cell.strip() for cell in regex.split(r"(?<!\\)\|", line)[1:-1]]
        assert len(cells) == 5
        assert cells[1]
        assert cells[3]
        assert len(cells[4]) > 10


def test_secret_settings_are_marked_and_no_others():
    assert {name for name, line in rows().items() if "**Secret.**" in line} == SECRET


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("SHRUTIK_PORT", "| whole number | from 0, to 65535 | `8000` |"),
        ("SHRUTIK_API_PROCESSES", "| whole number | from 1, to 256 | none |"),
        ("SHRUTIK_UPLOADS_KEPT_DAYS", "| number | more than 0, to 365 | `7` |"),
        ("SHRUTIK_TOKEN_ALGORITHM", "| word | `EdDSA` or `HS256` | `EdDSA` |"),
        ("SHRUTIK_DATA", "| path |  | `shrutik-data` |"),
        ("SHRUTIK_HTTPS", "| `true` or `false` |  | `false` |"),
        ("SHRUTIK_TRUSTED_PROXIES", "| list |  | none |"),
        ("SHRUTIK_RATE_LIMITS", "| JSON |  | none |"),
        ("SHRUTIK_BACKUP_KEEP_DAILY", "| whole number | from 0, to "),
        ("issuer", "| text |  | must be given |"),
    ],
)
def test_rows_are_as_a_person_would_write_them(name, told):
    assert told in rows()[name]


def test_variables_that_pages_and_deploy_name_are_settings():
    told = [*DOCS.rglob("*.md"), *(path for path in (ROOT / "deploy").rglob("*") if path.is_file())]
    named = {
        name
        for path in told
        if not {"generated", "__pycache__"} & set(path.parts)
        for name in regex.findall(r"\bSHRUTIK_[A-Z0-9_]*[A-Z0-9]\b", path.read_text(encoding="utf-8"))
    }
    assert named
    files = {f"{name}_FILE" for name in secret_variables(Settings)}
    assert named <= {f"SHRUTIK_{name.upper()}" for name in Settings.model_fields} | files


def test_the_file_of_settings_that_is_shown_can_be_read():
    (shown,) = (one.code for one in blocks("docs/how-to/operate-many.md") if one.code.startswith("# /etc/shrutik"))
    told = dict(line.split("=", 1) for line in shown.splitlines()[1:])
    settings = read_settings(
        **{name.removeprefix("SHRUTIK_").lower(): value.strip('"') for name, value in told.items()}
    )
    assert read_redis_url(settings.redis_url).name == "voices"
    assert read_blobs_url(settings.blobs_url).bucket == "bucket"
    assert "target_session_attrs" in parse_url(settings.database_url).query
    assert "target_session_attrs" in parse_url(settings.replica_url).query


def test_the_page_is_linked_where_people_look():
    assert "generated/settings" in (DOCS / "reference" / "index.md").read_text(encoding="utf-8")
    for page in ("operate.md", "operate-many.md"):
        assert "generated/settings.md" in (DOCS / "how-to" / page).read_text(encoding="utf-8")
