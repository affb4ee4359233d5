"""Corpora that have a folder for each split, such as Kaldi's data folders and Hugging Face's AudioFolder."""

from collections.abc import Callable, Iterator, Mapping

import attrs

from shrutik_core.corpora.utterance import (
    BroughtUtterance,
    CorpusFiles,
    CorpusHints,
    CorpusLines,
    LinePlace,
    Read,
    Reader,
)


def at_the_top(files: CorpusFiles) -> CorpusFiles:
    """The files that lie in the corpus' folder itself."""
    return {name: opened for name, opened in files.items() if "/" not in name}


def split_folders(files: CorpusFiles) -> Mapping[str, CorpusFiles]:
    """The folders in it, in the order of their names, each with the files that lie in it."""
    folders: dict[str, dict[str, CorpusLines]] = {}
    for name, opened in files.items():
        folder, slash, file = name.partition("/")
        if slash:
            folders.setdefault(folder, {})[file] = opened
    return dict(sorted(folders.items()))


def read_split_folders(
    files: CorpusFiles, hints: CorpusHints, lies_in: Callable[[CorpusFiles], bool], read: Reader
) -> Iterator[Read]:
    """What lies in each folder of a format; a folder's name is the split of what says no other."""
    for folder, held in split_folders(files).items():
        if lies_in(held):
            for one in read(held, attrs.evolve(hints, folder=folder)):
                yield _placed(one, folder)


def _placed(one: Read, folder: str) -> Read:
    place = LinePlace(f"{folder}/{one.place.file}", one.place.line)
    if isinstance(one, BroughtUtterance):
        return attrs.evolve(one, place=place, split=one.split or folder)
    return attrs.evolve(one, place=place)
