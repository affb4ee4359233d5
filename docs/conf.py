"""Sphinx settings; the reference pages are generated from the code before each build."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), *(str(ROOT / group) for group in ("src", "src/adapters", "src/entrypoints"))]

import reference_pages  # noqa: E402 - found only by the path above

from shrutik_core import __version__  # noqa: E402 - likewise

project = "Shrutik"
author = "The Shrutik founders"
project_copyright = "2026, The Shrutik founders"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
version = release = __version__
html_title = f"Shrutik {release}"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
napoleon_google_docstring = True
napoleon_use_ivar = True
autodoc_typehints = "description"
autodoc_member_order = "bysource"
# Docstrings are written for people first: a backtick quotes code in them.
default_role = "code"
suppress_warnings = ["ref.python"]


def setup(app: object) -> None:
    """Write the reference from the code."""
    del app
    reference_pages.write(ROOT, HERE / "reference" / "generated")
