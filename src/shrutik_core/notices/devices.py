"""Which browser on which system a User-Agent names, by the names that people know; the page names devices alike."""

import re
from collections.abc import Sequence

_BROWSERS = (
    (r"\bEdgA?/", "Edge"),
    (r"\bSamsungBrowser/", "Samsung Internet"),
    (r"\bOPR/", "Opera"),
    (r"\b(?:Firefox|FxiOS)/", "Firefox"),
    (r"\b(?:Chrome|CriOS|HeadlessChrome)/", "Chrome"),
    (r"\bVersion/\S+ .*Safari/", "Safari"),
    (r"^curl/", "curl"),
)
_SYSTEMS = (
    (r"\bAndroid\b", "Android"),
    (r"\biPhone\b", "iPhone"),
    (r"\biPad\b", "iPad"),
    (r"\bWindows\b", "Windows"),
    (r"\bMac OS X\b", "macOS"),
    (r"\bCrOS\b", "ChromeOS"),
    (r"\bLinux\b", "Linux"),
)


def device_named(agent: str) -> str:
    """Browser and system, as far as they are known by name; what names neither is left as it is."""
    named = [name for name in (_first(_BROWSERS, agent), _first(_SYSTEMS, agent)) if name]
    return ", ".join(named) or agent


def _first(signs: Sequence[tuple[str, str]], agent: str) -> str:
    return next((name for sign, name in signs if re.search(sign, agent)), "")
