"""What every issuer of access tokens and signer of links must keep: only what is ours passes, and not for ever."""

import abc
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest

from shrutik_core.ports.access_tokens import AccessTokens, Bearer
from shrutik_core.ports.link_signer import LinkSigner, SignedLink
from shrutik_core.shared.errors import Refused
from shrutik_core.shared.ids import SessionId
from shrutik_core.testing.builders import a_contributor, an_id, an_instant
from shrutik_core.testing.contracts.base import Contract

NOW = an_instant(0)
SECOND = timedelta(seconds=1)
PERSON = Bearer(a_contributor(1).id, 3)
PATH = "/api/v1/chunks/1/audio"
WHOM, RIGHTS = str(an_id(1)), "2 contributor"


def refusal(tokens: AccessTokens, text: str) -> str:
    """The code by which a token is refused."""
    with pytest.raises(Refused) as error:
        tokens.read(text, NOW)
    return error.value.code


class AccessTokensContract(Contract):
    """Proof of who calls."""

    @pytest.fixture
    @abc.abstractmethod
    def tokens(self) -> AccessTokens:
        """The issuer under test."""

    @pytest.fixture
    @abc.abstractmethod
    def stranger(self) -> AccessTokens:
        """An issuer of the same kind with another key."""

    def test_a_token_says_whose_it_is(self, tokens: AccessTokens) -> None:
        for number in (1, 2):
            for session in (None, SessionId(an_id(number))):
                person = Bearer(a_contributor(number).id, number, session)
                assert tokens.read(tokens.issue(person, NOW).text, NOW) == person

    def test_a_token_runs_out_when_it_said(self, tokens: AccessTokens) -> None:
        token = tokens.issue(PERSON, NOW)
        assert token.expires_in > 0
        end = NOW + timedelta(seconds=token.expires_in)
        assert tokens.read(token.text, end - SECOND) == PERSON
        for late in (end, end + timedelta(days=9)):
            with pytest.raises(Refused) as error:
                tokens.read(token.text, late)
            assert error.value.code == "token_expired"

    def test_a_token_fits_in_a_header(self, tokens: AccessTokens) -> None:
        text = tokens.issue(PERSON, NOW).text
        assert text.isascii()
        assert text.isprintable()
        assert " " not in text
        assert len(text) < 1_000

    def test_a_strangers_token_is_refused(self, tokens: AccessTokens, stranger: AccessTokens) -> None:
        assert refusal(tokens, stranger.issue(PERSON, NOW).text) == "token_invalid"

    def test_a_changed_token_is_refused(self, tokens: AccessTokens) -> None:
        text = tokens.issue(PERSON, NOW).text
        other = tokens.issue(Bearer(a_contributor(2).id, 3), NOW).text
        changed = [
            text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :] for place in range(len(text) - 1)
        ]
        mixed = f"{other.rpartition('.')[0]}.{text.rpartition('.')[2]}"
        for forged in (*changed, mixed, text[:-5], text + "AAAA"):
            assert refusal(tokens, forged) == "token_invalid"

    @pytest.mark.parametrize(
        "text", ["", ".", "..", "a.b.c", "Bearer x", "টোকেন", "\ud800", "x" * 100_000, "e30.e30.", "\0"]
    )
    def test_what_is_no_token_is_refused(self, tokens: AccessTokens, text: str) -> None:
        assert refusal(tokens, text) == "token_invalid"


class LinkSignerContract(Contract):
    """Signed links."""

    @pytest.fixture
    @abc.abstractmethod
    def signer(self) -> LinkSigner:
        """The signer under test."""

    @pytest.fixture
    @abc.abstractmethod
    def stranger(self) -> LinkSigner:
        """A signer of the same kind with another key."""

    def parts(self, link: str) -> tuple[str, SignedLink]:
        """Path and query of a link."""
        address = urlsplit(link)
        query = {name: values[0] for name, values in parse_qs(address.query, strict_parsing=True).items()}
        assert query["subject"] == WHOM
        return address.path, SignedLink(query["expires"], query["subject"], query["signature"])

    def refusal(self, signer: LinkSigner, path: str, link: SignedLink, rights: str = RIGHTS) -> str:
        """The code by which a link is refused."""
        with pytest.raises(Refused) as error:
            signer.verify(path, link, rights, NOW)
        return error.value.code

    def test_a_link_passes_until_it_runs_out(self, signer: LinkSigner) -> None:
        end = NOW + timedelta(minutes=15)
        path, link = self.parts(signer.sign(PATH, end, WHOM, RIGHTS))
        assert path == PATH
        signer.verify(path, link, RIGHTS, NOW)
        signer.verify(path, link, RIGHTS, end - SECOND)
        for late in (end, end + timedelta(days=9)):
            with pytest.raises(Refused) as error:
                signer.verify(path, link, RIGHTS, late)
            assert error.value.code == "link_expired"

    def test_the_same_path_end_and_person_give_the_same_link(self, signer: LinkSigner) -> None:
        assert signer.sign(PATH, NOW, WHOM, RIGHTS) == signer.sign(PATH, NOW, WHOM, RIGHTS)
        assert signer.sign(PATH, NOW, WHOM, RIGHTS) != signer.sign(PATH, NOW + SECOND, WHOM, RIGHTS)

    @pytest.mark.parametrize("rights", ["", "1 contributor", "2 reviewer", "12 contributor", "2 contributor ", "2"])
    def test_a_link_dies_with_the_rights_that_it_was_made_with(self, signer: LinkSigner, rights: str) -> None:
        path, link = self.parts(signer.sign(PATH, NOW + SECOND, WHOM, RIGHTS))
        assert self.refusal(signer, path, link, rights) == "link_invalid"

    def test_what_was_changed_is_refused(self, signer: LinkSigner, stranger: LinkSigner) -> None:
        path, link = self.parts(signer.sign(PATH, NOW + SECOND, WHOM, RIGHTS))
        _, strange = self.parts(stranger.sign(PATH, NOW + SECOND, WHOM, RIGHTS))
        signature = link.signature
        flipped = ("A" if signature[0] != "A" else "B") + signature[1:]
        forged = [
            (path + "/", link),
            (path[:-1], attrs.evolve(link, expires=path[-1] + link.expires)),
            (path, attrs.evolve(link, expires=str(int(link.expires) + 1))),
            (path, attrs.evolve(link, expires=" " + link.expires)),
            (path, attrs.evolve(link, expires="0" + link.expires)),
            (path, attrs.evolve(link, subject=str(an_id(2)))),
            (path, attrs.evolve(link, subject=WHOM + " ")),
            (path, strange),
            (path, attrs.evolve(link, signature=flipped)),
            (path, attrs.evolve(link, signature=signature[:-1])),
        ]
        for where, forgery in forged:
            assert self.refusal(signer, where, forgery) == "link_invalid"

    @pytest.mark.parametrize("expires", ["", "never", "-1", "1e9", "৯৯৯৯৯৯৯৯৯৯", "9" * 5_000, "\ud800"])
    @pytest.mark.parametrize("signature", ["", "x", "সই", "\ud800"])
    def test_what_is_no_link_is_refused(self, signer: LinkSigner, expires: str, signature: str) -> None:
        for subject in (WHOM, "", "\ud800"):
            assert self.refusal(signer, PATH, SignedLink(expires, subject, signature)) == "link_invalid"
