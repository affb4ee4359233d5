"""Limits that are read and then written, asked by many at once over PostgreSQL: each holds as if one came first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import attrs
import pytest
from dependency_injector import providers
from sqlalchemy import Engine

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.collections.policies import Policies
from shrutik_core.consensus.policy import Policy
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Actor, Role
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.prompts.skip import PromptSkipReason
from shrutik_core.recordings.daily_quota import DailyQuota
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.gold import MOST_HEARERS
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.recordings.upload_quota import UploadQuota
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from use_cases_scene import SLUG, PlatformScene, tone_wav

AT_ONCE = 8
AUDIO = tone_wav(1.0)


@pytest.fixture
def scene(empty_engine: Engine) -> PlatformScene:
    installation = memory_installation()
    installation.platform.units_of_work.override(providers.Object(PostgresUnitsOfWork(empty_engine)))
    scene = PlatformScene(installation)
    scene.collection()
    return scene


def raced(*acts: Callable[[], Any]) -> list[str]:
    """What became of each: the code of its error, or nothing."""
    begin = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> str:
        begin.wait()
        try:
            act()
        except ShrutikError as error:
            return error.code
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.parametrize("allowed", [1, 3])
def test_uploads_at_once_do_not_exceed_a_day(scene: PlatformScene, allowed: int) -> None:
    speaker, limit = scene.speaker(), (allowed + 1) * len(AUDIO) - 1
    upload = attrs.evolve(scene.platform.upload_recording(), quota=UploadQuota(DailyQuota(bytes=limit)))
    receptions = [upload.receive(speaker, collection=SLUG) for _ in range(AT_ONCE)]
    for reception in receptions:
        reception.begin()
        reception.write(AUDIO)
    acts = [lambda one=one: one.finish(UploadDetails(SLUG), lambda _: None) for one in receptions]
    told = raced(*acts)
    for reception in receptions:
        reception.close()
    assert sorted(told) == [""] * allowed + ["daily_upload_used_up"] * (AT_ONCE - allowed)
    kept = scene.platform.read_recordings().list(speaker, PageRequest(100)).items
    stored = [entry.key for entry in scene.platform.blobs().list("")]
    assert sorted(one.audio.key for one in kept) == sorted(stored)
    assert sum(one.audio.size for one in kept) == allowed * len(AUDIO) <= limit


def test_of_admins_who_step_down_at_once_one_is_left(scene: PlatformScene) -> None:
    people = scene.platform.manage_people()
    admins = [scene.admin, *[scene.person(f"admin-{number}", Role.ADMIN) for number in range(AT_ONCE - 1)]]
    emails = [people.get(None, admin.id).email for admin in admins]
    acts: list[Callable[[], Any]] = [
        (lambda email=email: people.set_active(None, email, active=False))
        if number % 2
        else (lambda email=email: people.give_role(None, email, Role.REVIEWER))
        for number, email in enumerate(emails)
    ]
    assert sorted(raced(*acts)) == [""] * (AT_ONCE - 1) + ["last_admin"]
    active, admin = ContributorStatus.ACTIVE, Role.ADMIN
    assert len(people.list(None, PageRequest(100), status=active, role=admin).items) == 1


@pytest.mark.parametrize("round_", range(5))
def test_a_role_given_while_an_account_is_disabled_does_not_wake_it(scene: PlatformScene, round_: int) -> None:
    people = scene.platform.manage_people()
    email = people.get(None, scene.person(f"one-{round_}").id).email
    told = raced(
        lambda: people.set_active(None, email, active=False),
        *[lambda role=role: people.give_role(None, email, role) for role in (Role.REVIEWER, Role.RESEARCHER)],
    )
    after = people.get_by_email(None, email)
    assert told == ["", "", ""]
    assert after.status is ContributorStatus.DISABLED
    assert after.role in {Role.REVIEWER, Role.RESEARCHER}


class AlwaysGold:
    """Draws that mix a gold item into every place that there is one for."""

    def draws(self, count: int) -> tuple[float, ...]:
        return (0.0,) * count


@pytest.mark.parametrize("round_", range(3))
def test_a_gold_item_is_lent_to_no_more_people_than_it_may(scene: PlatformScene, round_: int) -> None:
    scene.collection("gold", lending={"gold_share": 0.2})
    voice = scene.speaker("voice", "gold")
    recording, *_ = [scene.upload(voice, tone_wav(1.5), "gold") for _ in range(2 * AT_ONCE)]
    scene.installation.work()
    (chunk,) = scene.chunks(recording)
    reviewer = scene.person("reviewer", Role.REVIEWER)
    scene.platform.decide_review()(reviewer, chunk.id, Ruling(ReviewDecision.EDIT, f"word {round_}"))
    gold = scene.platform.keep_gold().mark(reviewer, chunk.id)
    with scene.platform.units_of_work()() as uow:
        uow.golds.put(attrs.evolve(gold, lent=MOST_HEARERS - 2))
        uow.commit()
    scene.platform.random_source.override(providers.Object(AlwaysGold()))
    people = [scene.person(f"listener-{number}") for number in range(AT_ONCE)]
    raced(*[lambda person=person: [scene.take(person, 1, "gold") for _ in range(3)] for person in people])
    for person in people:
        scene.take(person, 1, "gold")
    held = [scene.platform.keep_tasks().list(person, PageRequest(100)).items for person in people]
    assert sum(one.task.gold for tasks in held for one in tasks) == 2
    assert scene.platform.keep_gold().get(reviewer, chunk.id).lent == MOST_HEARERS


@pytest.mark.parametrize("round_", range(3))
def test_speakers_who_find_a_prompt_at_fault_at_once_set_it_aside(scene: PlatformScene, round_: int) -> None:
    """Each counts those before: as many as the policy says set it aside, and not one fewer."""
    scene.collection("skipped", offering={"most_faults": AT_ONCE})
    scene.platform.add_prompts()(None, "skipped", [f"one {round_}", f"other {round_}"])
    one, other = scene.platform.read_prompts().list("skipped", PageRequest()).items
    skips, people = scene.platform.skip_prompts(), [scene.person(f"speaker-{number}") for number in range(AT_ONCE)]

    def skip(person: Actor, prompt: Prompt) -> Callable[[], Any]:
        return lambda: skips.skip(person, prompt.id, PromptSkipReason.HAS_ERRORS)

    assert raced(*[skip(person, one) for person in people[1:] for _ in range(2)]) == [""] * 2 * (AT_ONCE - 1)
    assert raced(*[skip(person, other) for person in people]) == [""] * AT_ONCE
    with scene.platform.units_of_work()() as uow:
        assert [uow.prompt_skips.count_faults(prompt.id) for prompt in (one, other)] == [AT_ONCE - 1, AT_ONCE]
        aside = uow.prompts.set_aside(one.collection, PageRequest()).items
    assert [prompt.id for prompt in aside] == [other.id]


def test_every_change_of_a_consensus_policy_makes_its_recomputation_due(scene: PlatformScene) -> None:
    """Of two who change it at once the second compares with what the first one kept, not with what was before."""
    change = scene.platform.change_collection()
    first = scene.platform.read_collections().get(SLUG).policies
    second = Policies(consensus=Policy(most=9))
    with scene.platform.units_of_work()() as held:
        target = held.collections.find_by_slug(SLUG)
        assert target is not None
        held.collections.find(target.id, lock=True)
        held.collections.save(attrs.evolve(target, policies=second))
        with ThreadPoolExecutor(1) as pool:
            back = pool.submit(change, None, SLUG, first)
            with pytest.raises(TimeoutError):
                back.result(timeout=0.3)
            held.commit()
            back.result()
    jobs = scene.platform.manage_jobs().list(None, PageRequest()).items
    assert [job.kind for job in jobs] == ["recompute_collection"]
