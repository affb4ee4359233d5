"""Compose files as tests read them, with Compose's own tags."""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "deploy" / "compose"


class _Loader(yaml.SafeLoader):
    """Takes Compose's own tags for what stands behind them."""


_Loader.add_multi_constructor("!", lambda loader, _, node: getattr(loader, f"construct_{node.id}")(node))


def read_compose(path):
    """What a file says, with each tag's value in its place."""
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)
