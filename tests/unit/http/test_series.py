"""The feed of a series over HTTP: what a holder of a copy fetches, checks and fetches again."""

from datetime import timedelta

import attrs
import pytest

from http_scene import API, Scene, code
from shrutik_core.releases.feed.check import check_feed
from shrutik_core.releases.feed.feed import read_feed
from shrutik_core.releases.feed.head import HEAD_LIFETIME, read_signed_head
from shrutik_core.releases.signing.key_list import read_key_list
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.testing.builders import a_chunk, a_member, a_recording, a_release, a_withdrawal, an_instant
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_memory.release_signer import MemorySignatureChecker

FEED, HEAD, KEYS = (
    f"{API}/series/bn-read/withdrawals",
    f"{API}/series/bn-read/withdrawals/head",
    f"{API}/keys/releases",
)


@pytest.fixture
def told(scene: Scene) -> Scene:
    """A series with a release that holds three clips of two recordings, of which the first was withdrawn."""
    units = scene.installation.platform.units_of_work()
    set_stage(units)
    chunks = [a_chunk(1), a_chunk(2), a_chunk(11, recording=a_recording(2).id, index=0)]
    ready = a_release(1).build().finish((), "ab" * 32, 3, 8.0, an_instant(1))
    keep(units, a_recording(2), *chunks, ready, a_withdrawal(1), a_withdrawal(2))
    with units() as work:
        members = [attrs.evolve(a_member(number), clip=f"{number:032x}") for number in (1, 2, 11)]
        work.releases.keep_members(ready.id, members)
        work.commit()
    withdraw(scene, 1)
    return scene


def withdraw(scene: Scene, number: int) -> None:
    platform = scene.installation.platform
    with platform.units_of_work()() as work:
        work.withdrawal_feed.alone()
        recordings = [a_recording(number).id]
        work.withdrawal_feed.tell(
            a_withdrawal(number).id, recordings, WithdrawalReason.RECORDING, platform.clock().now()
        )
        work.commit()


def get(scene: Scene, path: str, **options):
    return scene.client.simulate_get(path, **options)


def test_a_holder_checks_what_is_sent_without_a_log_in(told: Scene):
    rows, signed = read_feed(get(told, FEED).text), read_signed_head(get(told, HEAD).text)
    key = read_key_list(get(told, KEYS).text).key
    seen = check_feed(
        rows,
        signed,
        series="bn-read",
        key=key,
        holds=MemorySignatureChecker().holds,
        now=told.installation.clock.now(),
    )
    assert (seen.tip.seq, seen.version, [row.releases for row in rows]) == (2, 1, [(1,), (1,)])


def test_only_what_is_new_is_sent(told: Scene):
    whole = get(told, FEED)
    assert whole.headers["content-type"] == "application/jsonl"
    assert whole.headers["content-disposition"] == 'attachment; filename="withdrawals.jsonl"'
    withdraw(told, 2)
    assert [row.seq for row in read_feed(get(told, FEED, params={"after": 2}).text)] == [3]
    assert get(told, FEED, params={"after": 3}).text == get(told, FEED, params={"after": 2**31 - 1}).text == ""
    assert get(told, FEED).text.startswith(whole.text)


def test_what_the_caller_has_is_not_sent_again(told: Scene):
    for path in (FEED, f"{FEED}?after=1", HEAD, KEYS):
        first = get(told, path)
        assert first.headers["cache-control"] == "private, no-cache"
        again = get(told, path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.text) == (304, "")
    assert get(told, FEED).headers["etag"] != get(told, f"{FEED}?after=1").headers["etag"]
    tags = {path: get(told, path).headers["etag"] for path in (FEED, HEAD)}
    withdraw(told, 2)
    for path, tag in tags.items():
        assert get(told, path, headers={"If-None-Match": tag}).status_code == 200


def test_a_head_is_asked_for_without_its_body(told: Scene):
    sent = told.client.simulate_head(FEED)
    assert (sent.status_code, sent.text, sent.headers["etag"]) == (200, "", get(told, FEED).headers["etag"])


def test_the_head_is_signed_again_in_time(told: Scene):
    first = read_signed_head(get(told, HEAD).text).head
    told.installation.clock.advance(HEAD_LIFETIME / 2 + timedelta(seconds=1))
    second = read_signed_head(get(told, HEAD).text).head
    assert (second.version, second.tip) == (first.version + 1, first.tip)
    assert second.expires_at > first.expires_at


@pytest.mark.parametrize("name", ["none", "bn-read-v1", "..%2Fbn-read", "BN", "%20"])
def test_a_series_that_is_not_there(told: Scene, name):
    for path in (f"{API}/series/{name}/withdrawals", f"{API}/series/{name}/withdrawals/head"):
        assert code(get(told, path))[0] == 404
    assert code(get(told, f"{API}/series/none/withdrawals")) == (404, "series_missing")


@pytest.mark.parametrize("after", ["-1", "x", "1.5", str(2**31), ""])
def test_places_that_cannot_be(told: Scene, after):
    assert code(get(told, FEED, query_string=f"after={after}")) == (422, "fields_invalid")
