"""Building: sources of a commit, stamped with their release, as wheel and archive; tests; what they are made of."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from records import Failed, digests

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_STAMPED = Path("src") / "shrutik_core" / "__init__.py"
SUMS, SBOM = "SHA256SUMS", "sbom.cdx.json"


def called(*command: object, where: Path | None = None) -> str:
    """What a program printed.

    Raises:
        Failed: if it is missing, or ended with anything but 0.
    """
    words = [str(one) for one in command]
    try:
        done = subprocess.run(words, cwd=where, stdout=subprocess.PIPE, text=True, check=False)
    except FileNotFoundError as error:
        raise Failed(f"there is no {words[0]} here") from error
    if done.returncode:
        print(done.stdout, end="")
        raise Failed(f"`{' '.join(words)}` ended with {done.returncode}")
    return done.stdout


def release_of(version: str, commit: str, tags: list[str]) -> str:
    """The release's id: the version, and its commit behind it unless a tag says that this is the version itself."""
    return version if f"v{version}" in tags else f"{version}+g{commit[:10]}"


def build(out: Path, repository: Path, commit: str) -> None:
    """``source``, ``dist`` with wheel, archive and their sums, and ``release.json``."""
    full = called("git", "rev-parse", f"{commit}^{{commit}}", where=repository).strip()
    tags = called("git", "tag", "--points-at", full, where=repository).split()
    source, dist = out / "source", out / "dist"
    for folder in (source, dist):
        shutil.rmtree(folder, ignore_errors=True)
    source.mkdir(parents=True)
    archive = out / "source.tar"
    called("git", "archive", "--output", archive, full, where=repository)
    shutil.unpack_archive(archive, source, filter="data")
    archive.unlink()
    text = (source / _STAMPED).read_text(encoding="utf-8")
    version = _VERSION.findall(text)[0]
    release = release_of(version, full, tags)
    (source / _STAMPED).write_text(_VERSION.sub(f'__version__ = "{release}"', text), encoding="utf-8")
    called(sys.executable, "-m", "build", "--outdir", dist, where=source)
    told = {"release": release, "version": version, "commit": full}
    (out / "release.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def test(out: Path, sessions: list[str]) -> None:
    """Sessions of nox on these very sources."""
    called(sys.executable, "-m", "nox", "-s", *sessions, where=out / "source")


def sbom(out: Path, extras: str) -> None:
    """What is installed with the wheel, as CycloneDX, and the sums of all that is handed out."""
    venv, (wheel,) = out / "venv", (out / "dist").glob("*.whl")
    called(sys.executable, "-m", "venv", "--clear", venv)
    called(venv / "bin" / "python", "-m", "pip", "install", "--quiet", f"{wheel}[{extras}]")
    command = (sys.executable, "-m", "cyclonedx_py", "environment", venv / "bin" / "python")
    called(*command, "--of", "JSON", "--output-reproducible", "-o", out / "dist" / SBOM)
    sums = digests(path for path in handed_out(out) if path.name != SUMS)
    lines = [f"{value}  {name}\n" for name, value in sums.items()]
    (out / "dist" / SUMS).write_text("".join(lines), encoding="utf-8")


def handed_out(out: Path) -> list[Path]:
    """The files of a release, without their signatures."""
    return sorted(path for path in (out / "dist").iterdir() if path.suffix not in {".minisig", ".pub"})


def release_told(out: Path) -> Mapping[str, str]:
    """What ``release.json`` says.

    Raises:
        Failed: if nothing was built.
    """
    path = out / "release.json"
    if not path.exists():
        raise Failed("nothing was built in this folder yet")
    told: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return told
