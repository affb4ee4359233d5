"""The page on Kubernetes: what it says to type is typed; what needs a cluster the real kubectl reads, and sends not."""

import os
import shutil
import subprocess

from kubernetes_files import FOLDER, ROOT, commands, kubectl, overlay
from page_blocks import blocks
from page_session import write_programs

PAGE = "docs/how-to/run-on-kubernetes.md"
STAND_IN = """#!/bin/bash
# Whatever needs no cluster is done; of the rest kubectl says whether there is such a command with such options.
set -e
if [ "$1" = kustomize ]; then exec {tool} "$@"; fi
options=()
for word; do if [ "$word" = -- ]; then break; fi; options+=("$word"); done
{tool} "${{options[@]}}" --help > /dev/null
"""


def test_what_the_page_says_to_type_can_be_typed(tmp_path):
    programs = tmp_path / "bin"
    write_programs(programs)
    (programs / "kubectl").write_text(STAND_IN.format(tool=kubectl()), encoding="utf-8")
    (programs / "kubectl").chmod(0o755)
    (tmp_path / "authority.pem").write_text("of a test\n", encoding="utf-8")
    shutil.copytree(FOLDER, tmp_path / "deploy" / "kubernetes")
    typed = "\n".join(block.code for block in blocks(PAGE) if block.language == "console")
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", typed.replace("/etc/shrutik/tls/authority.pem", f"{tmp_path}/authority.pem")],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "kind: Deployment" in done.stdout
    secrets = tmp_path / "deploy" / "kubernetes" / "overlays" / "production" / "secrets"
    assert {one.name for one in secrets.iterdir()} == {
        *("settings.env", "keys.json", "release.key", "backup.key", "authority.pem")
    }


def test_the_page_shows_what_runs_in_production(tmp_path):
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    shown = [
        [cell.strip(" `") for cell in line.strip("| ").split("|")] for line in page.splitlines() if "`shrutik-" in line
    ]
    made = {name: " ".join(words) for name, words in commands(overlay("production", tmp_path)).items()}
    assert {row[0]: row[1] for row in shown if len(row) == 3} == made
