"""The blocks of the page on deploying, by the heading that they stand under."""

import re

from page_blocks import ROOT, Block, blocks

PAGE = "docs/how-to/deploy.md"


def blocks_under(heading: str) -> list[Block]:
    """What is typed under a heading, block by block."""
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    heads = [(text.count("\n", 0, one.start()) + 1, one[1]) for one in re.finditer(r"^## (.+)$", text, re.M)]
    begins = next(line for line, name in heads if name == heading)
    ends = next((line for line, _ in heads if line > begins), text.count("\n") + 1)
    return [block for block in blocks(PAGE) if block.language == "console" and begins < block.line < ends]
