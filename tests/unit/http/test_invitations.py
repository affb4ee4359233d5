"""Invitations over HTTP: shown once, listed without codes, accepted by whoever holds the card."""

import pytest

from http_scene import API, UNKNOWN, Person, a_scene_over, code
from shrutik_core.people.roles import Role
from shrutik_http.options import HttpOptions


@pytest.fixture
def rina(scene, admin):
    """A facilitator of bn-read."""
    rina = scene.person(Role.FACILITATOR, "rina")
    me = rina.get("/me").json
    bound = admin.ask("PATCH", f"/admin/users/{me['id']}", json={"collections": ["bn-read"]})
    assert len(bound.json["collection_ids"]) == 1
    return rina


STATES = ("open", "expired", "used", "revoked")


def invite(person, **asked):
    answer = person.post("/invitations", json={"collection": "bn-read", **asked})
    assert answer.status_code == 201, answer.text
    return answer.json["items"]


def accept(scene, code_, **said):
    body = {"code": code_, "name": "Mina", **said}
    return scene.client.simulate_post(f"{API}/invitations/accept", json=body)


def test_a_code_opens_an_account_and_its_tokens_work(scene, rina):
    (card,) = invite(rina, name="First row", expires_in=3600)
    assert card["url"] == f"http://falconframework.org/join#{card['code']}"
    assert card["qr_svg"].startswith("<svg")
    assert card["code"].startswith(card["prefix"])
    answer = accept(scene, card["code"].lower().replace("-", " "), locale="bn")
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    welcome = answer.json
    assert (welcome["account"]["email"], welcome["account"]["role"]) == (None, "contributor")
    me = scene.client.simulate_get(f"{API}/me", headers={"Authorization": f"Bearer {welcome['access_token']}"})
    assert welcome["account"].items() <= me.json.items()
    assert len(welcome["refresh_token"]) >= 43
    assert code(accept(scene, card["code"])) == (409, "invitation_used")


def test_a_list_tells_what_became_of_each_and_no_code(scene, admin, rina):
    cards = invite(rina, count=3)
    account = accept(scene, cards[0]["code"]).json["account"]
    assert rina.ask("DELETE", f"/invitations/{cards[1]['id']}").json["status"] == "revoked"
    listed = rina.get("/invitations")
    assert [one["status"] for one in listed.json["items"]] == ["open", "revoked", "used"]
    assert (listed.json["items"][2]["account_id"], listed.json["items"][2]["account_name"]) == (account["id"], "Mina")
    assert not any(card["code"] in listed.text for card in cards)
    assert admin.get("/invitations?total=true").json["total"] == 3
    other = scene.person(Role.FACILITATOR, "other")
    assert other.get("/invitations").json["items"] == []
    states = [len(rina.get(f"/invitations?collection=bn-read&status={one}").json["items"]) for one in STATES]
    assert states == [1, 0, 1, 1]
    assert code(rina.get("/invitations?collection=nowhere")) == (404, "collection_missing")
    assert code(rina.get("/invitations?status=lost")) == (422, "fields_invalid")
    assert code(other.ask("DELETE", f"/invitations/{cards[2]['id']}")) == (404, "invitation_missing")
    assert code(rina.ask("DELETE", f"/invitations/{UNKNOWN}")) == (404, "invitation_missing")


def test_a_lost_phone_is_replaced_by_the_facilitator(scene, rina):
    (card,) = invite(rina)
    lost = accept(scene, card["code"]).json
    answer = rina.post("/invitations", json={"replaces": lost["account"]["id"]})
    (new,) = answer.json["items"]
    back = accept(scene, new["code"]).json
    assert back["account"] == lost["account"]
    told = scene.client.simulate_get(f"{API}/me", headers={"Authorization": f"Bearer {lost['access_token']}"})
    assert code(told) == (401, "token_invalid")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, (422, "fields_invalid")),
        ({"collection": "bn-read", "replaces": UNKNOWN}, (422, "fields_invalid")),
        ({"collection": "none"}, (404, "collection_missing")),
        ({"collection": "bn-read", "count": 0}, (422, "invitation_count_invalid")),
        ({"collection": "bn-read", "expires_in": 59}, (422, "invitation_lifetime_invalid")),
        ({"collection": "bn-read", "expires_in": 10**30}, (422, "invitation_lifetime_invalid")),
        ({"replaces": UNKNOWN}, (404, "contributor_missing")),
    ],
)
def test_what_cannot_be_asked(rina, asked, told):
    assert code(rina.post("/invitations", json=asked)) == told


def test_the_address_on_a_card_is_how_the_caller_came_unless_one_was_set(scene, rina):
    answer = rina.post("/invitations", json={"collection": "bn-read"}, host="10.1.2.3", port=8443)
    assert answer.json["items"][0]["url"].startswith("http://10.1.2.3:8443/join#")
    served = a_scene_over(scene.installation, HttpOptions(public_url="https://voices.example.org/"))
    answer = Person(served, rina.email, rina.token).post("/invitations", json={"collection": "bn-read"})
    assert answer.json["items"][0]["url"].startswith("https://voices.example.org/join#")


def test_a_page_has_its_refresh_token_in_a_cookie(scene, rina):
    (card,) = invite(rina)
    answer = accept(scene, card["code"], refresh_token_in="cookie")
    assert answer.json["refresh_token"] is None
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("shrutik_refresh=")
    assert cookie.endswith("; Path=/api/v1/auth; Max-Age=2592000; HttpOnly; SameSite=Strict")
    headers = {"Cookie": cookie.partition(";")[0]}
    assert scene.client.simulate_post(f"{API}/auth/refresh", json={}, headers=headers).status_code == 200
