"""Bring traits to the values that they may have: ages to their bands, genders to three words.

What an older version took as free words and cannot be told for sure is dropped: nothing is said rather than something
wrong. Rows are rewritten in portions, each a transaction of its own; a run that was broken off begins again and finds
what is left.

An index finds who agreed to a version of a consent document.

Revision: 0020, after 0019, 2026-11-28.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_PORTION = 10_000
_AGE = r"""
    CASE
        WHEN lower(trim(traits->>'age')) IN
            ('teens', 'twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties')
            THEN lower(trim(traits->>'age'))
        WHEN lower(trim(traits->>'age')) = 'fourties' THEN 'forties'
        WHEN lower(trim(traits->>'age')) = 'nineties' THEN 'eighties'
        WHEN trim(traits->>'age') ~ '^1?[0-9]$' THEN 'teens'
        WHEN trim(traits->>'age') ~ '^2[0-9]$' THEN 'twenties'
        WHEN trim(traits->>'age') ~ '^3[0-9]$' THEN 'thirties'
        WHEN trim(traits->>'age') ~ '^4[0-9]$' THEN 'forties'
        WHEN trim(traits->>'age') ~ '^5[0-9]$' THEN 'fifties'
        WHEN trim(traits->>'age') ~ '^6[0-9]$' THEN 'sixties'
        WHEN trim(traits->>'age') ~ '^7[0-9]$' THEN 'seventies'
        WHEN trim(traits->>'age') ~ '^([89][0-9]|1[01][0-9])$' THEN 'eighties'
    END
"""
_GENDER = """
    CASE
        WHEN lower(trim(traits->>'gender')) IN ('female', 'f', 'woman', 'female_feminine') THEN 'female'
        WHEN lower(trim(traits->>'gender')) IN ('male', 'm', 'man', 'male_masculine') THEN 'male'
        WHEN lower(trim(traits->>'gender')) IN ('another', 'other', 'non-binary', 'intersex', 'transgender')
            THEN 'another'
    END
"""
# One line of at most 120 characters without white space around it.
_LINE = r"regexp_replace(traits->>'{trait}', '[\x01-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+', ' ', 'g')"
_WORDS = f"NULLIF(trim(left(trim({_LINE}), 120)), '')"
_PAIRS = ", ".join(f"'{trait}', {_WORDS.format(trait=trait)}" for trait in ("accent", "dialect", "region"))
_REWORD = f"""
    WITH portion AS (
        SELECT id, jsonb_strip_nulls(jsonb_build_object('age', {_AGE}, 'gender', {_GENDER}, {_PAIRS})) AS said
        FROM speakers WHERE id > :after AND traits <> '{{}}' ORDER BY id LIMIT :portion
    ), changed AS (
        UPDATE speakers SET traits = portion.said FROM portion
        WHERE speakers.id = portion.id AND speakers.traits <> portion.said
            AND NOT speakers.traits ? 'native_language'
    )
    SELECT max(id::text) FROM portion
"""  # noqa: S608 - made of this module's own words


def upgrade() -> None:
    after = "00000000-0000-0000-0000-000000000000"
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_consents_version")
        op.execute("CREATE INDEX CONCURRENTLY ix_consents_version ON consents (collection, version)")
        while after:
            after = op.get_bind().scalar(sa.text(_REWORD), {"after": after, "portion": _PORTION})
