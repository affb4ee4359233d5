"""Turns: whoever has much to be done does not keep others waiting, and nothing waits for ever."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.job_turns import by_turn
from shrutik_core.testing.builders import a_contributor, a_job, an_instant

PEOPLE = [None, *(a_contributor(number).id for number in range(1, 4))]
KIND = JobKind.PROCESS_RECORDING


@st.composite
def jobs(draw):
    made = []
    for number in range(1, 1 + draw(st.integers(0, 12))):
        person, weight = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from([0.0, 0.5, 30.0, 7_000.0]))
        made.append(
            a_job(number, kind=KIND, person=person, weight=weight, created_at=an_instant(draw(st.integers(0, 90))))
        )
    return made


@given(jobs(), jobs(), st.randoms(use_true_random=False))
def test_each_has_its_turn_once_whatever_order_they_come_in(waiting, under_way, chance):
    found = by_turn(waiting, under_way)
    assert sorted(found, key=lambda job: job.id) == waiting
    chance.shuffle(waiting)
    assert by_turn(waiting, under_way) == found


@given(jobs(), jobs())
def test_nobody_is_served_a_second_time_before_all_others_once(waiting, under_way):
    served = {person: sum(job.person == person for job in under_way) for person in PEOPLE}
    left = {person: sum(job.person == person for job in waiting) for person in PEOPLE}
    for job in by_turn(waiting, under_way):
        assert all(served[job.person] <= served[other] for other in PEOPLE if left[other])
        served[job.person] += 1
        left[job.person] -= 1


@given(jobs())
def test_one_person_is_served_what_is_short_first_but_nothing_waits_longer_than_it_lasts(waiting):
    mine = [job for job in by_turn(waiting, []) if job.person is None]
    for place, job in enumerate(mine):
        for later in mine[place + 1 :]:
            assert job.created_at <= later.created_at + timedelta(seconds=later.weight)
            assert job.created_at != later.created_at or job.weight <= later.weight


def test_a_long_one_of_another_comes_before_the_hundredth_short_one():
    short = [a_job(number, person=PEOPLE[1], weight=10.0) for number in range(1, 101)]
    long = a_job(200, person=PEOPLE[2], weight=7_080.0)
    assert by_turn([*short, long], []).index(long) == 1
