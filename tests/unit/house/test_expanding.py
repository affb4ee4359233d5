"""Migrations only add, so that the release before goes on beside the new one; others say since when they may."""

import ast
import itertools
import tomllib
from pathlib import Path

import pytest

from migration_rules import migrations, sql_of, stated, states_before, taken
from shrutik_postgres.migrations.contracts import CONTRACTS, FIRST, readable_from

ROOT = Path(__file__).parents[3]
ALL = migrations()
NEW = [revision for revision in ALL if revision > FIRST]
HEAD = '"""A migration."""\n\nfrom alembic import op\n\n'


def before(revision):
    return "\n".join(itertools.chain.from_iterable([[text] for one, text in ALL.items() if one < revision]))


@pytest.mark.parametrize("revision", NEW)
def test_a_migration_adds_or_says_that_it_takes_away(revision):
    found = taken(ALL[revision], before(revision))
    if stated(ast.parse(ALL[revision]), "contract"):
        assert revision in CONTRACTS, f"{revision} says `contract = True`: list it in migrations/contracts.py"
    else:
        assert not found, (
            f"{revision} {'; '.join(found)}. Programs of the release before run on beside it: expand now, and take "
            "away one release after the last that reads it (docs/how-to/write-a-migration.md)."
        )


def test_what_is_listed_takes_away_and_knows_who_may_go_on():
    for revision, contract in CONTRACTS.items():
        assert stated(ast.parse(ALL[revision]), "contract") is True
        assert FIRST <= contract.needs < revision
        assert contract.unread_since in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert readable_from() in ALL


@pytest.mark.parametrize("revision", NEW)
def test_what_is_said_to_be_harmless_is_there_and_has_a_reason(revision):
    tree = ast.parse(ALL[revision])
    for name, reason in (stated(tree, "harmless") or {}).items():
        assert name in sql_of(tree)
        assert len(reason) > 10


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ('op.execute("DROP TABLE golds")', "drops what"),
        ('op.execute("ALTER TABLE tasks DROP COLUMN gold")', "drops a column"),
        ('op.drop_column("tasks", "gold")', "calls drop_column"),
        ('op.execute("ALTER TABLE tasks RENAME COLUMN gold TO known")', "renames"),
        ('op.execute("ALTER TABLE tasks RENAME TO works")', "renames"),
        ('op.execute("ALTER TABLE tasks ALTER COLUMN gold SET NOT NULL")', "refuses NULL"),
        ('op.execute("ALTER TABLE tasks ALTER COLUMN gold TYPE SMALLINT")', "type"),
        ('op.execute(f"ALTER TABLE tasks ADD COLUMN {name} TEXT NOT NULL")', "do not fill"),
        ('op.execute("ALTER TABLE tasks ADD CONSTRAINT ck_tasks_new CHECK (a > 0) NOT VALID")', "ck_tasks_new"),
        ('op.execute("CREATE UNIQUE INDEX CONCURRENTLY ix_a ON tasks (chunk)")', "ix_a"),
        ('allow_states("reviews", "status", ("queued",))', "closed, decided"),
        ("op.execute('ALTER TABLE tasks ADD x INT, ADD CONSTRAINT uq_x UNIQUE (x)')", "uq_x"),
    ],
)
def test_what_takes_away_is_seen(step, told):
    found = taken(f"{HEAD}def upgrade():\n    {step}\n", before("9999"))
    assert any(told in one for one in found), found


@pytest.mark.parametrize(
    "step",
    [
        'op.execute("ALTER TABLE tasks ADD COLUMN IF NOT EXISTS note TEXT")',
        "op.execute(\"ALTER TABLE tasks ADD COLUMN note TEXT NOT NULL DEFAULT ''\")",
        'op.execute("CREATE TABLE notes (id UUID NOT NULL, CONSTRAINT pk_notes PRIMARY KEY (id))")',
        'op.execute("CREATE TABLE notes (id UUID NOT NULL)"); op.execute("CREATE UNIQUE INDEX ix_n ON notes (id)")',
        'op.execute("CREATE INDEX CONCURRENTLY ix_a ON tasks (chunk)")',
        'op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_a")',
        'op.execute("ALTER TABLE tasks ALTER COLUMN gold DROP NOT NULL")',
        'allow_states("reviews", "status", ("queued", "decided", "closed", "reopened"))',
    ],
)
def test_what_adds_is_let_through(step):
    assert taken(f"{HEAD}def upgrade():\n    {step}\n", before("9999")) == []


def test_a_person_may_say_that_a_constraint_is_harmless():
    step = 'op.execute("ALTER TABLE tasks DROP CONSTRAINT ck_t, ADD CONSTRAINT ck_t CHECK (a >= 0) NOT VALID")'
    text = f'{HEAD}harmless = {{"ck_t": "it let 1 and more, and lets 0 too"}}\n\n\ndef upgrade():\n    {step}\n'
    assert taken(text) == []
    assert taken(text.replace("ck_t", "ck_u", 1)) != []


def test_states_are_found_in_steps_and_in_the_first_tables():
    assert states_before(before("9999"), "reviews", "status") == {"queued", "decided", "closed"}
    assert "active" in states_before(before("0002"), "contributors", "status")


def test_the_last_release_that_is_named_is_one():
    named = tomllib.loads((ROOT / "deploy" / "last-release.toml").read_text(encoding="utf-8"))
    assert len(named["commit"]) == 40
    assert named["revision"] >= FIRST
    assert named["revision"] in ALL
