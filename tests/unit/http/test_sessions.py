"""Sessions over HTTP: where tokens go, who ends what, and links that die with rights."""

import pytest

from http_scene import API, PASSWORD, Person, Scene, a_scene, code
from shrutik_core.people.roles import Role
from shrutik_http.options import HttpOptions


def log_in(scene: Scene, email: str, **more):
    return scene.client.simulate_post(f"{API}/auth/login", json={"email": email, "password": PASSWORD, **more})


def refresh(scene: Scene, token=None, cookie=None):
    headers = {"Cookie": f"shrutik_refresh={cookie}"} if cookie else {}
    said = {"refresh_token": token} if token else {}
    return scene.client.simulate_post(f"{API}/auth/refresh", json=said, headers=headers)


def cookie_of(answer):
    name, _, rest = answer.headers["set-cookie"].partition("=")
    assert name == "shrutik_refresh"
    value, *attributes = rest.split("; ")
    return value, attributes


def test_a_program_gets_its_refresh_token_in_the_body(scene: Scene, mina: Person):
    answer = log_in(scene, mina.email)
    assert answer.json.keys() == {"access_token", "token_type", "expires_in", "refresh_token"}
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    after = refresh(scene, answer.json["refresh_token"])
    assert after.status_code == 200
    assert after.json["refresh_token"] not in {None, answer.json["refresh_token"]}
    after = refresh(scene, after.json["refresh_token"])
    assert code(refresh(scene, answer.json["refresh_token"])) == (401, "refresh_token_invalid")
    assert code(refresh(scene, after.json["refresh_token"])) == (401, "refresh_token_invalid")
    later = Person(scene, mina.email, after.json["access_token"])
    assert code(later.get("/me")) == (401, "token_invalid")
    assert mina.get("/me").status_code == 200


def test_a_page_whose_answer_was_lost_asks_again(scene: Scene, mina: Person):
    first = cookie_of(log_in(scene, mina.email, refresh_token_in="cookie"))[0]
    lost = refresh(scene, cookie=first)
    again = refresh(scene, cookie=first)
    assert (lost.status_code, again.status_code) == (200, 200)
    assert refresh(scene, cookie=cookie_of(again)[0]).status_code == 200
    assert code(refresh(scene, cookie=cookie_of(lost)[0])) == (401, "refresh_token_invalid")


@pytest.mark.parametrize("secure", [False, True])
def test_a_page_gets_it_in_a_cookie_that_no_script_sees(secure):
    scene = a_scene(HttpOptions(secure_cookies=secure))
    person = scene.person()
    answer = log_in(scene, person.email, refresh_token_in="cookie")
    value, attributes = cookie_of(answer)
    kept = ["Path=/api/v1/auth", "Max-Age=2592000", "HttpOnly", "SameSite=Strict"]
    assert attributes == kept + (["Secure"] if secure else [])
    assert answer.json["refresh_token"] is None
    assert value not in answer.text
    after = refresh(scene, cookie=value)
    assert after.json["refresh_token"] is None
    assert cookie_of(after)[0] != value
    assert code(refresh(scene)) == (401, "refresh_token_invalid")


