"""Others who read and write minisign's format take ours for theirs, and we theirs: the program, and py-minisign."""

import shutil
import subprocess

import pytest

from shrutik_core.releases.signing.minisign_text import LONGEST_COMMENT
from shrutik_core.releases.signing.release_key import read_key, read_secret, write_key, write_secret
from shrutik_core.releases.signing.release_signature import check_signature, read_signature, sign, write_signature
from shrutik_core.testing.builders import an_instant
from shrutik_system.release_keys import FILE_NAME, load_release_keys, rotate_release_key
from shrutik_system.release_signer import Ed25519SignatureChecker

HOLDS = Ed25519SignatureChecker().holds
SUMS = f"{'0' * 64}  README.md\n".encode()


@pytest.fixture
def keys(tmp_path):
    return load_release_keys(tmp_path)


@pytest.fixture
def signed(tmp_path, keys):
    """A folder with a list, its signature and the public key."""
    signature = sign(SUMS, "series=bn version=1", keys.secret.key, keys.signer.sign)
    (tmp_path / "SHA256SUMS").write_bytes(SUMS)
    (tmp_path / "SHA256SUMS.minisig").write_text(write_signature(signature), encoding="utf-8")
    (tmp_path / "release.pub").write_text(write_key(keys.secret.key), encoding="utf-8")
    return tmp_path


def key_line(path):
    """The key itself; in the comment above it minisign leaves out zeros at the beginning of the id."""
    return path.read_text(encoding="utf-8").splitlines()[1]


class TestProgram:
    @pytest.fixture
    def minisign(self, tmp_path):
        program = shutil.which("minisign")
        if program is None:
            pytest.skip("the program minisign is not installed (Debian: apt install minisign)")

        def run(*arguments):
            return subprocess.run([program, *arguments], cwd=tmp_path, capture_output=True, check=False, text=True)

        return run

    def test_it_takes_our_signature(self, minisign, signed, keys):
        by_file = minisign("-V", "-H", "-p", "release.pub", "-m", "SHA256SUMS")
        assert by_file.returncode == 0, by_file.stderr
        assert "Trusted comment: series=bn version=1" in by_file.stdout
        assert minisign("-V", "-P", keys.secret.key.text, "-m", "SHA256SUMS").returncode == 0

    @pytest.mark.parametrize("comment", ["ক = খ", "x" * LONGEST_COMMENT, ""])
    def test_it_takes_our_comments(self, minisign, signed, keys, comment):
        text = write_signature(sign(SUMS, comment, keys.secret.key, keys.signer.sign))
        (signed / "SHA256SUMS.minisig").write_text(text, encoding="utf-8")
        said = minisign("-V", "-Q", "-p", "release.pub", "-m", "SHA256SUMS")
        assert (said.returncode, said.stdout.removesuffix("\n")) == (0, comment)

    def test_it_refuses_what_was_changed(self, minisign, signed):
        (signed / "SHA256SUMS").write_bytes(SUMS + b"\n")
        assert minisign("-V", "-p", "release.pub", "-m", "SHA256SUMS").returncode != 0
        (signed / "SHA256SUMS").write_bytes(SUMS)
        path = signed / "SHA256SUMS.minisig"
        path.write_text(path.read_text(encoding="utf-8").replace("version=1", "version=2"), encoding="utf-8")
        assert minisign("-V", "-p", "release.pub", "-m", "SHA256SUMS").returncode != 0

    def test_it_signs_with_our_key_also_after_it_was_handed_on(self, minisign, signed):
        for now in (None, an_instant(1)):
            keys = load_release_keys(signed) if now is None else rotate_release_key(signed, now)
            # What it makes up for a comment holds a tab.
            done = minisign("-S", "-W", "-s", FILE_NAME, "-m", "SHA256SUMS")
            assert done.returncode == 0, done.stderr
            signature = read_signature((signed / "SHA256SUMS.minisig").read_text(encoding="utf-8"))
            assert "\t" in signature.comment
            assert check_signature(SUMS, signature, [keys.secret.key], HOLDS) == keys.secret.key

    def test_its_keys_are_ours(self, minisign, tmp_path):
        assert minisign("-G", "-W", "-p", "its.pub", "-s", FILE_NAME).returncode == 0
        (tmp_path / FILE_NAME).chmod(0o600)
        keys = load_release_keys(tmp_path)
        assert read_key((tmp_path / "its.pub").read_text(encoding="utf-8")) == keys.secret.key
        assert key_line(tmp_path / "its.pub") == write_key(keys.secret.key).splitlines()[1]

    def test_it_makes_the_public_half_of_our_key(self, minisign, signed):
        assert minisign("-R", "-s", FILE_NAME, "-p", "again.pub").returncode == 0
        assert key_line(signed / "again.pub") == key_line(signed / "release.pub")


class TestPyMinisign:
    @pytest.fixture
    def minisign(self):
        return pytest.importorskip("minisign", reason="py-minisign is not installed")

    def test_it_takes_our_signature_and_refuses_another(self, minisign, signed):
        key = minisign.PublicKey.from_file(signed / "release.pub")
        signature = minisign.Signature.from_file(signed / "SHA256SUMS.minisig")
        assert signature.is_prehashed()
        assert signature.trusted_comment == "series=bn version=1"
        key.verify(SUMS, signature)
        with pytest.raises(minisign.VerifyError):
            key.verify(SUMS + b"\n", signature)

    def test_it_signs_with_our_key(self, minisign, signed, keys):
        secret = minisign.SecretKey.from_bytes(write_secret(keys.secret).encode())
        text = bytes(secret.sign(SUMS, trusted_comment="its own")).decode()
        signature = read_signature(text)
        assert signature.comment == "its own"
        assert check_signature(SUMS, signature, [keys.secret.key], HOLDS) == keys.secret.key

    def test_its_keys_are_ours(self, minisign):
        pair = minisign.KeyPair.generate()
        secret = read_secret(bytes(pair.secret_key).decode())
        assert secret.key == read_key(bytes(pair.public_key).decode())
