"""All tests and checks, each in an environment of its own; `nox` runs all but the long ones, `nox -s unit` one."""

import shutil
import sys
from pathlib import Path

import nox

# Nox puts no folder of ours on the path.
sys.path.append(str(Path(__file__).parent / "tests"))

import machine_sessions  # noqa: F401 - nox finds its sessions beside those here
import session_packages as packages
import session_tools as tools

tools.keep_bytecode()

nox.needs_version = ">=2024.10"
nox.options.default_venv_backend = "uv|venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = True

# The newest Python that is here of those that we claim, or else the one that runs nox.
NEWEST = tools.interpreter("3.13")
OURS = ("audio/hostile", "core", "docs", "house", "memory", "use_cases")  # of the unit tests: hardly any other package


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types, arrows between rooms, declared dependencies."""
    session.install("-e", ".[all]", *packages.TESTS, *packages.CHECKS)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports", env={"PYTHONPATH": "src:src/adapters:src/entrypoints"})
    session.run("deptry", "src")


@nox.session
def core_alone(session: nox.Session) -> None:
    """The core with nothing but its own dependencies: what an embedding team installs."""
    session.install(".", *packages.TESTS)
    session.run("python", "tests/core_alone.py")
    session.run("pytest", "-q", "-n", "2", "-o", "pythonpath=tests", "tests/unit/core", *session.posargs)


@nox.session(python=NEWEST)
def unit(session: nox.Session) -> None:
    """Everything else that needs no server and no network: adapters, use cases, API, commands; on the newest Python."""
    session.install("-e", ".[all]", *packages.TESTS, *packages.S3_IN_MEMORY, "py-minisign>=0.21")
    session.run("pytest", "-q", "-n", "2", "tests/unit", "--ignore", "tests/unit/core", *session.posargs)


@nox.session
def integration(session: nox.Session) -> None:
    """Real databases, real files, real sound, real programs, killed at bad moments."""
    tools.run_whole(session, "not long")


@nox.session(default=False)
def long(session: nox.Session) -> None:
    """The rest of these: every program killed at every moment, every page done, every format brought."""
    tools.run_whole(session, "long")


@nox.session
def boards(session: nox.Session) -> None:
    """Grafana's boards are as their code makes them; ``nox -s boards -- --write`` makes them anew."""
    session.install(".", *packages.TESTS, packages.BOARDS)
    if "--write" in session.posargs:
        session.chdir("deploy/grafana")
        session.run("python", "-m", "boards")
    else:
        session.run("pytest", "-q", "tests/unit/docs/test_boards.py")


@nox.session
def wheel(session: nox.Session) -> None:
    """The wheel holds the packages of the group folders and nothing else, and works where it is installed."""
    session.install("build>=1.2", *packages.TESTS)
    out = session.create_tmp()
    session.run("python", "-m", "build", "--wheel", "--outdir", out)
    session.run("python", "tests/check_wheel.py", out)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation builds without a warning."""
    session.install("-e", ".[all]", "sphinx>=8.1", "furo", "myst-parser>=4")
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-j", "2", "-b", "html", "docs", "docs/_build/html")


@nox.session
def page(session: nox.Session) -> None:
    """The contributors' page: types, lint, arrows, tests, a build equal to what is committed, journeys in browsers."""
    npm = shutil.which("npm")
    if npm is None:
        session.skip("there is no Node.js here (20.19 or newer); the built page is committed, so that none is needed")
    session.install("-e", ".[laptop,openid]")
    tools.bring(session, *tools.BROWSERS)
    session.run("python", "tests/build_page.py", npm, *session.posargs)


