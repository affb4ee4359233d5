"""Writes the table of comparison: what is folded so that two spellings of a word are one, and in which languages."""

import unicodedata

from shrutik_core.shared.writing.folding import FOLDINGS, Folding

_HEAD = """| what is folded | in | for example |
|---|---|---|
"""


def folding_table() -> str:
    """The table, in Markdown, in the order in which it is done."""
    return _HEAD + "".join(map(_row, FOLDINGS))


def _row(line: Folding) -> str:
    apart = f"all but {', '.join(line.apart)}" if line.apart else "all"
    where = ", ".join(f"`{tag}`" for tag in line.languages) or apart
    examples = "; ".join(" = ".join(map(_shown, forms.split())) for forms in line.examples)
    return f"| {line.what} | {where} | {examples} |\n"


def _shown(form: str) -> str:
    """What is written, with a name in place of what cannot be seen."""
    hidden = (f" ({unicodedata.name(sign).lower()}) " if unicodedata.category(sign) == "Cf" else sign for sign in form)
    return "".join(hidden).strip()
