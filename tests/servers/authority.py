"""An authority of our own for tests: certificates for servers on loopback, and for callers that must show one."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import attrs
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# What Python from 3.13 on, which checks as strictly as RFC 5280 reads, wants to see.
_CERTIFIES = x509.KeyUsage(
    key_cert_sign=True,
    crl_sign=True,
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    encipher_only=False,
    decipher_only=False,
)


@attrs.frozen
class Certificate:
    """Files of a certificate.

    Attributes:
        chain: PEM.
        key: PEM, its private key.
    """

    chain: Path
    key: Path


@attrs.frozen
class Authority:
    """Signs certificates.

    Attributes:
        folder: where all files lie.
    """

    folder: Path
    _key: ec.EllipticCurvePrivateKey = attrs.field(factory=lambda: ec.generate_private_key(ec.SECP256R1()), repr=False)

    def __attrs_post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write(self.trusted, self._signed("an authority for tests", self._key.public_key(), root=True))

    @property
    def trusted(self) -> Path:
        """Its own certificate, which those trust that trust it."""
        return self.folder / "authority.pem"

    def issue(self, name: str, *, days: int = 30, addresses: Sequence[str] = ()) -> Certificate:
        """A certificate for the name, ``localhost``, 127.0.0.1 and more; ``days`` below 0 for one that has run out."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = Certificate(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        self._write(made.chain, self._signed(name, key.public_key(), root=False, days=days, addresses=addresses))
        kinds = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        made.key.write_bytes(key.private_bytes(serialization.Encoding.PEM, *kinds))
        made.key.chmod(0o600)
        return made

    def _signed(
        self, name: str, key: ec.EllipticCurvePublicKey, *, root: bool, days: int = 30, addresses: Sequence[str] = ()
    ) -> x509.Certificate:
        now, issuer = datetime.now(UTC), _named("an authority for tests")
        builder = x509.CertificateBuilder().subject_name(_named(name)).issuer_name(issuer).public_key(key)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=60)).not_valid_after(now + timedelta(days=days))
        builder = builder.add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        ours = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = builder.add_extension(ours, critical=False)
        if root:
            builder = builder.add_extension(_CERTIFIES, critical=True)
        else:
            names = [x509.DNSName(name), x509.DNSName("localhost")]
            places = [x509.IPAddress(ip_address(one)) for one in ("127.0.0.1", *addresses)]
            builder = builder.add_extension(x509.SubjectAlternativeName([*names, *places]), critical=False)
        return builder.sign(self._key, hashes.SHA256())

    @staticmethod
    def _write(path: Path, certificate: x509.Certificate) -> None:
        path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
