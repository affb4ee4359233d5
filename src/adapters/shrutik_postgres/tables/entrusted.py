"""Tables of entrusted speakers, and of the consent that they gave aloud."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, ForeignKey, Index, Table, Text, Uuid

from shrutik_postgres.tables.base import instant, metadata, reference


def _same_as(table: str) -> "Column[object]":
    target = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Column("id", Uuid, target, primary_key=True)


entrusted_speakers = Table(
    "entrusted_speakers",
    metadata,
    _same_as("speakers"),
    reference("collection", "collections"),
    reference("facilitator", "contributors"),
    Column("name", Text, nullable=False),
    instant("created_at"),
    Column("minor", Boolean, nullable=False),
    Column("guardian", Text, nullable=False),
    CheckConstraint("guardian <> '' OR NOT minor", name="guardian"),
    Index("ix_entrusted_speakers_facilitator", "facilitator", "id"),
)

recorded_consents = Table(
    "recorded_consents",
    metadata,
    _same_as("consents"),
    reference("speaker", "speakers"),
    Column("audio_key", Text, nullable=False),
    Column("audio_size", BigInteger, nullable=False),
    Column("audio_sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    reference("recorded_by", "contributors"),
    instant("created_at"),
    Index("ix_recorded_consents_speaker", "speaker", "id"),
)
