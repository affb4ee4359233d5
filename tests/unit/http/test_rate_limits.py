"""Too many calls of one kind are refused before they cost anything, and the answer says when to come again."""

from datetime import timedelta

import pytest
from dependency_injector import providers

from http_scene import API, PASSWORD, Client, Scene, code, form, wav
from shrutik_bootstrap.memory import memory_installation
from shrutik_core.people.rate_limits import Limit, RateLimits
from shrutik_http.app import create_app
from shrutik_http.catalogue import OPERATIONS


def limited(**wishes) -> Scene:
    """A scene with these rates, and no others."""
    installation = memory_installation()
    changed = (
        RateLimits().changed({"*": None}).changed({name.replace("__", "."): wish for name, wish in wishes.items()})
    )
    installation.platform.rate_limits.override(providers.Object(changed))
    return Scene(installation, Client(create_app(installation.platform)))


def log_in(scene, email, password="wrong wrong", **more):
    return scene.client.simulate_post(f"{API}/auth/login", json={"email": email, "password": password}, **more)


def statuses(answers):
    return [one.status_code for one in answers]


def test_an_account_has_its_calls_and_no_more():
    scene = limited(read__account=(3, 60))
    mina, other = scene.person(), scene.person()
    answers = [mina.get("/me") for _ in range(5)]
    assert statuses(answers) == [200, 200, 200, 429, 429]
    assert [one.headers["ratelimit-remaining"] for one in answers] == ["2", "1", "0", "0", "0"]
    assert {one.headers["ratelimit-limit"] for one in answers} == {"3"}
    assert {one.headers["ratelimit-policy"] for one in answers} == {"3;w=60"}
    assert [one.headers["ratelimit-reset"] for one in answers[:3]] == ["20", "40", "60"]
    assert code(answers[4]) == (429, "rate_limited")
    assert answers[4].json["retry_after"] == 20
    assert answers[4].headers["retry-after"] == "20"
    assert other.get("/me").status_code == 200
    scene.installation.clock.advance(timedelta(seconds=20))
    assert statuses(mina.get("/me") for _ in range(2)) == [200, 429]


def test_reading_and_writing_are_counted_apart():
    scene = limited(read__account=(1, 60), write__account=(1, 60))
    mina = scene.person()
    assert statuses([mina.get("/me"), mina.get("/me")]) == [200, 429]
    wish = {"collection": "none"}
    assert statuses(mina.post("/tasks", json=wish) for _ in range(2)) == [404, 429]


def test_probes_are_never_limited():
    scene = limited(read=(1, 60), read__address=(1, 60))
    assert statuses(scene.client.simulate_get("/healthz") for _ in range(3)) == [200] * 3
    assert statuses(scene.client.simulate_get("/readyz") for _ in range(3)) == [200] * 3


def test_guesses_of_one_account_end_and_others_still_log_in():
    scene = limited(login__named_from_address=(3, 600))
    mina, other = scene.person(), scene.person()
    assert statuses(log_in(scene, mina.email) for _ in range(5)) == [401, 401, 401, 429, 429]
    assert log_in(scene, f" {mina.email.upper()} ", PASSWORD).status_code == 429, "not even the right one"
    assert log_in(scene, other.email, PASSWORD).status_code == 200


def test_an_account_that_there_is_not_is_limited_as_one_that_there_is():
    scene = limited(login__named_from_address=(2, 600))
    assert statuses(log_in(scene, "nobody@example.org") for _ in range(3)) == [401, 401, 429]


def test_who_guesses_does_not_keep_the_owner_out_elsewhere():
    scene = limited(login__named_from_address=(2, 600))
    mina = scene.person()
    assert statuses(log_in(scene, mina.email, remote_addr="192.0.2.1") for _ in range(3)) == [401, 401, 429]
    assert log_in(scene, mina.email, PASSWORD, remote_addr="192.0.2.2").status_code == 200


def test_many_addresses_guess_one_account_no_further_than_its_own_rate():
    scene = limited(login__named=(4, 600))
    mina = scene.person()
    answers = [log_in(scene, mina.email, remote_addr=f"192.0.2.{number}") for number in range(6)]
    assert statuses(answers) == [401] * 4 + [429] * 2


def test_one_address_guesses_many_accounts_no_further_than_its_rate():
    scene = limited(login__address=(3, 600))
    assert statuses(log_in(scene, f"{number}@example.org") for number in range(5)) == [401] * 3 + [429] * 2


