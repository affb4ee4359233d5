"""Read the feed of a series: its rows, its signed head, and the keys by which holders of a copy check it."""

from collections.abc import Iterator

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.release_keyring import ReleaseKeyring
from shrutik_core.ports.release_signer import ReleaseSigner
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.releases.feed.head import SignedHead, next_head, sign_head
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.releases.signing.key_list import KeyList
from shrutik_core.shared.errors import Missing

_AT_ONCE = 1_000


@attrs.frozen
class FeedPart:
    """Rows of a feed, from a place to where it ended when it was asked for.

    Attributes:
        tip: where it ended.
        lines: the rows, without line ends, read while they are taken.
    """

    tip: FeedTip
    lines: Iterator[str]


@attrs.frozen
class ReadSeriesFeed:
    """What was withdrawn from any release of a name, for everybody; it names clips by pseudonyms, and no person."""

    units_of_work: UnitsOfWork
    clock: Clock
    keyring: ReleaseKeyring

    def rows(self, series: str, after: int = 0) -> FeedPart:
        """The rows behind one of them, in bounded memory.

        Args:
            series: the name of the releases.
            after: number of the row before the first, 0 and up.

        Raises:
            Missing: ``series_missing``.
        """
        with self.units_of_work() as uow:
            _check_exists(uow, series)
            tip = uow.series_feeds.tip(series)
        return FeedPart(tip, self._lines(series, after, tip.seq))

    def head(self, series: str) -> SignedHead:
        """The statement that stands; a new one if the feed or the key moved, or half of its lifetime is over.

        Raises:
            Missing: ``series_missing``.
            Unavailable: ``release_key_unavailable`` or ``try_again``.
        """
        signer = self.keyring().signer
        with self.units_of_work() as uow:
            _check_exists(uow, series)
            standing = self._standing(uow, series, signer)
            if standing is not None:
                return standing
            uow.series_feeds.alone(series)
            # Whoever was alone before may have signed.
            standing = self._standing(uow, series, signer)
            if standing is not None:
                return standing
            before, tip = uow.series_feeds.head(series), uow.series_feeds.tip(series)
            signed = sign_head(next_head(series, tip, before, self.clock.now()), signer.key, signer.sign)
            uow.series_feeds.keep_head(signed)
            uow.commit()
        return signed

    def keys(self) -> KeyList:
        """The public key that signs now, and how it came to be that.

        Raises:
            Unavailable: ``release_key_unavailable``.
        """
        held = self.keyring()
        return KeyList(held.signer.key, held.successions)

    def _standing(self, uow: UnitOfWork, series: str, signer: ReleaseSigner) -> SignedHead | None:
        kept, tip = uow.series_feeds.head(series), uow.series_feeds.tip(series)
        stands = kept is not None and kept.stands(tip, signer.key, self.clock.now())
        return kept if stands else None

    def _lines(self, series: str, after: int, last: int) -> Iterator[str]:
        while after < last:
            with self.units_of_work() as uow:
                found = uow.series_feeds.lines(series, after, min(_AT_ONCE, last - after))
            if not found:
                return
            yield from found
            after += len(found)


def _check_exists(uow: UnitOfWork, series: str) -> None:
    if not uow.series_feeds.exists(series):
        raise Missing("series_missing", "There is no release of this name yet; look at the title of your copy.")
