"""Writes the reference page of log events: every event, what it says, and the fields that it may have."""

from shrutik_core.logs.catalogue import EVENTS
from shrutik_core.logs.fields import COMMON, FIELDS, MOST_WORDS, FieldForm

_HEAD = """# Log events

What programs tell their operator, one line each; [Read the logs](../../how-to/read-the-logs.md) says where. A name
stays once it is here. An event has its own fields and those of every line, and nothing else gets out: any other field
is left out, and any value that does not have the form of its field.

"""
_FORMS = {
    FieldForm.NUMBER: "number",
    FieldForm.CODE: "id or code, without a space",
    FieldForm.WORDS: f"sentence of ours, up to {MOST_WORDS} characters",
    FieldForm.PLACES: "list of codes",
}


def logs_page() -> str:
    """The page, in Markdown."""
    events = "".join(
        f"| `{one.name}` | {one.severity} | {', '.join(f'`{name}`' for name in one.fields)} | {one.meaning} |\n"
        for one in EVENTS
    )
    common = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in COMMON.items())
    fields = "".join(f"| `{one.name}` | {_FORMS[one.form]} | {one.meaning} |\n" for one in FIELDS.values())
    return (
        f"{_HEAD}## Events\n\n| event | level | fields | what it says |\n|---|---|---|---|\n{events}"
        f"\n## Fields of every line\n\n| field | what it says |\n|---|---|\n{common}"
        f"\n## Other fields\n\n| field | form | what it says |\n|---|---|---|\n{fields}"
    )
