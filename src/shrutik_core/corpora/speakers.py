"""What the speakers of a corpus are called here, so that the same label is the same voice whenever it is brought."""

import hashlib

from shrutik_core.people.names import LONGEST_NAME, check_name
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "corpus_name_invalid", "This cannot be the name of a corpus.")

LONGEST_CORPUS_NAME = 60
_DIGEST = 24


def check_corpus_name(name: str) -> str:
    """The name of a corpus, of 1 to 60 characters and without ``/``, by which its speakers are told from others'.

    Raises:
        Invalid: ``corpus_name_invalid``.
    """
    try:
        known = check_name(name)
    except Invalid as error:
        raise _invalid() from error
    if len(known) > LONGEST_CORPUS_NAME or "/" in known:
        raise _invalid()
    return known


def _invalid() -> Invalid:
    detail = f"A corpus has a name of 1 to {LONGEST_CORPUS_NAME} characters, without '/'; give one with --corpus."
    return Invalid("corpus_name_invalid", detail)


def speaker_name(corpus: str, label: str) -> str:
    """The name of an entrusted speaker: corpus and label, or a digest of a label that no name can hold.

    Two labels never have the same name.

    Args:
        corpus: as `check_corpus_name` gives it.
        label: as the corpus has it.
    """
    plain = f"{corpus}/{label}"
    try:
        if len(plain) <= LONGEST_NAME and not label.startswith("#") and check_name(plain) == plain:
            return plain
    except Invalid:
        pass
    return f"{corpus}/#{hashlib.sha256(label.encode()).hexdigest()[:_DIGEST]}"


def same_language(one: str, other: str) -> bool:
    """Whether two tags (BCP 47) are of one language, whatever is said of script and region."""
    return one.partition("-")[0] == other.partition("-")[0]
