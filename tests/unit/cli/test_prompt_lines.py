"""Prompts of all kinds from JSON Lines, with pictures and sounds beside them."""

import json

import pytest

import pictures
from shrutik_cli.prompt_lines import PromptLines
from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.collections.prompt_making import MOST_FAULTS
from use_cases_scene import SLUG, PlatformScene, tone_wav


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def lines(*said):
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in said)


def read(scene, folder, text):
    return PromptLines(scene.platform.keep_prompt_media(), folder).read(text)


def test_all_four_kinds_are_imported_with_what_they_show_and_play(scene, tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/market.png").write_bytes(pictures.png())
    (tmp_path / "bell.wav").write_bytes(tone_wav())
    said = lines(
        {"text": "নদী রাতে বেড়েছে।"},
        {"kind": "picture", "text": "এখানে কী দেখছেন?", "media": "pictures/market.png", "longest": 60},
        {"kind": "picture", "text": "আর কী?", "media": "pictures/market.png", "note": "is passed over"},
        {"kind": "sound", "text": "কী শুনছেন?", "media": "bell.wav"},
        {"kind": "question", "text": "কাল কী খেয়েছেন?", "longest": 90},
    )
    drafts = read(scene, tmp_path, f"\n{said}\n\n")
    assert scene.platform.add_prompts()(None, SLUG, drafts) == len(drafts) == 5
    kept = scene.platform.read_prompts().list(SLUG, PageRequest()).items[::-1]
    kinds = [PromptKind.TEXT, PromptKind.PICTURE, PromptKind.PICTURE, PromptKind.SOUND, PromptKind.QUESTION]
    assert [one.kind for one in kept] == kinds
    assert [one.media_type for one in kept] == [None, "image/png", "image/png", "audio/wav", None]
    assert kept[1].medium == kept[2].medium
    assert [one.longest for one in kept][1::3] == [60, 90]
    assert scene.platform.add_prompts()(None, SLUG, read(scene, tmp_path, said)) == 0


def test_all_that_is_wrong_is_told_by_line_and_nothing_is_kept(scene, tmp_path):
    (tmp_path / "market.png").write_bytes(pictures.png())
    said = lines({"text": "a"}, {"kind": "dance", "text": "b"}, {"kind": "picture", "text": "c", "media": "market.png"})
    with pytest.raises(Invalid) as caught:
        read(scene, tmp_path, f"{said}\nnot JSON\n")
    assert [one.field for one in caught.value.errors] == ["2", "4"]
    assert "Line 2 is not a prompt: kind" in caught.value.detail
    assert list(scene.platform.blobs().list("")) == []


def test_a_file_that_is_not_there_or_is_neither_picture_nor_sound_is_told_by_its_line(scene, tmp_path):
    (tmp_path / "notes.txt").write_text("a picture of a market")
    (tmp_path / "market.png").write_bytes(pictures.png())
    id_ = scene.platform.keep_prompt_media()(None, pictures.png()).id
    said = lines(
        {"kind": "picture", "text": "a", "media": "market.png", "media_id": str(id_)},
        {"kind": "picture", "text": "b", "media": "nowhere.png"},
        {"kind": "picture", "text": "c", "media": "notes.txt"},
        {"kind": "picture", "text": "d", "media_id": str(id_)},
    )
    with pytest.raises(Invalid) as caught:
        read(scene, tmp_path, said)
    assert caught.value.detail.splitlines() == [
        "Line 1 has both media and media_id; keep one of them.",
        "Line 2 names nowhere.png, which cannot be read: No such file or directory.",
        caught.value.errors[2].detail,
    ]
    assert caught.value.errors[2].detail.startswith("Line 3 names notes.txt: Send a picture as PNG, JPEG or WebP")
    assert not caught.value.errors[2].detail.endswith("..")


def test_no_more_is_told_than_can_be_read(scene, tmp_path):
    with pytest.raises(Invalid) as caught:
        read(scene, tmp_path, "x\n" * (MOST_FAULTS + 2))
    assert len(caught.value.errors) == MOST_FAULTS
    assert caught.value.detail.endswith("… and 2 more.")
