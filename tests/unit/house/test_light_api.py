"""The API and the parent do without what only background work needs: neither numpy nor anything that decodes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[3] / "src"
PACKAGES = os.pathsep.join(str(SRC / part) for part in ("", "adapters", "entrypoints"))
HEAVY = {
    "alembic",
    "av",
    "dramatiq",
    "librosa",
    "matplotlib",
    "numpy",
    "psutil",
    "pyarrow",
    "redis",
    "rich",
    "scipy",
    "soundfile",
    "soxr",
}


@pytest.mark.parametrize(
    "module", ["shrutik_cli.commands.serve", "shrutik_cli.serving.api_process", "shrutik_http.app", "shrutik_http.asgi"]
)
def test_nothing_heavy_is_imported(module):
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": PACKAGES},
    )
    assert not HEAVY & set(told.stdout.split())
