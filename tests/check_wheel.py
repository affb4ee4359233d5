"""Compares a wheel's top level with the packages in the group folders."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
GROUPS = (ROOT / "src" / "adapters", ROOT / "src" / "entrypoints")
SAMPLES = (
    "shrutik_core/py.typed",
    "shrutik_postgres/migrations/script.py.mako",
    "shrutik_cli/demo/samples/README.md",
    "shrutik_datasets/licences/CC0-1.0.txt",
    "shrutik_web/static/index.html",
)


def main(folder: str) -> None:
    (wheel,) = sorted(Path(folder).glob("*.whl"))[-1:]
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if not name.split("/")[0].endswith(".dist-info")}
    packages = {path.parent.name for group in GROUPS for path in group.glob("*/__init__.py")} | {"shrutik_core"}
    assert tops == packages, f"the wheel holds {sorted(tops ^ packages)} too much or too little"
    missing = [sample for sample in SAMPLES if sample not in names]
    assert not missing, f"the wheel lacks {missing}"
    assert not [name for name in names if name.startswith("shrutik_web/page/")], "the wheel holds the page's sources"
    print(f"{wheel.name}: {len(names)} files in {len(packages)} packages")


if __name__ == "__main__":
    main(sys.argv[1])