def test_logging_out_ends_the_session_of_whatever_is_shown_and_takes_the_cookie_away(scene: Scene, mina: Person):
    body = log_in(scene, mina.email).json["refresh_token"]
    cookie = cookie_of(log_in(scene, mina.email, refresh_token_in="cookie"))[0]
    answer = mina.ask(
        "POST", "/auth/logout", json={"refresh_token": body}, headers={"Cookie": f"shrutik_refresh={cookie}"}
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert cookie_of(answer) == ("", ["Path=/api/v1/auth", "Max-Age=0", "HttpOnly", "SameSite=Strict"])
    assert code(refresh(scene, body)) == (401, "refresh_token_invalid")
    assert code(refresh(scene, cookie=cookie)) == (401, "refresh_token_invalid")
    assert code(mina.get("/me")) == (401, "token_invalid")
    assert mina.ask("POST", "/auth/logout", json={}).status_code == 204
    assert scene.client.simulate_post(f"{API}/auth/logout", json={"refresh_token": "x"}).status_code == 204


def test_a_person_sees_and_ends_their_own_sessions(scene: Scene, mina: Person):
    other = Person(scene, mina.email, log_in(scene, mina.email).json["access_token"])
    stranger = scene.person()
    items = mina.get("/me/sessions").json["items"]
    assert [one["current"] for one in items] == [False, True]
    there, here = items
    assert code(stranger.ask("DELETE", f"/me/sessions/{there['id']}")) == (404, "session_missing")
    assert mina.ask("DELETE", f"/me/sessions/{there['id']}").status_code == 204
    assert code(other.get("/me")) == (401, "token_invalid")
    third = Person(scene, mina.email, log_in(scene, mina.email).json["access_token"])
    assert mina.ask("DELETE", "/me/sessions").status_code == 204
    assert code(third.get("/me")) == (401, "token_invalid")
    assert [one["id"] for one in mina.get("/me/sessions").json["items"]] == [here["id"]]


def test_a_changed_password_ends_every_session(scene: Scene, mina: Person):
    token = log_in(scene, mina.email).json["refresh_token"]
    said = {"current_password": "a wrong one", "new_password": "another long one"}
    assert code(mina.post("/me/password", json=said)) == (403, "password_wrong")
    assert mina.post("/me/password", json={**said, "current_password": PASSWORD}).status_code == 204
    assert code(mina.get("/me")) == (401, "token_invalid")
    assert code(refresh(scene, token)) == (401, "refresh_token_invalid")


def test_guessing_is_answered_429_with_the_time_to_wait(scene: Scene, mina: Person):
    for email in (mina.email, "nobody@example.org"):
        said = {"email": email, "password": "a wrong one"}
        answers = [scene.client.simulate_post(f"{API}/auth/login", json=said) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [401] * 4 + [429]
        assert code(answers[-1]) == (429, "login_throttled")
        assert answers[-1].headers["retry-after"] == "1"


def test_the_keys_are_public(scene: Scene):
    answer = scene.client.simulate_get("/.well-known/jwks.json")
    assert (answer.status_code, answer.json) == (200, {"keys": []})


@pytest.fixture
def link(scene: Scene, mina: Person) -> str:
    """Of a clip of her own."""
    mina.consent()
    recording = mina.upload().json["id"]
    scene.installation.work()
    return str(mina.get(f"/recordings/{recording}/chunks").json["items"][0]["audio_url"])


def test_a_link_plays_without_a_header_and_is_the_same_for_a_while(scene: Scene, mina: Person, link: str):
    assert scene.client.simulate_get(link).status_code == 200
    chunk = link.split("/")[4]
    assert mina.get(f"/chunks/{chunk}").json["audio_url"] == link
    subject = mina.get("/me").json["id"]
    for forged in (
        link.replace(subject, scene.person().get("/me").json["id"]),
        link.replace(f"subject={subject}&", ""),
    ):
        assert code(scene.client.simulate_get(forged)) == (403, "link_invalid")


@pytest.mark.parametrize("change", [{"status": "disabled"}, {"role": "reviewer"}])
def test_a_link_dies_with_the_rights_of_its_person(scene: Scene, mina: Person, link: str, change):
    admin = scene.person(Role.ADMIN)
    person = mina.get("/me").json["id"]
    assert admin.ask("PATCH", f"/admin/users/{person}", json=change).status_code == 200
    assert code(scene.client.simulate_get(link)) == (403, "link_invalid")
    if "status" in change:
        admin.ask("PATCH", f"/admin/users/{person}", json={"status": "active"})
        assert code(scene.client.simulate_get(link)) == (403, "link_invalid")


def test_a_link_dies_with_a_changed_password(scene: Scene, mina: Person, link: str):
    mina.post("/me/password", json={"current_password": PASSWORD, "new_password": "another long one"})
    assert code(scene.client.simulate_get(link)) == (403, "link_invalid")
