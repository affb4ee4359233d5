"""``python -m boards``, in ``deploy/grafana``: writes the boards that Grafana reads, or says that they are old."""

import argparse
import sys
from pathlib import Path

from boards.campaign import CAMPAIGN
from boards.database import DATABASE
from boards.jobs import JOBS_BOARD
from boards.service import SERVICE
from boards.writing import written

FOLDER = Path(__file__).parents[1]
BOARDS = (SERVICE, JOBS_BOARD, DATABASE, CAMPAIGN)
DOCS = "https://shrutik.example.org/source"


def main() -> int:
    """Write each board beside this package; with ``--check`` only compare, and end with 1 if one differs."""
    parser = argparse.ArgumentParser(prog="boards")
    parser.add_argument("--docs", default=DOCS, help="address under which the folder docs of this project is read")
    parser.add_argument("--to", type=Path, default=FOLDER, help="folder that the boards are written to")
    parser.add_argument("--check", action="store_true", help="write nothing, and say whether they are up to date")
    asked = parser.parse_args()
    old = [board.name for board in BOARDS if not _kept(asked.to / f"{board.name}.json", written(board, asked.docs))]
    if not asked.check:
        for board in BOARDS:
            (asked.to / f"{board.name}.json").write_text(written(board, asked.docs), encoding="utf-8")
    elif old:
        sys.stderr.write(f"boards: {', '.join(old)} differ; run python -m boards in deploy/grafana.\n")
    return 1 if asked.check and old else 0


def _kept(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
