"""Erasing in memory."""

import attrs

from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId
from shrutik_memory.audit import MemoryAuditTrail
from shrutik_memory.jobs import MemoryJobs
from shrutik_memory.store import MemoryStore
from shrutik_memory.uploads import MemoryUploads
from shrutik_memory.webhooks import MemoryWebhooks


class MemoryErasing:
    """`Erasing` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._jobs = MemoryJobs(store)
        self._uploads = MemoryUploads(store)

    def recording(self, recording: RecordingId) -> None:
        """See `Erasing.recording`."""
        store = self._store
        chunks = [chunk.id for chunk in store.chunks.group("recording", recording)]
        self._jobs.cancel({recording, *chunks})
        for chunk in chunks:
            self._chunk(chunk)
        gone = set(chunks)
        for release in store.releases.all():
            members = store.members.get(release.id) or frozenset()
            if any(member.chunk in gone for member in members):
                store.members.put(release.id, frozenset(one for one in members if one.chunk not in gone))
        store.cuts.remove(recording)
        store.fingerprints.remove(recording)
        for upload in store.uploads.all():
            if upload.recording == recording:
                self._uploads.remove(upload.id)

    def person(self, contributor: ContributorId) -> None:
        """See `Erasing.person`."""
        for receipt in self._store.receipts.all():
            if receipt.person == contributor:
                key = receipt.idempotency_key
                self._store.receipts.remove((receipt.person, key.operation, key.key))
        self._log_ins(contributor)
        self._traces(contributor)
        self._told(contributor)
        self._invited(contributor)
        self._entrusted(contributor)
        MemoryAuditTrail(self._store).forget_origins_of(contributor)

    def _traces(self, contributor: ContributorId) -> None:
        store = self._store
        store.arrivals.remove(contributor)
        for flag in store.flags.all():
            if contributor in {flag.contributor, flag.other}:
                store.flags.remove(flag.id)
        for text in store.transcriptions.all():
            if text.contributor == contributor:
                store.transcriptions.put(text.id, attrs.evolve(text, origin=None))
        for recording in store.recordings.all():
            if recording.contributor == contributor:
                store.recordings.put(recording.id, attrs.evolve(recording, origin=None))

    def _told(self, contributor: ContributorId) -> None:
        """What others said to the account, or of it, and what it said of clips."""
        store = self._store
        for identity in store.identities.group("contributor", contributor):
            store.identities.remove(identity.id)
        for notice in store.notices.group("contributor", contributor):
            store.notices.remove(notice.id)
        for posted in store.notice_post.group("contributor", contributor):
            store.notice_post.remove(posted.notice)
        store.notice_preferences.remove(contributor)
        for known in store.known_devices.group("contributor", contributor):
            store.known_devices.remove((known.contributor, known.device))
        for report in store.clip_reports.group("contributor", contributor):
            store.clip_reports.remove(report.id)
        for webhook in store.webhooks.group("contributor", contributor):
            MemoryWebhooks(store).remove(webhook.id)

    def _invited(self, contributor: ContributorId) -> None:
        """Codes stay as used, without a name."""
        for invitation in self._store.invitations.all():
            if contributor in {invitation.contributor, invitation.replaces}:
                self._store.invitations.put(invitation.id, attrs.evolve(invitation, name=""))

    def _entrusted(self, contributor: ContributorId) -> None:
        store, person = self._store, self._store.contributors.get(contributor)
        if person is not None:
            for upload in self._uploads.of_person(contributor, person.speaker):
                self._uploads.remove(upload)
            store.entrusted.remove(person.speaker)
            for skip in store.prompt_skips.group("speaker", person.speaker):
                store.prompt_skips.remove(skip.id)
            for recorded in store.recorded_consents.all():
                if recorded.speaker == person.speaker:
                    store.recorded_consents.remove(recorded.id)

    def _log_ins(self, contributor: ContributorId) -> None:
        store = self._store
        person = store.contributors.get(contributor)
        ended = {session.id for session in store.sessions.group("contributor", contributor)}
        for session in ended:
            store.sessions.remove(session)
        for refresh in store.refresh_tokens.all():
            if refresh.session in ended:
                store.refresh_tokens.remove(refresh.digest)
        for key in store.api_keys.all():
            if key.contributor == contributor:
                store.api_keys.remove(key.id)
        for token in store.one_time_tokens.group("contributor", contributor):
            store.one_time_tokens.remove(token.digest)
        for letter in store.letters.all():
            if letter.contributor == contributor or (person is not None and letter.email == person.email):
                store.letters.remove(letter.id)

    def _chunk(self, chunk: ChunkId) -> None:
        store = self._store
        for flag in store.flags.all():
            kept = tuple(one for one in flag.evidence if one.chunk != chunk)
            if not kept:
                store.flags.remove(flag.id)
            elif kept != flag.evidence:
                store.flags.put(flag.id, attrs.evolve(flag, evidence=kept))
        for transcription in store.transcriptions.group("chunk", chunk):
            store.transcriptions.remove(transcription.id)
        for task in store.tasks.group("chunk", chunk):
            store.tasks.remove(task.id)
        for review in store.reviews.group("chunk", chunk):
            store.reviews.remove(review.id)
        for report in store.clip_reports.group("chunk", chunk):
            store.clip_reports.remove(report.id)
        for table in (store.golds, store.consensuses, store.measures, store.chunks):
            table.remove(chunk)
