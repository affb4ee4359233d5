"""Withdrawals: asked for, undone, listed; feeds of releases; and the archive of all that a person gave."""

from typing import Self

import attrs

from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.ids import RecordingId, ReleaseId, WithdrawalId
from shrutik_core.use_cases.withdrawal.export_own import ExportOwn
from shrutik_core.use_cases.withdrawal.read_withdrawals import ReadWithdrawals
from shrutik_core.use_cases.withdrawal.undo_withdrawal import UndoWithdrawal
from shrutik_core.use_cases.withdrawal.withdraw import Withdraw, WithdrawalReport
from shrutik_http.call import Call
from shrutik_http.media import Streamed
from shrutik_http.messages import NoQuery, NumberedPageQuery, PageQuery
from shrutik_http.wiring import Wiring
from shrutik_http.withdrawals.messages import (
    WithdrawalMessage,
    WithdrawalPage,
    WithdrawalRequest,
    WithdrawnClipMessage,
    WithdrawnClipPage,
)


@attrs.frozen
class WithdrawalsResource:
    """What answers when something is taken back."""

    withdraw: Withdraw
    undo_withdrawal: UndoWithdrawal
    read_withdrawals: ReadWithdrawals
    export_own: ExportOwn

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(platform.withdraw(), platform.undo_withdrawal(), platform.read_withdrawals(), platform.export_own())

    def request(self, call: Call[WithdrawalRequest, NoQuery]) -> WithdrawalMessage:
        """Take something back."""
        return WithdrawalMessage.of(self._asked(call))

    def recording(self, call: Call[None, NoQuery]) -> WithdrawalMessage:
        """Take a recording back."""
        report = self.withdraw.recording(call.actor, RecordingId(call.id("recording_id")))
        return WithdrawalMessage.of(report)

    def account(self, call: Call[None, NoQuery]) -> WithdrawalMessage:
        """Take the account back, and all of its voice."""
        return WithdrawalMessage.of(self.withdraw.account(call.actor))

    def undo(self, call: Call[None, NoQuery]) -> WithdrawalMessage:
        """Undo a withdrawal."""
        return WithdrawalMessage.of(self.undo_withdrawal(call.actor, WithdrawalId(call.id("withdrawal_id"))))

    def list(self, call: Call[None, PageQuery]) -> WithdrawalPage:
        """List the caller's own."""
        return WithdrawalPage.of(self.read_withdrawals.own(call.actor, call.query.page), WithdrawalMessage.of)

    def feed(self, call: Call[None, NumberedPageQuery]) -> WithdrawnClipPage:
        """Tell which clips of a release were withdrawn."""
        page = self.read_withdrawals.feed(ReleaseId(call.id("release_id")), call.query.page)
        return WithdrawnClipPage.of(page, WithdrawnClipMessage.of)

    def export(self, call: Call[None, NoQuery]) -> Streamed:
        """Send all that the caller gave."""
        return Streamed("application/zip", "shrutik-export.zip", self.export_own(call.actor))

    def _asked(self, call: Call[WithdrawalRequest, NoQuery]) -> WithdrawalReport:
        match call.body:
            case WithdrawalRequest(recording=None, collection=None, purpose=None, account=True):
                return self.withdraw.account(call.actor, call.key)
            case WithdrawalRequest(recording=None, collection=str() as slug, purpose=str() as purpose, account=False):
                return self.withdraw.purpose(call.actor, slug, purpose, call.key)
            case WithdrawalRequest(recording=id_, collection=None, purpose=None, account=False) if id_ is not None:
                return self.withdraw.recording(call.actor, RecordingId(id_), call.key)
        detail = "Name one recording, or one collection and one purpose of it, or your account."
        raise Invalid("withdrawal_invalid", detail, errors=[FieldError("", detail, "withdrawal_invalid")])
