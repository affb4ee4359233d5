"""What is shown while the story goes on: bars on a terminal, a line for each step elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Bar:
    """One line of progress; its total may grow, or stay unknown until the end.

    Args:
        progress: where it is drawn.
        task: its line there.
        total: None if it is not known before.
    """

    def __init__(self, progress: Progress, task: TaskID, total: int | None) -> None:
        self._progress = progress
        self._task = task
        self.total = total
        self.done = 0

    def add(self, count: int = 1) -> None:
        """``count`` more are done."""
        self.done += count
        self._progress.update(self._task, completed=self.done)

    def expect(self, count: int) -> None:
        """``count`` more are to be done."""
        self.total = (self.total or 0) + count
        self._progress.update(self._task, total=self.total)


class ProgressDisplay:
    """Progress and remarks, on standard error.

    Args:
        console: rich's; bars are drawn only if it is a terminal.
    """

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False)
        self._progress = Progress(
            SpinnerColumn(finished_text="[green]✓"),
            TextColumn("{task.description:<16}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )

    @contextmanager
    def live(self) -> Iterator[None]:
        """Draw bars while this lasts."""
        with self._progress:
            yield

    @contextmanager
    def bar(self, name: str, total: int | None = None) -> Iterator[Bar]:
        """A new line of progress; at its end it is full, and told in words if nothing is drawn."""
        bar = Bar(self._progress, self._progress.add_task(name, total=total), total)
        yield bar
        if bar.total is None:
            bar.expect(bar.done)
        if self._progress.disable:
            self.say(f"{name}: {bar.done}" + (f" of {bar.total}" if bar.total != bar.done else ""))

    def say(self, line: str) -> None:
        """One line above the bars."""
        self._progress.console.print(line, markup=False, soft_wrap=True)
