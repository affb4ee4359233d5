"""Operations on notices."""

from shrutik_core.use_cases.notices.choose_notices import ChooseNotices
from shrutik_core.use_cases.notices.read_notices import ReadNotices
from shrutik_core.use_cases.notices.write_notice_letter import STOP_ROUTE
from shrutik_http.call import Access
from shrutik_http.links import ROOT
from shrutik_http.notices.messages import (
    NoticePage,
    NoticeQuery,
    PreferencesMessage,
    PreferencesRequest,
    ReadMessage,
    ReadRequest,
    StopQuery,
)
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
        Operation(
            "GET",
            f"{ROOT}/me/notices/preferences",
            "How notices of each kind reach you",
            NoticesResource.preferences,
            PreferencesMessage,
            uses=(ChooseNotices.read,),
        ),
        Operation(
            "PUT",
            f"{ROOT}/me/notices/preferences",
            "Choose how notices reach you: on the page, by mail at once, in a letter of a day or a week, or not at all",
            NoticesResource.choose,
            PreferencesMessage,
            body=PreferencesRequest,
            uses=(ChooseNotices.choose,),
        ),
        Operation(
            "GET",
            f"{STOP_ROUTE}/{{about}}",
            "Go to the screen that ends letters of a kind, for mail programs that open the link",
            NoticesResource.show_unsubscribing,
            status=302,
            content=("text/html",),
            query=StopQuery,
            any_query=True,
            raises=("fields_invalid",),
            access=Access.OPEN,
            tagged=False,
        ),
        Operation(
            "POST",
            f"{STOP_ROUTE}/{{about}}",
            "End letters of a kind, as the link in each letter says (RFC 8058); no log-in is needed",
            NoticesResource.unsubscribe,
            status=204,
            query=StopQuery,
            any_query=True,
            raises=("fields_invalid",),
            uses=(ChooseNotices.unsubscribe,),
            access=Access.OPEN,
        ),
    ),
)
