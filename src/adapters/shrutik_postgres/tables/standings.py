"""The table of standings."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Table, Text

from shrutik_postgres.tables.base import metadata, reference

standings = Table(
    "standings",
    metadata,
    reference("contributor", "contributors", primary=True),
    Column("language", Text, primary_key=True),
    Column("right_words", BigInteger, nullable=False),
    Column("wrong_words", BigInteger, nullable=False),
    Column("clips", BigInteger, nullable=False),
    Column("gold_clips", BigInteger, nullable=False),
    CheckConstraint("least(right_words, wrong_words, clips, gold_clips) >= 0", name="counts"),
)
