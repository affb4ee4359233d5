"""The in-process broker: Dramatiq without a server, for one machine."""

from dramatiq.brokers.stub import StubBroker

from shrutik_dramatiq.limits import middleware


def in_process_broker() -> StubBroker:
    """A broker whose queues live in this process and die with it; the outbox is what survives."""
    broker = StubBroker(middleware=middleware())
    # Without this the middleware's timers are never started when the worker runs inside another program.
    broker.emit_after("process_boot")
    return broker
