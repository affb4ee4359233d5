"""Writes the reference page of errors and reasons: every code with its status and sentence, as it is declared."""

from shrutik_core.consensus.decide import REASONS
from shrutik_core.recordings.advice_words import WORDS
from shrutik_core.shared.errors import DECLARED, UsedUp
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.problems import phrase_of, status_of

_HEAD = """# Errors and reasons

An error is `application/problem+json`: `code` is for programs and stays, `title` says what the code means, `detail`
what happened and what to do, and `errors` which fields are at fault. Where a limit was met, it is a member of its own,
named after its unit, so that a program can say it in its reader's language.

"""
_REASONS = """## Why a recording was refused or flagged

`reasons[].code` of a recording; `reasons[].detail` says it in the speaker's language, with the figure measured.
A quality rule warns or refuses, as the [policies](policies.md) of the collection say.

| code | in English |
|---|---|
"""
_DECISIONS = """
## Why a text was not accepted

`reasons[]` of a chunk's consensus, and of a case in the review queue.

| code | means |
|---|---|
"""
_FAILED = "It could not be processed for a reason that is not in the file; an admin can let its job run again."


def errors_page() -> str:
    """The page, in Markdown."""
    return _HEAD + "".join(_status(status) for status in sorted({status_of(code) for code in DECLARED})) + _reasons()


def _status(status: int) -> str:
    codes = sorted(code for code in DECLARED if status_of(code) == status)
    rows = [f"| `{code}` | {DECLARED[code].title} | {_where(code)} | {_figures(code)} |\n" for code in codes]
    return (
        f"## {status} {phrase_of(status)}\n\n| code | title | answers | carries |\n|---|---|---|---|\n"
        + "".join(rows)
        + "\n"
    )


def _figures(code: str) -> str:
    waits = ["`retry_after`"] if issubclass(DECLARED[code].kind, UsedUp) else []
    return ", ".join([*(f"`{name}`" for name in DECLARED[code].figures), *waits])


def _where(code: str) -> str:
    found = [one for one in OPERATIONS if code in one.codes]
    if len(found) > 6:
        return f"{len(found)} of {len(OPERATIONS)} operations"
    return ", ".join(f"`{one.method} {one.path.removeprefix('/api/v1')}`" for one in found) or "the library only"


def _reasons() -> str:
    told = {code: texts["en"].replace("{value}", "…") for code, texts in WORDS.items() if code != "unknown"}
    rows = [f"| `{code}` | {text} |\n" for code, text in {**told, "processing_failed": _FAILED}.items()]
    why = [f"| `{code}` | {text} |\n" for code, text in REASONS.items()]
    return _REASONS + "".join(rows) + _DECISIONS + "".join(why)
