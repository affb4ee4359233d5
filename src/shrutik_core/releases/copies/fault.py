"""What is wrong with a copy of a release, in one line."""

import attrs

_UNPRINTABLE = {ord(sign): f"\\x{ord(sign):02x}" for sign in map(chr, (*range(32), 127))}


@attrs.frozen
class CopyFault:
    """One thing that is not as it was released.

    Attributes:
        path: of the file, in the folder.
        what: is wrong with it, to be read behind the path.
        clip: pseudonym of the clip that it is about; empty if it is about none.
    """

    path: str
    what: str
    clip: str = ""

    @property
    def text(self) -> str:
        """One line, without control characters, whatever a file is called."""
        about = f"clip {self.clip}: " if self.clip else ""
        told = f"{self.path}: {about}{self.what}".translate(_UNPRINTABLE)
        return told.encode("utf-8", "backslashreplace").decode()
