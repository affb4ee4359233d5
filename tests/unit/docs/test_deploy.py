"""What `deploy/` ships says the same as the pages do, and the same in each of its files."""

from pathlib import Path

import regex

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
USER = regex.compile(r"^user shrutik on .*$", regex.MULTILINE)


def lines_of_users(path):
    return USER.findall(path.read_text(encoding="utf-8"))


def test_redis_lets_in_whom_the_guide_names():
    (shown,) = lines_of_users(ROOT / "docs" / "how-to" / "operate-many.md")
    assert lines_of_users(DEPLOY / "redis" / "redis.conf") == [shown]


def test_the_three_etcd_hear_each_other_as_the_example_calls_them():
    text = (DEPLOY / "etcd" / "etcd.env").read_text(encoding="utf-8")
    settings = dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))
    members = dict(one.split("=", 1) for one in settings["ETCD_INITIAL_CLUSTER"].split(","))
    assert len(members) == 3
    assert members[settings["ETCD_NAME"]] == settings["ETCD_INITIAL_ADVERTISE_PEER_URLS"]


def test_two_of_three_sentinels_must_agree():
    text = (DEPLOY / "redis" / "sentinel.conf").read_text(encoding="utf-8")
    assert regex.search(r"^sentinel monitor voices \S+ 6379 2$", text, regex.MULTILINE)
