"""The words of every notice: kind, then language, then text; ``{name}`` is one of the notice's facts."""

from collections.abc import Mapping

from shrutik_core.notices.devices import device_named
from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.shared.writing.tags import primary_subtag

FALLBACK = "en"
LOCALES = ("en", "bn")
_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
# Facts that are shown as they are in every language, such as what stands in an address.
_AS_IT_IS = frozenset({"collection", "version", "key", "institution", "release", "advice", "name"})

_WITH_ADVICE: Mapping[str, str] = {
    "en": "A recording of yours could not be used. {advice}",
    "bn": "আপনার একটি রেকর্ডিং ব্যবহার করা যায়নি। {advice}",
}
"""The words of a refusal that says what to do about it."""

_ROLES: Mapping[str, Mapping[str, str]] = {
    "contributor": {"en": "contributor", "bn": "অংশগ্রহণকারী"},
    "facilitator": {"en": "facilitator", "bn": "সহায়ক"},
    "reviewer": {"en": "reviewer", "bn": "যাচাইকারী"},
    "researcher": {"en": "researcher", "bn": "গবেষক"},
    "admin": {"en": "admin", "bn": "প্রশাসক"},
}

WORDS: Mapping[NoticeKind, Mapping[str, str]] = {
    NoticeKind.ROLE_CHANGED: {
        "en": "Your account now has the role of {role}.",
        "bn": "আপনার অ্যাকাউন্টের ভূমিকা এখন: {role}।",
    },
    NoticeKind.ACCOUNT_DISABLED: {
        "en": "An administrator has disabled your account. Ask them if you think that this is a mistake.",
        "bn": "একজন প্রশাসক আপনার অ্যাকাউন্ট বন্ধ করেছেন। ভুল হয়েছে মনে করলে তাঁর সঙ্গে যোগাযোগ করুন।",
    },
    NoticeKind.ACCOUNT_ENABLED: {
        "en": "Your account is active again. Please log in again on each of your devices.",
        "bn": "আপনার অ্যাকাউন্ট আবার চালু হয়েছে। আপনার প্রতিটি ডিভাইসে নতুন করে লগ ইন করুন।",
    },
    NoticeKind.PASSWORD_CHANGED: {
        "en": "The password of your account was changed. If that was not you, reset your password at once.",
        "bn": "আপনার অ্যাকাউন্টের পাসওয়ার্ড বদলানো হয়েছে। আপনি নিজে না বদলে থাকলে এখনই নতুন পাসওয়ার্ড দিন।",
    },
    NoticeKind.EMAIL_CHANGED: {
        "en": "The e-mail address of your account was changed. If that was not you, tell an administrator at once.",
        "bn": "আপনার অ্যাকাউন্টের ই-মেইল ঠিকানা বদলানো হয়েছে। আপনি নিজে না বদলে থাকলে এখনই প্রশাসককে জানান।",
    },
    NoticeKind.NEW_SESSION: {
        "en": "Someone logged in to your account with a device or program that had not been used for it before "
        "({device}). If that was not you, end that session and change your password.",
        "bn": "নতুন একটি ডিভাইস বা প্রোগ্রাম থেকে ({device}) আপনার অ্যাকাউন্টে লগ ইন করা হয়েছে। "
        "আপনি নিজে না করে থাকলে সেই সেশনটি শেষ করুন এবং পাসওয়ার্ড বদলান।",
    },
    NoticeKind.REFRESH_REUSED: {
        "en": "A session of your account was ended, because what keeps it logged in was used twice: it may have been "
        "copied. Log in again, and change your password if you did not do this.",
        "bn": "আপনার অ্যাকাউন্টের একটি সেশন শেষ করে দেওয়া হয়েছে, কারণ তার চাবি দুবার ব্যবহার হয়েছে; কেউ হয়তো তা নকল করেছে। "
        "আবার লগ ইন করুন, আর এটি আপনার কাজ না হলে পাসওয়ার্ড বদলান।",
    },
    NoticeKind.WITHDRAWAL_BEGUN: {
        "en": "Your withdrawal has been noted. You can undo it until {undo_until} (UTC); "
        "after that your voice is deleted for good.",
        "bn": "আপনার প্রত্যাহারের অনুরোধ পাওয়া গেছে। {undo_until} (UTC) পর্যন্ত আপনি তা ফিরিয়ে নিতে পারেন; "
        "এরপর আপনার কণ্ঠ চিরতরে মুছে ফেলা হবে।",
    },
    NoticeKind.WITHDRAWAL_UNDONE: {
        "en": "You have undone your withdrawal. Nothing was deleted.",
        "bn": "আপনি প্রত্যাহারের অনুরোধ ফিরিয়ে নিয়েছেন। কিছুই মুছে ফেলা হয়নি।",
    },
    NoticeKind.WITHDRAWAL_DONE: {
        "en": "What you withdrew has been deleted, together with all that was derived from it.",
        "bn": "আপনি যা প্রত্যাহার করেছেন, তা এবং তা থেকে তৈরি সবকিছু মুছে ফেলা হয়েছে।",
    },
    NoticeKind.CONSENT_ASKED_AGAIN: {
        "en": "The consent text of the collection “{collection}” has changed (version {version}). "
        "Please read it and say again what you agree to; until then you cannot record there.",
        "bn": "“{collection}” সংগ্রহের সম্মতিপত্র বদলেছে (সংস্করণ {version})। "
        "অনুগ্রহ করে পড়ে আবার জানান আপনি কীসে সম্মত; তার আগে সেখানে রেকর্ড করা যাবে না।",
    },
    NoticeKind.RECORDING_REFUSED: {
        "en": "A recording of yours could not be used. Look at it to see why, then record again.",
        "bn": "আপনার একটি রেকর্ডিং ব্যবহার করা যায়নি। কারণটি রেকর্ডিংটির পাশে দেখে আবার রেকর্ড করুন।",
    },
    NoticeKind.RELEASE_READY: {
        "en": "A dataset with your voice has come out: “{release}”. Look at what it holds; "
        "you can still take your voice back at any time.",
        "bn": "আপনার কণ্ঠ আছে এমন একটি ডেটাসেট প্রকাশিত হয়েছে: “{release}”। তাতে কী আছে দেখে নিন; "
        "আপনি যেকোনো সময় আপনার কণ্ঠ ফিরিয়ে নিতে পারেন।",
    },
    NoticeKind.REVIEW_ASKED: {
        "en": "Clips of the collection “{collection}” are waiting for a reviewer, {waiting} at last count. "
        "Please decide some of them.",
        "bn": "“{collection}” সংগ্রহের কিছু ক্লিপ যাচাইকারীর অপেক্ষায় আছে, শেষ গণনায় {waiting}টি। "
        "অনুগ্রহ করে কয়েকটি দেখে সিদ্ধান্ত দিন।",
    },
    NoticeKind.KEY_MADE: {
        "en": "An API key was made for your account: “{key}”. Whoever has it can act for you. "
        "If that was not you, revoke it and change your password.",
        "bn": "আপনার অ্যাকাউন্টের জন্য একটি API কী তৈরি হয়েছে: “{key}”। যার কাছে এটি আছে, সে আপনার হয়ে কাজ করতে পারে। "
        "আপনি নিজে না করে থাকলে কীটি বাতিল করুন এবং পাসওয়ার্ড বদলান।",
    },
    NoticeKind.IDENTITY_LINKED: {
        "en": "You can now log in to your account through {institution}. "
        "If it was not you who set this up, remove the link and change your password.",
        "bn": "এখন {institution} দিয়েও আপনার অ্যাকাউন্টে লগ ইন করা যায়। "
        "আপনি নিজে না করে থাকলে সেই সংযোগ মুছে দিন এবং পাসওয়ার্ড বদলান।",
    },
    NoticeKind.WEBHOOK_OFF: {
        "en": "Your webhook “{name}” was switched off, because it has not taken what it was sent. "
        "Switch it on again once its server is well.",
        "bn": "আপনার ওয়েবহুক “{name}” বন্ধ করা হয়েছে, কারণ সেটি পাঠানো খবর নেয়নি। সার্ভার ঠিক হলে আবার চালু করুন।",
    },
}


def wording(notice: Notice, locale: str = FALLBACK) -> str:
    """What the notice says, in one or two sentences.

    Args:
        notice: whatever its facts; those that are not there leave an empty place.
        locale: a BCP 47 tag; its language counts. English if there are no words in it.
    """
    language = language_of(locale)
    facts = {name: _shown(name, value, language) for name, value in notice.facts.items()}
    words = _WITH_ADVICE if "advice" in facts else WORDS[notice.kind]
    return words[language].format_map(_Filled(facts)).strip()


def language_of(locale: str) -> str:
    """The language that notices are told in to someone who reads this one."""
    wanted = primary_subtag(locale)
    return wanted if wanted in LOCALES else FALLBACK


def in_figures(text: str, language: str) -> str:
    """A number, or a text with numbers, in the figures of the language."""
    return text.translate(_BENGALI) if language == "bn" else text


class _Filled(dict[str, str]):
    """Facts, and nothing for one that is missing."""

    def __missing__(self, _name: str) -> str:
        return ""


def _shown(name: str, value: str | int, language: str) -> str:
    text = str(value)
    if name == "role":
        return _ROLES.get(text, {}).get(language, text)
    if name == "device":
        return device_named(text)
    return text if name in _AS_IT_IS else in_figures(text, language)
