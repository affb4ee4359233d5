"""Devices by names that people know: no notice shows a whole User-Agent to somebody who reads it on a phone."""

import pytest

from shrutik_core.notices.devices import device_named
from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.notices.wording import LOCALES, wording
from shrutik_core.shared.ids import NoticeId
from shrutik_core.testing.builders import an_id, an_instant
from shrutik_core.testing.people import a_contributor

SAMSUNG = (
    "Mozilla/5.0 (Linux; Android 13; SM-A032F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36"
)
AGENTS = {
    SAMSUNG: "Samsung Internet, Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1": "Safari, iPhone",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0": "Firefox, Linux",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0": "Edge, Windows",
    "curl/8.5.0": "curl",
    "nightly upload": "nightly upload",
}


@pytest.mark.parametrize("agent", AGENTS)
def test_what_people_know_by_name_is_named(agent):
    assert device_named(agent) == AGENTS[agent]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_notice_of_a_new_device_names_it(locale):
    notice = Notice(NoticeId(an_id(1)), a_contributor(1).id, NoticeKind.NEW_SESSION, an_instant(1), {"device": SAMSUNG})
    told = wording(notice, locale)
    assert "(Samsung Internet, Android)" in told
    assert "Mozilla" not in told
