"""Log-in elsewhere over HTTP: a browser goes, comes back with its cookie, and gets tokens."""

from urllib.parse import parse_qs, urlparse

import pytest
from dependency_injector import providers

from http_scene import API, UNKNOWN, Person, a_scene, a_scene_over, code
from shrutik_core.ports.log_in_providers import ProvenPerson
from shrutik_memory.log_in_providers import MemoryLogInProviders

MINA = ProvenPerson("https://uni.example.edu", "mina", "Mina", "mina@uni.example.edu")


@pytest.fixture
def people():
    return {}


@pytest.fixture
def scene(people):
    scene = a_scene()
    known = MemoryLogInProviders({"university": people})
    scene.installation.platform.log_in_providers.override(providers.Object(known))
    return a_scene_over(scene.installation)


def get(scene, path, **options):
    return scene.client.simulate_get(f"{API}/auth/openid{path}", **options)


def back(scene, people, url, cookie, person=MINA):
    people["code"] = person
    state = parse_qs(urlparse(url).query)["state"][0]
    seal = cookie.partition(";")[0].partition("=")[2]
    headers = {"Cookie": f"shrutik_openid={seal}"} if seal else {}
    query = f"code=code&state={state}&session_state=whatever"
    return get(scene, "/university/callback", query_string=query, headers=headers)


def test_a_browser_goes_and_comes_back_with_tokens(scene, people):
    assert get(scene, "").json["items"] == [{"name": "university", "url": f"{API}/auth/openid/university/start"}]
    start = get(scene, "/university/start", host="voices.example.org", protocol="https")
    assert start.status_code == 302
    cookie = start.headers["set-cookie"]
    assert cookie.endswith("; Path=/api/v1/auth/openid; Max-Age=600; HttpOnly; SameSite=Lax; Secure")
    start = get(scene, "/university/start")
    assert "Secure" not in start.headers["set-cookie"]
    arrived = back(scene, people, start.headers["location"], start.headers["set-cookie"])
    assert (arrived.status_code, arrived.json["new"], arrived.json["linked"]) == (200, True, False)
    assert arrived.headers["cache-control"] == "no-store"
    assert arrived.headers["set-cookie"].startswith("shrutik_openid=; ")
    me = Person(scene, "", arrived.json["access_token"]).get("/me")
    assert arrived.json["account"].items() <= me.json.items()


def test_the_page_is_led_on_and_finds_its_session_in_a_cookie(scene, people):
    start = get(scene, "/university/start", query_string="to=page")
    arrived = back(scene, people, start.headers["location"], start.headers["set-cookie"])
    assert arrived.status_code == 200
    assert arrived.headers["refresh"] == "0; url=/account/arrived"
    assert "access_token" not in arrived.text
    kept = {name: cookie.value for name, cookie in arrived.cookies.items()}
    assert kept["shrutik_openid"] == ""
    headers = {"Cookie": f"shrutik_refresh={kept['shrutik_refresh']}"}
    tokens = scene.client.simulate_post(f"{API}/auth/refresh", json={}, headers=headers)
    assert Person(scene, "", tokens.json["access_token"]).get("/me").json["email"] == "mina@uni.example.edu"


def test_without_its_cookie_a_browser_is_not_believed(scene, people):
    start = get(scene, "/university/start")
    assert code(back(scene, people, start.headers["location"], "")) == (401, "provider_log_in_failed")
    assert code(get(scene, "/none/start")) == (404, "provider_missing")
    assert code(get(scene, "/university/callback")) == (401, "provider_log_in_failed")


def test_a_person_links_and_unlinks(scene, people):
    mina = scene.person(name="mina")
    link = mina.post("/auth/openid/university/link")
    arrived = back(scene, people, link.json["url"], link.headers["set-cookie"])
    assert (arrived.json["linked"], arrived.json["access_token"]) == (True, None)
    assert arrived.json["account"].items() <= mina.get("/me").json.items()
    (identity,) = mina.get("/me/identities").json["items"]
    assert (identity["issuer"], identity["subject"]) == (MINA.issuer, MINA.subject)
    other = scene.person(name="other")
    assert code(other.ask("DELETE", f"/me/identities/{identity['id']}")) == (404, "identity_missing")
    assert code(mina.ask("DELETE", f"/me/identities/{UNKNOWN}")) == (404, "identity_missing")
    assert mina.ask("DELETE", f"/me/identities/{identity['id']}").json == identity
    assert mina.get("/me/identities").json["items"] == []
