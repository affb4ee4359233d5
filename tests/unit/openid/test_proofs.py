"""A proof is believed if the provider signed it, for us, in answer to this attempt, and not long ago."""

from datetime import UTC, datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

from shrutik_core.shared.errors import Refused
from shrutik_openid.attempts import Attempt, Seals
from shrutik_openid.proofs import LONGEST_PROOF, SKEW_SECONDS, proven_claims

ISSUER, CLIENT, NONCE = "https://uni.example.edu", "shrutik", "nonce of the attempt"
NOW = datetime(2026, 11, 28, tzinfo=UTC)
KEY = ECKey.generate_key("P-256", {"kid": "1"})
NEXT = ECKey.generate_key("P-256", {"kid": "2"})
GOOD = {
    "iss": ISSUER,
    "aud": CLIENT,
    "sub": "mina",
    "nonce": NONCE,
    "iat": int(NOW.timestamp()),
    "exp": int(NOW.timestamp()) + 300,
}


class Metadata:
    """Keys as a provider publishes them; the second time it has changed them."""

    def __init__(self, *sets):
        self.sets = list(sets)

    def keys(self, *, anew=False):
        return KeySet(self.sets[-1] if anew else self.sets[0])


def proof(key=KEY, algorithm="ES256", header=None, without=(), **changes):
    claims = {name: value for name, value in {**GOOD, **changes}.items() if name not in without}
    return jwt.encode({"alg": algorithm, "kid": key.kid, **(header or {})}, claims, key, [algorithm])


def told(text, *sets, now=NOW):
    return proven_claims(text, Metadata(*(sets or ([KEY],))), ISSUER, CLIENT, NONCE, now)


def refused(text, *sets, now=NOW):
    with pytest.raises(Refused) as error:
        told(text, *sets, now=now)
    return error.value.code


def test_a_good_proof_tells_its_claims():
    assert told(proof())["sub"] == "mina"
    assert told(proof(aud=[CLIENT]))["sub"] == "mina"
    assert told(proof(aud=[CLIENT, "other"], azp=CLIENT))["sub"] == "mina"


def test_a_key_that_the_provider_took_meanwhile_is_asked_for():
    assert told(proof(NEXT), [KEY], [KEY, NEXT])["sub"] == "mina"
    assert refused(proof(NEXT), [KEY], [KEY]) == "provider_log_in_failed"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://other.example.edu"},
        {"aud": "other"},
        {"aud": [CLIENT, "other"]},
        {"aud": [CLIENT, "other"], "azp": "other"},
        {"azp": "other"},
        {"nonce": "another"},
        {"nonce": 7},
        {"sub": ""},
        {"sub": 7},
        {"exp": int(NOW.timestamp()) - SKEW_SECONDS - 1},
        {"iat": int(NOW.timestamp()) + SKEW_SECONDS + 1},
        *({"without": (name,)} for name in GOOD),
    ],
)
def test_a_proof_of_anything_else_is_refused(changes):
    assert refused(proof(**changes)) == "provider_log_in_failed"


def test_a_signature_of_another_key_or_a_weaker_kind_is_refused():
    stranger = ECKey.generate_key("P-256", {"kid": "1"})
    shared = OctKey.import_key("k" * 32, {"kid": "1"})
    unsigned = f"eyJhbGciOiJub25lIn0.{proof().split('.')[1]}."  # {"alg":"none"}
    for text in (proof(stranger), proof(shared, "HS256"), unsigned, "", "a.b.c", None, 7, "a" * (LONGEST_PROOF + 1)):
        assert refused(text) == "provider_log_in_failed"
    cut = proof()
    assert refused(cut[:-4] + "AAAA") == "provider_log_in_failed"


def test_an_attempt_is_kept_by_the_browser_and_read_by_us_alone():
    seals, attempt = Seals(b"k" * 32), Attempt("university", "https://back")
    seal = seals.seal(attempt, NOW)
    assert seals.open(seal, NOW) == attempt
    assert seals.open(seal, NOW + timedelta(minutes=10)) is None
    assert Seals(b"l" * 32).open(seal, NOW) is None
    for text in ("", "a.b.c", seal[:-3] + "AAA", "é" * 9, "a" * 5000):
        assert seals.open(text, NOW) is None
    assert len({Attempt("a", "b").state for _ in range(9)} | {attempt.nonce, attempt.verifier}) == 11
