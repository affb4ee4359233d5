"""The socket that a server listens on, as its connections inherit it."""

import socket
from contextlib import closing

from shrutik_http.listening import listen


def test_no_part_of_an_answer_waits_for_the_one_before_to_be_acknowledged():
    with closing(listen("127.0.0.1", 0)) as listening, closing(socket.create_connection(listening.getsockname())):
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
