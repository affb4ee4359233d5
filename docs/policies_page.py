"""Writes the reference page of policies: every setting of a collection, from the same knobs as the API."""

import json

from shrutik_core.collections.policies import FAMILIES
from shrutik_core.shared.knobs import Knob, knobs_of
from shrutik_core.shared.policy_family import plain

_KINDS = {bool: "true or false", int: "whole number", float: "number", str: "text"}
_HEAD = """# Policies

What an admin may set for a collection, by family. Send what shall differ from the defaults, when a collection is made
(`POST /api/v1/collections`) or later (`PATCH /api/v1/collections/{collection}`), which replaces all policies:

```json
{"policies": {"consensus": {"fewest": 3, "accept_wer": null}, "copies": {"own": "warn"}}}
```

A setting that may be `null` is switched off by it. A value that cannot be used is refused with the `code` of its family
and a field error for each place, such as `policies.consensus.fewest`. Answers show what differs from the defaults.
"""


def policies_page() -> str:
    """The page, in Markdown."""
    return _HEAD + "".join(_family(name) for name in FAMILIES)


def _family(name: str) -> str:
    family = FAMILIES[name]
    defaults = plain(family())
    rows = [_row(knob, defaults[knob.name]) for knob in knobs_of(family)]
    sentence = (family.__doc__ or "").partition("\n")[0]
    head = ["", f"## `{name}`", "", f"{sentence} Error code: `{family.code}`.", ""]
    table = ["| setting | type | range | default | unit | what it does |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *table, *rows, ""])


def _row(knob: Knob, default: object) -> str:
    kind = _KINDS.get(knob.kind, "word") + (", or null" if knob.optional else "")
    told = default if isinstance(default, str) else json.dumps(default)
    return f"| `{knob.name}` | {kind} | {knob.range} | `{told}` | {knob.notes.unit} | {knob.notes.sentence} |"
