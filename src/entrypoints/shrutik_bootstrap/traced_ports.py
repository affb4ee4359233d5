"""Ports whose calls are spans, each around an adapter that knows nothing of it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import BinaryIO

from shrutik_core.ports.blob_store import BlobEntry, BlobStore, Staging
from shrutik_core.ports.mailer import Mail, Mailer
from shrutik_core.ports.webhook_sender import ProgramAnswer, WebhookSender
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.traces.span import BLOB, MAIL, WEBHOOK
from shrutik_core.use_cases.steps.tracing import Tracer
from shrutik_core.webhooks.target import Target


class TracedMailer:
    """`Mailer` around another."""

    def __init__(self, inner: Mailer, tracer: Tracer) -> None:
        self._inner, self._tracer = inner, tracer

    def send(self, mail: Mail) -> None:
        """See `Mailer.send`."""
        with self._tracer.span(MAIL):
            self._inner.send(mail)


class TracedWebhookSender:
    """`WebhookSender` around another."""

    def __init__(self, inner: WebhookSender, tracer: Tracer) -> None:
        self._inner, self._tracer = inner, tracer

    def send(self, target: Target, headers: Mapping[str, str], body: bytes) -> ProgramAnswer:
        """See `WebhookSender.send`."""
        with self._tracer.span(WEBHOOK) as span:
            answer = self._inner.send(target, headers, body)
            span.note(status=answer.status)
            return answer


class TracedBlobStore:
    """`BlobStore` around another; of what is read as a stream, the span is its opening.

    Attributes:
        inner: the other.
    """

    def __init__(self, inner: BlobStore, tracer: Tracer) -> None:
        self.inner, self._tracer = inner, tracer

    def put(self, key: str, parts: Iterable[bytes]) -> StoredBlob:
        """See `BlobStore.put`."""
        with self._tracer.span(BLOB, operation="put"):
            return self.inner.put(key, parts)

    def stage(self, largest: int | None = None) -> Staging:
        """See `BlobStore.stage`."""
        return _TracedStaging(self.inner.stage(largest), self._tracer)

    def open(self, key: str, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        """See `BlobStore.open`."""
        return _Opening(self.inner.open(key, start, length), self._tracer, "open")

    def fetch(self, key: str) -> AbstractContextManager[BinaryIO]:
        """See `BlobStore.fetch`."""
        return _Opening(self.inner.fetch(key), self._tracer, "fetch")

    def delete(self, key: str) -> None:
        """See `BlobStore.delete`."""
        with self._tracer.span(BLOB, operation="delete"):
            self.inner.delete(key)

    def exists(self, key: str) -> bool:
        """See `BlobStore.exists`."""
        with self._tracer.span(BLOB, operation="exists"):
            return self.inner.exists(key)

    def list(self, prefix: str) -> Iterator[BlobEntry]:
        """See `BlobStore.list`."""
        return self.inner.list(prefix)

    def sweep(self, before: datetime) -> int:
        """See `BlobStore.sweep`."""
        with self._tracer.span(BLOB, operation="sweep"):
            return self.inner.sweep(before)

    def link(self, key: str, seconds: int, media_type: str, file_name: str | None = None) -> str | None:
        """See `BlobStore.link`."""
        return self.inner.link(key, seconds, media_type, file_name)


class _Opening:
    """A stream that may be closed elsewhere than it was opened, where no span of ours is any more."""

    def __init__(self, inner: AbstractContextManager[BinaryIO], tracer: Tracer, operation: str) -> None:
        self._inner, self._tracer, self._operation = inner, tracer, operation

    def __enter__(self) -> BinaryIO:
        with self._tracer.span(BLOB, operation=self._operation):
            return self._inner.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool | None:
        return self._inner.__exit__(kind, error, trace)


class _TracedStaging:
    """`Staging` whose end is a span; its writes are as many as a caller likes."""

    def __init__(self, inner: Staging, tracer: Tracer) -> None:
        self._inner, self._tracer = inner, tracer

    @property
    def size(self) -> int:
        """See `Staging.size`."""
        return self._inner.size

    def write(self, block: bytes) -> None:
        """See `Staging.write`."""
        self._inner.write(block)

    def fetch(self) -> AbstractContextManager[BinaryIO]:
        """See `Staging.fetch`."""
        return self._inner.fetch()

    def commit(self, key: str) -> StoredBlob:
        """See `Staging.commit`."""
        with self._tracer.span(BLOB, operation="commit"):
            return self._inner.commit(key)

    def discard(self) -> None:
        """See `Staging.discard`."""
        self._inner.discard()
