"""The licences of what is installed: as its metadata says, and of the shared objects that lie in its wheels."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import attrs

from supply.elf import needed

ALLOWED = Path(__file__).parent / "allowed.toml"
_OBJECT = re.compile(r"\.(?:so|dylib|dll)(?:\.[0-9.]+)?$")
_EXTENSION = re.compile(r"\.(?:cpython-[^.]+|abi3|pypy[^.]*)\.(?:so|dylib)$|\.pyd$")
_VERSION = re.compile(r"(?:-[0-9a-f]{8})*(?:\.[0-9]+)*(?:\.(?:so|dylib|dll).*)$")
_WORDS = re.compile(r"\s+(?:AND|OR|WITH)\s+|[()]")


@attrs.frozen
class Bundled:
    """A shared object that a wheel carries.

    Attributes:
        distribution: whose wheel.
        library: its name without hash, version and ending, e.g. ``libx264``.
    """

    distribution: str
    library: str


def library_of(file_name: str) -> str:
    """The name of a library out of the name of its file: ``libx264-d6533a8d.so.165`` is ``libx264``."""
    return _VERSION.sub("", file_name)


def rules() -> dict[str, dict[str, dict[str, str]]]:
    """What is allowed, and why."""
    return tomllib.loads(ALLOWED.read_text(encoding="utf-8"))


def stated(distribution: metadata.Distribution) -> tuple[str, ...]:
    """The licences that its metadata states: an SPDX expression's parts, classifiers, or the first line of a text."""
    said = distribution.metadata
    if said.get("License-Expression"):
        return tuple(part for part in _WORDS.split(said["License-Expression"]) if part.strip())
    classifiers = [line.split(" :: ")[-1] for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    text = (said.get("License") or "").strip().splitlines()
    return tuple(classifiers) or tuple(text[:1]) or ("none stated",)


def name_of(distribution: metadata.Distribution) -> str:
    """Its name in normal form."""
    return re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower()


def distributions() -> list[metadata.Distribution]:
    """All that is installed, each once, but ourselves."""
    found = {name_of(one): one for one in metadata.distributions()}
    return [found[name] for name in sorted(found) if name != "shrutik"]


def objects(distribution: metadata.Distribution) -> Iterator[tuple[Bundled, Path]]:
    """The shared objects in its wheel that are not Python's own extension modules."""
    for file in distribution.files or []:
        if _OBJECT.search(file.name) and not _EXTENSION.search(file.name):
            yield Bundled(name_of(distribution), library_of(file.name)), Path(str(distribution.locate_file(file)))


def unallowed_statements(installed: Iterable[metadata.Distribution]) -> list[str]:
    """A sentence for each licence that no rule allows."""
    allowed, corrected = rules()["licences"], rules()["distributions"]
    return [
        f"{name_of(one)} states the licence {licence!r}, which is not among those allowed"
        for one in installed
        if name_of(one) not in corrected
        for licence in stated(one)
        if licence not in allowed
    ]


def unknown_objects(installed: Iterable[metadata.Distribution]) -> list[str]:
    """A sentence for each bundled library, or library that one of these asks the system for, that no rule knows."""
    known, own = rules()["libraries"], rules()["own_objects"]
    problems = set()
    for one in installed:
        carried = dict(objects(one))
        names = {bundled.library for bundled in carried}
        for bundled, path in carried.items():
            if bundled.distribution in own and not bundled.library.startswith("lib"):
                continue
            if bundled.library not in known:
                problems.add(f"{bundled.distribution} carries {bundled.library}, whose licence is not noted")
            asked = {library_of(name) for name in needed(path)} - names - set(known) - set(rules()["system"])
            problems |= {f"{bundled.distribution} carries {bundled.library}, which asks for {name}" for name in asked}
    return sorted(problems)


def strong(installed: Iterable[metadata.Distribution]) -> dict[str, list[str]]:
    """Distributions whose wheels carry libraries under the GPL, which reaches what is shipped along, with these."""
    known = rules()["libraries"]
    found: dict[str, set[str]] = {}
    for one in installed:
        for bundled, _ in objects(one):
            if known.get(bundled.library, {}).get("class") == "strong":
                found.setdefault(bundled.distribution, set()).add(bundled.library)
    return {name: sorted(libraries) for name, libraries in found.items()}


def check() -> list[str]:
    """All that is wrong with the licences of what is installed here; empty if nothing is."""
    installed = distributions()
    kept_out = rules()["not_in_images"]
    shipped = [
        f"{name} carries {', '.join(libraries)} (GPL) and is not named in [not_in_images]"
        for name, libraries in strong(installed).items()
        if name not in kept_out
    ]
    return unallowed_statements(installed) + unknown_objects(installed) + shipped
