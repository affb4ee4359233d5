"""A real OpenID provider as a program of its own, npm's `oidc-provider`, and a browser that logs in there."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlparse

import httpx
import pytest
import regex

from shrutik_core.ports.log_in_providers import ProviderAnswer

HERE = Path(__file__).parent / "openid_provider"
_PLACE = Path(tempfile.gettempdir()) / "shrutik-openid-provider"
_INSTALLING, _ASKING = 240, 30


def installed() -> Path:
    """The folder in which npm installed the provider; skips the test where that cannot be."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed")
    _PLACE.mkdir(exist_ok=True)
    for name in ("package.json", "server.mjs"):
        shutil.copy(HERE / name, _PLACE / name)
    if not (_PLACE / "node_modules" / "oidc-provider").exists():
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(command, cwd=_PLACE, capture_output=True, text=True, check=False, timeout=_INSTALLING)
        if done.returncode:
            pytest.skip(f"npm cannot install oidc-provider: {done.stderr[-300:]}")
    return _PLACE


@contextmanager
def running(return_to: str) -> Iterator[str]:
    """A provider's issuer; it sends people back to this address alone."""
    command = ["node", "server.mjs", return_to]
    with subprocess.Popen(
        command, cwd=installed(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            issuer = next((line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:")), "")
            assert issuer, "the provider ended before it listened"
            yield issuer
        finally:
            process.kill()


def visit(url: str, person: str, return_to: str) -> str:
    """The address to which the provider sends a person who logs in there and agrees."""
    with httpx.Client(timeout=_ASKING) as browser:
        answer = browser.get(url)
        for _ in range(12):
            if answer.is_redirect:
                url = urljoin(str(answer.url), answer.headers["Location"])
                if url.startswith(return_to):
                    return url
                answer = browser.get(url)
            else:
                answer = _fill_in(browser, answer, person)
    raise AssertionError(f"the provider never came to an end: {answer.text[:500]}")


def _fill_in(browser: httpx.Client, page: httpx.Response, person: str) -> httpx.Response:
    """Send the form of a page."""
    action = regex.search(r'<form[^>]*action="([^"]+)"', page.text)
    assert action, page.text[:500]
    hidden = dict(regex.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    said = {**hidden, **({"login": person, "password": "any"} if 'name="login"' in page.text else {})}
    return browser.post(urljoin(str(page.url), unescape(action[1])), data=said)


def answer_of(url: str) -> ProviderAnswer:
    """What the address brings back."""
    said = {name: values[0] for name, values in parse_qs(urlparse(url).query).items()}
    return ProviderAnswer(said["code"], said["state"], said.get("iss", ""))
