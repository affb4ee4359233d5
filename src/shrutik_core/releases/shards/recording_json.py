"""A clip as a Lhotse Recording: the second member of each clip in a shard."""

from shrutik_core.releases.shards.sound_shape import SoundShape


def recording_json(clip: str, shape: SoundShape) -> bytes:
    """The Recording as one line of JSON without a line end; always the same bytes for the same sound.

    It has the keys that `Recording` of Lhotse 1.33 takes and no others: one more, and Lhotse Shar reads none of the
    shard. The source is empty, for the sound is the member before.

    Args:
        clip: pseudonym; nothing in it needs escaping.
        shape: of its sound.
    """
    channels = ",".join(map(str, range(shape.channels)))
    return (
        f'{{"id":"{clip}","sources":[{{"type":"memory","channels":[{channels}],"source":""}}],'
        f'"sampling_rate":{shape.sample_rate_hz},"num_samples":{shape.num_samples},'
        f'"duration":{shape.duration_s!r},"channel_ids":[{channels}]}}'
    ).encode()
