"""Letters that Unicode says not to write as sequences, and the sequences that people type for them all the same.

Sources: the "do not use" tables of the Unicode core specification (chapters 12, 13 and 16, Unicode 17) and its list of
sequences not to emit (DoNotEmit.txt); only those of scripts in daily use.
"""

_VOWELS = """
0905 0946 0904  0905 093E 0906  0909 0941 090A  090F 0945 090D  090F 0946 090E  090F 0947 0910  0905 0949 0911
0906 0945 0911  0905 094A 0912  0906 0946 0912  0905 094B 0913  0906 0947 0913  0905 094C 0914  0906 0948 0914
0905 0945 0972  0905 093A 0973  0905 093B 0974  0906 093A 0974  0905 094F 0975  0905 0956 0976  0905 0957 0977
0985 09BE 0986  098B 09C3 09E0  098C 09E2 09E1
0A05 0A3E 0A06  0A72 0A3F 0A07  0A72 0A40 0A08  0A73 0A41 0A09  0A73 0A42 0A0A  0A72 0A47 0A0F  0A05 0A48 0A10
0A73 0A4B 0A13  0A05 0A4C 0A14
0A85 0ABE 0A86  0A85 0AC5 0A8D  0A85 0AC7 0A8F  0A85 0AC8 0A90  0A85 0AC9 0A91  0A85 0ACB 0A93  0A85 0ACC 0A94
0A86 0AC5 0A91  0A86 0AC7 0A93  0A86 0AC8 0A94  0AC5 0ABE 0AC9
0B05 0B3E 0B06  0B0F 0B57 0B10  0B13 0B57 0B14  0B85 0BC2 0B86
0C12 0C55 0C13  0C12 0C4C 0C14  0C3F 0C55 0C40  0C46 0C55 0C47  0C4A 0C55 0C4B
0C89 0CBE 0C8A  0C92 0CCC 0C94  0C8B 0CBE 0CE0
0D07 0D57 0D08  0D09 0D57 0D0A  0D0E 0D46 0D10  0D12 0D3E 0D13  0D12 0D57 0D14
0D85 0DCF 0D86  0D85 0DD0 0D87  0D85 0DD1 0D88  0D8B 0DDF 0D8C  0D8D 0DD8 0D8E  0D8F 0DDF 0D90  0D91 0DCA 0D92
0D91 0DD9 0D93  0D94 0DDF 0D96
"""


def _vowels() -> dict[str, str]:
    codes = [chr(int(code, 16)) for code in _VOWELS.split()]
    return {letter + sign: whole for letter, sign, whole in zip(codes[::3], codes[1::3], codes[2::3], strict=True)}


VOWELS = _vowels() | {"\u0930\u094d\u0907": "\u0908"}
"""A vowel letter with a vowel sign on it, which looks like another vowel letter, and that letter."""

JOINED = {
    "\u09a4\u09cd\u200d": "\u09ce",  # Bengali khanda ta
    "\u0d23\u0d4d\u200d": "\u0d7a",  # the Malayalam chillus, from nn to k
    "\u0d28\u0d4d\u200d": "\u0d7b",
    "\u0d30\u0d4d\u200d": "\u0d7c",
    "\u0d32\u0d4d\u200d": "\u0d7d",
    "\u0d33\u0d4d\u200d": "\u0d7e",
    "\u0d15\u0d4d\u200d": "\u0d7f",
}
"""Letters that were written with a joiner before they had a code of their own."""

SPELLINGS = {
    "\u0bb8\u0bcd\u0bb0\u0bc0": "\u0bb6\u0bcd\u0bb0\u0bc0",  # Tamil shrii
    "\u0d7b\u0d4d\u0d31": "\u0d28\u0d4d\u0d31",  # Malayalam nta
    "\u0e40\u0e40": "\u0e41",  # Thai sara ae, typed as two sara e
    "\u0ec0\u0ec0": "\u0ec1",  # Lao
    "\u0237\u0307": "j",
}
"""Other sequences that look like what they are typed for."""
