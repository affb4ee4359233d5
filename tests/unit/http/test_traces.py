"""Requests as spans, and faults: who is told what of which."""

import pytest
from dependency_injector import providers

from http_scene import API, a_scene_over, code
from shrutik_bootstrap.memory import memory_installation
from shrutik_bootstrap.settings import Settings
from shrutik_core.use_cases.steps.tracing import Tracer
from shrutik_http.options import options_of
from shrutik_memory.traces import MemoryFaultReceiver, MemoryTraceCollector

ID = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"
OURS = {"X-Request-ID": ID}
PROXY = {**OURS, "traceparent": f"00-{ID}-00f067aa0ba902b7-01"}


@pytest.fixture
def collector():
    return MemoryTraceCollector()


@pytest.fixture
def faults():
    return MemoryFaultReceiver()


@pytest.fixture
def traced(collector, faults):
    """Makes the API, traced, behind proxies of these networks."""

    def made(proxies=""):
        house = memory_installation()
        house.platform.tracer.override(providers.Object(Tracer(collector)))
        house.platform.fault_receiver.override(providers.Object(faults))
        return a_scene_over(house, options_of(Settings(trusted_proxies=proxies)))

    return made


def test_a_request_is_a_span_of_its_route_and_not_of_what_was_asked(traced, collector):
    asked = {"headers": OURS, "query_string": "email=rahima@example.org"}
    traced().client.simulate_get(f"{API}/people/rahima@example.org", **asked)
    traced().client.simulate_get(f"{API}/recordings/{ID}", **asked)
    nowhere, recording = collector.spans
    assert nowhere.facts == {"request_id": ID, "method": "GET", "status": 404}
    assert recording.facts["route"] == f"{API}/recordings/{{recording_id}}"
    assert "rahima" not in repr(collector.spans)


@pytest.mark.parametrize(
    ("proxies", "headers", "parent"),
    [("127.0.0.0/8", PROXY, "00f067aa0ba902b7"), ("10.0.0.0/8", PROXY, ""), ("127.0.0.0/8", OURS, "")],
)
def test_the_span_of_a_trusted_proxy_is_around_it(traced, collector, proxies, headers, parent):
    traced(proxies).client.simulate_get("/healthz", headers=headers)
    (span,) = collector.spans
    assert (span.trace_id, span.parent_id) == (ID, parent)


def test_a_fault_is_told_once_and_a_refusal_never(traced, faults, monkeypatch):
    scene = traced()
    refused = scene.client.simulate_get(f"{API}/me", headers=OURS)
    assert refused.status_code == 401
    assert not faults.faults
    monkeypatch.setattr("shrutik_http.collections.resource.LANGUAGES", ("no language",))
    answer = scene.client.simulate_get(f"{API}/languages", headers={**OURS, "Cookie": "name=rahima"})
    assert code(answer) == (500, "internal_error")
    (fault,) = faults.faults
    assert fault.error == "AttributeError"
    assert fault.facts == {"request_id": ID, "method": "GET", "route": f"{API}/languages"}
    assert "rahima" not in repr(fault)
