"""Erasing on PostgreSQL: one statement for each table that holds something of a voice."""

from sqlalchemy import Table, delete, or_, select, update

from shrutik_core.shared.ids import ContributorId, RecordingId
from shrutik_postgres.repositories.fingerprints import PostgresFingerprints
from shrutik_postgres.repositories.jobs import PostgresJobs
from shrutik_postgres.repositories.webhooks import forget_deliveries
from shrutik_postgres.tables.api_keys import api_keys
from shrutik_postgres.tables.arrivals import arrivals
from shrutik_postgres.tables.audit import audit_origins
from shrutik_postgres.tables.chunks import chunks, consensuses
from shrutik_postgres.tables.clip_reports import clip_reports
from shrutik_postgres.tables.entrusted import entrusted_speakers, recorded_consents
from shrutik_postgres.tables.flags import flag_evidence, flags
from shrutik_postgres.tables.golds import gold_items
from shrutik_postgres.tables.identities import identities
from shrutik_postgres.tables.invitations import invitations
from shrutik_postgres.tables.notices import known_devices, notice_post, notice_preferences, notices
from shrutik_postgres.tables.people import contributors
from shrutik_postgres.tables.prompts import prompt_skips
from shrutik_postgres.tables.receipts import receipts
from shrutik_postgres.tables.recordings import cuts, recordings
from shrutik_postgres.tables.releases import clip_measures, release_members
from shrutik_postgres.tables.reviews import reviews
from shrutik_postgres.tables.sessions import letters, one_time_tokens, refresh_tokens, sessions
from shrutik_postgres.tables.tasks import tasks, transcriptions
from shrutik_postgres.tables.uploads import upload_parts, uploads
from shrutik_postgres.tables.webhooks import deliveries, webhooks
from shrutik_postgres.transaction import Transaction

OF_A_CHUNK: tuple[Table, ...] = (
    flag_evidence,
    transcriptions,
    tasks,
    reviews,
    clip_reports,
    gold_items,
    consensuses,
    release_members,
    clip_measures,
)
"""What is deleted with a chunk, found by the column ``chunk``; references are checked at the end of the transaction."""

OF_A_RECORDING: tuple[Table, ...] = (cuts, chunks, uploads)
"""What is deleted with a recording, found by the column ``recording``; fingerprints have a way of their own."""

OF_AN_ACCOUNT: tuple[Table, ...] = (
    arrivals,
    sessions,
    api_keys,
    one_time_tokens,
    identities,
    notices,
    notice_post,
    notice_preferences,
    known_devices,
    clip_reports,
    letters,
    uploads,
    webhooks,
)
"""What is deleted with an account, found by the column ``contributor``."""

OF_A_VOICE: tuple[Table, ...] = (recorded_consents, entrusted_speakers, prompt_skips)
"""What is deleted with an account if it is about its voice."""


class PostgresErasing:
    """`Erasing` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._jobs = PostgresJobs(transaction)
        self._fingerprints = PostgresFingerprints(transaction)

    def recording(self, recording: RecordingId) -> None:
        """See `Erasing.recording`."""
        theirs = select(chunks.c.id).where(chunks.c.recording == recording)
        held = self._transaction.all(theirs.order_by(chunks.c.id).with_for_update())
        self._jobs.cancel({recording, *(row.id for row in held)})
        for table in OF_A_CHUNK:
            self._transaction.run(delete(table).where(table.c.chunk.in_(theirs)))
        left = select(flag_evidence.c.flag).where(flag_evidence.c.flag == flags.c.id)
        self._transaction.run(delete(flags).where(~left.exists()))
        self._fingerprints.remove(recording)
        for table in OF_A_RECORDING:
            self._transaction.run(delete(table).where(table.c.recording == recording))

    def person(self, contributor: ContributorId) -> None:
        """See `Erasing.person`."""
        theirs = select(sessions.c.id).where(sessions.c.contributor == contributor)
        account = contributors.c.id == contributor
        address = select(contributors.c.email).where(account).scalar_subquery()
        voice = select(contributors.c.speaker).where(account).scalar_subquery()
        invited = or_(invitations.c.contributor == contributor, invitations.c.replaces == contributor)
        told = select(webhooks.c.id).where(webhooks.c.contributor == contributor)
        sent = or_(uploads.c.contributor == contributor, uploads.c.speaker == voice)
        forget_deliveries(self._transaction, deliveries.c.webhook.in_(told))
        for statement in (
            delete(upload_parts).where(upload_parts.c.upload.in_(select(uploads.c.id).where(sent))),
            delete(uploads).where(sent),
            delete(receipts).where(receipts.c.person == contributor),
            delete(refresh_tokens).where(refresh_tokens.c.session.in_(theirs)),
            *(delete(table).where(table.c.contributor == contributor) for table in OF_AN_ACCOUNT),
            delete(letters).where(letters.c.email == address),
            delete(audit_origins).where(audit_origins.c.actor == contributor),
            delete(recorded_consents).where(recorded_consents.c.speaker == voice),
            delete(entrusted_speakers).where(entrusted_speakers.c.id == voice),
            delete(prompt_skips).where(prompt_skips.c.speaker == voice),
            update(invitations).where(invited).values(name=""),
        ):
            self._transaction.run(statement)
        self._traces(contributor)

    def _traces(self, contributor: ContributorId) -> None:
        """From where the person came, and what was noticed about them."""
        about = or_(flags.c.contributor == contributor, flags.c.other == contributor)
        for statement in (
            delete(flag_evidence).where(flag_evidence.c.flag.in_(select(flags.c.id).where(about))),
            delete(flags).where(about),
        ):
            self._transaction.run(statement)
        for table in (transcriptions, recordings):
            theirs = table.c.contributor == contributor, table.c.origin.is_not(None)
            self._transaction.run(update(table).where(*theirs).values(origin=None))
