"""Common Voice: TSV files for all that is validated and for each split."""

import csv
import hashlib
import io

from hypothesis import given

from manifest_clips import CLIP, a_clip
from shrutik_core.releases.manifest.line import PublishedVote
from shrutik_core.releases.views.common_voice import COMMON_VOICE
from views_scene import SOME, SPLITS, release, releases

HEADER = (
    "client_id path sentence_id sentence sentence_domain up_votes down_votes age gender accents variant locale segment"
).replace(" ", "\t")


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t"))


def test_a_clip_has_the_columns_of_common_voice_and_stands_in_its_split_alone():
    for split in SPLITS:
        files = release([a_clip(split=split)]).written(COMMON_VOICE)
        header, line = files.lines("validated.tsv")
        assert header == HEADER
        digest = hashlib.sha256("আমি গান গাই".encode()).hexdigest()
        path = f"{split}/{'7f0c' * 8}.flac"
        assert line == (f"{'a1b2' * 8}\t{path}\t{digest}\tআমি গান গাই\t\t1\t1\ttwenties\tfemale\tDhaka\t\tbn\t")
        assert files.text(f"{split}.tsv") == files.text("validated.tsv")
        others = {f"{other}.tsv" for other in SPLITS if other != split} | {"other.tsv", "invalidated.tsv"}
        assert all(files.lines(name) == [HEADER] for name in others)
        assert files.lines("clip_durations.tsv") == ["clip\tduration[ms]", f"{path}\t3750"]


def test_a_vote_counts_for_the_text_if_it_is_the_text():
    votes = (PublishedVote("a", "এক", None), PublishedVote("b", "এক", 0.9), PublishedVote("c", "দুই", 0.9))
    (row,) = rows(release([a_clip(text="এক", votes=votes)]).written(COMMON_VOICE).text("validated.tsv"))
    assert (row["up_votes"], row["down_votes"]) == ("2", "1")


@SOME
@given(releases())
def test_every_text_comes_back_and_each_clip_stands_twice(made):
    files = made.written(COMMON_VOICE)
    found = rows(files.text("validated.tsv"))
    assert [(row["path"].split("/")[1][:-5], row["sentence"]) for row in found] == [
        (clip.clip, clip.text) for clip in made.kept
    ]
    assert [row for split in SPLITS for row in rows(files.text(f"{split}.tsv"))] == found
    assert [int(row["up_votes"]) + int(row["down_votes"]) for row in found] == [len(clip.votes) for clip in made.kept]


def test_the_same_sentence_has_the_same_id():
    found = rows(
        release([CLIP, a_clip(clip="0" * 32), a_clip(clip="1" * 32, text="আর")]).written(COMMON_VOICE).text("train.tsv")
    )
    assert len({row["sentence_id"] for row in found}) == 2
