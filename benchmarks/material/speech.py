"""Made speech without pauses, with the times of its words: espeak-ng (its shared library must be installed)."""

import ctypes
import ctypes.util

import numpy as np

_RETRIEVE, _RATE, _PITCH = 1, 1, 3
_WORD, _PHONEME = 1, 7
_PIECE = (30, 60)

TEXTS = {
    "en": (
        "the old ferry leaves from the northern harbour every morning before the market opens and people "
        "carry baskets of fish vegetables and flowers while children run along the wooden planks looking for "
        "crabs my grandmother used to tell us that the river remembers everyone who crossed it and we "
        "believed her because nobody could prove that it did not a teacher walks slowly towards the school "
        "with a large yellow umbrella although the sky is perfectly clear today several engineers discussed "
        "how to build a better bridge with fewer pillars and cheaper steel their report was published last "
        "winter but almost nobody has read it yet please keep your tickets ready because the inspector will "
        "visit each carriage during the journey "
    ),
    "hi": (
        "आज सुबह मैं अपने दोस्त के साथ बाज़ार गया था वहाँ बहुत सारे लोग सब्ज़ी और फल खरीद रहे थे एक बूढ़ा "
        "आदमी पेड़ के नीचे बैठकर अख़बार पढ़ रहा था बच्चे मैदान में क्रिकेट खेल रहे थे और उनकी माँ उन्हें घर "
        "बुला रही थी हमारे गाँव की नदी बरसात में बहुत चौड़ी हो जाती है किसान अपने खेत में धान लगाते हैं और "
        "शाम को चाय पीते हुए बातें करते हैं सरकार ने नया अस्पताल बनाने का वादा किया है लेकिन काम अभी तक शुरू "
        "नहीं हुआ कल शहर से मेरे चाचा आएँगे "
    ),
    "bn": (
        "আজ সকালে আমি আমার বন্ধুর সঙ্গে বাজারে গিয়েছিলাম সেখানে অনেক মানুষ মাছ আর সবজি কিনছিল একজন বৃদ্ধ লোক "
        "গাছের নিচে বসে খবরের কাগজ পড়ছিলেন ছেলেরা মাঠে ফুটবল খেলছিল আর তাদের মা ঘরে ডাকছিলেন আমাদের গ্রামের "
        "নদী বর্ষাকালে অনেক চওড়া হয়ে যায় কৃষকেরা ক্ষেতে ধান লাগায় এবং সন্ধ্যায় চা খেতে খেতে গল্প করে "
        "সরকার নতুন হাসপাতাল বানানোর কথা দিয়েছে কিন্তু কাজ এখনো শুরু হয়নি কাল শহর থেকে আমার কাকা আসবেন "
    ),
    "es": (
        "la vieja barca sale del puerto cada mañana antes de que abra el mercado y la gente lleva cestas de "
        "pescado verduras y flores mientras los niños corren por el muelle buscando cangrejos mi abuela decía "
        "que el río recuerda a todos los que lo cruzaron y nosotros la creíamos porque nadie podía demostrar "
        "lo contrario un maestro camina despacio hacia la escuela con un paraguas amarillo "
    ),
    "ta": (
        "இன்று காலை நான் என் நண்பனுடன் சந்தைக்குச் சென்றேன் அங்கே பலர் மீன் காய்கறி வாங்கிக் கொண்டிருந்தனர் "
        "ஒரு முதியவர் மரத்தின் கீழ் அமர்ந்து செய்தித்தாள் படித்துக் கொண்டிருந்தார் குழந்தைகள் விளையாடினார்கள் "
    ),
}

# Text, voice, words a minute, pitch.
VOICES = (
    ("en", "English (America)", 165, 60),
    ("en", "English (Great Britain)", 185, 35),
    ("en", "English (Scotland)", 175, 50),
    ("en", "English (Received Pronunciation)", 160, 70),
    ("en", "English (Caribbean)", 170, 40),
    ("hi", "Hindi", 160, 45),
    ("hi", "Hindi", 190, 70),
    ("hi", "Hindi", 175, 25),
    ("hi", "Hindi", 150, 80),
    ("bn", "Bengali", 165, 65),
    ("bn", "Bengali", 180, 30),
    ("bn", "Bengali", 150, 50),
    ("bn", "Bengali", 195, 75),
    ("es", "Spanish (Spain)", 170, 50),
    ("es", "Spanish (Latin America)", 180, 40),
    ("ta", "Tamil", 170, 50),
)


class _Name(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("text", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("name", _Name),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Voice:
    """espeak-ng with events."""

    def __init__(self):
        self._library = ctypes.CDLL(ctypes.util.find_library("espeak-ng"))
        self.rate = self._library.espeak_Initialize(_RETRIEVE, 0, None, 1)
        self._sound, self._events = [], []
        self._callback = _Callback(self._heard)
        self._library.espeak_SetSynthCallback(self._callback)

    def _heard(self, sound, count, events):
        if count > 0 and sound:
            self._sound.append(np.ctypeslib.as_array(sound, (count,)).copy())
        at = 0
        while events[at].type:
            self._events.append((events[at].type, events[at].sample, bytes(events[at].name.string)))
            at += 1
        return 0

    def say(self, text, voice, speed, pitch):
        """(samples, [(start, end) of each word, in samples])."""
        self._sound.clear()
        self._events.clear()
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise SystemExit(f"espeak-ng has no voice {voice}")
        for parameter, value in ((_RATE, speed), (_PITCH, pitch)):
            self._library.espeak_SetParameter(parameter, value, 0)
        data = text.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, 0, 0, 1, None, None)
        self._library.espeak_Synchronize()
        samples = np.concatenate(self._sound) / 32768
        return samples, list(_words(self._events, len(samples)))


def _words(events, end):
    """A word goes from its first sound to the next word or pause."""
    start, waiting = None, False
    for kind, sample, name in events:
        pause = kind == _PHONEME and name[:1] in {b"_", b""}
        if (kind == _WORD or pause) and start is not None:
            yield start, sample
            start = None
        if kind == _WORD:
            waiting = True
        elif kind == _PHONEME and not pause and waiting:
            start, waiting = sample, False
    if start is not None:
        yield start, end


def run_on(voice, text, name, speed, pitch, random, seconds=80):
    """Pieces of 30 to 60 words with next to nothing between them: (samples, words)."""
    vocabulary, parts, words, at = text.split(), [], [], 0
    while at < seconds * voice.rate:
        size = int(random.integers(*_PIECE))
        first = int(random.integers(0, max(1, len(vocabulary) - size)))
        piece = " ".join(vocabulary[first : first + size])
        samples, found = voice.say(piece, name, speed + int(random.integers(-8, 9)), pitch)
        low, high = max(0, found[0][0] - 400), min(len(samples), found[-1][1] + 400)
        words += [(at + start - low, at + end - low) for start, end in found]
        gap = np.zeros(int(random.uniform(0, 0.03) * voice.rate))
        parts += [samples[low:high], gap]
        at += high - low + len(gap)
    return np.concatenate(parts), words
