"""The tables in unit/http/rights: questions, and what each caller is answered."""

import re
from pathlib import Path

import attrs

from http_scene import API, leads_to
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.operation import Operation

TABLES = Path(__file__).parent / "unit/http/rights"
LINE = re.compile(r"(?P<method>[A-Z]+) (?P<path>\S+)(?: (?P<body>\S.*?))? +\| *(?P<cells>\d{3}(?: \d{3})*)")


@attrs.frozen
class Row:
    """One question and what each caller is answered."""

    where: str
    method: str
    path: str
    body: str
    expected: tuple[int, ...]

    @property
    def operation(self) -> Operation | None:
        found = [one for one in OPERATIONS if one.method == self.method and leads_to(one, self.path, API)]
        return min(found, key=lambda one: len(one.parameters), default=None)


def rows() -> list[Row]:
    found = []
    for table in sorted(TABLES.glob("*.txt")):
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                match = LINE.fullmatch(line)
                assert match, f"{table.name}:{number} does not read as METHOD PATH BODY | STATUS STATUS …: {line}"
                cells = tuple(map(int, match["cells"].split()))
                found.append(Row(f"{table.name}:{number}", match["method"], match["path"], match["body"] or "", cells))
    return found


ROWS = rows()
