"""Shrutik's own programs as servers: API, relay and workers, on one data folder or on several."""

import contextlib
import os
import sys
from pathlib import Path

import httpx

from servers.process import HOST, Server, free_ports, listens
from serving_program import PACKAGES

TOLD = "Ctrl-C ends it"
GUNICORN = Path(__file__).parents[2] / "deploy" / "gunicorn.conf.py"


def shrutik_server(folder: Path, *command: str, **settings: object) -> Server:
    """A program that is ready once it has said so.

    Args:
        folder: of its log.
        command: and its options.
        settings: without ``SHRUTIK_`` before them, in small letters.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SHRUTIK_")}
    named = {f"SHRUTIK_{name.upper()}": str(value) for name, value in settings.items()}
    environment = {**ours, **named, "PYTHONPATH": PACKAGES, "PYTHONWARNINGS": "default"}
    arguments = [sys.executable, "-m", "shrutik_cli", *command]
    made = Server(arguments, folder, lambda: TOLD in made.said[made_at(made) :], environment)
    return made


def gunicorn_server(folder: Path, port: int | None = None, **settings: object) -> tuple[Server, int]:
    """The application under gunicorn with the configuration that is shipped, and its port: a free one, or that one."""
    port = port or free_ports(1)[0]
    made = shrutik_server(folder, port=port, **settings)
    app = "shrutik_http.asgi:application()"
    made.arguments = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-c", str(GUNICORN), app]
    made.ready = lambda: _answers(port, str(settings.get("host", HOST)))
    return made, port


def _answers(port: int, host: str) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"http://{host}:{port}/readyz", timeout=5).status_code == 200
    return False


def made_at(server: Server) -> int:
    """Where in its log the last start begins."""
    return server.said.rfind("Starting Shrutik")


def api_server(folder: Path, **settings: object) -> tuple[Server, str]:
    """`shrutik serve` on a free port, and its address."""
    (port,) = free_ports(1)
    made = shrutik_server(folder, "serve", port=port, **settings)
    told = made.ready
    made.ready = lambda: told() and listens(port)
    return made, f"http://{HOST}:{port}"
