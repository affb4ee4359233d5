"""Languages that Shrutik can name; others are taken by their BCP 47 tags."""

import attrs

from shrutik_core.shared.language_tags import check_language

__all__ = ["LANGUAGES", "Language", "check_language"]


@attrs.frozen
class Language:
    """One language that people choose from.

    Attributes:
        tag: BCP 47.
        name: in English.
        endonym: as its speakers call it.
        direction: ``ltr`` or ``rtl``.
    """

    tag: str = attrs.field(converter=check_language)
    name: str
    endonym: str
    direction: str = "ltr"


LANGUAGES: tuple[Language, ...] = (
    Language("as", "Assamese", "অসমীয়া"),
    Language("bn", "Bengali", "বাংলা"),
    Language("brx", "Bodo", "बड़ो"),
    Language("ccp", "Chakma", "𑄌𑄋𑄴𑄟𑄳𑄦"),
    Language("en", "English", "English"),
    Language("gu", "Gujarati", "ગુજરાતી"),
    Language("hi", "Hindi", "हिन्दी"),
    Language("kha", "Khasi", "Khasi"),
    Language("mni", "Manipuri", "ꯃꯩꯇꯩꯂꯣꯟ"),
    Language("mr", "Marathi", "मराठी"),
    Language("ne", "Nepali", "नेपाली"),
    Language("or", "Odia", "ଓଡ଼ିଆ"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    Language("rhg", "Rohingya", "𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝", "rtl"),
    Language("sat", "Santali", "ᱥᱟᱱᱛᱟᱲᱤ"),
    Language("syl", "Sylheti", "ꠍꠤꠟꠐꠤ"),
    Language("ta", "Tamil", "தமிழ்"),
    Language("te", "Telugu", "తెలుగు"),
    Language("ur", "Urdu", "اردو", "rtl"),
)
