"""Examples below a command's help, line by line as they were written."""


def examples(*lines: str) -> str | None:
    """The epilog for these command lines; None if there are none."""
    # A line with a backspace alone tells typer to leave the lines that follow as they are.
    return "\b\n" + "\n".join(["Examples:", *(f"  {line}" for line in lines)]) if lines else None
