"""Passwords, access tokens and links as they go out into the world."""

import base64
import json

import argon2
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey

from shrutik_core.ports.access_tokens import Bearer
from shrutik_core.shared.errors import Invalid, Refused
from shrutik_core.testing import contracts
from shrutik_core.testing.builders import a_contributor, an_instant
from shrutik_system.keys import SigningKey
from shrutik_system.links import HmacLinkSigner
from shrutik_system.origins import HmacOriginHasher
from shrutik_system.passwords import Argon2PasswordHasher
from shrutik_system.secret_source import SystemSecretSource
from shrutik_system.tokens import SKEW, Algorithm, JwtAccessTokens, _OneAlgorithm

NOW = an_instant(0)
PERSON = Bearer(a_contributor(1).id, 3)
CLAIMS = {"sub": str(PERSON.contributor), "gen": 3}
OLD, NEW = SigningKey("old", b"o" * 32), SigningKey("new", b"n" * 32)


class TestOrigins(contracts.OriginHasherContract):
    @pytest.fixture
    def origins(self):
        return HmacOriginHasher(b"o" * 32)

    def test_another_key_makes_other_origins(self, origins):
        assert HmacOriginHasher(b"p" * 32).of("203.0.113.7") != origins.of("203.0.113.7")


class TestPasswordHasher(contracts.PasswordHasherContract):
    @pytest.fixture
    def hasher(self):
        return Argon2PasswordHasher(passes=1, memory=64, lanes=1)

    def test_hashes_are_of_argon2id_with_the_parameters_in_them(self, hasher):
        assert hasher.hash("correct horse").startswith("$argon2id$v=19$m=64,t=1,p=1$")

    def test_no_account_costs_as_much_as_a_wrong_password(self):
        hasher = Argon2PasswordHasher()
        real, nobodys = (argon2.extract_parameters(text) for text in (hasher.hash("x"), hasher._nobodys))
        assert real == nobodys
        assert (real.time_cost, real.memory_cost, real.parallelism) == (3, 65_536, 4)


class TestSecretSource(contracts.SecretSourceContract):
    @pytest.fixture
    def secrets(self):
        return SystemSecretSource()


