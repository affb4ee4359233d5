"""The domain of Shrutik: voices become clips, clips agreed text, agreed text datasets. No I/O.

Import what you need from its rooms, e.g. ``from shrutik_core.consensus import aggregate``; `dir` names them.
"""

__version__ = "0.1.0"

_ROOMS = (
    "audit",
    "backups",
    "chunking",
    "collections",
    "consensus",
    "corpora",
    "events",
    "logs",
    "metrics",
    "notices",
    "people",
    "ports",
    "prompts",
    "recordings",
    "releases",
    "review",
    "shared",
    "testing",
    "traces",
    "transcription",
    "use_cases",
    "webhooks",
)


def __dir__() -> list[str]:
    return ["__version__", *_ROOMS]


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        # Rooms are not imported with the package: that would take a hundred times as long.
        raise AttributeError(f"This is a room of its own: write `import shrutik_core.{name}` first.")
    raise AttributeError(f"module 'shrutik_core' has no attribute {name!r}")
