"""All tests and checks, each in an environment of its own; `nox` runs them all but `mutation`, `nox -s unit` one."""

import nox

nox.needs_version = ">=2024.10"
nox.options.default_venv_backend = "uv|venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = True

TESTS = ("pytest>=8.3", "pytest-timeout>=2.3", "pytest-xdist>=3.6", "hypothesis>=6.120")
TYPES = ("mypy>=1.15", "types-regex", "nox")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types, arrows between rooms, declared dependencies."""
    session.install("-e", ".[all]", *TESTS, *TYPES, "ruff>=0.11", "import-linter>=2.3", "deptry>=0.23")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports", env={"PYTHONPATH": "src:src/adapters:src/entrypoints"})
    session.run("deptry", "src")


@nox.session
def core_alone(session: nox.Session) -> None:
    """The core with nothing but its own dependencies: what an embedding team installs."""
    session.install(".", *TESTS)
    session.run("python", "tests/core_alone.py")
    session.run("pytest", "-q", "-n", "2", "-o", "pythonpath=tests", "tests/unit/core", *session.posargs)


@nox.session
def unit(session: nox.Session) -> None:
    """Everything else that needs no server and no network, in about a minute: adapters, use cases, API, commands."""
    session.install("-e", ".[all]", *TESTS)
    session.run("pytest", "-q", "-n", "2", "tests/unit", "--ignore", "tests/unit/core", *session.posargs)


@nox.session
def integration(session: nox.Session) -> None:
    """Real databases, real files, real sound, real programs, killed at bad moments."""
    session.install("-e", ".[all]", *TESTS, "httpx>=0.28", "openapi-spec-validator>=0.7")
    session.run("pytest", "-q", "--timeout=900", "tests/integration", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """The wheel holds the packages of the group folders and nothing else, and works where it is installed."""
    session.install("build>=1.2", *TESTS)
    out = session.create_tmp()
    session.run("python", "-m", "build", "--wheel", "--outdir", out)
    session.run("python", "tests/check_wheel.py", out)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation builds without a warning."""
    session.install("-e", ".[all]", "sphinx>=8.1", "furo", "myst-parser>=4", "sphinx-autodoc2>=0.5")
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", "docs/_build/html")


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Small faults, one by one, in the rules and use cases: tests see nine of ten, and what they miss is listed."""
    session.install("-e", ".[all]", *TESTS)
    session.run("python", "-m", "mutation", *session.posargs, env={"PYTHONPATH": "tests", "OPENBLAS_NUM_THREADS": "1"})
