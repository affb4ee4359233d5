"""How a body is taken in while it is sent: threads read a large one from its socket, the loop reads any other."""

from functools import partial

import attrs

from shrutik_core.people.caller import Caller
from shrutik_core.shared.errors import Unreadable
from shrutik_http.call import Intake
from shrutik_http.edge.form import FORM, FormReader, PartBegins
from shrutik_http.edge.pools import Pools
from shrutik_http.edge.reading import Asked
from shrutik_http.edge.sending import Sending, rendered
from shrutik_http.lent_body import LentBody, lent_body
from shrutik_http.operation import Resource, Room

# A step into a thread and back costs about as much as keeping some ten kilobytes.
_GATHERED = 512 * 1024
# Then it is the turn of another form.
_BLOCKS_IN_TURN = 64


@attrs.define
class _Form:
    """A form on its way to an intake; its methods run one after the other, in threads."""

    reader: FormReader
    intake: Intake
    size: int = 0

    def keep(self, block: bytes) -> None:
        """Keep more of it."""
        self.size += len(block)
        for event in self.reader.feed(block):
            if isinstance(event, PartBegins):
                self.intake.part(event.name)
            else:
                self.intake.write(event)

    def finish(self) -> None:
        """Let pass a form that is whole."""
        self.reader.finish()


@attrs.define
class _Bytes:
    """A body that is no form, on its way to an intake; otherwise as `_Form`."""

    intake: Intake
    length: int | None
    size: int = 0

    def keep(self, block: bytes) -> None:
        """Keep more of it."""
        self.size += len(block)
        self.intake.write(block)

    def finish(self) -> None:
        """Let pass a body that is whole."""
        if self.length is not None and self.size < self.length:
            raise Unreadable("body_incomplete", "The body ended before it was complete; continue from where it ended.")


def _keep_some(kept: _Form | _Bytes, body: LentBody) -> bool:
    """Keep what is there of a body, up to some megabytes; whether there is probably more."""
    for _ in range(_BLOCKS_IN_TURN):
        block = body.read()
        if not block:
            return False
        kept.keep(block)
    return True


async def take_in(asked: Asked, caller: Caller | None, resource: Resource, pools: Pools) -> Sending:
    """Let the operation's intake take the body that the caller sends; it puts in order what it does not finish.

    Raises:
        Invalid: ``content_type_unsupported`` or ``form_malformed``; and what the intake raises.
    """
    operation = asked.operation
    begin = operation.intake
    if begin is None:
        raise LookupError(f"{operation.id} takes nothing in.")
    intake = await pools.run(operation.room, lambda: begin(resource, asked.call(caller)))
    try:
        kept = _kept(asked, intake)
        try:
            await _keep(asked, kept, pools)
        finally:
            asked.request.context.received = kept.size
        kept.finish()
    except BaseException:
        await pools.run(operation.room, intake.close)
        raise
    return await pools.run(operation.room, lambda: _finished(asked, intake))


def _finished(asked: Asked, intake: Intake) -> Sending:
    """The answer; in one step, as the queue for a second one may be long."""
    try:
        return rendered(asked.operation, intake.finish(), asked.request)
    finally:
        intake.close()


def _kept(asked: Asked, intake: Intake) -> _Form | _Bytes:
    if FORM in asked.operation.form:
        return _Form(FormReader(asked.request.content_type or ""), intake)
    return _Bytes(intake, asked.request.content_length)


async def _keep(asked: Asked, kept: _Form | _Bytes, pools: Pools) -> None:
    body = lent_body(asked.request.scope)
    if body is None:
        await _keep_from_loop(asked, kept, pools)
        return
    with body:
        while not body.is_whole:
            if not await pools.run(Room.BODIES, partial(_keep_some, kept, body)) and not body.is_whole:
                await body.arrive()


async def _keep_from_loop(asked: Asked, kept: _Form | _Bytes, pools: Pools) -> None:
    gathered = bytearray()

    async def keep() -> None:
        await pools.run(Room.BODIES, partial(kept.keep, bytes(gathered)))
        gathered.clear()

    try:
        async for block in asked.request.stream:
            gathered += block
            if len(gathered) >= _GATHERED:
                await keep()
    except ConnectionError:
        if isinstance(kept, _Bytes):
            await keep()  # a form that is not whole is of no use, bytes may be
        raise
    await keep()
