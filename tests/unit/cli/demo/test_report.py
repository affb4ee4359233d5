"""The table at the end of the demo."""

import io
from pathlib import Path

from rich.console import Console

from shrutik_cli.demo.figures import Figures, Right
from shrutik_cli.demo.report import Report, print_report
from shrutik_core.testing.builders import a_release

FIGURES = Figures(12, 33, 202.0, 148, 23, 11, 10, 0, 0, Right(88, 100), Right(99, 100), Right(100, 100))


def test_a_path_is_whole_however_narrow_the_terminal_is():
    told = io.StringIO()
    folder = Path("/srv") / ("a-long-name" * 9) / "demo-v1"
    print_report(Report(FIGURES, a_release(), folder), Console(file=told, width=60))
    assert str(folder) in "".join(told.getvalue().split()).replace("releasepath", "")
