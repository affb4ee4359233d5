"""Notices: listed for whom they are, and read; and how each person wishes to be told."""

from typing import Self
from urllib.parse import urlencode

import attrs

from shrutik_core.shared.ids import NoticeId
from shrutik_core.use_cases.notices.choose_notices import ChooseNotices
from shrutik_core.use_cases.notices.read_notices import ReadNotices
from shrutik_core.use_cases.notices.write_notice_letter import STOP_SCREEN
from shrutik_http.call import Call
from shrutik_http.documents.resource import HTML
from shrutik_http.messages import NoQuery
from shrutik_http.notices.messages import (
    NoticeMessage,
    NoticePage,
    NoticeQuery,
    PreferencesMessage,
    PreferencesRequest,
    ReadMessage,
    ReadRequest,
    StopQuery,
)
from shrutik_http.replies import Document, Done
from shrutik_http.wiring import Wiring


@attrs.frozen
class NoticesResource:
    """What answers when a person asks for their notices."""

    read_notices: ReadNotices
    choose_notices: ChooseNotices

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.read_notices(), wiring.platform.choose_notices())

    def list(self, call: Call[None, NoticeQuery]) -> NoticePage:
        """List the caller's own."""
        said = call.query
        locale = said.language or call.person.locale
        page = self.read_notices.list(call.actor, said.page, unread=said.unread)
        listed = NoticePage.of(page, lambda notice: NoticeMessage.of(notice, locale))
        return listed.model_copy(update={"unread": self.read_notices.unread(call.actor)})

    def mark_read(self, call: Call[ReadRequest, NoQuery]) -> ReadMessage:
        """Note that they were read."""
        up_to, only = (NoticeId(one) if one else None for one in (call.body.up_to, call.body.only))
        return ReadMessage(read=self.read_notices.mark_read(call.actor, up_to, only))

    def preferences(self, call: Call[None, NoQuery]) -> PreferencesMessage:
        """Tell what the caller chose."""
        return PreferencesMessage.of(self.choose_notices.read(call.actor))

    def choose(self, call: Call[PreferencesRequest, NoQuery]) -> PreferencesMessage:
        """Change what the caller chose."""
        said = call.body
        return PreferencesMessage.of(self.choose_notices.choose(call.actor, said.choices, said.utc_offset))

    def show_unsubscribing(self, call: Call[None, StopQuery]) -> Document:
        """Lead to the screen that asks before it ends anything: programs that look into letters open every link."""
        said = {"about": call.path["about"], **call.query.model_dump()}
        return Document(b"", HTML, {"Location": f"{STOP_SCREEN}#{urlencode(said)}"})

    def unsubscribe(self, call: Call[None, StopQuery]) -> Done:
        """End letters to whoever got this one."""
        self.choose_notices.unsubscribe(call.path["about"], call.query.link)
        return Done()
