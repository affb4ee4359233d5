"""The page about webhooks lists every type of event as the catalogue has it."""

import re
from pathlib import Path

from shrutik_core.events.catalogue import CATALOGUE

PAGE = (Path(__file__).parents[3] / "docs/how-to/receive-webhooks.md").read_text(encoding="utf-8")


def test_the_table_is_the_catalogue():
    rows = {row[0]: row[1:] for row in re.findall(r"^\| `(\S+)` \| (.+?) \| (.+?) \|$", PAGE, re.M)}
    told = {
        type_.value: (kind.says, ", ".join(f"`{name}`" for name in kind.facts)) for type_, kind in CATALOGUE.items()
    }
    assert rows == told
