"""A letter of notices in words: one notice, or those of a day or a week, in English and in Bengali."""

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType

import attrs

from shrutik_core.notices.catalogue import place_of
from shrutik_core.notices.letter_words import Worded
from shrutik_core.notices.notice import Notice
from shrutik_core.notices.wording import in_figures, language_of, wording

MOST_IN_A_LETTER = 30
"""Notices that one letter tells; how many more there are it says, and they stand on the page."""
_LONGEST_SUBJECT = 70

_FRAME: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "subject": "{count} notices about your account and your voice",
            "hello": "Hello {name},",
            "more": "And {more} more on the page:",
            "why": "You get this letter because you have an account. Choose which letters you get:",
            "stop": "No more letters of this kind:",
        },
        "bn": {
            "subject": "আপনার অ্যাকাউন্ট ও কণ্ঠ নিয়ে {count}টি খবর",
            "hello": "প্রিয় {name},",
            "more": "আরও {more}টি আছে, সেগুলো পাতায় দেখুন:",
            "why": "আপনার অ্যাকাউন্ট আছে বলে এই চিঠি পাচ্ছেন। কোন চিঠি পাবেন তা বেছে নিন:",
            "stop": "এ ধরনের চিঠি আর চাই না:",
        },
    }
)
PREFERENCES = "/account/notices"
"""The screen of the page where a person chooses."""


@attrs.frozen
class Reader:
    """Whom a letter of notices is for.

    Attributes:
        name: of the person.
        locale: BCP 47 tag of the language that they read.
        public_url: where the site is, without a slash at the end.
        stop: address of a screen that ends such letters; empty if they cannot be ended.
    """

    name: str
    locale: str
    public_url: str
    stop: str = ""


def word_notices(notices: Sequence[Notice], reader: Reader) -> Worded:
    """The letter.

    Args:
        notices: at least one, the oldest first; those beyond `MOST_IN_A_LETTER` are counted.
        reader: whom it is for.
    """
    language = language_of(reader.locale)
    frame, site = _FRAME[language], reader.public_url
    told = [(wording(one, language), site + place_of(one.kind, one.facts)) for one in notices[:MOST_IN_A_LETTER]]
    more = len(notices) - len(told)
    parts = [(frame["hello"].format(name=reader.name), ""), *told]
    if more:
        parts.append((frame["more"].format(more=in_figures(str(more), language)), f"{site}/mine/notices"))
    parts.append((frame["why"], site + PREFERENCES))
    if reader.stop:
        parts.append((frame["stop"], reader.stop))
    subject = _subject(told[0][0], len(notices), language)
    return Worded(subject, _plain(parts), _html(parts, subject, language), language)


def _subject(first: str, count: int, language: str) -> str:
    if count > 1:
        return _FRAME[language]["subject"].format(count=in_figures(str(count), language))
    text = " ".join(first.split())
    return text if len(text) <= _LONGEST_SUBJECT else text[: _LONGEST_SUBJECT - 1].rpartition(" ")[0] + "…"


def _plain(parts: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(f"{text}\n{link}" if link else text for text, link in parts) + "\n"


def _html(parts: Sequence[tuple[str, str]], subject: str, language: str) -> str:
    body = "".join(f"<p>{escape(text)}{_anchor(link)}</p>" for text, link in parts)
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(subject)}</title>'
        f"<body>{body}</body></html>\n"
    )


def _anchor(link: str) -> str:
    return f'<br><a href="{escape(link)}">{escape(link)}</a>' if link else ""
