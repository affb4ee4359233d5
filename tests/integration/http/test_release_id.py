"""Every answer says which release gave it: good ones, refusals of the application, refusals of the front, files."""

import http.client
import socket

import pytest

from http_scene import a_scene
from http_served import served
from shrutik_http.app import create_app
from shrutik_http.options import HttpOptions
from shrutik_http.server import RELEASE_HEADER

RELEASE = "0.2.0+g12ab34c"


@pytest.fixture(scope="module")
def port():
    app = create_app(a_scene().installation.platform, HttpOptions(release=RELEASE))
    with served(app, release=RELEASE) as server:
        yield server.port


@pytest.mark.parametrize(
    ("path", "status"),
    [("/healthz", 200), ("/readyz", 200), ("/api/v1/me", 401), ("/nowhere", 404), ("/", 200), ("/api/docs", 200)],
)
def test_an_answer_names_the_release(port, path, status):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, answer.headers[RELEASE_HEADER]) == (status, RELEASE)
    connection.close()


def test_a_refusal_of_the_front_does_too(port):
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        head = connection.recv(65_536).partition(b"\r\n\r\n")[0].decode()
    assert head.startswith("HTTP/1.1 505")
    assert f"{RELEASE_HEADER}: {RELEASE}".lower() in head.lower().split("\r\n")
