"""The steps of the pipeline: what each takes, what it does, and which come before it."""

import hashlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import building
import signing
from building import called, handed_out, release_told
from records import Failed, digest, digests

__all__ = ["STEPS", "Failed", "Given", "Step", "before"]
LOAD = Path(__file__).resolve().parents[1] / "load"


@dataclass(frozen=True)
class Given:
    """What a run was told; see ``--help`` of each."""

    out: Path
    repository: Path
    commit: str
    sessions: list[str]
    keys: Path | None
    public: Path | None
    releases: Path
    extras: str
    staging: Path | None
    production: Path | None
    people: Path | None
    load_users: int
    load_seconds: int


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        told: what it does, in a few words.
        run: does it.
        inputs: that it depends on; if they are as they were, it need not be done again.
        after: steps that come right before it.
    """

    told: str
    run: Callable[[Given], None]
    inputs: Callable[[Given], Mapping[str, str]]
    after: tuple[str, ...] = ()


def wanted(path: Path | None, option: str) -> Path:
    """What has to be given.

    Raises:
        Failed: if it was not.
    """
    if path is None:
        raise Failed(f"{option} is missing")
    return path


def _commit(given: Given) -> Mapping[str, str]:
    commit = f"{given.commit}^{{commit}}"
    return {"commit": called("git", "rev-parse", commit, where=given.repository).strip()}


def _built(given: Given) -> Mapping[str, str]:
    return {**digests(handed_out(given.out)), "release.json": digest(given.out / "release.json")}


def _tested(given: Given) -> Mapping[str, str]:
    return {"release.json": digest(given.out / "release.json"), "sessions": " ".join(given.sessions)}


def _wheel(given: Given) -> Mapping[str, str]:
    return {**digests((given.out / "dist").glob("*.whl")), "extras": given.extras}


def _on(site: Path | None, option: str, given: Given) -> Mapping[str, str]:
    return {**_built(given), "site": digest(wanted(site, option))}


def _loaded(given: Given) -> Mapping[str, str]:
    told = f"{given.load_users} {given.load_seconds}"
    return {**_on(given.staging, "--staging", given), "load": hashlib.sha256(told.encode()).hexdigest()}


def _install(given: Given) -> Path:
    """The release in a folder of its own among the others; checked, and installed once."""
    signing.check_all(given.out, given.public)
    folder, (wheel,) = given.releases / release_told(given.out)["release"], (given.out / "dist").glob("*.whl")
    done = folder / "installed"
    if not done.exists():
        called(sys.executable, "-m", "venv", "--clear", folder)
        called(folder / "bin" / "python", "-m", "pip", "install", "--quiet", f"{wheel}[{given.extras}]")
        done.touch()
    return folder


def _bring_in(given: Given, site: Path) -> None:
    release, shrutik = release_told(given.out)["release"], _install(given) / "bin" / "shrutik"
    print(called(shrutik, "deploy", "switch", release, "--config", site), end="")


def _smoke(given: Given) -> None:
    site, release = wanted(given.staging, "--staging"), release_told(given.out)["release"]
    print(called(sys.executable, LOAD / "smoke.py", "--site", site, "--release", release), end="")


def _load(given: Given) -> None:
    command = (sys.executable, LOAD / "run.py", "--site", wanted(given.staging, "--staging"))
    people = ("--people", wanted(given.people, "--people"), "--out", given.out / "load")
    print(called(*command, *people, "--users", given.load_users, "--seconds", given.load_seconds), end="")


STEPS: Mapping[str, Step] = {
    "build": Step(
        "wheel and archive of a commit",
        lambda given: building.build(given.out, given.repository, given.commit),
        _commit,
    ),
    "test": Step(
        "sessions of nox on what was built",
        lambda given: building.test(given.out, given.sessions),
        _tested,
        ("build",),
    ),
    "sbom": Step(
        "what it is made of, as CycloneDX, and sums",
        lambda given: building.sbom(given.out, given.extras),
        _wheel,
        ("build",),
    ),
    "sign": Step(
        "signatures in minisign's format",
        lambda given: signing.sign_all(given.out, wanted(given.keys, "--keys"), release_told(given.out)["release"]),
        _built,
        ("build", "test", "sbom"),
    ),
    "staging": Step(
        "in for the release before, on the staging site",
        lambda given: _bring_in(given, wanted(given.staging, "--staging")),
        lambda given: _on(given.staging, "--staging", given),
        ("sign",),
    ),
    "smoke": Step("what everybody needs, asked of staging", _smoke, _loaded, ("staging",)),
    "load": Step("people at work on staging, for a while", _load, _loaded, ("smoke",)),
    "promote": Step(
        "in for the release before, on the production site",
        lambda given: _bring_in(given, wanted(given.production, "--production")),
        lambda given: _on(given.production, "--production", given),
        ("smoke", "load"),
    ),
}


def before(name: str) -> list[str]:
    """All steps that come before this one, those before them first."""
    found: dict[str, None] = {}
    for step in STEPS[name].after:
        found |= dict.fromkeys([*before(step), step])
    return list(found)
