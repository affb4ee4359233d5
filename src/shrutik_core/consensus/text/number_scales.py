"""What multiplies digits in a language, as CLDR writes large numbers short: 5 Millionen, 3億."""

import regex
from babel import Locale

from shrutik_core.shared.writing.folding import fold

_PATTERN = regex.compile(r"[\u200e\u200f]*(0+)[\s\u00a0]*([\p{L}\p{M}]+)(?:'\.')?[\u200e\u200f]*")
_SIGN_BY_ITSELF = regex.compile(r"[\p{Han}\p{Hangul}]")
_SHORTEST = 3
"""Letters below which what is short for a scale is another word too, as bi and mi in Portuguese."""

_HUNDREDS = {"zh": {"百": 100, "千": 1000}, "ja": {"百": 100, "千": 1000}, "ko": {"백": 100}}
"""Those that CLDR does not use to write numbers short."""


def scales_of(locale: Locale) -> dict[str, int]:
    """The folded words to what they multiply by; none that CLDR uses for two scales."""
    found: dict[str, set[int]] = {}
    for width in ("short", "long"):
        for rows in locale.compact_decimal_formats[width].values():
            for magnitude, format_ in rows.items():
                if match := _PATTERN.fullmatch(format_.pattern):
                    word = fold(match[2])
                    if width == "long" or len(word) >= _SHORTEST or _SIGN_BY_ITSELF.match(word):
                        found.setdefault(word, set()).add(int(magnitude) // 10 ** (len(match[1]) - 1))
    scales = {word: scale for word, (scale, *others) in found.items() if not others}
    return scales | _HUNDREDS.get(locale.language, {})