@pytest.mark.parametrize(
    ("one", "other", "together"), [("2001:db8::1", "2001:db8::ffff", True), ("2001:db8::1", "2001:db8:0:1::1", False)]
)
def test_addresses_of_one_household_are_counted_as_one(one, other, together):
    scene = limited(login__address=(1, 600))
    assert log_in(scene, "a@example.org", remote_addr=one).status_code == 401
    assert log_in(scene, "b@example.org", remote_addr=other).status_code == (429 if together else 401)


def test_who_knows_the_password_logs_in_as_often_as_they_like():
    scene = limited(login__address=(2, 600), login__named_from_address=(2, 600), login__named=(2, 600))
    mina = scene.person()
    assert statuses(log_in(scene, mina.email, PASSWORD) for _ in range(6)) == [200] * 6
    assert statuses(log_in(scene, mina.email) for _ in range(3)) == [401, 401, 429]


def test_nothing_is_hashed_for_who_is_refused(monkeypatch):
    scene = limited(login__address=(1, 600), register__address=(1, 600))
    hasher, verified, hashed = scene.installation.platform.hasher(), [], []
    monkeypatch.setattr(hasher, "verify", lambda *_: verified.append(1))
    monkeypatch.setattr(hasher, "hash", lambda password: hashed.append(1) or password)
    for number in range(4):
        log_in(scene, "a@example.org")
        body = {"email": f"{number}@example.org", "password": PASSWORD, "name": "A"}
        scene.client.simulate_post(f"{API}/auth/register", json=body)
    assert (len(verified), len(hashed)) == (1, 1)


def test_accounts_are_made_no_further_than_the_rate_of_an_address():
    scene = limited(register__address=(2, 3600))
    people = [{"email": f"{number}@example.org", "password": PASSWORD, "name": "A"} for number in range(4)]
    answers = [scene.client.simulate_post(f"{API}/auth/register", json=one) for one in people]
    assert statuses(answers) == [201, 201, 429, 429]


def test_a_stranger_is_limited_by_address_and_those_who_log_in_are_not():
    scene = limited(read__address=(2, 60))
    mina = scene.person()
    ask = scene.client.simulate_get
    assert statuses(ask(f"{API}/me", headers={"Authorization": "Bearer x"}) for _ in range(3)) == [401, 401, 429]
    assert ask(f"{API}/languages").status_code == 429
    assert mina.get("/me").status_code == 200


def test_a_form_is_refused_before_any_of_it_is_kept(mina, scene):
    changed = RateLimits().changed({"upload.account": (1, 600)})
    scene.installation.platform.rate_limits.override(providers.Object(changed))
    mina.scene.client = Client(create_app(scene.installation.platform))
    body = form(("collection", "bn-read"), ("audio", wav()))
    assert mina.send(body).status_code == 202
    assert code(mina.send(body[:40])) == (429, "rate_limited")


def test_an_attempt_that_was_refused_costs_nothing_of_the_rate():
    scene = limited(read__account=(1, 60))
    mina = scene.person()
    assert statuses(mina.get("/me") for _ in range(10)) == [200] + [429] * 9
    scene.installation.clock.advance(timedelta(seconds=60))
    assert mina.get("/me").status_code == 200


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.limit], ids=lambda one: one.id)
def test_every_limited_operation_says_so(operation):
    assert "rate_limited" in operation.codes


def test_what_tries_a_secret_or_makes_an_account_is_of_a_strict_class():
    classes = {one.id: one.limit for one in OPERATIONS}
    assert classes["post_auth_login"] is Limit.LOGIN
    assert classes["post_auth_register"] is Limit.REGISTER
    assert classes["post_recordings"] is Limit.UPLOAD
    assert classes["post_invitations_accept"] is Limit.REGISTER
    assert classes["post_speakers_speaker_id_consents"] is Limit.UPLOAD
    elsewhere = {
        "get_auth_openid_provider_start",
        "get_auth_openid_provider_callback",
        "post_auth_openid_provider_link",
    }
    assert {classes[one] for one in elsewhere} == {Limit.LOGIN}


def test_guesses_of_codes_are_counted_by_address():
    scene = limited(register__address=(3, 600))
    guess = {"code": "7KQ2M-9XF4T-0BWHD-E3RZA", "name": "Guesser"}
    answers = [scene.client.simulate_post(f"{API}/invitations/accept", json=guess) for _ in range(5)]
    assert statuses(answers) == [404, 404, 404, 429, 429]


def test_log_ins_elsewhere_that_fail_are_counted_by_address():
    scene = limited(login__address=(2, 600))
    where = f"{API}/auth/openid/none/callback"
    assert statuses(scene.client.simulate_get(where) for _ in range(3)) == [404, 404, 429]
