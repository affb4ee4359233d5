"""Notices by mail from a served installation, over real SMTP, and the one click that ends them."""

import httpx
import pytest
import regex

from serving_program import Program, kill_all, shrutik, wait_for
from smtp_server import Box, smtp_servers

EMAIL, PASSWORD, SITE = "mina@example.org", "a long password", "https://shrutik.example.org"
TOKEN = regex.compile(r"#token=([\w-]+)")
SOON = 45
"""Seconds; the post is looked through every 20."""


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def api(tmp_path, box, monkeypatch):
    with smtp_servers() as start:
        monkeypatch.setenv("SHRUTIK_SMTP_URL", f"smtp://127.0.0.1:{start(box)}")
        monkeypatch.setenv("SHRUTIK_PUBLIC_URL", SITE)
        program = Program(tmp_path / "data").start()
        yield f"{program.address()}/api/v1"
        assert program.stop() == 0
    kill_all()


def notices_in(box):
    return [mail for mail in box.taken if "/account/notices" in mail.get_body(["plain"]).get_content()]


def test_a_person_is_told_by_one_letter_and_ends_such_letters_by_one_click(api, box, tmp_path):
    said = {"email": EMAIL, "password": PASSWORD, "name": "Mina"}
    httpx.post(f"{api}/auth/register", json=said).raise_for_status()
    verify = TOKEN.search(wait_for(lambda: box.letters_to(EMAIL))[0])[1]
    httpx.post(f"{api}/auth/verify-email", json={"token": verify}).raise_for_status()

    def make_key(name):
        log_in = httpx.post(f"{api}/auth/login", json={"email": EMAIL, "password": PASSWORD})
        headers = {"Authorization": f"Bearer {log_in.json()['access_token']}"}
        wish = {"name": name, "scopes": ["record"]}
        httpx.post(f"{api}/api-keys", json=wish, headers=headers).raise_for_status()
        return headers

    shrutik("user", "role", EMAIL, "reviewer", "--data", str(tmp_path / "data"))
    make_key("laptop")
    wait_for(lambda: "laptop" in "".join(box.letters_to(EMAIL)), SOON, 0.5)
    wait_for(lambda: "role of reviewer" in "".join(box.letters_to(EMAIL)), SOON, 0.5)
    mail = next(one for one in notices_in(box) if one["List-Unsubscribe"])
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>").replace(f"{SITE}/api/v1", api)
    clicked = httpx.post(address, data={"List-Unsubscribe": "One-Click"})
    assert clicked.status_code == 204, clicked.text
    before = len(notices_in(box))
    shrutik("user", "role", EMAIL, "facilitator", "--data", str(tmp_path / "data"))
    headers = make_key("phone")
    (mail,) = wait_for(lambda: notices_in(box)[before:], SOON, 0.5)
    text = mail.get_body(["plain"]).get_content()
    assert "phone" in text
    assert "facilitator" not in text
    kinds = [one["kind"] for one in httpx.get(f"{api}/me/notices", headers=headers).json()["items"]]
    assert kinds == ["key_made", "role_changed", "key_made", "role_changed"]
