"""The page that says how a phone comes to trust an installation, and the certificate that it is to trust."""

import hashlib
import re

import pytest

from http_scene import Scene, a_scene
from shrutik_http.options import HttpOptions

AUTHORITY = b"as if it were a certificate"
FINGERPRINT = hashlib.sha256(AUTHORITY).digest().hex(":").upper()


@pytest.fixture
def trusted() -> Scene:
    return a_scene(HttpOptions(authority=AUTHORITY))


def test_the_page_says_how_in_two_languages(trusted: Scene):
    answer = trusted.client.simulate_get("/ca")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert FINGERPRINT in answer.text
    for part in ('lang="en"', 'lang="bn"', 'href="/ca.crt"', "Android", "iPhone", "Compare before you trust"):
        assert part in answer.text
    assert len(re.findall("<ol>", answer.text)) == 4
    assert "$" not in answer.text


def test_the_certificate_is_sent_as_phones_install_it(trusted: Scene):
    answer = trusted.client.simulate_get("/ca.crt")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"
    assert answer.content == AUTHORITY
    assert "content-disposition" not in answer.headers
    head = trusted.client.simulate_head("/ca.crt")
    assert head.status_code == 200
    assert head.headers["content-length"] == str(len(AUTHORITY))


@pytest.mark.parametrize("path", ["/ca", "/ca.crt"])
def test_without_an_authority_there_is_neither(path):
    answer = a_scene().client.simulate_get(path)
    assert answer.status_code == 404
    assert answer.json["code"] == "authority_missing"


def test_with_an_authority_of_its_own_no_browser_is_told_to_come_back_over_tls(trusted: Scene):
    for path in ("/healthz", "/ca", "/nowhere"):
        headers = trusted.client.simulate_get(path, protocol="https", host="pi.local").headers
        assert "strict-transport-security" not in headers
