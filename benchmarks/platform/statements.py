"""Statements of one request, counted in PostgreSQL's own log."""

import re
import statistics
import time
from collections.abc import Callable

from benchmarks.platform.checkout import Api
from benchmarks.platform.crowd import typed
from shrutik_postgres.embedding.places import ELSEWHERE, known_home

# The lines of a statement after the first one begin with a tab.
_LINE = re.compile(r"^\S+ \S+ \S+ \[(\d+)\] LOG:  (?:statement|execute [^:]*): (.*(?:\n\t.*)*)", re.MULTILINE)
_AROUND = re.compile(r"(BEGIN|COMMIT|ROLLBACK|;?$)", re.IGNORECASE)
_RUNS = 9


def counted(site, data, token, count):
    """Median statements of a request to take that many tasks, and of one to send as many texts; no BEGIN, no COMMIT."""
    api = Api(site.root)
    api.token = token
    log = known_home(data, ELSEWHERE).log
    taken, sent = [], []
    _switch(site, "all")
    try:
        for _ in range(_RUNS):
            tasks, lines = _logged(log, lambda: api("POST", "/tasks", {"collection": "bn", "count": count})["items"])
            taken.append(_until_commit(lines, "tasks"))
            items = [{"task_id": task["id"], "text": typed(task["chunk"]["id"], 0)} for task in tasks]
            _, lines = _logged(log, lambda items=items: api("POST", "/transcriptions", {"items": items}))
            sent.append(_until_commit(lines, "transcriptions"))
    finally:
        _switch(site, "none")
    return statistics.median(taken), statistics.median(sent)


def _switch(site, which):
    site.database.execute(f"ALTER SYSTEM SET log_statement = '{which}'")
    site.database.execute("SELECT pg_reload_conf()")
    time.sleep(0.5)


def _logged(log, ask: Callable[[], object]):
    before = log.stat().st_size
    answer = ask()
    time.sleep(0.3)
    with log.open("rb") as lines:
        lines.seek(before)
        return answer, _LINE.findall(lines.read().decode(errors="replace"))


def _until_commit(lines, table):
    """Statements of the session that wrote the table, until it committed; other sessions do background work."""
    writer = next(pid for pid, statement in lines if re.search(rf"INSERT INTO {table}\b", statement))
    own = [statement for pid, statement in lines if pid == writer]
    last = next((place for place, one in enumerate(own) if one.startswith("COMMIT")), len(own))
    return sum(not _AROUND.match(statement) for statement in own[:last])
