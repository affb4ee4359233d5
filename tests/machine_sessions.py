"""Sessions of nox that bring up whole sites: many machines, containers, a pipeline; each takes minutes or more."""

import nox

import session_packages as packages
import session_tools as tools

# Of the tests of many machines, those with a session of their own.
APART = ("faults", "drills", "delivery", "upgrade", "pipeline")


@nox.session(default=False)
def containers(session: nox.Session) -> None:
    """Our image, built, and the production profile, brought up without an engine: the story through it, down and up.

    As root, in namespaces of mounts and networks; what was fetched and built lies in a folder for the next run.
    """
    session.install("-e", ".[all]", *packages.TESTS, "httpx>=0.28", packages.S3_SERVER, *packages.CONTAINERS)
    tools.bring(session, *tools.ENGINE)
    session.run("python", "-m", "containers.building", env={"PYTHONPATH": "tests"})
    tests = ("python", "-m", "pytest", "-q", "-s", "tests/containers", *session.posargs)
    session.run("unshare", "--mount", "--net", *tests, external=True)


@nox.session(default=False)
def machines(session: nox.Session) -> None:
    """Many machines on this one: real PostgreSQL, Redis, S3 and nginx, killed and cut off while people work."""
    tests = session.posargs or ("tests/machines", *(f"--ignore=tests/machines/{name}" for name in APART))
    tools.run_on_machines(session, *tests)


@nox.session(default=False)
def faults(session: nox.Session) -> None:
    """A whole site under load, each of its parts killed or cut off: a table of what came of it."""
    tools.run_on_machines(session, "tests/machines/faults", *session.posargs)


@nox.session(default=False)
def drills(session: nox.Session) -> None:
    """The cause of each alert, made and taken away: it fires, is mailed, and ends; some ten minutes, and a table."""
    session.install("-e", ".[all]", *packages.TESTS, "httpx>=0.28")
    tools.bring(session, "redis-server", "/usr/lib/postgresql/15/bin/postgres", "promtool", "amtool")
    session.run("pytest", "-q", "--timeout=900", "tests/machines/drills", *session.posargs)


@nox.session(default=False)
def kubernetes(session: nox.Session) -> None:
    """The manifests: kustomize makes both overlays, and each document is read strictly, others' kinds too."""
    session.install("-e", ".[all]", *packages.TESTS, *packages.KUBERNETES)
    environment = tools.bring_kubernetes_types(session)
    session.run("pytest", "-q", "tests/kubernetes", *session.posargs, env=environment)


@nox.session(default=False)
def blue_green(session: nox.Session) -> None:
    """Releases that come in for each other behind nginx, under load, and one that is taken back; some minutes."""
    session.install("-e", ".[all]", *packages.TESTS, "httpx>=0.28")
    tools.bring(session, "/usr/sbin/nginx")
    session.run("pytest", "-q", "-s", "--timeout=900", "tests/machines/delivery", *session.posargs)


@nox.session(default=False)
def upgrade(session: nox.Session) -> None:
    """The last release's tests on the tables of this tree: both may run side by side; some minutes."""
    session.install("-e", ".[all]", *packages.TESTS, "httpx>=0.28", "tuspy>=1.1")
    session.run("pytest", "-q", "-s", "--timeout=1800", "tests/machines/upgrade", *session.posargs)


@nox.session(default=False)
def pipeline(session: nox.Session) -> None:
    """A commit built, tested, signed, brought in on staging, loaded, and promoted to production; some ten minutes."""
    session.install("-e", ".[all]", *packages.TESTS, "httpx>=0.28", *packages.PIPELINE)
    tools.bring(session, "/usr/sbin/nginx")
    session.run("pytest", "-q", "-s", "--timeout=1800", "tests/machines/pipeline", *session.posargs)
