"""Whether a site does what everybody needs of it: ``python smoke.py --site deploy.toml --release 0.2.0``; 1 if not.

It logs nobody in and writes nothing, so that it may be run against production, too.
"""

import argparse
import http.client
import json
import ssl
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

SECURE = ("x-content-type-options", "referrer-policy", "content-security-policy")


class Site:
    """A site that is asked, each time on a new connection.

    Args:
        file: its deploy.toml.
    """

    def __init__(self, file: Path) -> None:
        side = tomllib.loads(file.read_text(encoding="utf-8"))["nginx"]
        self._url = urlsplit(side["url"])
        self._trust = ssl.create_default_context(cafile=side.get("authority"))

    def ask(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in small letters, and body."""
        if self._url.scheme == "https":
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                self._url.netloc, timeout=20, context=self._trust
            )
        else:
            connection = http.client.HTTPConnection(self._url.netloc, timeout=20)
        try:
            connection.request("GET", path, headers={"User-Agent": "shrutik-smoke"})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


def faults(site: Site, release: str) -> Iterator[str]:
    """A sentence for each thing that is wrong."""
    expected = {"/healthz": 200, "/": 200, "/api/v1/openapi.json": 200, "/api/docs": 200, "/api/v1/collections": 200}
    for path, status in {**expected, "/api/v1/me": 401, "/nothing-here": 404, "/metrics": 404}.items():
        found, headers, body = site.ask(path)
        if found != status:
            yield f"{path} answers {found}, not {status}"
        if path != "/metrics" and headers.get("shrutik-release") != release:
            yield f"{path} is of release {headers.get('shrutik-release', 'none')}, not {release}"
        if path.startswith("/api/") and found >= 400 and "code" not in json.loads(body):
            yield f"{path} says no code"
        if path != "/metrics" and (missing := [name for name in SECURE if name not in headers]):
            yield f"{path} lacks {', '.join(missing)}"
    if "paths" not in json.loads(site.ask("/api/v1/openapi.json")[2]):
        yield "the document names no paths"


def main(arguments: list[str]) -> int:
    """Ask, and say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, required=True, help="its deploy.toml, which names nginx")
    parser.add_argument("--release", required=True, help="that has to answer")
    given = parser.parse_args(arguments)
    try:
        wrong = list(faults(Site(given.site), given.release))
    except OSError as error:
        wrong = [f"the site does not answer: {error}"]
    for line in wrong:
        print(line)
    print(f"smoke: {len(wrong)} things are wrong" if wrong else "smoke: all is well")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
