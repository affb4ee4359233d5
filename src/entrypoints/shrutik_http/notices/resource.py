"""Notices: listed for whom they are, and read."""

from typing import Self

import attrs

from shrutik_core.shared.ids import NoticeId
from shrutik_core.use_cases.notices.read_notices import ReadNotices
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.notices.messages import NoticeMessage, NoticePage, NoticeQuery, ReadMessage, ReadRequest
from shrutik_http.wiring import Wiring


@attrs.frozen
class NoticesResource:
    """What answers when a person asks for their notices."""

    read_notices: ReadNotices

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.read_notices())

    def list(self, call: Call[None, NoticeQuery]) -> NoticePage:
        """List the caller's own."""
        said = call.query
        locale = said.language or call.person.locale
        page = self.read_notices.list(call.actor, said.page, unread=said.unread)
        return NoticePage.of(page, lambda notice: NoticeMessage.of(notice, locale))

    def mark_read(self, call: Call[ReadRequest, NoQuery]) -> ReadMessage:
        """Note that they were read."""
        up_to = call.body.up_to
        return ReadMessage(read=self.read_notices.mark_read(call.actor, NoticeId(up_to) if up_to else None))
