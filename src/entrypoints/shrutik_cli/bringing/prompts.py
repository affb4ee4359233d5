"""Texts of a corpus as prompts of the collection."""

from collections.abc import Iterator

from shrutik_bootstrap.platform import Platform
from shrutik_cli.bringing.wish import ImportWish
from shrutik_cli.paging import every
from shrutik_core.corpora.utterance import BroughtUtterance, Read
from shrutik_core.prompts.prompt import LONGEST_PROMPT, PromptKind
from shrutik_core.shared.ids import PromptId

_AT_ONCE = 500


def keep_prompts(platform: Platform, wish: ImportWish, read: Iterator[Read]) -> dict[str, PromptId]:
    """The prompts of all texts that can be prompts, by text; those that the collection lacks are added."""
    texts = (one.text for one in read if isinstance(one, BroughtUtterance) and one.text)
    wanted = list(dict.fromkeys(text for text in texts if len(text) <= LONGEST_PROMPT))
    source = f"{wish.corpus}, {wish.terms.licence}"
    for at in range(0, len(wanted), _AT_ONCE):
        platform.add_prompts()(None, wish.collection, wanted[at : at + _AT_ONCE], source)
    reader, needed = platform.read_prompts(), set(wanted)
    prompts = every(lambda request: reader.list(wish.collection, request))
    return {one.text: one.id for one in prompts if one.kind is PromptKind.TEXT and one.text in needed}
