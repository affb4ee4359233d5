"""The manifests of `deploy/kubernetes`: as they are written, and as kustomize makes them for an installation."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer
import yaml

from shrutik_cli.app import app

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "deploy" / "kubernetes"
OVERLAYS = ("staging", "production")
PROGRAM = "shrutik"
"""The container of a pod that is ours to run; others prepare it."""

Document = dict[str, Any]


def written() -> list[Document]:
    """Every manifest, and every patch that is one, as it stands in its file."""
    found = []
    for path in sorted(FOLDER.rglob("*.yaml")):
        documents = yaml.safe_load_all(path.read_text(encoding="utf-8"))
        found += [one for one in documents if isinstance(one, dict) and "metadata" in one]
    return found


def settings_written() -> dict[str, dict[str, str]]:
    """Each file of settings, by its path below `FOLDER`: what it sets."""
    return {str(path.relative_to(FOLDER)): read_settings_file(path) for path in sorted(FOLDER.rglob("*.env"))}


def read_settings_file(path: Path) -> dict[str, str]:
    """The variables of a file of settings."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def kubectl() -> str:
    """The program, which has kustomize in it."""
    tool = shutil.which("kubectl", path=str(Path(sys.executable).parent)) or shutil.which("kubectl")
    assert tool, "no kubectl; `nox -s kubernetes` brings one"
    return tool


def overlay(name: str, folder: Path, given: Mapping[str, bytes] | None = None) -> list[Document]:
    """What kustomize makes of an overlay whose secrets are filled in, as `kubectl apply -k` would send it.

    Args:
        name: of the overlay.
        folder: of the test, where a copy is made.
        given: files of secrets, by name; those that are left out hold nothing of use.
    """
    copy = shutil.copytree(FOLDER, folder / name)
    secrets = shutil.copytree(copy / "overlays" / name / "secrets.example", copy / "overlays" / name / "secrets")
    for file in ("keys.json", "release.key", "backup.key", "authority.pem"):
        (secrets / file).write_text(f"{file} of a test\n", encoding="utf-8")
    for file, content in (given or {}).items():
        (secrets / file).write_bytes(content)
    command = [kubectl(), "kustomize", str(copy / "overlays" / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, f"a warning is a failure here: {done.stderr}"
    return list(yaml.safe_load_all(done.stdout))


def pod_of(document: Document) -> Document | None:
    """The template of the pods that a document makes; None if it makes none."""
    spec = document.get("spec", {})
    if document["kind"] == "CronJob":
        spec = spec.get("jobTemplate", {}).get("spec", {})
    return spec.get("template") if document["kind"] in {"Deployment", "Job", "CronJob"} else None


def pods(documents: list[Document]) -> Iterator[tuple[str, Document]]:
    """Each template of pods, with the name of what makes them."""
    for document in documents:
        pod = pod_of(document)
        if pod:
            yield document["metadata"]["name"], pod


def program_of(pod: Document) -> Document:
    """The container of our program; empty if a patch says nothing of it."""
    found = [one for one in pod["spec"].get("containers", ()) if one["name"] == PROGRAM]
    return found[0] if found else {}


def commands(documents: list[Document]) -> dict[str, list[str]]:
    """The command of each program, by the name of what runs it."""
    return {name: program_of(pod)["command"] for name, pod in pods(documents) if "command" in program_of(pod)}


def parsed(words: list[str]) -> dict[str, Any]:
    """The options of a command as our command line reads them; it complains as it would to a person.

    Args:
        words: the program, the command and its options.
    """
    assert words[0] == "shrutik"
    return _options(typer.main.get_command(app), words[0], words[1:])


def _options(command: Any, name: str, words: list[str]) -> dict[str, Any]:
    context = command.make_context(name, list(words))
    if not hasattr(command, "resolve_command"):
        return context.params
    inner, found, rest = command.resolve_command(context, [*context._protected_args, *context.args])
    return _options(found, inner, rest)


def matches(selector: Document, labels: dict[str, str]) -> bool:
    """Whether a selector of Kubernetes means whatever bears these labels."""
    named = all(labels.get(key) == value for key, value in selector.get("matchLabels", {}).items())
    return named and all(_meets(one, labels) for one in selector.get("matchExpressions", []))


def _meets(expression: Document, labels: dict[str, str]) -> bool:
    assert expression["operator"] == "In", expression
    return labels.get(expression["key"]) in expression["values"]
