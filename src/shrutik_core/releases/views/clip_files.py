"""A view with its clips beside it as files: whoever has the folder needs nothing else."""

import json
from collections.abc import Mapping

import attrs

from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.sound import OpenClip, Recoder, SoundForm
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView, ViewWriting

ABOUT = "about.json"
SYNTHETIC = "synthetic.txt"
"""The paths of clips whose speaker is no person, one a line."""
SOUND_TYPES = {".flac": "audio/flac", ".wav": "audio/wav", ".opus": "audio/ogg", ".mp3": "audio/mpeg"}


def about_sound(about: ReleaseAbout, form: SoundForm, recoder: Recoder) -> str:
    """What the sound of a view is and what made it, as JSON: samples of a lossy form hang on the decoder's version."""
    told = {"release": about.title, "sound": str(form), "software": dict(recoder.software)}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@attrs.frozen
class WithClipFiles:
    """A `View`: another one, and the clips in one form where it looks for them; its lines tell of these files.

    Attributes:
        view: what is written of each clip.
        open_clip: brings the sound.
        recoder: brings it into the form.
        form: the form's name.
    """

    view: TextView
    open_clip: OpenClip
    recoder: Recoder
    form: SoundForm

    @property
    def name(self) -> str:
        """See `View`."""
        return self.view.name

    @property
    def description(self) -> str:
        """See `View`."""
        return self.view.description

    @property
    def media_types(self) -> Mapping[str, str]:
        """See `View`."""
        return {**self.view.media_types, **SOUND_TYPES, ABOUT: "application/json", SYNTHETIC: "text/plain"}

    @property
    def holds_audio(self) -> bool:
        """Always: see `View`."""
        return True

    @property
    def keeps_blank(self) -> bool:
        """Never: nothing here must stay in step with a shard."""
        return False

    def open(self, about: ReleaseAbout) -> ViewWriting:
        """See `View.open`."""
        own = attrs.evolve(about, clips="clips")
        return _Writing(self, own, self.view.open(own))


@attrs.frozen
class _Writing:
    """The view's own pieces, and each clip as a file."""

    made: WithClipFiles
    about: ReleaseAbout
    inner: ViewWriting

    def begin(self) -> Pieces:
        yield ABOUT, about_sound(self.about, self.made.form, self.made.recoder)
        yield ABOUT, None
        yield SYNTHETIC, ""
        yield from self.inner.begin()

    def add(self, clip: ManifestLine) -> Pieces:
        recoded = self.made.recoder.recode(clip, self.made.open_clip(clip))
        line = recoded.line(clip)
        path = self.made.view.clip_file(line)
        yield path, recoded.data
        yield path, None
        if ClipFlag.SYNTHETIC in line.flags:
            yield SYNTHETIC, f"{path}\n"
        yield from self.inner.add(line)

    def close(self) -> Pieces:
        return self.inner.close()
