"""Signatures as the specification of Standard Webhooks shows them."""

import base64

from shrutik_core.webhooks.signature import SECRET_MARK, signature_of, signed_headers, told_secret

# The specification's own example.
SECRET = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
MESSAGE, SECONDS, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, b'{"test": 2432232314}'


def test_the_example_of_the_specification_is_signed_alike():
    signature = signature_of(SECRET, MESSAGE, SECONDS, BODY)
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_secrets_make_two_signatures():
    other = bytes(32)
    headers = signed_headers([SECRET, other], MESSAGE, SECONDS, BODY)
    assert headers["webhook-id"] == MESSAGE
    assert headers["webhook-timestamp"] == "1614265330"
    both = [signature_of(secret, MESSAGE, SECONDS, BODY) for secret in (SECRET, other)]
    assert headers["webhook-signature"].split(" ") == both


def test_a_secret_is_told_with_its_mark():
    assert told_secret(SECRET) == SECRET_MARK + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
