"""A real SMTP server on this machine that keeps what it takes, for tests of letters."""

import asyncio
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from threading import Thread

from aiosmtpd.smtp import SMTP


class Box:
    """Keeps what the server takes; says no when it is told to, at the step and with the words of `answer`."""

    def __init__(self):
        self.taken, self.recipients, self.answer = [], [], None
        # As they came over the wire.
        self.raw = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - the library's name
        if self.answer and self.answer[0] == "RCPT":
            return self.answer[1]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        if self.answer and self.answer[0] == "DATA":
            return self.answer[1]
        self.raw.append(envelope.content)
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def letters_to(self, address):
        """Text of each letter to an address, in the order in which they came."""
        found = [mail for mail in self.taken if mail["To"].addresses[0].addr_spec == address]
        return [mail.get_body(["plain"]).get_content() for mail in found]


@contextmanager
def smtp_servers():
    """Gives what starts a server on a free port, which it returns; all end with the block."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    servers = []

    def start(box, ssl_context=None, **options):
        making = loop.create_server(lambda: SMTP(box, loop=loop, **options), "127.0.0.1", 0, ssl=ssl_context)
        servers.append(asyncio.run_coroutine_threadsafe(making, loop).result(10))
        return servers[-1].sockets[0].getsockname()[1]

    async def end():
        for server in servers:
            server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    try:
        yield start
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
