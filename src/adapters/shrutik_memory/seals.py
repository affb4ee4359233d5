"""Seals: how tokens and links of the memory adapter are told from forged ones."""

import hashlib


def seal(key: str, text: str) -> str:
    """What only a holder of the key can put under the text; good enough for tests."""
    return hashlib.sha256(f"{key}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
