"""The fenced blocks of the README and of the documentation: what a reader types, what is shown, what is only drawn."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[1]
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>\S*)[^\n]*\n(?P<code>.*?)^(?P=fence)[ ]*$", re.M | re.S)
_NAMED = re.compile(r"# (?P<name>[\w./-]+\.py)\n")

TYPED = ("console", "python", "sql")
"""What a reader types: each is run, or listed below."""
SHOWN = ("text", "json", "yaml")
"""What is shown: compared with what comes of the block before it, or listed below."""

NOT_RUN = {
    "rule_files:": "likewise",
    "scrape_configs:": "a part of Prometheus' own configuration",
    "python3 -m venv .venv && .venv/bin/pip install --quiet '.[laptop]'": "takes every package from the network; the "
    "wheel and matrix sessions of nox install this project",
    "python3 -m venv .venv && .venv/bin/pip install --quiet nox uv && .venv/bin/nox": "nox runs these tests",
    '{"policies": ': "a part of a request; `test_policies_that_are_shown_can_be_read` reads it",
    "from shrutik_postgres.migrations.states": "an example of a migration; a test of PostgreSQL runs `allow_states`",
    "shrutik serve --data /srv/shrutik --https": "speaks TLS, which this reader does not; test_https.py does",
    ".venv/bin/shrutik serve --https": "speaks TLS as well",
    "openssl x509 -in /srv/shrutik/tls/authority.pem": "takes what the block with --https made",
    "SHRUTIK_OPENID_PROVIDERS=": "a setting; the tests of log-in at a real provider make its like",
    "SHRUTIK_DATABASE_URL='postgresql://shrutik:SECRET@one": "a setting; the tests of machines make its like",
    "user shrutik on >SECRET": "a line of Redis' own configuration, which its tests read from the page",
    "SHRUTIK_BLOBS_URL=": "a setting; the tests of buckets make its like",
    "# /etc/shrutik/shrutik.env": "a file of settings; `test_the_file_of_settings_that_is_shown_can_be_read` reads it",
    "shrutik relay --data /srv/shrutik": "needs Redis; tests/integration/machines starts its like",
    "dask scheduler": "needs several machines; tests/integration/cluster starts its like",
    "shrutik release create bn-read --collection bn-read --cluster": "needs that cluster",
    "shrutik chunk /corpus": "needs that cluster, too; tests/integration/cluster runs its like",
    "gunicorn -c deploy/gunicorn.conf.py": "needs a database elsewhere; tests/machines/edge starts its like",
    "docker compose": "needs an engine; tests/containers runs its like",
    "bash deploy/compose/make-secrets.sh": "needs an engine after it; test_compose_files.py runs the script",
    'sed "s#/opt/shrutik-site': "needs systemd; test_compose_scaling.py lets it read the unit",
    "SECRETS=./staging-secrets bash": "likewise",
    "git pull": "takes the next version from the network",
    "sudo systemctl enable": "needs systemd; test_systemd.py lets it read the units",
    "pip install 'shrutik[server]'": "settings; tests/integration/serve/test_traces.py makes their like",
    "otel_trace_context propagate;": "lines of nginx' own configuration, for a module that Debian has not",
    "include /etc/nginx/shrutik-servers;": "a line of nginx' own configuration; tests/machines/delivery has its like",
    "python deploy/pipeline": "builds, installs and deploys; tests/unit/docs/test_pipeline.py runs its parts",
    "python deploy/load": "needs a staging site; benchmarks/platform/capacity.py runs both against one",
    "programs, phones": "a drawing",
    "declare(Missing": "an excerpt of the code, which tests of the errors run",
    'import { Client } from "shrutik-client"': "for TypeScript; the story of tests/integration/clients is its like",
    "programs    shrutik_cli": "a drawing",
    "texts ─▶ keys ─▶ align": "a drawing",
}
"""Blocks that no test runs, by how they begin, each with its reason."""

NOT_RUN_LINES = {
    r"(\.venv/bin/)?pip install '(shrutik)?[^']*'": "takes packages from the network; that there are such extras is "
    "tested",
}
"""Lines of blocks that no test runs, each with its reason."""

RUN_ELSEWHERE = {
    "docs/how-to/run-on-kubernetes.md": "needs kubectl; tests/kubernetes/test_page.py runs what needs no cluster",
    "docs/how-to/deploy.md": "needs machines of its own; tests/deploy_page.py reads it for the tests that have some",
    "docs/how-to/load-a-release.md": "needs the libraries that it speaks of; tests/loaders/test_page.py runs it",
    "docs/how-to/train-a-recogniser.md": "needs torch, and minutes; tests/examples/test_train.py runs it",
}
"""Pages whose blocks another session of nox runs, each with its reason."""


@attrs.frozen
class Block:
    """One fenced block.

    Attributes:
        page: path of the page, relative to the root.
        line: of the fence, from 1.
        language: what stands behind the fence.
        code: what stands between the fences.
        follows: whether nothing but empty lines stands between it and the block before.
    """

    page: str
    line: int
    language: str
    code: str
    follows: bool

    @property
    def listed(self) -> bool:
        """Whether it is one that no test of these pages runs."""
        return self.page in RUN_ELSEWHERE or any(self.code.lstrip().startswith(start) for start in NOT_RUN)

    @property
    def serves(self) -> str | None:
        """The server that a block starts at its end although the rest of it is listed; None if it starts none."""
        started = re.search(r"&& (\S*shrutik (?:demo|serve))$", self.code.strip()) if self.listed else None
        return started[1] if started else None

    @property
    def directive(self) -> bool:
        """Whether it is for Sphinx, which fails on a wrong one."""
        return self.language.startswith("{")

    @property
    def name(self) -> str | None:
        """The file that a reader saves it as; None if it is run as it is."""
        named = _NAMED.match(self.code) if self.language == "python" else None
        return named["name"] if named else None

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> list[str]:
    """Every page that people write: README, CONTRIBUTING, SECURITY, docs and the README of the benchmarks."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"]
    made = {"_build", "generated"}
    return sorted(str(page.relative_to(ROOT)) for page in found if page.is_file() and not made & set(page.parts))


@cache
def blocks(page: str) -> list[Block]:
    """The blocks of a page, in order."""
    return list(_blocks(page, (ROOT / page).read_text(encoding="utf-8")))


def _blocks(page: str, text: str) -> Iterator[Block]:
    end = 0
    for fence in _FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 1
        follows = end > 0 and not text[end : fence.start()].strip()
        yield Block(page, line, fence["language"], fence["code"], follows)
        end = fence.end()


def is_run(block: Block) -> bool:
    """Whether a page's session runs it."""
    return block.language in TYPED and not block.listed


@cache
def runnable_pages() -> list[str]:
    """The pages with a block that is run."""
    return [page for page in pages() if any(is_run(block) for block in blocks(page))]


def without_lines_not_run(code: str) -> str:
    """A block's code less the lines that no test runs."""
    return "\n".join(line for line in code.splitlines() if not any(re.fullmatch(one, line) for one in NOT_RUN_LINES))


def matches(shown: str, came: str, *, loose: bool = False) -> bool:
    """Whether what is shown is what came: … stands for anything, and each number for any if figures are loose."""
    pattern = re.escape(_trimmed(shown)).replace("…", ".*?")
    if loose:
        pattern = re.sub(r"\d+(?:\\\.\d+)?", r"\\d+(?:\\.\\d+)?", pattern)
    return re.fullmatch(pattern, _trimmed(came), re.S) is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
