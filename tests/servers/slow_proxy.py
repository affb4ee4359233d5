"""A slow network: a proxy that lets every piece of every connection wait on its way."""

import asyncio
import threading
from contextlib import contextmanager

from servers.process import HOST

_PIECE = 16_384


class SlowProxy:
    """Passes connections on to a port of loopback.

    Args:
        port: where they go.
        seconds: that each piece waits in each direction; may be changed while it runs.
    """

    def __init__(self, port, seconds):
        self._to, self.seconds, self.port = port, seconds, 0
        self._loop, self._ready = asyncio.new_event_loop(), threading.Event()

    @contextmanager
    def running(self):
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        self._ready.wait(10)
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(10)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connected, HOST, 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _connected(self, reader, writer):
        there, back = await asyncio.open_connection(HOST, self._to)
        await asyncio.gather(self._pass(reader, back), self._pass(there, writer), return_exceptions=True)

    async def _pass(self, reader, writer):
        try:
            while piece := await reader.read(_PIECE):
                await asyncio.sleep(self.seconds)
                writer.write(piece)
                await writer.drain()
        finally:
            writer.close()
