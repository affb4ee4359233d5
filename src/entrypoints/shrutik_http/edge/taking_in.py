"""How a form is taken in while it is sent: the loop reads, threads keep what came."""

from collections.abc import Sequence
from functools import partial

from shrutik_core.people.contributor import Contributor
from shrutik_http.call import Intake
from shrutik_http.edge.form import Event, FormReader
from shrutik_http.edge.pools import Pools
from shrutik_http.edge.reading import Asked
from shrutik_http.edge.sending import Sending, rendered
from shrutik_http.operation import Resource

# A step into a thread and back costs about as much as keeping some ten kilobytes.
_GATHERED = 512 * 1024


async def take_in(asked: Asked, caller: Contributor | None, resource: Resource, pools: Pools) -> Sending:
    """Let the operation's intake take the form that the caller sends; what it does not finish, it takes away.

    Raises:
        Invalid: ``content_type_unsupported`` or ``form_malformed``; and what the intake raises.
    """
    operation, request = asked.operation, asked.request
    begin = operation.intake
    if begin is None:
        raise LookupError(f"{operation.id} takes no form.")
    intake = await pools.run(operation.room, lambda: begin(resource, asked.call(caller)))
    try:
        await _read(asked, FormReader(request.content_type or ""), intake, pools)
        return await pools.run(operation.room, lambda: rendered(operation, intake.finish(), request))
    finally:
        await pools.run(operation.room, intake.close)


async def _read(asked: Asked, reader: FormReader, intake: Intake, pools: Pools) -> None:
    gathered: list[Event] = []
    waiting = 0
    async for block in asked.request.stream:
        waiting += len(block)
        gathered += reader.feed(block)
        if waiting >= _GATHERED:
            await pools.run(asked.operation.room, partial(_keep, intake, gathered))
            gathered, waiting = [], 0
    reader.finish()
    await pools.run(asked.operation.room, partial(_keep, intake, gathered))


def _keep(intake: Intake, events: Sequence[Event]) -> None:
    """Hand over what was gathered; blocks of one part as one."""
    blocks: list[bytes] = []
    for event in events:
        if isinstance(event, bytes):
            blocks.append(event)
            continue
        _write(intake, blocks)
        blocks = []
        intake.part(event.name)
    _write(intake, blocks)


def _write(intake: Intake, blocks: Sequence[bytes]) -> None:
    if blocks:
        intake.write(blocks[0] if len(blocks) == 1 else b"".join(blocks))
