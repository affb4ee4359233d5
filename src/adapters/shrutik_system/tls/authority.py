"""The certificate authority of one installation, and the certificate of its server."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network

import attrs
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shrutik_system.tls.machine_names import LOCAL, Address, MachineNames

AUTHORITY_LIFETIME = timedelta(days=3650)
LIFETIME = timedelta(days=397)
"""Of the server's certificate: browsers take none that is good for longer."""
RENEWED_BEFORE = timedelta(days=30)
# Phones' clocks may be slow.
_BACKDATED = timedelta(days=1)
_NAMES = ("localhost", LOCAL)
_OF_IPV4 = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8")
_OF_IPV6 = ("fc00::/7", "fe80::/10", "::1/128")
_NETWORKS: tuple[IPv4Network | IPv6Network, ...] = (*map(IPv4Network, _OF_IPV4), *map(IPv6Network, _OF_IPV6))
_ENCODING = serialization.Encoding


@attrs.frozen
class Credential:
    """A private key, and the certificate of it.

    Attributes:
        key: on the curve P-256.
        certificate: of that key.
    """

    key: ec.EllipticCurvePrivateKey = attrs.field(repr=False)
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        """Both as text, the key first; a secret."""
        form = serialization.PrivateFormat.PKCS8
        key = self.key.private_bytes(_ENCODING.PEM, form, serialization.NoEncryption())
        return (key + self.certificate.public_bytes(_ENCODING.PEM)).decode("ascii")

    @property
    def der(self) -> bytes:
        """The certificate alone, which is no secret."""
        return self.certificate.public_bytes(_ENCODING.DER)

    @property
    def names(self) -> frozenset[str]:
        """Names and addresses that the certificate is good for."""
        return _named(self.certificate)


def credential_of(pem: str) -> Credential:
    """The credential that a text holds.

    Raises:
        ValueError: if it holds none, or its two parts do not belong together.
    """
    key = serialization.load_pem_private_key(pem.encode("ascii"), None)
    certificate = x509.load_pem_x509_certificate(pem.encode("ascii"))
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise ValueError("the key is not that of the certificate")
    return Credential(key, certificate)


def fingerprint(der: bytes) -> str:
    """The SHA-256 of a certificate, as phones and browsers show it: ``3F:A0:…``."""
    return hashlib.sha256(der).digest().hex(":").upper()


def make_authority(names: MachineNames, now: datetime) -> Credential:
    """A new authority, which can sign for nothing in the world outside this network but the machine's own names.

    Whoever steals its key can so deceive those who trust it about this machine and its network, not about their bank.

    Args:
        names: of the machine.
        now: with a time zone.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    # Two authorities with one name would be taken for each other.
    subject = _subject(f"Shrutik CA {secrets.token_hex(4)}")
    builder = _begun(subject, subject, key, now, AUTHORITY_LIFETIME)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=True), critical=True)
    builder = builder.add_extension(x509.NameConstraints(_permitted(names), None), critical=True)
    return Credential(key, builder.sign(key, hashes.SHA256()))


def permitted(authority: Credential, names: MachineNames) -> MachineNames:
    """Those of the names that the authority may sign for."""
    limits = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints).value
    subtrees = limits.permitted_subtrees or ()
    domains = [one.value for one in subtrees if isinstance(one, x509.DNSName)]
    networks = [one.value for one in subtrees if isinstance(one, x509.IPAddress)]
    return MachineNames(
        frozenset(host for host in names.hosts if any(f".{host}".endswith(f".{domain}") for domain in domains)),
        frozenset(one for one in names.addresses if any(_within(one, network) for network in networks)),
    )


def sign_for(authority: Credential, names: MachineNames, now: datetime) -> Credential:
    """A new key, and the authority's certificate of it for some names.

    Args:
        authority: that signs.
        names: all permitted.
        now: with a time zone.
    """
    key, by = ec.generate_private_key(ec.SECP256R1()), authority.certificate
    lifetime = min(LIFETIME, by.not_valid_after_utc - now + _BACKDATED)
    builder = _begun(_subject("Shrutik"), by.subject, key, now, lifetime)
    alternatives: list[x509.GeneralName] = [x509.DNSName(one) for one in sorted(names.hosts)]
    alternatives += [x509.IPAddress(one) for one in sorted(names.addresses, key=str)]
    builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    builder = builder.add_extension(identifier, critical=False)
    return Credential(key, builder.sign(authority.key, hashes.SHA256()))


def is_near_its_end(certificate: x509.Certificate, now: datetime) -> bool:
    """Whether less than `RENEWED_BEFORE` is left of it."""
    return certificate.not_valid_after_utc - now < RENEWED_BEFORE


def is_good(server: Credential, authority: Credential, names: MachineNames, now: datetime) -> bool:
    """Whether a server's certificate is for these names, of this authority, and good for long enough."""
    try:
        server.certificate.verify_directly_issued_by(authority.certificate)
    except (ValueError, TypeError, InvalidSignature):
        return False
    begun = server.certificate.not_valid_before_utc <= now
    return begun and server.names == names.texts and not is_near_its_end(server.certificate, now)


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, lifetime: timedelta
) -> x509.CertificateBuilder:
    begins = now - _BACKDATED
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(begins).not_valid_after(begins + lifetime)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _permitted(names: MachineNames) -> list[x509.GeneralName]:
    domains = dict.fromkeys((*_NAMES, *sorted(host for host in names.hosts if not host.endswith(f".{LOCAL}"))))
    elsewhere = [one for one in names.addresses if not any(_within(one, network) for network in _NETWORKS)]
    networks: list[IPv4Network | IPv6Network] = [*_NETWORKS, *map(ip_network, sorted(elsewhere, key=str))]
    return [*(x509.DNSName(one) for one in domains), *(x509.IPAddress(one) for one in networks)]


def _within(address: Address, network: object) -> bool:
    return isinstance(network, IPv4Network | IPv6Network) and address in network


def _named(certificate: x509.Certificate) -> frozenset[str]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return frozenset()
    hosts: Iterable[str] = found.get_values_for_type(x509.DNSName)
    return frozenset([*hosts, *map(str, found.get_values_for_type(x509.IPAddress))])
