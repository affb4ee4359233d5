"""Runs the notebook on a demo release, and keeps what came of it in the notebook itself.

    shrutik demo --exit && python -m examples.notebook .

The folder is the one in which `shrutik-demo` lies. Needs nbclient and ipykernel.
"""

import argparse
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent / "look_at_a_release.ipynb"


def run(folder: Path) -> nbformat.NotebookNode:
    """The notebook with what its cells give when they work in that folder; nothing is written.

    Raises:
        CellExecutionError: if a cell fails.
    """
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    work = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=work, record_timing=False).execute()
    # What is of this machine alone, and would be another change each time.
    notebook.metadata = {"kernelspec": notebook.metadata.kernelspec, "language_info": {"name": "python"}}
    return notebook


def main() -> None:
    """Runs it and writes it back."""
    parser = argparse.ArgumentParser(prog="python -m examples.notebook", description="Runs the notebook.")
    parser.add_argument("folder", type=Path, help="the folder in which shrutik-demo lies")
    nbformat.write(run(parser.parse_args().folder), NOTEBOOK)


if __name__ == "__main__":
    main()
