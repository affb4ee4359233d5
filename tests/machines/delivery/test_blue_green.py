"""Three switches and a release that is taken back under 32 clients by TLS: nobody fails twice, nothing is lost."""

import time

import pytest

from blue_green_site import TwiceAtMost, blue_green_site
from crowd_of_clients import compared, prepared
from servers.process import wait_for

CLIENTS, ACCOUNTS = 32, 8
ROLLBACK_SECONDS = 2.0


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    rules = {"share": 10, "answers": 50, "errors": 2, "seconds": 5, "patience": 300}
    with blue_green_site(tmp_path_factory.mktemp("site"), 2, **rules) as made:
        code, lines = made.deploy("switch", "1.0.0")
        assert code == 0, lines
        prepared(made, ACCOUNTS)
        yield made


def told(name, lines, since):
    for line in lines:
        print(f"{name} {line.at - since:6.1f} s  {line.text}")


def test_three_switches_and_a_rollback_cost_nobody_an_answer(site):
    with TwiceAtMost(site, CLIENTS, ACCOUNTS) as crowd:
        wait_for(lambda: crowd.told.recordings and crowd.told.texts, 120, "the first acknowledgements")
        time.sleep(5)
        ends = []
        for release, expected in (("1.1.0", 0), ("1.2.0", 0), ("bad-1.3.0", 1), ("1.3.1", 0)):
            begun = time.monotonic()
            code, lines = site.deploy("switch", release)
            told(release, lines, begun)
            assert code == expected, lines
            ends.append((release, lines))
            time.sleep(3)
    with site.database() as connection:
        lost, doubled = compared(crowd.told, connection)
    print(crowd.told.answers, len(crowd.seen), "tries;", len(crowd.told.recordings), len(crowd.told.texts))
    assert (lost, doubled, crowd.told.given_up) == ([], [], [])
    assert len(crowd.told.recordings) > 50
    assert len(crowd.told.texts) > 50
    check_rollback(crowd, dict(ends)["bad-1.3.0"])
    assert {one.release for one in crowd.seen if one.begun > ends[-1][1][-1].at} <= {"1.3.1"}
    assert {"1.0.0", "1.1.0", "1.2.0", "1.3.1"} <= {one.release for one in crowd.seen}


def check_rollback(crowd, lines):
    """From the decision on, the bad release answers nobody who calls two seconds later."""
    (decided,) = (line.at for line in lines if line.text.startswith("rollback: ") and "failed" in line.text)
    bad = [one for one in crowd.seen if one.release == "bad-1.3.0"]
    assert bad, "the canary was asked nothing"
    print(f"{len(bad)} answers of the bad release, {sum(one.failed for one in bad)} failed")
    print(f"from its first failure to the decision {decided - min(one.ended for one in bad if one.failed):.2f} s,")
    print(f"from the decision to its last answer {max(one.ended for one in bad) - decided:.2f} s")
    good = [one for one in crowd.seen if one.begun > decided and one.release == "1.2.0" and not one.failed]
    assert min(one.ended for one in good) - decided < ROLLBACK_SECONDS
    assert max(one.ended for one in bad) - decided < ROLLBACK_SECONDS