class TestAccessTokens(contracts.AccessTokensContract):
    @pytest.fixture
    def tokens(self):
        return JwtAccessTokens([NEW, OLD])

    @pytest.fixture
    def stranger(self):
        return JwtAccessTokens([SigningKey("new", b"x" * 32)])

    def test_a_token_is_a_jwt_with_a_kid(self, tokens):
        header, claims = (
            json.loads(base64.urlsafe_b64decode(part + "==")) for part in tokens.issue(PERSON, NOW).text.split(".")[:2]
        )
        assert header == {"alg": "EdDSA", "kid": "new", "typ": "JWT"}
        born = int(NOW.timestamp())
        assert claims == {
            "iss": "shrutik",
            "aud": "shrutik-api",
            "sub": str(PERSON.contributor),
            "gen": PERSON.generation,
            "iat": born,
            "exp": born + 900,
        }

    def test_an_older_keys_tokens_are_believed_until_it_is_taken_away(self, tokens):
        text = JwtAccessTokens([OLD]).issue(PERSON, NOW).text
        assert tokens.read(text, NOW) == PERSON
        with pytest.raises(Refused):
            JwtAccessTokens([NEW]).read(text, NOW)

    def test_another_issuers_or_audiences_tokens_are_refused(self, tokens):
        for other in (JwtAccessTokens([NEW], issuer="elsewhere"), JwtAccessTokens([NEW], audience="elsewhere")):
            with pytest.raises(Refused) as error:
                tokens.read(other.issue(PERSON, NOW).text, NOW)
            assert error.value.code == "token_invalid"

    def test_a_token_from_the_future_is_refused(self, tokens):
        with pytest.raises(Refused) as error:
            tokens.read(tokens.issue(PERSON, an_instant(SKEW + 1)).text, NOW)
        assert error.value.code == "token_invalid"

    def test_another_machines_clock_may_be_a_little_ahead(self, tokens):
        assert tokens.read(tokens.issue(PERSON, an_instant(SKEW)).text, NOW) == PERSON

    @pytest.mark.parametrize(
        "change",
        [
            {"sub": "nobody"},
            {"sub": 7},
            {"exp": "never"},
            {"iat": None},
            {"aud": []},
            {"gen": None},
            {"gen": -1},
            {"gen": "0"},
            {"gen": 0.5},
            {"sid": 7},
            {"sid": "nobody's"},
        ],
    )
    def test_signed_nonsense_is_refused(self, tokens, change):
        born = int(NOW.timestamp())
        claims = {
            "iss": "shrutik",
            "aud": "shrutik-api",
            "sub": str(PERSON.contributor),
            "gen": 3,
            "iat": born,
            "exp": born + 9,
        } | change
        text = jwt.encode({"alg": "HS256", "kid": "new"}, claims, OctKey.import_key(NEW.secret))
        tokens = JwtAccessTokens([NEW], algorithm=Algorithm.HS256)
        with pytest.raises(Refused) as error:
            tokens.read(text, NOW)
        assert error.value.code == "token_invalid"

    def test_a_missing_claim_is_refused(self, tokens):
        text = jwt.encode({"alg": "HS256", "kid": "new"}, CLAIMS, OctKey.import_key(NEW.secret))
        tokens = JwtAccessTokens([NEW], algorithm=Algorithm.HS256)
        with pytest.raises(Refused):
            tokens.read(text, NOW)

    @pytest.mark.parametrize(
        "header",
        [
            {"alg": "none", "kid": "new"},
            {"alg": "HS512", "kid": "new"},
            {"alg": "HS256", "kid": "new"},
            {"alg": "EdDSA", "kid": "x"},
            {"alg": "EdDSA"},
            [],
            {"alg": None},
        ],
    )
    def test_other_algorithms_and_keys_are_refused(self, tokens, header):
        _, claims, proof = tokens.issue(PERSON, NOW).text.split(".")
        head = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
        for text in (f"{head}.{claims}.{proof}", f"{head}.{claims}."):
            with pytest.raises(Refused) as error:
                tokens.read(text, NOW)
            assert error.value.code == "token_invalid"

    def test_the_public_keys_check_the_tokens_and_make_none(self, tokens):
        for issuer in (tokens, JwtAccessTokens([OLD])):
            keys = KeySet.import_key_set({"keys": [dict(key) for key in tokens.public_keys()]})
            text = issuer.issue(PERSON, NOW).text
            assert jwt.decode(text, keys, registry=_OneAlgorithm(Algorithm.EDDSA)).claims["gen"] == 3
        assert [key["kid"] for key in tokens.public_keys()] == ["new", "old"]
        for key in tokens.public_keys():
            assert key.keys() == {"kty", "crv", "x", "kid", "use", "alg"}
            assert (key["kty"], key["crv"], key["alg"]) == ("OKP", "Ed25519", "EdDSA")

    def test_a_token_of_the_other_algorithm_is_refused(self, tokens):
        shared = JwtAccessTokens([NEW], algorithm=Algorithm.HS256)
        assert shared.public_keys() == ()
        for issuer, reader in ((shared, tokens), (tokens, shared)):
            with pytest.raises(Refused) as error:
                reader.read(issuer.issue(PERSON, NOW).text, NOW)
            assert error.value.code == "token_invalid"

    def test_a_public_key_is_no_shared_secret(self, tokens):
        for key in tokens.public_keys():
            secret = OctKey.import_key(base64.urlsafe_b64decode(key["x"] + "=="))
            forged = jwt.encode({"alg": "HS256", "kid": key["kid"]}, CLAIMS, secret)
            with pytest.raises(Refused):
                tokens.read(forged, NOW)

    def test_no_key_no_tokens(self):
        with pytest.raises(Invalid):
            JwtAccessTokens([])


class TestTokensBySharedSecret(contracts.AccessTokensContract):
    @pytest.fixture
    def tokens(self):
        return JwtAccessTokens([NEW, OLD], algorithm=Algorithm.HS256)

    @pytest.fixture
    def stranger(self):
        return JwtAccessTokens([SigningKey("new", b"x" * 32)], algorithm=Algorithm.HS256)


class TestLinkSigner(contracts.LinkSignerContract):
    @pytest.fixture
    def signer(self):
        return HmacLinkSigner(b"s" * 32)

    @pytest.fixture
    def stranger(self):
        return HmacLinkSigner(b"t" * 32)
