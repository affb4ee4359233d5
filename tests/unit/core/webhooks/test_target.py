"""Where a webhook may lead, as far as its text alone tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.webhooks.target import LONGEST_URL, AllowedHosts, Target

ANY = AllowedHosts()
OWN = AllowedHosts(frozenset({"127.0.0.1", "hooks.internal", "::1"}))


def refused(url, hosts=ANY):
    with pytest.raises(Invalid) as error:
        hosts.target(url)
    return error.value.code


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://hooks.example.org", Target(True, "hooks.example.org", 443, "/")),
        ("https://Hooks.Example.ORG:8443/a/b?c=d", Target(True, "hooks.example.org", 8443, "/a/b?c=d")),
        ("https://উদাহরণ.বাংলা/x", Target(True, "xn--p5b2a4b6bd3k.xn--54b7fta0cc", 443, "/x")),
        ("https://8.8.8.8/", Target(True, "8.8.8.8", 443, "/")),
        ("https://[2606:4700::1111]:8443/", Target(True, "2606:4700::1111", 8443, "/")),
    ],
)
def test_an_address_is_taken_apart(url, target):
    if "xn--" in target.host:
        assert ANY.target(url).host.startswith("xn--")
    else:
        assert ANY.target(url) == target


def test_the_host_is_told_as_its_header_has_it():
    urls = ["https://a.org/", "https://a.org:8443/", "https://[2606:4700::1111]/", "https://[2606:4700::1111]:9/"]
    told = [ANY.target(url).authority for url in urls]
    assert told == ["a.org", "a.org:8443", "[2606:4700::1111]", "[2606:4700::1111]:9"]


@pytest.mark.parametrize(
    "url",
    [
        *("", "hooks.example.org", "http://hooks.example.org", "ftp://a.org", "HTTPS://", "https://", "https:///x"),
        *(
            "https://user@a.org",
            "https://user:secret@a.org",
            "https://a.org/#x",
            "https://a.org/ x",
            "https://a.org/\n",
        ),
        *("https://a.org\\@b.org", "https://a.org:0/", "https://a.org:65536/", "https://a.org:x/", "https://a..org/"),
        *("https://-a.org/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1:8443/", "https://[fe80::1]/"),
        *(
            "https://[::ffff:127.0.0.1]/",
            "https://[v1.x]/",
            "https://a.org/ক",
            "https://[::1",
            "https://hooks.internal:99999",
        ),
        *("https://localhost/", "https://a.localhost:8443/", "https://printer.local./", "https://intranet/"),
        *("https://2130706433/", "https://0/", "https://127.1/", "https://0x7f.1/", "https://1.2.3.4.0x5/"),
    ],
)
def test_these_are_refused(url):
    assert refused(url) == "webhook_url_invalid"


def test_its_length_has_a_bound():
    longest = "https://a.org/" + "x" * (LONGEST_URL - len("https://a.org/"))
    assert ANY.target(longest).host == "a.org"
    assert refused(longest + "x") == "webhook_url_invalid"


def test_hosts_of_ones_own_may_be_private_and_plain():
    for url in ("http://127.0.0.1:9000/hook", "https://hooks.internal/", "http://[::1]:9000/"):
        target = OWN.target(url)
        assert OWN.lets_reach(target, "10.0.0.1")
    assert refused("http://127.0.0.2/", OWN) == "webhook_url_invalid"
    assert refused("http://other.internal/", OWN) == "webhook_url_invalid"


def test_other_names_lead_to_public_addresses_alone():
    target = OWN.target("https://elsewhere.example.org/")
    assert OWN.lets_reach(target, "8.8.8.8")
    assert not OWN.lets_reach(target, "10.0.0.1")


@given(st.text(max_size=60))
def test_whatever_is_sent_is_a_target_or_refused(text):
    for url in (text, f"https://{text}", f"https://a.org{text}"):
        try:
            target = ANY.target(url)
        except Invalid as error:
            assert error.code == "webhook_url_invalid"
        else:
            line = target.authority + target.path
            assert line.isascii()
            assert line.isprintable()
            assert " " not in line
            assert target.path.startswith("/") or target.path.startswith("?")
