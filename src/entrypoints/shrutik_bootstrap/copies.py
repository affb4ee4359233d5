"""What readers of releases use on a copy of one: no installation, no server, no database."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from shrutik_bootstrap.buckets import bucket, is_bucket
from shrutik_bootstrap.extras import load
from shrutik_bootstrap.release_places import check_released, check_unpacked
from shrutik_bootstrap.release_views import release_views
from shrutik_core.releases.copies.report import CopyReport
from shrutik_core.releases.delta.summary import DeltaSummary
from shrutik_core.releases.signing.key_chain import follow
from shrutik_core.releases.signing.key_list import read_key_list, read_successions
from shrutik_core.releases.signing.release_key import ReleaseKey, read_key
from shrutik_core.releases.views.sound import OpenClip, SoundForm
from shrutik_core.releases.views.view import View
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_datasets.copies.bringing_on import BroughtOn, bring_on, write_delta
from shrutik_datasets.copies.copy_folder import CopyFolder
from shrutik_datasets.copies.export_check import ExportCheck
from shrutik_datasets.copies.feed_check import FeedCheck
from shrutik_datasets.copies.feed_source import fetch_feed, fetch_text
from shrutik_datasets.copies.verifying import CopyTrust, Verifying
from shrutik_datasets.copies.view_writing import RewrittenViews
from shrutik_datasets.copies.withdrawing import Applied, Withdrawing
from shrutik_datasets.fetching import is_address
from shrutik_datasets.opening import OpenedRelease, open_release
from shrutik_datasets.release_source import BlobSource, no_other_scheme
from shrutik_datasets.zstandard_compressor import ZstandardCompressor
from shrutik_system.release_signer import Ed25519SignatureChecker

_HOLDS = Ed25519SignatureChecker().holds


def copy_folder(root: Path) -> CopyFolder:
    """A copy of a release in a folder."""
    return CopyFolder(root, ZstandardCompressor())


def trusted_keys(key: str, keys: str | None = None) -> tuple[ReleaseKey, ...]:
    """The keys that whoever trusts one of them may trust, the newest last.

    Args:
        key: as ``minisign -P`` takes it, or file or address of one, also of the list that an installation publishes.
        keys: file or address of ``KEYS`` or of that list, if the key was followed by others.

    Raises:
        Invalid: ``signature_malformed`` if it is no key, and what `follow` raises.
        Missing: ``fetch_missing`` if there is no such file.
    """
    anchor = read_key_list(fetch_text(key)).key if _is_file(key) else read_key(key)
    return follow(anchor, read_successions(fetch_text(keys)) if keys else (), _HOLDS)


def verify_copy(
    root: Path, *, key: str | None = None, keys: str | None = None, feed: str | None = None, fast: bool = False
) -> CopyReport:
    """What verifying a copy came to; see `Verifying.run` for errors.

    Args:
        root: the folder.
        key: see `trusted_keys`; None to leave signatures alone.
        keys: see `trusted_keys`.
        feed: file or address of the withdrawal feed; None to leave it alone.
        fast: whether sizes and the index are enough.

    Raises:
        Invalid: ``feed_without_key``.
    """
    trusted = trusted_keys(key, keys) if key else ()
    check = _feed_check(feed, trusted) if feed else None
    return Verifying(copy_folder(root), CopyTrust(trusted, _HOLDS, check), RewrittenViews(views_named), fast).run()


def verify_export(root: Path, *, fast: bool = False) -> CopyReport:
    """What checking an export by its own checksums came to; see `ExportCheck.run` for errors.

    Args:
        root: the folder.
        fast: whether names are enough.
    """
    try:
        rows = load("shrutik_datasets.huggingface_view", "datasets").rows_in
    except Unavailable:
        rows = None
    return ExportCheck(copy_folder(root), rows, fast).run()


def apply_withdrawals(root: Path, feed: str, key: str, keys: str | None = None) -> Applied:
    """Take out of a copy what a feed withdraws; see `Withdrawing.run` for errors."""
    check = _feed_check(feed, trusted_keys(key, keys))
    return Withdrawing(copy_folder(root), check, RewrittenViews(views_named)).run()


def make_delta(earlier: Path, later: Path, out: Path) -> DeltaSummary:
    """Write the delta between two copies; see `write_delta` for errors."""
    return write_delta(copy_folder(earlier), copy_folder(later), out)


def apply_delta(earlier: Path, later: Path, delta: Path | None) -> BroughtOn:
    """Complete a folder of a later version from a copy of an earlier one; see `bring_on`."""
    return bring_on(copy_folder(earlier), copy_folder(later), delta)


def open_copy(where: str, split: str | None = None) -> OpenedRelease:
    """A release in a folder, in a bucket or at an address, to be read; see `open_release`.

    Raises:
        Invalid: ``address_unknown``, ``archive_packed``, ``export_given``, or ``settings_invalid`` if it is not a
            bucket's address.
        Unavailable: ``extra_missing`` for a bucket.
    """
    check_unpacked(where)
    check_released(where, "load it as its README.md says")
    if is_bucket(where):
        return OpenedRelease(BlobSource(bucket(where, "The address")), split)
    if not is_address(where):
        no_other_scheme(where, "name a folder, https://… or a bucket: s3+https://s3.example.org/bucket/prefix")
    return open_release(where, split)


def views_named(forms: Mapping[str, SoundForm | None], open_clip: OpenClip) -> Sequence[View]:
    """The views that stand in releases under these names, each in the form that its sound has.

    Raises:
        Invalid: ``view_unknown``.
        Unavailable: ``extra_missing`` if one needs a package that is not installed.
    """
    found: list[View] = []
    for name, form in forms.items():
        if form:
            found.append(load("shrutik_datasets.view_catalogue", "datasets").sound_views(open_clip, form)[name])
        else:
            found += release_views([name])
    return found


def _feed_check(feed: str, keys: Sequence[ReleaseKey]) -> FeedCheck:
    if not keys:
        raise Invalid("feed_without_key", "Only a feed's signature makes it trustworthy: give --key, too.")
    return FeedCheck(fetch_feed(feed), keys[-1], _HOLDS, datetime.now(UTC))


def _is_file(key: str) -> bool:
    return key.startswith(("http://", "https://")) or Path(key).is_file()
