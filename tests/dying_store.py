"""A blob store that kills whoever writes one of its blobs, once, in the middle of it."""

import os
import signal

from shrutik_files.blob_store import FileBlobStore

# Parts that are written before.
MIDDLE = 20


class DyingStore(FileBlobStore):
    """Whoever comes to the middle of the blob of ``key`` first leaves a mark and is gone.

    ``middle`` is how many parts are written before; who began which blob stands in ``begun``, a line each.
    """

    def __init__(self, root, key, mark, middle=MIDDLE):
        super().__init__(root)
        self.key, self.mark, self.middle = key, mark, middle
        self.log = mark.with_name(f"{mark.name}.log")

    def begun(self):
        """Process and key of each blob that was begun, as often as it was."""
        return [(int(process), key) for process, key in map(str.split, self.log.read_text().splitlines())]

    def put(self, key, parts):
        with self.log.open("a") as log:
            log.write(f"{os.getpid()} {key}\n")
        return super().put(key, self.until_the_middle(parts) if key == self.key else parts)

    def until_the_middle(self, parts):
        for number, part in enumerate(parts):
            if number == self.middle and not self.mark.exists():
                self.mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield part