@nox.session(default=False)
def page_budgets(session: nox.Session) -> None:
    """What the page costs a cheap phone, and twenty at a laptop; journeys that last; each screen, also through axe."""
    npm = shutil.which("npm")
    if npm is None:
        session.skip("there is no Node.js here (20.19 or newer)")
    session.install("-e", ".[laptop]")
    tools.bring(session, *tools.BROWSERS)
    out = session.create_tmp()
    session.run(npm, "install", "--prefix", out, "--no-audit", "--no-fund", "lighthouse@^12", external=True)
    session.chdir("src/entrypoints/shrutik_web/page")
    session.run(npm, "ci", "--no-audit", "--no-fund", external=True)
    for journey in ("budgets", "quick", "noise-is-exact", "quota"):
        session.run("node", f"journeys/{journey}.mjs", external=True)
    session.run("node", "journeys/lighthouse.mjs", f"{out}/node_modules/.bin/lighthouse", external=True)
    session.run("node", "journeys/village.mjs", external=True)
    session.run("node", "journeys/looks.mjs", f"{out}/looks", external=True)


@nox.session(default=False, python="3.11", venv_backend="venv")
def loaders(session: nox.Session) -> None:
    """A small release, read by the libraries that will read it, and each snippet of the page on loading; with torch.

    pip installs it: it keeps to files that it is told of, and takes a gigabyte.
    """
    session.install("-e", ".[all]", *packages.TESTS, *packages.TABLES, *packages.LOADERS)
    session.run("pytest", "-q", "-W", "default", "tests/loaders", "tests/integration/datasets", *session.posargs)


@nox.session(default=False, python="3.11", venv_backend="venv")
def train(session: nox.Session) -> None:
    """From a demo release to a model: a recogniser learns its split train, and the notebook runs; with torch.

    Some five minutes on two cores; pip installs it, as in `loaders`.
    """
    notebook = ("nbclient>=0.10", "nbformat>=5.10", "ipykernel>=6.29")
    session.install("-e", ".[all]", *packages.TESTS, "lhotse>=1.33", "urllib3", "torch==2.13.0", *notebook)
    session.run("python", "-m", "pytest", "-q", "-W", "default", "tests/examples", *session.posargs)


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Others' code: known faults, none passed over unnamed; licences, of bundled objects too; and bandit over ours.

    Behind an index that has no advisories it fails, and says so, unless it is told:
    ``nox -s audit -- --advisories-may-be-missing``.
    """
    session.install("-e", ".[all]", "bandit>=1.8", "pip-audit>=2.9")
    session.run("python", "-m", "supply", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Schemathesis over the served document, with all its checks, without log-in and as each role: 40,000 cases."""
    session.install("-e", ".[all]", *packages.TESTS, "httpx>=0.28", packages.FUZZER)
    session.run("python", "-m", "fuzzing", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Small faults, one by one, in the rules and use cases: tests see nine of ten, and what they miss is listed."""
    session.install("-e", ".[all]", *packages.TESTS)
    session.run("python", "-m", "mutation", *session.posargs, env={"PYTHONPATH": "tests", "OPENBLAS_NUM_THREADS": "1"})


SHORT = [nox.param("3.11", "lowest-direct", id="3.11-lowest"), nox.param("3.13", "highest", id="3.13-newest")]
MATRIX = [
    nox.param(version, resolution, id=f"{version}-{name}")
    for version in ("3.11", "3.12", "3.13")
    for name, resolution in (("newest", "highest"), ("lowest", "lowest-direct"))
]


@nox.session(python=False)
@nox.parametrize("version, resolution", SHORT)
def compat(session: nox.Session, version: str, resolution: str) -> None:
    """The lowest packages on the oldest Python: what meets them. The newest, which `unit` has tested: the demo."""
    ignored = (f"--ignore=tests/unit/{room}" for room in OURS)
    unit_tests = ("tests/unit", "--hypothesis-profile=shrutik-few", *ignored)
    tools.try_out(session, version, resolution, *(unit_tests if resolution != "highest" else ()))


@nox.session(python=False, default=False)
@nox.parametrize("version, resolution", MATRIX)
def matrix(session: nox.Session, version: str, resolution: str) -> None:
    """Every Python that we claim, with the newest and with the lowest declared dependencies: before a release."""
    tools.try_out(session, version, resolution, "tests/unit")
