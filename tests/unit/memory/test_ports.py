"""The memory adapter's other parts keep the promises of their ports."""

import io
import wave
from datetime import timedelta

import pytest

from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.ids import JobId
from shrutik_core.testing import contracts
from shrutik_core.testing.builders import a_job
from shrutik_core.webhooks.target import Target
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.cache import MemoryCache
from shrutik_memory.clip_measurer import MemoryClipMeasurer
from shrutik_memory.clock import MemoryClock
from shrutik_memory.compressor import MemoryCompressor
from shrutik_memory.id_source import MemoryIds
from shrutik_memory.job_sender import MemoryJobSender
from shrutik_memory.licence_texts import MemoryLicenceTexts
from shrutik_memory.mailer import MemoryMailer
from shrutik_memory.random_source import MemoryRandomSource
from shrutik_memory.rate_limiter import MemoryRateLimiter
from shrutik_memory.security_log import MemorySecurityLog
from shrutik_memory.webhook_sender import MemoryWebhookSender
from shrutik_memory.work_pool import MemoryWorkPool


class TestBlobStore(contracts.BlobStoreContract):
    @pytest.fixture
    def store(self):
        return MemoryBlobStore()


class TestBlobBeginnings(contracts.BlobBeginningsContract):
    @pytest.fixture
    def store(self):
        return MemoryBlobStore()


class TestClock(contracts.ClockContract):
    @pytest.fixture
    def clock(self):
        return MemoryClock()

    def test_it_stands_until_it_is_told(self, clock):
        before = clock.now()
        assert clock.now() == before
        assert clock.advance(timedelta(minutes=30)) == clock.now() == before + timedelta(minutes=30)


class TestIds(contracts.IdSourceContract):
    @pytest.fixture
    def ids(self):
        return MemoryIds()

    def test_each_run_makes_the_same(self, ids):
        again, other = MemoryIds(), MemoryIds(family=1)
        first = [ids.new() for _ in range(100)]
        assert first == [again.new() for _ in range(100)]
        assert not {other.new() for _ in range(100)} & set(first)


class TestChance(contracts.RandomSourceContract):
    @pytest.fixture
    def random_source(self):
        return MemoryRandomSource()

    def test_each_run_draws_the_same(self, random_source):
        assert random_source.draws(10) == MemoryRandomSource().draws(10)
        assert random_source.draws(10) != MemoryRandomSource(seed=1).draws(10)


class TestMailer(contracts.MailerContract):
    @pytest.fixture
    def mailer(self):
        return MemoryMailer()

    def taken(self, mailer):
        return [(mail.to, mail.subject) for mail in mailer.sent]


class TestJobSender(contracts.JobSenderContract):
    @pytest.fixture
    def sender(self):
        return MemoryJobSender()

    def taken(self, sender) -> list[JobId]:
        return [job.id for job in sender.sent]

    def test_a_broken_broker_takes_nothing(self, sender):
        sender.broken = True
        with pytest.raises(Unavailable) as error:
            sender.send(a_job())
        assert error.value.code == "broker_unavailable"
        assert sender.sent == []


class TestCache(contracts.CacheContract):
    @pytest.fixture
    def clock(self):
        return MemoryClock()

    @pytest.fixture
    def cache(self, clock):
        return MemoryCache(clock)

    @pytest.fixture
    def later(self, clock):
        return lambda seconds: clock.advance(timedelta(seconds=seconds))


class TestRateLimiter(contracts.RateLimiterContract):
    @pytest.fixture
    def limiter(self):
        return MemoryRateLimiter(MemoryClock())


class TestSecurityLog(contracts.SecurityLogContract):
    @pytest.fixture
    def log(self):
        return MemorySecurityLog()

    @pytest.fixture
    def told(self, log):
        return lambda: [event.told() for event in log.events]


class TestCompressor(contracts.CompressorContract):
    @pytest.fixture
    def compressor(self):
        return MemoryCompressor()


class TestWorkPool(contracts.WorkPoolContract):
    @pytest.fixture
    def pool(self):
        return MemoryWorkPool()


class TestClipMeasurer(contracts.ClipMeasurerContract):
    @pytest.fixture
    def measurer(self):
        return MemoryClipMeasurer()

    def encode(self, samples, rate, bits):
        stream = io.BytesIO()
        with wave.open(stream, "wb") as file:
            file.setnchannels(samples.shape[1])
            file.setsampwidth(bits // 8)
            file.setframerate(rate)
            file.writeframes(samples.astype("<i2").tobytes())
        return stream.getvalue()


class TestLicenceTexts(contracts.LicenceTextsContract):
    @pytest.fixture
    def texts(self):
        return MemoryLicenceTexts()


class TestWebhookSender(contracts.WebhookSenderContract):
    @pytest.fixture
    def sender(self):
        self.sent, sender = [], MemoryWebhookSender()
        sender.programs["program.example.org"] = self._take
        sender.addresses["inside.example.org"] = ("8.8.8.8", "10.0.0.1")
        return sender

    def _take(self, headers, body):
        self.sent.append((dict(headers), body))
        return self.answer

    @pytest.fixture
    def answering(self):
        def answer(given):
            self.answer = given
            return Target(True, "program.example.org", 443, "/")

        return answer

    @pytest.fixture
    def silent(self):
        return Target(True, "silent.example.org", 443, "/")

    @pytest.fixture
    def private(self):
        return Target(True, "inside.example.org", 443, "/")

    def taken(self):
        return self.sent
