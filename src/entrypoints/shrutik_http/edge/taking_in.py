"""How a form is taken in while it is sent: threads read a large one from its socket, the loop reads any other."""

from functools import partial

import attrs

from shrutik_core.people.caller import Caller
from shrutik_http.call import Intake
from shrutik_http.edge.form import FormReader, PartBegins
from shrutik_http.edge.pools import Pools
from shrutik_http.edge.reading import Asked
from shrutik_http.edge.sending import Sending, rendered
from shrutik_http.lent_body import LentBody, lent_body
from shrutik_http.operation import Resource, Room

# A step into a thread and back costs about as much as keeping some ten kilobytes.
_GATHERED = 512 * 1024
# Then it is the turn of another form.
_BLOCKS_IN_TURN = 64


@attrs.frozen
class _Form:
    """A form on its way to an intake; its methods run one after the other, in threads."""

    reader: FormReader
    intake: Intake

    def keep(self, block: bytes) -> None:
        """Keep more of it."""
        for event in self.reader.feed(block):
            if isinstance(event, PartBegins):
                self.intake.part(event.name)
            else:
                self.intake.write(event)

    def keep_some(self, body: LentBody) -> bool:
        """Keep what is there of a body, up to some megabytes; whether there is probably more."""
        for _ in range(_BLOCKS_IN_TURN):
            block = body.read()
            if not block:
                return False
            self.keep(block)
        return True


async def take_in(asked: Asked, caller: Caller | None, resource: Resource, pools: Pools) -> Sending:
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
        form = _Form(FormReader(request.content_type or ""), intake)
        await _keep(asked, form, pools)
        form.reader.finish()
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


async def _keep(asked: Asked, form: _Form, pools: Pools) -> None:
    body = lent_body(asked.request.scope)
    if body is None:
        await _keep_from_loop(asked, form, pools)
        return
    with body:
        while not body.is_whole:
            if not await pools.run(Room.BODIES, partial(form.keep_some, body)) and not body.is_whole:
                await body.arrive()


async def _keep_from_loop(asked: Asked, form: _Form, pools: Pools) -> None:
    gathered = bytearray()
    async for block in asked.request.stream:
        gathered += block
        if len(gathered) >= _GATHERED:
            await pools.run(Room.BODIES, partial(form.keep, bytes(gathered)))
            gathered.clear()
    await pools.run(Room.BODIES, partial(form.keep, bytes(gathered)))
