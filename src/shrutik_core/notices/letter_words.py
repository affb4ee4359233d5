"""What letters say, in English and in Bengali."""

from collections.abc import Mapping
from datetime import timedelta
from html import escape
from types import MappingProxyType

import attrs

from shrutik_core.notices.letter import LetterKind


@attrs.frozen
class Wording:
    """One kind of letter in one language; ``{name}`` is the person, ``{link}``, ``{code}`` and ``{hours}`` the secret.

    Attributes:
        subject: one line.
        paragraphs: in order.
    """

    subject: str
    paragraphs: tuple[str, ...]


@attrs.frozen
class Worded:
    """A letter in words.

    Attributes:
        subject: one line.
        plain: the text.
        html: the same as HTML.
        language: BCP 47 tag.
    """

    subject: str
    plain: str
    html: str
    language: str


_CODE_EN = "Open {link} or, if a program asks for the code, give it this one: {code}"
_SOON_EN = "It works once, within {hours} hours. If you did not ask for this, you need do nothing: nothing will change."
_ASK_EN = "If this was not you, ask for a new password at once, and tell whoever runs this site."
_CODE_BN = "{link} খুলুন; কোনো প্রোগ্রাম সংকেত চাইলে এটি দিন: {code}"
_SOON_BN = "এটি একবারই কাজ করে, {hours} ঘণ্টা পর্যন্ত। আপনি না চেয়ে থাকলে কিছু করতে হবে না: কিছুই বদলাবে না।"
_ASK_BN = "আপনি না করে থাকলে এখনই নতুন পাসওয়ার্ড চেয়ে নিন, এবং যাঁরা এই সাইট চালান তাঁদের জানান।"

WORDS: Mapping[str, Mapping[LetterKind, Wording]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                LetterKind.VERIFY_EMAIL: Wording(
                    "Please confirm your e-mail address",
                    ("Hello {name},", "Please confirm that this letter has reached you.", _CODE_EN, _SOON_EN),
                ),
                LetterKind.CHANGE_EMAIL: Wording(
                    "Please confirm your new e-mail address",
                    ("Hello {name},", "This is to be the address of your account from now on.", _CODE_EN, _SOON_EN),
                ),
                LetterKind.RESET_PASSWORD: Wording(
                    "A new password",
                    ("Hello {name},", "You can choose a new password for your account.", _CODE_EN, _SOON_EN),
                ),
                LetterKind.EMAIL_CHANGING: Wording(
                    "Your account is about to get another e-mail address",
                    ("Hello {name},", "A letter went to the new address, which has to confirm it.", _ASK_EN),
                ),
                LetterKind.EMAIL_CHANGED: Wording(
                    "Your account now has another e-mail address",
                    ("Hello {name},", "Letters about your account now go to another address.", _ASK_EN),
                ),
                LetterKind.PASSWORD_CHANGED: Wording(
                    "Your account has a new password",
                    ("Hello {name},", "All sessions were ended; log in again.", _ASK_EN),
                ),
                LetterKind.REGISTERED_BEFORE: Wording(
                    "You already have an account",
                    (
                        "Hello {name},",
                        "Somebody wanted to register with this address, or to give it to another account.",
                        "You have an account here: log in, or ask for a new password if you have forgotten yours.",
                        "If this was not you, you need do nothing: nothing will change.",
                    ),
                ),
            }
        ),
        "bn": MappingProxyType(
            {
                LetterKind.VERIFY_EMAIL: Wording(
                    "আপনার ইমেইল ঠিকানা নিশ্চিত করুন",
                    ("প্রিয় {name},", "এই চিঠি আপনার কাছে পৌঁছেছে কি না, অনুগ্রহ করে জানান।", _CODE_BN, _SOON_BN),
                ),
                LetterKind.CHANGE_EMAIL: Wording(
                    "আপনার নতুন ইমেইল ঠিকানা নিশ্চিত করুন",
                    ("প্রিয় {name},", "এখন থেকে আপনার অ্যাকাউন্টের ঠিকানা এটি হবে।", _CODE_BN, _SOON_BN),
                ),
                LetterKind.RESET_PASSWORD: Wording(
                    "নতুন পাসওয়ার্ড",
                    ("প্রিয় {name},", "আপনি আপনার অ্যাকাউন্টের জন্য নতুন পাসওয়ার্ড দিতে পারেন।", _CODE_BN, _SOON_BN),
                ),
                LetterKind.EMAIL_CHANGING: Wording(
                    "আপনার অ্যাকাউন্টের ইমেইল ঠিকানা বদলাতে চলেছে",
                    ("প্রিয় {name},", "নতুন ঠিকানায় একটি চিঠি গেছে, সেখান থেকে নিশ্চিত করতে হবে।", _ASK_BN),
                ),
                LetterKind.EMAIL_CHANGED: Wording(
                    "আপনার অ্যাকাউন্টের ইমেইল ঠিকানা বদলেছে",
                    ("প্রিয় {name},", "আপনার অ্যাকাউন্টের চিঠি এখন থেকে অন্য ঠিকানায় যাবে।", _ASK_BN),
                ),
                LetterKind.PASSWORD_CHANGED: Wording(
                    "আপনার অ্যাকাউন্টের পাসওয়ার্ড বদলেছে",
                    ("প্রিয় {name},", "সব জায়গা থেকে লগ আউট করা হয়েছে; আবার লগ ইন করুন।", _ASK_BN),
                ),
                LetterKind.REGISTERED_BEFORE: Wording(
                    "আপনার একটি অ্যাকাউন্ট আগে থেকেই আছে",
                    (
                        "প্রিয় {name},",
                        "কেউ এই ঠিকানা দিয়ে নিবন্ধন করতে, বা অন্য অ্যাকাউন্টে এটি দিতে চেয়েছেন।",
                        "এখানে আপনার অ্যাকাউন্ট আছে: লগ ইন করুন, বা ভুলে গেলে নতুন পাসওয়ার্ড চেয়ে নিন।",
                        "আপনি না করে থাকলে কিছু করতে হবে না: কিছুই বদলাবে না।",
                    ),
                ),
            }
        ),
    }
)
FALLBACK = "en"

