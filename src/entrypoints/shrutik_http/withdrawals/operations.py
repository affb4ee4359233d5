"""Operations on withdrawals."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.withdrawal.export_own import ExportOwn
from shrutik_core.use_cases.withdrawal.read_withdrawals import ReadWithdrawals
from shrutik_core.use_cases.withdrawal.undo_withdrawal import UndoWithdrawal
from shrutik_core.use_cases.withdrawal.withdraw import Withdraw
from shrutik_http.call import Access
from shrutik_http.links import ROOT
from shrutik_http.messages import NumberedPageQuery, PageQuery
from shrutik_http.operation import Noun, Operation
from shrutik_http.withdrawals.messages import (
    WithdrawalMessage,
    WithdrawalPage,
    WithdrawalRequest,
    WithdrawnClipPage,
)
from shrutik_http.withdrawals.resource import WithdrawalsResource

_OWN = f"{ROOT}/me/withdrawals"

WITHDRAWALS = Noun(
    "withdrawals",
    "What speakers take back, and what holders of releases are told of it.",
    WithdrawalsResource,
    (
        Operation(
            "GET",
            _OWN,
            "Your own withdrawals, newest first, with the releases that they concern",
            WithdrawalsResource.list,
            WithdrawalPage,
            query=PageQuery,
            uses=(ReadWithdrawals.own,),
            leaving=True,
        ),
        Operation(
            "POST",
            _OWN,
            "Take back a recording, one purpose of a collection, or your account; it can be undone for a while",
            WithdrawalsResource.request,
            WithdrawalMessage,
            202,
            body=WithdrawalRequest,
            uses=(Withdraw.recording, Withdraw.purpose, Withdraw.account),
            raises=("withdrawal_invalid",),
            once="withdraw",
        ),
        Operation(
            "POST",
            _OWN + "/{withdrawal_id}/undo",
            "Undo a withdrawal of yours while its time lasts",
            WithdrawalsResource.undo,
            WithdrawalMessage,
            uses=(UndoWithdrawal.__call__,),
            leaving=True,
        ),
        Operation(
            "DELETE",
            ROOT + "/recordings/{recording_id}",
            "Take back a recording of yours; it can be undone for a while",
            WithdrawalsResource.recording,
            WithdrawalMessage,
            202,
            uses=(Withdraw.recording,),
        ),
        Operation(
            "DELETE",
            f"{ROOT}/me",
            "Take back your account and all of your voice; it can be undone for a while",
            WithdrawalsResource.account,
            WithdrawalMessage,
            202,
            uses=(Withdraw.account,),
            leaving=True,
        ),
        Operation(
            "GET",
            f"{ROOT}/me/export",
            "All that you gave and all that is kept about you, as one zip file",
            WithdrawalsResource.export,
            content=("application/zip",),
            uses=(ExportOwn.__call__,),
            leaving=True,
            tagged=False,
            limit=Limit.COSTLY,
        ),
        Operation(
            "GET",
            ROOT + "/releases/{release_id}/withdrawals",
            "The clips of a release that were withdrawn, oldest first, for whoever holds a copy",
            WithdrawalsResource.feed,
            WithdrawnClipPage,
            query=NumberedPageQuery,
            uses=(ReadWithdrawals.feed,),
            access=Access.OPEN,
        ),
    ),
)
