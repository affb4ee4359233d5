"""E-mail addresses: two spellings of one are one, and what is not an address is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.addresses import LONGEST_EMAIL, LONGEST_LOCAL, ascii_email, normal_email
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import strategies

LETTERS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(strategies.emails(), st.sampled_from(["", " ", "\t\n", "\u00a0", "\u3000"]))
def test_addresses_are_compared_in_normal_form(email, space):
    assert normal_email(space + email.upper() + space) == email
    assert normal_email(email.translate(FULL_WIDTH)) == email


@given(st.text(max_size=300) | st.builds("{}@{}.org".format, st.text(max_size=20), st.text(max_size=20)))
def test_what_passes_is_an_address_in_normal_form(text):
    try:
        email = normal_email(text)
    except Invalid as error:
        assert error.code == "email_invalid"
        assert [field.field for field in error.errors] == ["email"]
    else:
        assert normal_email(email) == email
        assert normal_email(ascii_email(email)) == email
        assert email.count("@") == 1
        assert not any(unicodedata.category(one) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"} for one in email[:64])
        assert ascii_email(email).rpartition("@")[2].isascii()


@given(LETTERS, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_letters_are_the_same_however_they_are_put_together(local, form):
    try:
        email = normal_email(f"{local}@example.org")
    except Invalid:
        return
    assert normal_email(f"{unicodedata.normalize(form, local)}@EXAMPLE.org") == email


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("é@example.org", "e\u0301@example.org"),
        ("mina@example.org", "ｍｉｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("a@bücher.example", "A@BU\u0308CHER.example"),
        ("রহিমা@উদাহরণ.বাংলা", "রহিমা@xn--d5b6ci4b4b3a.xn--54b7fta0cc"),
        ("a@example.org", "a@example。org"),
        ("strasse@example.org", "STRAẞE@example.org"),
    ],
)
def test_these_are_one_address(one, other):
    assert normal_email(one) == normal_email(other)


@pytest.mark.parametrize(("one", "other"), [("a@faß.example", "a@fass.example"), ("a.b@x.org", "ab@x.org")])
def test_these_are_two(one, other):
    assert normal_email(one) != normal_email(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "@b.org",
        "a@.org",
        "a@b.",
        "a@b.org.",
        "a@b..org",
        "a b@c.org",
        "a@@b.org",
        "a@b@c.org",
        "a\0@b.org",
        "a\u202eb@c.org",
        "a\u200bb@c.org",
        "a\r\nBcc: b@c.org",
        "a@c.org\nBcc: b@d.org",
        "<a@b.org>",
        '"a"@b.org',
        "a,b@c.org",
        "a@[127.0.0.1]",
        "a@b_c.org",
        "a@-b.org",
        "a@" + "b" * 64 + ".org",
        "a@" + "b" * 250 + ".org",
        "\ud800@b.org",
    ],
)
def test_these_are_no_addresses(text):
    with pytest.raises(Invalid) as error:
        normal_email(text)
    assert error.value.code == "email_invalid"


def test_lengths_are_of_what_mail_servers_see():
    assert normal_email("é" * (LONGEST_LOCAL // 2) + "@b.org")
    with pytest.raises(Invalid):
        normal_email("é" * (LONGEST_LOCAL // 2) + "a@b.org")
    domain = ".".join(["b" * 61] * 3) + ".org"
    assert len(f"{'a' * 64}@{domain}") == LONGEST_EMAIL
    assert normal_email(f"{'a' * 64}@{domain}")
    with pytest.raises(Invalid):
        normal_email(f"{'a' * 64}@b{domain}")
