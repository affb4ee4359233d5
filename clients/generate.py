"""Writes what both clients have of the API's document.

shrutik openapi --out openapi.json && python clients/generate.py openapi.json
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import python, typescript
from generator.reading import operations_of, schemas_of

HERE = Path(__file__).parent
PYTHON, TYPESCRIPT = HERE / "python/src/shrutik_client", HERE / "typescript/src"


def generated(document: Mapping[str, Any]) -> dict[Path, str]:
    """The text of each file, by its path."""
    asked, schemas = operations_of(document), schemas_of(document)
    return {
        PYTHON / "models.py": python.models(schemas),
        PYTHON / "operations.py": python.operations(asked),
        TYPESCRIPT / "messages.d.ts": typescript.messages(schemas),
        TYPESCRIPT / "operations.d.ts": typescript.operations(asked),
        TYPESCRIPT / "table.js": typescript.table(asked),
    }


def main(document: str) -> None:
    """Write all files."""
    for path, text in generated(json.loads(Path(document).read_text(encoding="utf-8"))).items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(HERE))


if __name__ == "__main__":
    main(sys.argv[1])
