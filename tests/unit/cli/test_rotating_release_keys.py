"""A new key for releases, made from the command line: it signs at once, and the old one leads to it."""

from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.keys import rotate_signing_key
from shrutik_bootstrap.settings import read_settings
from shrutik_core.releases.signing.key_chain import follow
from shrutik_system.release_keyring import FolderReleaseKeyring
from shrutik_system.release_signer import Ed25519SignatureChecker


def test_the_new_key_signs_at_once_and_the_old_one_leads_to_it(tmp_path):
    settings = read_settings(data=tmp_path / "data")
    keyring = FolderReleaseKeyring(claim_data_folder(settings.data))
    before = keyring().signer.key
    new = rotate_signing_key(settings)
    held = keyring()
    assert held.signer.key.text == new != before.text
    assert follow(before, held.successions, Ed25519SignatureChecker().holds)[-1] == held.signer.key
