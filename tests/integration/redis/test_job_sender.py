"""Jobs sent by Redis: the promises of the port, and a Redis that is gone."""

import dramatiq
import pytest

from servers.process import running
from servers.redis_server import redis_server
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.ids import JobId, parse_id
from shrutik_core.testing.builders import a_job
from shrutik_core.testing.contracts.system import JobSenderContract
from shrutik_dramatiq.redis_broker import NAMESPACE, redis_broker
from shrutik_dramatiq.sender import DramatiqSender
from shrutik_redis.address import read_redis_url
from shrutik_redis.connecting import connect


class TestJobsByRedis(JobSenderContract):
    """The broker on Redis."""

    @pytest.fixture
    def sender(self, standing):
        self.client = connect(read_redis_url(standing.url))
        self.client.flushall()
        return DramatiqSender(redis_broker(self.client))

    def taken(self, sender):
        queue = f"{NAMESPACE}:consensus"
        messages = [self.client.hget(f"{queue}.msgs", key) for key in self.client.lrange(queue, 0, -1)]
        return [JobId(parse_id(dramatiq.Message.decode(message).args[0])) for message in messages]


def test_a_redis_that_is_gone_is_unavailable(tmp_path):
    made = redis_server(tmp_path / "redis")
    with running(made.server):
        sender = DramatiqSender(redis_broker(connect(read_redis_url(made.url), retries=0)))
        sender.send(a_job(1))
        made.server.kill()
        with pytest.raises(Unavailable) as refused:
            sender.send(a_job(2))
    assert refused.value.code == "broker_unavailable"
