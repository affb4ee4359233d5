"""Checks the page as a newcomer would: installs, types, lint, tests, and a build that equals what is committed."""

import filecmp
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WEB = Path(__file__).parent.parent / "src" / "entrypoints" / "shrutik_web"
PAGE, STATIC = WEB / "page", WEB / "static"
CLIENT = Path(__file__).parent.parent / "clients" / "typescript"
CHROMIUM = "/usr/bin/chromium"
SCHEMA = PAGE / "src" / "api" / "schema.d.ts"


def main(npm: str) -> None:
    def run(*words: str) -> None:
        print("+ npm", *words, flush=True)
        subprocess.run([npm, *words], cwd=PAGE, check=True)

    run("ci", "--no-audit", "--no-fund")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        (made / "openapi.json").write_bytes(
            subprocess.run(["shrutik", "openapi"], check=True, stdout=subprocess.PIPE).stdout
        )
        run("exec", "--", "openapi-typescript", str(made / "openapi.json"), "--output", str(made / "schema.d.ts"))
        if not filecmp.cmp(made / "schema.d.ts", SCHEMA, shallow=False):
            shutil.copy(made / "schema.d.ts", SCHEMA)
            sys.exit("The client's types were not those of the API; they are now: look at the difference, and commit.")
        run("run", "check")
        run("exec", "--", "tsc", "-p", str(CLIENT))
        run("run", "build", "--", "--outDir", str(made / "static"), "--emptyOutDir")
        faults = differences(made / "static", STATIC)
        if faults:
            shutil.rmtree(STATIC)
            shutil.copytree(made / "static", STATIC)
            sys.exit("The page was not the one of its sources; it is now: commit it. " + "; ".join(faults))
        if Path(os.environ.get("SHRUTIK_CHROMIUM", CHROMIUM)).exists():
            subprocess.run(["node", "journeys/run.mjs"], cwd=PAGE, check=True)
        else:
            print(f"There is no Chromium at {CHROMIUM}, so that no journey was run; name one in SHRUTIK_CHROMIUM.")
    print(f"The page is the one of its sources: {len(list(STATIC.rglob('*')))} files.")


def differences(made: Path, kept: Path) -> list[str]:
    """What differs; compressed files by what they hold, for another Node.js may pack the same otherwise."""
    names = {path.relative_to(folder) for folder in (made, kept) for path in folder.rglob("*") if path.is_file()}
    return [f"{name}" for name in sorted(names) if not same(made / name, kept / name)]


def same(one: Path, other: Path) -> bool:
    if not (one.is_file() and other.is_file()):
        return False
    if one.suffix == ".gz":
        return gzip.decompress(one.read_bytes()) == gzip.decompress(other.read_bytes())
    return one.suffix == ".br" or one.read_bytes() == other.read_bytes()


if __name__ == "__main__":
    main(sys.argv[1])
