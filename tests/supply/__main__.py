"""Checks what others' code brings with it: ``python -m supply licences|code|advisories``; 1 if something is wrong."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from supply import advisories, code_findings, licences

SRC = Path(__file__).parents[2] / "src"
NOT_RUN = "--advisories-may-be-missing"


def check_licences(_: Sequence[str]) -> list[str]:
    """Licences of all that is installed in this environment."""
    installed = licences.distributions()
    carried = sum(1 for one in installed for _ in licences.objects(one))
    print(f"licences: {len(installed)} distributions, {carried} shared objects in their wheels")
    for name, libraries in sorted(licences.strong(installed).items()):
        print(f"  not in an image that is published: {name}, which carries {', '.join(libraries)} (GPL)")
    return licences.check()


def check_code(_: Sequence[str]) -> list[str]:
    """Bandit over our own code."""
    report = _json(sys.executable, "-m", "bandit", "-q", "-r", str(SRC), "-f", "json")
    lines = report["metrics"]["_totals"]["loc"]
    print(f"bandit: {lines} lines, {len(report['results'])} findings")
    return code_findings.unexplained(report, licences.rules()["code"])


def check_advisories(options: Sequence[str]) -> list[str]:
    """pip-audit over all that is installed in this environment."""
    rules = licences.rules()
    report = _json(sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off")
    audit = advisories.read(report, rules["advisories_accepted"])
    counts = f"{audit.audited} packages looked up, {len(audit.skipped)} passed over, {len(audit.found)} advisories"
    print(f"pip-audit: {counts}")
    problems = audit.problems(rules["advisories_skipped"])
    if not audit.audited and NOT_RUN in options:
        print(f"  {problems[0]}; let pass by {NOT_RUN}")
        return []
    return problems


def _json(*command: str) -> Any:
    """What the program printed, whatever its exit code: it is 1 also if there are findings."""
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return json.loads(run.stdout)
    except ValueError:
        sys.exit(f"{command[2]} gave no report:\n{run.stderr[-2000:]}")


CHECKS = {"licences": check_licences, "code": check_code, "advisories": check_advisories}


def main(arguments: Sequence[str]) -> int:
    """Run the checks that are named, or all; how many things are wrong, at most 1."""
    options = [one for one in arguments if one.startswith("--")]
    problems = []
    for name in [one for one in arguments if one not in options] or list(CHECKS):
        problems += [f"{name}: {problem}" for problem in CHECKS[name](options)]
    for problem in problems:
        print(problem)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
