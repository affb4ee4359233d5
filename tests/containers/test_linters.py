"""What linters say of the Dockerfile and the compose files, each at a threshold that is said here."""

import subprocess

import pytest

from containers.engine import ROOT, compose_program, tool

DOCKERFILES = ("Dockerfile", "deploy/compose/logs.Dockerfile")
PASSED_OVER = "DL3008"
"""Debian's packages are taken as they are on the day: their old versions are no longer to be had a month later."""


def called(*arguments, **more):
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False, **more)


def test_hadolint_has_no_warning_of_the_dockerfile():
    done = called(tool("hadolint"), "--failure-threshold", "warning", "--ignore", PASSED_OVER, *DOCKERFILES)
    assert (done.returncode, done.stdout) == (0, "")


def test_compose_lint_finds_nothing_of_medium_weight_or_more():
    done = called(tool("compose-lint"), "--strict-config", "--fail-on", "medium", "docker-compose.yml")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("profile", ["", "dev", "staging", "production"])
def test_compose_reads_each_profile(profile):
    chosen = [f"--profile={profile}"] if profile else []
    done = called(compose_program(), *chosen, "config", "--services")
    assert (done.returncode, done.stderr) == (0, "")
    assert {"": "shrutik", "dev": "dev"}.get(profile, "api-2") in done.stdout.split()
