"""`shrutik doctor` on certificates: of all that the settings name, and whether browsers believe those of sites."""

import json
import ssl

import pytest

from doctor_scene import only
from servers.authority import Authority
from servers.process import HOST, running
from servers.redis_server import redis_with_tls, watched_redis
from servers.showing import as_postgres, showing
from shrutik_bootstrap.doctor.checks.e_outside import CertificatesCheck
from shrutik_bootstrap.doctor.checks.g_machines import RedisCheck
from shrutik_bootstrap.doctor.examining import examine
from shrutik_bootstrap.doctor.finding import Colour
from shrutik_bootstrap.own_tls import own_tls
from smtp_server import Box, smtp_servers


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def told(patient):
    """The lines about certificates, as (name, colour)."""

    def told(**settings):
        found = [one.finding for one in examine(patient(**settings), [CertificatesCheck()])]
        return [(one.detail.partition(" (")[0], one.colour) for one in found]

    return told


def test_none_is_in_use(told):
    assert told() == [("none is in use", Colour.GREEN)]


def test_redis_and_sentinels_and_whom_they_watch_show_theirs(told, authority, tmp_path):
    late = authority.issue("late", days=2)
    alone = redis_with_tls(tmp_path / "alone", late)
    with running(alone.server):
        assert told(redis_url=f"rediss://localhost:{alone.port}/0") == [("redis", Colour.RED)]
    with watched_redis(tmp_path / "watched", authority.issue("redis"), authority.trusted) as many:
        found = told(redis_url=f"{many.url}&ca={authority.trusted}")
    assert found == [("sentinel", Colour.GREEN)] * 3 + [("redis", Colour.GREEN)] * 2


@pytest.mark.parametrize("scheme", ["rediss://localhost:{0}/0", "rediss+sentinel://localhost:{0}/voices/0"])
def test_redis_that_is_not_believed_is_not_said_to_be_away(patient, authority, scheme):
    with showing(authority.issue("localhost")) as port:
        found = only(patient(redis_url=scheme.format(port)), RedisCheck())
        assert "certificate of Redis is not trusted; check ca=" in found.detail
        found = only(patient(redis_url=f"{scheme.format(port)}?ca={authority.trusted}"), RedisCheck())
        assert found.detail == "Redis does not answer."


def test_the_buckets_of_blobs_and_of_back_ups_show_theirs(told, authority):
    with showing(authority.issue("s3", days=30)) as blobs, showing(authority.issue("late", days=10)) as vault:
        urls = {name: f"s3+https://{HOST}:{port}/bucket" for name, port in {"blobs": blobs, "vault": vault}.items()}
        found = told(blobs_url=urls["blobs"], backup_to=urls["vault"])
    assert found == [("bucket", Colour.GREEN), ("back-ups", Colour.YELLOW)]


def test_every_machine_of_a_database_and_of_its_replica_shows_its_own(told, authority):
    with (
        showing(authority.issue("one"), as_postgres) as one,
        showing(authority.issue("two", days=1), as_postgres) as two,
        showing(authority.issue("three"), lambda taken: taken.sendall(b"N")) as plain,
    ):
        found = told(
            database_url=f"postgresql://u:p@{HOST}:{one},{HOST}:{two}/x",
            replica_url=f"postgresql://u:p@/x?host={HOST},{HOST},{HOST}&port={two},1,{plain}",
        )
        away = told(database_url=f"postgresql://u:p@{HOST}:1/x")
    assert found == [
        ("database", Colour.GREEN),
        ("database", Colour.RED),
        ("replica", Colour.RED),
        ("replica", Colour.YELLOW),
    ], "one of several that is away is missed by nobody yet, and one without TLS shows nothing"
    assert away == [("database", Colour.RED)]


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_mail_by_tls_and_by_starttls_shows_its_own(told, authority, scheme):
    late = authority.issue("mail", days=5)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(late.chain, late.key)
    with smtp_servers() as start:
        port = start(Box(), **{"ssl_context" if scheme == "smtps" else "tls_context": context})
        found = told(smtp_url=f"{scheme}://{HOST}:{port}", public_url="http://voices.invalid")
    assert found == [("mail", Colour.YELLOW)]


def test_those_of_our_own_tls_are_looked_at_where_they_lie(told, patient, folder):
    own_tls(folder, "localhost")
    assert [colour for _, colour in told()] == [Colour.GREEN, Colour.GREEN]
    Authority(folder / "tls").issue("server", days=1)
    found = [one.finding for one in examine(patient(), [CertificatesCheck()])]
    assert found[0].colour is Colour.RED
    assert "serve --https" in found[0].advice


def test_a_site_that_browsers_believe_is_green(told, authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trusted))
    with showing(authority.issue("voices.example.org")) as port:
        assert told(public_url=f"https://localhost:{port}") == [("site", Colour.GREEN)]


def test_a_site_of_a_private_authority_is_yellow(patient, authority):
    with showing(authority.issue("voices.example.org")) as port:
        found = only(patient(public_url=f"https://localhost:{port}"), CertificatesCheck())
    assert found.colour is Colour.YELLOW
    assert "does not trust who signed it" in found.detail


@pytest.mark.parametrize("believed", [False, True])
def test_a_site_or_log_in_whose_certificate_is_for_another_name_is_red(patient, authority, monkeypatch, believed):
    if believed:
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.trusted))
    other = "127.0.0.2"
    with showing(authority.issue("evil.example"), host=other) as port:
        site = only(patient(public_url=f"https://{other}:{port}"), CertificatesCheck())
        provider = {"name": "school", "issuer": f"https://{other}:{port}", "client_id": "c"}
        log_in = only(patient(openid_providers=[provider]), CertificatesCheck())
    for found in (site, log_in):
        assert found.colour is Colour.RED
        assert "mismatch" in found.detail
    assert json.dumps(dict(site.figures))


def test_one_that_ran_out_is_red_for_that(patient, authority):
    with showing(authority.issue("late", days=-2)) as port:
        found = only(patient(public_url=f"https://localhost:{port}"), CertificatesCheck())
    assert (found.colour, "expired 2 days ago" in found.detail) == (Colour.RED, True)
