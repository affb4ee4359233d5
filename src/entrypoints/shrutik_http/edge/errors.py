"""How an exception becomes a problem document; what was not foreseen is logged and says nothing to the caller."""

import json
import logging
from collections.abc import Mapping
from typing import Any

import falcon
from falcon.asgi import App, Request, Response

from shrutik_core.audit.security import kind_of
from shrutik_core.metrics.catalogue import HTTP_PROBLEMS
from shrutik_core.ports.fault_receiver import FaultReceiver
from shrutik_core.ports.metrics import Metrics
from shrutik_core.ports.security_log import SecurityLog
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.traces.fault import fault_of
from shrutik_http.problems import MEDIA_TYPE, headers_of, problem, problem_of, status_of

_LOG = logging.getLogger("shrutik_http.errors")
_CODES = {404: "route_missing", 405: "method_not_allowed", 413: "too_large", 416: "range_not_satisfiable"}
_DETAILS = {
    "route_missing": "There is nothing at this address; /api/docs lists what there is.",
    "method_not_allowed": "This address does not take this method; see the Allow header.",
    "range_not_satisfiable": "The range begins after the end; see the Content-Range header.",
    "internal_error": "Something went wrong on our side; it was noted under the request id.",
    "request_malformed": "The request cannot be read.",
}


def handle_errors(app: App[Any, Any], security_log: SecurityLog, metrics: Metrics, faults: FaultReceiver) -> None:
    """Let every exception end as a counted problem document; refusals go to the security log, faults to theirs."""

    async def ours(req: Request, resp: Response, error: ShrutikError, _params: dict[str, Any]) -> None:
        _note(req, error, security_log)
        metrics.count(HTTP_PROBLEMS, error.code)
        await _ours(req, resp, error, _params)

    async def unforeseen(req: Request, resp: Response, error: Exception, _params: dict[str, Any]) -> None:
        metrics.count(HTTP_PROBLEMS, "internal_error")
        asked = {"method": req.method, "route": req.uri_template, "request_id": req.context.request_id}
        faults.take(fault_of(error, **asked))
        await _unforeseen(req, resp, error, _params)

    app.add_error_handler(Exception, unforeseen)
    app.add_error_handler(falcon.HTTPError, _http)
    app.add_error_handler(ConnectionError, _cut_off)
    app.add_error_handler(TimeoutError, _cut_off)
    app.add_error_handler(ShrutikError, ours)


def _tell(req: Request, resp: Response, body: Mapping[str, object], headers: Mapping[str, str] | None = None) -> None:
    req.context.problem = body["code"]
    status = int(str(body["status"]))
    resp.status = falcon.code_to_http_status(status)
    resp.content_type = MEDIA_TYPE
    resp.stream = None
    resp.data = json.dumps(body, ensure_ascii=False, default=str).encode()
    for name, value in {**headers_of(body), **(headers or {})}.items():
        resp.set_header(name, value)


def _note(req: Request, error: ShrutikError, security_log: SecurityLog) -> None:
    kind = kind_of(error)
    if kind is not None:
        caller = getattr(req.context, "caller", None)
        asked = {"method": req.method.lower(), "route": (req.uri_template or "").lower(), "code": error.code}
        security_log.note(kind, caller, req.remote_addr, **asked)


async def _ours(req: Request, resp: Response, error: ShrutikError, _params: dict[str, Any]) -> None:
    body = problem_of(error)
    if int(str(body["status"])) >= 500:
        _LOG.warning(
            "call_failed",
            extra={"method": req.method, "route": req.uri_template, "code": error.code, "detail": error.detail},
        )
    _tell(req, resp, body)


async def _http(req: Request, resp: Response, error: falcon.HTTPError, _params: dict[str, Any]) -> None:
    code = _CODES.get(error.status_code, "request_malformed")
    detail = _DETAILS.get(code) or error.description or error.title or ""
    _tell(req, resp, problem(status_of(code), code, detail), dict(error.headers or {}))


async def _cut_off(req: Request, resp: Response, error: OSError, _params: dict[str, Any]) -> None:
    _LOG.info("caller_gone", extra={"error": type(error).__name__})
    _tell(req, resp, problem(400, "body_incomplete", "The body ended before it was complete; send it again."))


async def _unforeseen(req: Request, resp: Response, error: Exception, _params: dict[str, Any]) -> None:
    _LOG.error("call_fault", extra={"method": req.method, "route": req.uri_template}, exc_info=error)
    told = {"request_id": req.context.request_id}
    _tell(req, resp, problem(500, "internal_error", _DETAILS["internal_error"], extra=told))
