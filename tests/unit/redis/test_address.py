"""Addresses of Redis: each kind is understood, and what is not is refused without a word of its secrets."""

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_redis.address import RedisAddress, read_redis_url
from shrutik_redis.connecting import connect

SECRET = "h4rd-to-guess"
CA = "/etc/authority.pem"
THREE = (("one", 26379), ("two", 26380), ("::1", 26379))


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("redis://localhost", RedisAddress((("localhost", 6379),))),
        ("redis://:p%40ss@h:7/3", RedisAddress((("h", 7),), database=3, password="p@ss")),
        ("redis://h/1023", RedisAddress((("h", 6379),), database=1023)),
        (
            f"rediss://u:s@h/?ca={CA}",
            RedisAddress((("h", 6379),), tls=True, authority=Path(CA), user="u", password="s"),
        ),
        ("redis+sentinel://one,two:26380,[::1]/voices", RedisAddress(THREE, name="voices")),
        ("redis+sentinel://one/v?sentinels=open", RedisAddress(THREE[:1], name="v", open_sentinels=True)),
        (
            f"rediss+sentinel://u:s@one:26379/v/2?ca={CA}",
            RedisAddress(THREE[:1], "v", 2, tls=True, authority=Path(CA), user="u", password="s"),
        ),
    ],
)
def test_each_kind_is_understood(url, meant):
    assert read_redis_url(url) == meant


@pytest.mark.parametrize(
    "url",
    [
        "",
        "h:6379",
        f"http://u:{SECRET}@h",
        f"redis://u:{SECRET}@",
        f"redis://u:{SECRET}@h:0",
        f"redis://u:{SECRET}@h:65536",
        f"redis://u:{SECRET}@h:port",
        f"redis://u:{SECRET}@one,two",
        f"redis://u:{SECRET}@h/1024",
        f"redis://u:{SECRET}@h/-1",
        f"redis://u:{SECRET}@h/1/2",
        f"redis://u:{SECRET}@h/name",
        f"redis://u:{SECRET}@h/0?ca={CA}",
        f"rediss://u:{SECRET}@h/0?ca=",
        f"rediss://u:{SECRET}@h/0?ssl_cert_reqs=none",
        f"rediss://u:{SECRET}@h/0?ca={CA}&ca={CA}",
        f"rediss://u:{SECRET}@h/0#x",
        f"redis+sentinel://u:{SECRET}@one,two",
        f"redis+sentinel://u:{SECRET}@one/voices?sentinels=shut",
        f"redis://u:{SECRET}@one?sentinels=open",
        f"redis+sentinel://u:{SECRET}@one,,two/voices",
        f"redis+sentinel://u:{SECRET}@one/voices/x",
        f"redis+sentinel://u:{SECRET}@[one/voices",
    ],
)
def test_what_is_not_understood_is_refused_without_its_secret(url):
    with pytest.raises(Invalid, match="SHRUTIK_REDIS_URL cannot be used") as refused:
        read_redis_url(url)
    assert refused.value.code == "settings_invalid"
    assert SECRET not in str(refused.value)
    assert refused.value.__suppress_context__


@given(st.text(), st.text(), st.text(min_size=1))
def test_whatever_a_secret_holds_is_read_back(user, password, name):
    login = f"{quote(user, safe='')}:{quote(password, safe='')}"
    address = read_redis_url(f"redis+sentinel://{login}@h/{quote(name, safe='')}/1")
    assert (address.user, address.password, address.name) == (user, password, name)


@given(st.text())
def test_any_text_is_an_address_or_refused(text):
    try:
        address = read_redis_url(text)
    except Invalid:
        return
    assert address.hosts
    assert all(host and 1 <= port <= 65_535 for host, port in address.hosts)


def test_no_secret_is_shown():
    address = read_redis_url(f"redis://u:{SECRET}@h")
    assert SECRET not in repr(address) + repr(connect(address))


@pytest.mark.parametrize("kind", ["rediss://h/0?ca=", "rediss+sentinel://h/voices?ca="])
def test_an_authority_that_cannot_be_read_is_told_before_the_first_command(kind, tmp_path):
    (tmp_path / "empty.pem").touch()
    for file in ("missing.pem", "empty.pem"):
        with pytest.raises(Invalid, match=file):
            connect(read_redis_url(f"{kind}{tmp_path / file}"))
