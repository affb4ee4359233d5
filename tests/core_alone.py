"""Shows that the core stands alone: few dependencies, a fast import, and the README's two calls."""

import subprocess
import sys
from importlib.metadata import distributions

WANTED = {"attrs", "babel", "idna", "msgspec", "numpy", "rapidfuzz", "regex"}
BROUGHT_BY_US = {
    "sqlalchemy",
    "psycopg",
    "redis",
    "dramatiq",
    "falcon",
    "pydantic",
    "librosa",
    "soundfile",
    "av",
    "typer",
}
IMPORT_BUDGET = 0.02
"""Seconds; it takes about 1 ms, as no room is imported with the package. The rest is for a slow machine."""


def main() -> None:
    installed = {str(one.metadata["Name"]).lower() for one in distributions()}
    assert installed >= WANTED, f"missing: {WANTED - installed}"
    assert not installed & BROUGHT_BY_US, f"not for the core: {installed & BROUGHT_BY_US}"
    code = "import time; t = time.perf_counter(); import shrutik_core; print(time.perf_counter() - t)"
    best = min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5))
    assert best < IMPORT_BUDGET, f"import shrutik_core took {best:.3f} s"
    rooms = "import shrutik_core, sys; assert not [name for name in sys.modules if name.startswith('shrutik_core.')]"
    subprocess.run([sys.executable, "-c", rooms], check=True)
    calls = (
        "from shrutik_core.consensus import aggregate; import numpy as np;"
        "from shrutik_core.chunking import Features, plan_chunks;"
        "assert aggregate(['a b', 'a b', 'a c']).text == 'a b';"
        "assert plan_chunks(Features.of(np.zeros(16000 * 5, np.float32), 16000)).chunks"
    )
    subprocess.run([sys.executable, "-c", calls], check=True)
    print(f"core alone: {sorted(WANTED)}, import {best * 1000:.1f} ms")


if __name__ == "__main__":
    main()
