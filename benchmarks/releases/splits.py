"""How near the splits of a growing series come to 80/10/10 by hours, beside a hash of the speaker alone.

    python -m benchmarks.releases.splits [--speakers 50 200 1000 10000] [--seeds 400]

Hours per speaker are log-normal (sigma 1.3). The first version has 60 % of the speakers with 30 to 100 % of their
hours, the second all with all. One speaker may have 30 % of the hours of both versions, or come with the second, or
grow to it in the second after having been placed in test: nobody moves, so no rule can hold the shares then. Prints the
share of seeds in which train, dev and test are all within 2 points, in each version, ours and the hash's; the test's
share of the hours in the second version, 5th to 95th percentile of seeds; and the longest time of placing a version.
From 10,000 speakers on a fifth of the seeds. Then what a series loses in which no prompt's text is in two splits.
"""

import argparse
import time
from hashlib import sha256

import numpy as np

from shrutik_core.releases.splits.groups import reading_groups
from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.place import place_speakers
from shrutik_core.releases.splits.prompts import PromptTimes, left_out, place_prompts
from shrutik_core.releases.splits.split import PARTS, HourShares, Split, SplitBy
from shrutik_core.releases.splits.units import SpeakerTime

SIGMA, FIRST, HEAVY, NEAR = 1.3, 0.6, 0.3, 2.0
MILLISECONDS = 3_600_000
LARGE = 10_000
KINDS = ("nobody", "from the start", "later", "grows in test")


def hashed(speaker):
    """The split that a hash of the speaker gives, ten of a hundred for dev and for test."""
    number = int(sha256(speaker.encode()).hexdigest()[:16], 16) % 100
    return Split.TEST if number < 10 else Split.DEV if number < 20 else Split.TRAIN


def shares(places, spoken):
    """Per cent of the hours in each part."""
    found = dict.fromkeys(PARTS, 0)
    for speaker, milliseconds in spoken.items():
        found[places[speaker]] += milliseconds
    total = sum(spoken.values())
    return [100 * found[split] / total for split in PARTS]


def near(found):
    return all(abs(share - HourShares().of(split)) <= NEAR for split, share in zip(PARTS, found, strict=True))


def with_heavy(hours, at):
    """The hours with one speaker who has 30 % of all."""
    changed = hours.copy()
    changed[at] = 0
    changed[at] = changed.sum() * HEAVY / (1 - HEAVY)
    return changed


def placed(ledger, spoken, version):
    """The ledger with a version placed, and the seconds that it took."""
    times = [SpeakerTime(speaker, sha256(speaker.encode()).hexdigest(), spoken[speaker]) for speaker in spoken]
    started = time.perf_counter()
    ledger = place_speakers(ledger, times, version, part=True)
    return ledger, time.perf_counter() - started


def series(speakers, kind, seed):
    """The parts' shares in both versions, ours and the hash's, and the longer time of placing one."""
    rng = np.random.default_rng(seed)
    names = [rng.bytes(16).hex() for _ in range(speakers)]
    hours = np.exp(rng.normal(0, SIGMA, speakers))
    early = hours[: int(FIRST * speakers)] * rng.uniform(0.3, 1, int(FIRST * speakers))
    if kind == "from the start":
        early, hours = with_heavy(early, 0), with_heavy(hours, 0)
    first = {name: round(MILLISECONDS * spoken) for name, spoken in zip(names, early, strict=False)}
    ledger, took = placed(Ledger("bench"), first, 1)
    if kind == "later":
        hours = with_heavy(hours, speakers - 1)
    if kind == "grows in test":
        hours = with_heavy(hours, next(at for at, name in enumerate(names) if ledger.places[name] is Split.TEST))
    second = {name: round(MILLISECONDS * spoken) for name, spoken in zip(names, hours, strict=True)}
    later, took_later = placed(ledger, second, 2)
    later.check_extends(ledger)
    by_hash = {name: hashed(name) for name in names}
    found = [
        shares(ledger.places, first),
        shares(later.places, second),
        shares(by_hash, first),
        shares(by_hash, second),
    ]
    return found, max(took, took_later)


def growth(sizes, seeds):
    print(
        f"{'speakers':>8} {'one of 30 %':15} {'seeds':>5} {'first':>7} {'hash':>7} {'second':>7} {'hash':>7}"
        f" {'test':>12} {'hash':>12} {'longest':>8}"
    )
    for speakers in sizes:
        for kind in KINDS:
            runs = [series(speakers, kind, seed) for seed in range(max(1, seeds // 5) if speakers >= LARGE else seeds)]
            within = np.mean([[near(found) for found in run] for run, _ in runs], axis=0)
            tests = np.percentile([[run[1][2], run[3][2]] for run, _ in runs], [5, 95], axis=0)
            ours, theirs = (f"{low:.1f} - {high:.1f} %" for low, high in tests.T)
            longest = max(took for _, took in runs) * 1e3
            print(
                f"{speakers:8,} {kind:15} {len(runs):5}",
                *(f"{within[at]:7.1%}" for at in (0, 2, 1, 3)),
                f"{ours:>12} {theirs:>12} {longest:5.0f} ms",
                flush=True,
            )


def reading(label, speakers, readers_of, prompts):
    """What is left out where each prompt is read by some speakers, 2 to 8 s each time."""
    rng = np.random.default_rng(1)
    clips = [
        (f"{reader:032x}", f"{prompt:032x}", int(rng.uniform(2_000, 8_000)))
        for prompt in range(prompts)
        for reader in readers_of(rng, prompt)
    ]
    spoken = dict.fromkeys((f"{reader:032x}" for reader in range(speakers)), 0)
    for speaker, _, milliseconds in clips:
        spoken[speaker] += milliseconds
    times = [SpeakerTime(speaker, sha256(speaker.encode()).hexdigest(), spoken[speaker]) for speaker in spoken]
    together = reading_groups((speaker, prompt) for speaker, prompt, _ in clips)
    ledger = place_speakers(Ledger("bench", split_by=SplitBy.PROMPT), times, 1, part=True, together=together)
    counted = PromptTimes()
    for speaker, prompt, milliseconds in clips:
        counted.add(prompt, ledger.places[speaker], milliseconds)
    lost = left_out(place_prompts(ledger, counted, 1), counted)
    total = sum(spoken.values())
    before = shares(ledger.places, spoken)
    kept = [before[at] - 100 * lost[split].milliseconds / total for at, split in enumerate(PARTS)]
    print(f"{label:30} {100 - sum(kept):5.1f} % " + " ".join(f"{100 * part / sum(kept):5.1f} %" for part in kept))


def prompts():
    print(f"\n{'prompts read by':30} {'left out':>7} " + " ".join(f"{split:>7}" for split in PARTS))
    for readers in (1, 2, 3, 5, 10):
        reading(f"{readers} of 200", 200, lambda rng, _, n=readers: rng.choice(200, n, replace=False), 5_000)
    reading("each of 100", 100, lambda _rng, _: range(100), 500)
    reading("5 of 200, in groups of 5", 200, lambda _rng, prompt: range(prompt % 40 * 5, prompt % 40 * 5 + 5), 5_000)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speakers", type=int, nargs="+", default=[50, 200, 1_000, 10_000])
    parser.add_argument("--seeds", type=int, default=400)
    arguments = parser.parse_args()
    growth(arguments.speakers, arguments.seeds)
    prompts()
