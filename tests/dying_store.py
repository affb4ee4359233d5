"""A blob store that kills whoever writes one of its blobs, once, in the middle of it."""

import os
import signal

from shrutik_files.blob_store import FileBlobStore

# Parts that are written before.
MIDDLE = 20


class DyingStore(FileBlobStore):
    """Whoever comes to the middle of the blob of ``key`` first leaves a mark and is gone."""

    def __init__(self, root, key, mark):
        super().__init__(root)
        self.key, self.mark = key, mark

    def put(self, key, parts):
        return super().put(key, self.until_the_middle(parts) if key == self.key else parts)

    def until_the_middle(self, parts):
        for number, part in enumerate(parts):
            if number == MIDDLE and not self.mark.exists():
                self.mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield part
