"""Erasing: taking out of every repository what was derived from a voice, or belongs to a person alone."""

from typing import Protocol

from shrutik_core.shared.ids import ContributorId, RecordingId


class Erasing(Protocol):
    """Deletes; what it is asked twice is gone the second time and does no harm."""

    def recording(self, recording: RecordingId) -> None:
        """Delete all that was made of a recording, but for its own row.

        Its cuts, fingerprints and chunks, and how it was uploaded; of each chunk the tasks, the transcriptions by
        whomever, the consensus, the reviews, the reports, the gold item, what flags point to, its membership in
        releases, and the jobs about it that do not run. Standings stay as they are: they are counts that say nothing of
        the voice.
        """
        ...

    def person(self, contributor: ContributorId) -> None:
        """Delete what an account has and nobody else needs, while its row still says its address.

        The receipts of its calls, its sessions with their tokens, its API keys, its log-ins elsewhere, its notices,
        where it and what it sent came from, its uploads in parts and those of its voice, flags about it, letters to it
        that wait, its reports of clips, skips of prompts by its own voice, and consents that this voice gave aloud.
        Invitations that opened the account or would give it back stay, without a name.
        """
        ...