# The page that each secret is for.
PAGES: Mapping[LetterKind, str] = MappingProxyType(
    {
        LetterKind.VERIFY_EMAIL: "verify-email",
        LetterKind.CHANGE_EMAIL: "verify-email",
        LetterKind.RESET_PASSWORD: "reset-password",
    }
)


def worded(kind: LetterKind, locale: str, name: str, public_url: str, secret: str, good_for: timedelta) -> Worded:
    """A letter in the person's language, or in English if nobody has put it into that.

    Args:
        kind: what it says.
        locale: BCP 47 tag.
        name: of the person.
        public_url: where the site is, without a slash at the end.
        secret: what the reader gives back; empty if there is nothing to give.
        good_for: how long the secret is good for.
    """
    base = locale.partition("-")[0]
    language = base if base in WORDS else FALLBACK
    wording = WORDS[language][kind]
    # Behind the '#', so that the secret reaches no log of a server.
    link = f"{public_url}/{PAGES[kind]}#token={secret}" if secret else public_url
    values = {"name": name, "link": link, "code": secret, "hours": str(int(good_for.total_seconds()) // 3600)}
    paragraphs = [paragraph.format_map(values) for paragraph in wording.paragraphs]
    plain = "\n\n".join([*paragraphs, public_url]) + "\n"
    marked = {**{key: escape(value) for key, value in values.items()}, "link": _anchor(link)}
    body = "".join(f"<p>{escape(paragraph, quote=False).format_map(marked)}</p>" for paragraph in wording.paragraphs)
    html = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(wording.subject)}</title>'
        f"<body>{body}<p>{_anchor(public_url)}</p></body></html>\n"
    )
    return Worded(wording.subject, plain, html, language)


def _anchor(link: str) -> str:
    return f'<a href="{escape(link)}">{escape(link)}</a>'
