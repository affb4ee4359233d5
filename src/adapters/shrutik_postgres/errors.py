"""What the driver says, in the words of the one family of errors: one table."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import exc

from shrutik_core.shared.errors import Conflict, Interrupted, Invalid, ShrutikError, Unavailable

_TAKEN = {
    "uq_contributors_email": ("email_taken", "There is an account with this address; log in, or use another address."),
    "uq_collections_slug": ("slug_taken", "There is a collection with this slug; choose another slug."),
    "uq_consent_documents_collection_version": (
        "consent_version_taken",
        "The collection already has this version; choose another name for it.",
    ),
    "uq_consent_documents_collection_number": (
        "consent_version_taken",
        "The collection already has this version; choose another name for it.",
    ),
    "uq_tasks_chunk_contributor": (
        "already_leased",
        "This person was lent this chunk before; a chunk is lent to a person once.",
    ),
    "uq_transcriptions_chunk_contributor": ("already_transcribed", "This person transcribed this chunk before."),
    "uq_releases_name_version": ("release_exists", "There is a release of this name and version; ask for the next."),
    "uq_identities_issuer_subject": (
        "identity_taken",
        "This log-in opens another account; log in there and unlink it first.",
    ),
    "uq_reviews_chunk_queued": ("review_queued", "This chunk waits for a reviewer already."),
    "uq_reviews_second_look": ("review_queued", "This chunk had a second look already."),
}

_AGAIN = ("try_again", "Another request changed the same thing at the same moment; try again.")
_GONE = ("database_unavailable", "The database does not answer; try again later.")
_MOVES = ("database_unavailable", "The database is moving to another machine; try again in a moment.")
_SLOW = ("database_unavailable", "The database took too long; try again later.")
_FULL = ("database_full", "The database has no room left; free some space, then try again.")
_OLD = ("database_not_migrated", "The database's tables are not those of this version; run: shrutik db upgrade")
_FAULT = ("database_error", "The database refused a statement; its log and ours say why.")
_BYTES = ("text_invalid", "A text holds a character that cannot be stored, such as NUL or half a surrogate pair.")
_RANGE = ("number_out_of_range", "A number is too large, or is not a number.")
_CHECK = ("value_invalid", "A value is not one of those that are possible there.")

# By SQLSTATE, the longest prefix first (PostgreSQL, appendix A).
_STATES: tuple[tuple[str, type[ShrutikError], tuple[str, str]], ...] = (
    ("40001", Interrupted, _AGAIN),
    ("40P01", Interrupted, _AGAIN),
    ("55P03", Unavailable, _AGAIN),
    ("25006", Interrupted, _MOVES),
    ("57014", Unavailable, _SLOW),
    ("53100", Unavailable, _FULL),
    ("23503", Conflict, ("reference_missing", "Something that this refers to does not exist, or no longer exists.")),
    ("23505", Conflict, ("already_there", "There is one already.")),
    ("22021", Invalid, _BYTES),
    ("22P05", Invalid, _BYTES),
    ("22003", Invalid, _RANGE),
    (
        "3D000",
        Unavailable,
        ("database_unavailable", "There is no database of that name; check the database's address."),
    ),
    ("08", Interrupted, _GONE),
    ("28", Unavailable, ("database_unavailable", "The database refused our login; check the database's address.")),
    ("53", Unavailable, _GONE),
    ("57P", Interrupted, _GONE),
    ("42", Unavailable, _OLD),
    ("22", Invalid, _CHECK),
    ("23", Invalid, _CHECK),
)


@contextmanager
def translated() -> Iterator[None]:
    """Let no error of the driver out but as one of the family.

    Raises:
        ShrutikError: whatever the table says.
    """
    try:
        yield
    except (exc.SQLAlchemyError, psycopg.Error, ValueError) as error:  # values fail before the driver sees them
        raise translate(error) from error


def translate(error: Exception) -> ShrutikError:
    """The error in our words; `Unavailable` ``database_error`` if the table does not know it."""
    cause = error.orig if isinstance(error, exc.StatementError) else error
    if isinstance(cause, psycopg.errors.UniqueViolation) and cause.diag.constraint_name in _TAKEN:
        return Conflict(*_TAKEN[cause.diag.constraint_name])
    state = getattr(cause, "sqlstate", None) or ""
    for prefix, kind, (code, detail) in _STATES:
        if state.startswith(prefix):
            return kind(code, detail)
    return _by_class(error, cause)


def _by_class(error: Exception, cause: BaseException | None) -> ShrutikError:
    """For what went wrong before the server could give it a state."""
    if isinstance(error, exc.TimeoutError):
        return Unavailable("database_unavailable", "All connections to the database are in use; try again later.")
    if isinstance(cause, UnicodeError) or (isinstance(cause, psycopg.DataError) and "NUL" in str(cause)):
        return Invalid(*_BYTES)
    if isinstance(cause, ValueError | OverflowError | psycopg.DataError):
        return Invalid(*_RANGE)
    if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError) or _lost(error):
        return Interrupted(*_GONE)
    return Unavailable(*_FAULT)


def _lost(error: Exception) -> bool:
    return isinstance(error, exc.DBAPIError) and error.connection_invalidated
