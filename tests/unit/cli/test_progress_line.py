"""How far work is, in words."""

import pytest

from shrutik_cli.progress_line import count_line, progress_line


@pytest.mark.parametrize(
    ("progress", "elapsed", "line"),
    [
        (0.0, 12.0, "bn-v1: 0 %"),
        (0.25, 0.0, "bn-v1: 25 %"),
        (0.25, 10.0, "bn-v1: 25 %, 2.5 % a second, 30 s left"),
        (0.5, 59.6, "bn-v1: 50 %, 0.84 % a second, 60 s left"),
        (0.5, 60.0, "bn-v1: 50 %, 0.83 % a second, 1 min left"),
        (0.1, 1_000.0, "bn-v1: 10 %, 0.01 % a second, 2.5 h left"),
        (1.0, 7.0, "bn-v1: 100 %, 14 % a second, 0 s left"),
    ],
)
def test_per_cent_rate_and_the_time_that_is_left(progress, elapsed, line):
    assert progress_line("bn-v1", progress, elapsed) == line


@pytest.mark.parametrize(
    ("done", "total", "elapsed", "line"),
    [
        (0, 40, 12.0, "bn-read: 0 of 40, 0 %"),
        (10, 40, 5.0, "bn-read: 10 of 40, 25 %, 2 a second, 15 s left"),
        (1_200, 4_000, 60.0, "bn-read: 1,200 of 4,000, 30 %, 20 a second, 2 min left"),
        (41, 40, 41.0, "bn-read: 41 of 40, 100 %, 1 a second, 0 s left"),
        (0, 0, 0.0, "bn-read: 0 of 0, 100 %"),
    ],
)
def test_what_is_counted(done, total, elapsed, line):
    assert count_line("bn-read", done, total, elapsed) == line
