"""Operations on notices."""

from shrutik_core.use_cases.notices.read_notices import ReadNotices
from shrutik_http.links import ROOT
from shrutik_http.notices.messages import NoticePage, NoticeQuery, ReadMessage, ReadRequest
from shrutik_http.notices.resource import NoticesResource
from shrutik_http.operation import Noun, Operation

NOTICES = Noun(
    "notices",
    "What you are told about your account and your voice, in your language.",
    NoticesResource,
    (
        Operation(
            "GET",
            f"{ROOT}/me/notices",
            "Your own notices, newest first",
            NoticesResource.list,
            NoticePage,
            query=NoticeQuery,
            uses=(ReadNotices.list,),
        ),
        Operation(
            "POST",
            f"{ROOT}/me/notices/read",
            "Say that you have read your notices",
            NoticesResource.mark_read,
            ReadMessage,
            body=ReadRequest,
            uses=(ReadNotices.mark_read,),
        ),
    ),
)
