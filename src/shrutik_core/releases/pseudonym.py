"""Pseudonyms: the same speaker bears the same one in every release, and nobody can turn it back without the salt."""

import hmac

from shrutik_core.shared.ids import SpeakerId


def pseudonym(speaker: SpeakerId, salt: bytes) -> str:
    """32 hexadecimal characters: HMAC-SHA-256 of the id under the installation's salt, cut in half."""
    return hmac.digest(salt, speaker.bytes, "sha256").hex()[:32]
