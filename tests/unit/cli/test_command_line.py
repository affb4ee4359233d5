"""The root of the command line: help, lazy loading, errors, exit codes."""

import os
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from shrutik_cli.app import app
from shrutik_cli.table import COMMANDS

GROUPS = {
    "db": ("upgrade", "check", "status"),
    "apikey": ("create", "list", "revoke"),
    "user": ("create", "list", "role", "disable", "enable", "password"),
    "keys": ("rotate", "rotate-release", "rotate-blobs", "rewrap-blobs", "retire-blobs"),
    "release": ("create", "list", "verify", "export", "apply-withdrawals", "open", "delta", "apply-delta"),
    "jobs": ("list", "retry"),
    "logs": ("trace",),
    "queue": ("explain",),
    "webhooks": ("list", "deliveries", "test", "resend"),
    "prompts": ("import",),
    "audit": ("verify", "head"),
    "recordings": ("import", "rechunk"),
    "collections": ("list", "recompute"),
    "deploy": ("switch", "rollback", "status"),
    "backup": ("create", "list", "verify", "restore", "key"),
}
COMMAND_LINES = [
    *[(name,) for name in COMMANDS if name not in GROUPS],
    *[(group, name) for group, names in GROUPS.items() for name in names],
]

STARTING = {entry.starting for entry in COMMANDS.values() if entry.starting}


def python(code: str, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
        **options,
    )


def shrutik(*arguments: str, before: str = "pass") -> subprocess.CompletedProcess[str]:
    code = f"import sys; {before}; from shrutik_cli import main; sys.argv[0] = 'shrutik'; main()"
    return python(code, *arguments)


def test_help_names_every_command_with_its_line():
    text = CliRunner().invoke(app, ["--help"]).output
    for name in COMMANDS:
        assert f"  {name} " in text


@pytest.mark.parametrize("line", COMMAND_LINES, ids=" ".join)
def test_every_command_has_help_with_examples(line):
    result = CliRunner().invoke(app, [*line, "--help"])
    assert result.exit_code == 0, result.output
    assert f"  shrutik {' '.join(line)}" in result.output.split("Examples:")[1]


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_shows_its_commands(group):
    result = CliRunner().invoke(app, [group, "--help"])
    for name in GROUPS[group]:
        assert f"  {name} " in result.output


def test_help_imports_no_command_and_nothing_that_a_command_needs():
    code = (
        "import sys\n"
        "from shrutik_cli import main\n"
        "sys.argv = ['shrutik', '--help']\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'rich', 'numpy', 'sqlalchemy', 'pydantic', 'falcon', 'dramatiq', 'av', 'soundfile'}\n"
        "loaded = [name for name in sys.modules if name.split('.')[0] in heavy or 'shrutik_cli.commands' in name]\n"
        "print('loaded:', loaded)\n"
    )
    assert python(code).stdout.endswith("loaded: []\n")


def test_without_its_extra_it_says_what_to_install():
    result = shrutik("--help", before="sys.modules['typer'] = None")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "pip install 'shrutik[cli]'" in result.stderr


@pytest.mark.parametrize(
    ("line", "package", "extra"),
    [
        (("chunk", "--help"), "soundfile", "shrutik[audio,cli]"),
        (("serve", "--help"), "sqlalchemy", "shrutik[laptop]"),
        (("db", "status"), "sqlalchemy", "shrutik[laptop]"),
        (("demo",), "dramatiq", "shrutik[laptop]"),
    ],
)
def test_a_command_without_its_extra_says_what_to_install(line, package, extra):
    result = shrutik(*line, before=f"sys.modules[{package!r}] = None")
    assert result.returncode == 1
    (told,) = [text for text in result.stderr.splitlines() if text not in STARTING]
    assert told.startswith("shrutik: This needs the package")
    assert extra in told


@pytest.mark.parametrize("name", ["demo", "serve", "worker"])
def test_a_slow_command_says_that_it_starts_before_it_loads_anything_slow(name):
    result = shrutik(name, before="sys.modules['sqlalchemy'] = None")
    assert result.stderr.splitlines()[0] == COMMANDS[name].starting
    assert COMMANDS[name].starting not in shrutik(name, "--help").stderr


def test_an_unknown_command_is_a_usage_error_with_a_suggestion():
    result = shrutik("relaese")
    assert result.returncode == 2
    assert "Did you mean 'release'" in result.stderr


def test_an_unknown_option_is_a_usage_error():
    assert shrutik("release", "list", "--colour").returncode == 2


def test_the_version_is_told():
    result = shrutik("--version")
    assert result.returncode == 0
    assert result.stdout.startswith("shrutik ")


def failing_with(error: str) -> str:
    return (
        "import types; from shrutik_core.shared import errors; import shrutik_cli; "
        f"shrutik_cli.load = lambda *_: types.SimpleNamespace(run=lambda _: (_ for _ in ()).throw({error}))"
    )


@pytest.mark.parametrize(
    ("error", "line"),
    [
        ("errors.Missing('job_missing', 'There is no\\n such job.')", "shrutik: There is no such job. (job_missing)\n"),
        ("PermissionError(13, 'Permission denied', '/srv')", "shrutik: /srv: Permission denied\n"),
    ],
)
def test_an_error_is_one_line_and_exit_1(error, line):
    result = shrutik(before=failing_with(error))
    assert (result.returncode, result.stderr) == (1, line)


def test_interrupted_by_the_keyboard_it_ends_with_130():
    slow = typer.Typer()

    @slow.command()
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert CliRunner().invoke(slow, []).exit_code == 130


def test_a_closed_pipe_is_passed_over_in_silence():
    reading, writing = os.pipe()
    os.close(reading)
    code = "import sys; from shrutik_cli import main; sys.argv = ['shrutik', '--help']; main()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run(
        [sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, env=environment, timeout=60, check=False
    )
    os.close(writing)
    assert result.stderr == b""


def test_a_missing_module_of_ours_is_not_taken_for_a_missing_extra():
    code = "from shrutik_bootstrap.extras import load; load('shrutik_cli.no_such_module', 'cli')"
    assert "ModuleNotFoundError: No module named 'shrutik_cli.no_such_module'" in python(code).stderr
