"""Prompts of every kind: added all or none, looked at before, with pictures and sounds that are kept once."""

import pytest

import pictures
from shrutik_core.prompts.draft import PromptDraft
from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.shared.ids import PromptMediumId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.collections.prompt_making import MOST_FAULTS, SHOWN
from shrutik_core.use_cases.collections.prompt_media import LARGEST_PICTURE, LARGEST_SOUND, LONGEST_SOUND
from use_cases_scene import SLUG, PlatformScene, code, tone_wav

UNKNOWN = PromptMediumId(an_id(99, 5))


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def keep(scene, content, actor=None):
    return scene.platform.keep_prompt_media()(actor, content)


def listed(scene):
    return scene.platform.read_prompts().list(SLUG, PageRequest(100)).items


def stored(scene):
    return [one.key for one in scene.platform.blobs().list("")]


def test_a_prompt_of_each_kind_is_added(scene):
    picture, sound = keep(scene, pictures.LOSSY), keep(scene, tone_wav(1.0))
    drafts = [
        "এক",
        PromptDraft("What do you see?", PromptKind.PICTURE, picture.id, 30),
        PromptDraft("What do you hear?", PromptKind.SOUND, sound.id),
        PromptDraft("What did you eat?", PromptKind.QUESTION, longest=60),
    ]
    assert scene.platform.add_prompts()(None, SLUG, drafts, "own") == 4
    assert [
        (one.kind, one.text, one.medium, one.media_type, one.longest, one.source) for one in listed(scene)[::-1]
    ] == [
        ("text", "এক", None, None, None, "own"),
        ("picture", "What do you see?", picture.id, "image/webp", 30, "own"),
        ("sound", "What do you hear?", sound.id, "audio/wav", None, "own"),
        ("question", "What did you eat?", None, None, 60, "own"),
    ]
    assert scene.platform.add_prompts()(None, SLUG, drafts) == 0


def test_the_same_file_is_one_medium(scene):
    first, again, other = keep(scene, pictures.JPEG), keep(scene, pictures.JPEG), keep(scene, pictures.LOSSLESS)
    assert (first.id, first.blob) == (again.id, again.blob)
    assert first.id != other.id
    assert sorted(stored(scene)) == sorted([first.blob.key, other.blob.key])
    show = scene.platform.show_prompt_media()
    found = show.get(first.id)
    with show.open(found.blob, 0, found.blob.size) as source:
        assert source.read() == pictures.JPEG


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "prompt_medium_unsupported"),
        (b"GIF89a", "prompt_medium_unsupported"),
        (b"<svg onload='alert(1)'/>", "prompt_medium_unsupported"),
        (pictures.JPEG[:-2], "picture_damaged"),
        (pictures.JPEG + bytes(LARGEST_PICTURE), "too_large"),
        (bytes(LARGEST_SOUND + 1), "too_large"),
        (tone_wav(LONGEST_SOUND + 1), "too_long"),
    ],
    ids=["nothing", "gif", "svg", "cut", "large", "larger", "long"],
)
def test_nothing_stays_of_what_is_refused(scene, content, expected):
    assert code(lambda: keep(scene, content)) == expected
    assert stored(scene) == []


def test_a_picture_may_have_as_many_bytes_as_are_said(scene):
    whole = pictures.JPEG[:-2] + bytes(LARGEST_PICTURE - len(pictures.JPEG)) + pictures.JPEG[-2:]
    assert keep(scene, whole).blob.size == LARGEST_PICTURE


def test_only_an_administrator_keeps_media_and_looks_ahead(scene):
    assert keep(scene, pictures.LOSSY, scene.admin).media_type == "image/webp"
    nosy = scene.person("nosy")
    assert code(lambda: keep(scene, pictures.LOSSY, nosy)) == "not_permitted"
    assert code(lambda: scene.platform.add_prompts().preview(nosy, SLUG, ["a"])) == "not_permitted"


def test_all_that_is_wrong_is_told_by_its_place_and_nothing_is_kept(scene):
    drafts = [
        PromptDraft("good", place="1"),
        PromptDraft(" ", place="2"),
        PromptDraft("What?", PromptKind.PICTURE, UNKNOWN, place="3"),
        PromptDraft("Why?", PromptKind.QUESTION, longest=0, place="5"),
    ]
    with pytest.raises(Invalid) as error:
        scene.platform.add_prompts()(None, SLUG, drafts)
    assert (error.value.code, [one.field for one in error.value.errors]) == (
        "prompt_text_invalid",
        ["2.text", "3.media_id", "5.longest"],
    )
    assert listed(scene) == ()
    with pytest.raises(Missing) as missing:
        scene.platform.add_prompts()(None, SLUG, drafts[2:])
    assert missing.value.code == "prompt_medium_missing"


@pytest.mark.parametrize("more", [0, 1])
def test_a_hundred_faults_are_named(scene, more):
    drafts = [PromptDraft("", place=str(number)) for number in range(MOST_FAULTS + more)]
    preview = scene.platform.add_prompts().preview(None, SLUG, drafts)
    assert len(preview.faults) == MOST_FAULTS


def test_a_preview_says_what_would_be_and_keeps_nothing(scene):
    scene.platform.add_prompts()(None, SLUG, ["known"])
    texts = ["known", "new", "new", *map(str, range(SHOWN))]
    preview = scene.platform.add_prompts().preview(None, SLUG, [*texts, PromptDraft("", place="24")], "own")
    assert (preview.added, preview.passed_over) == (SHOWN + 1, 2)
    assert [one.field for one in preview.faults] == ["24.text"]
    assert [one.text for one in preview.first] == texts[:SHOWN]
    assert [one.text for one in listed(scene)] == ["known"]
    assert scene.platform.add_prompts()(None, SLUG, texts) == preview.added
