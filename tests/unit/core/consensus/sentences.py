"""Sentences of everyday speech; about one in five has a number or a negation, as in speech."""

ENGLISH = """
The old man walked slowly down the road with his dog.
We had dinner at my sister's house last night.
Their boat was tied to the wooden pier near the mill.
She looked out of the window and saw the rain falling.
It was late when the train reached the little station.
You can see the whole valley from the top of the hill.
He asked her whether the letter had arrived.
I have never been to the sea in winter.
The children were playing in the garden behind the school.
My brother works in a shop that sells bread and milk.
There are three windows in the room where I sleep.
Could you please open the door for your mother?
The farmer sold his cows at the market on Friday.
Nobody knew which way the wind would blow.
He wrote a long story about a king and his daughter.
Some of the leaves had already fallen from the trees.
Please wait here until the doctor comes back.
The water in the river is higher than it was in spring.
They want to build a new bridge across the lake.
I heard the bell ring and then everything was quiet.
"""

BENGALI = """
গতকাল বিকেলে আমরা নদীর ধারে বেড়াতে গিয়েছিলাম।
আমার মা রোজ সকালে বাগানে ফুল তোলেন।
ছেলেটি মাঠে বন্ধুদের সঙ্গে ফুটবল খেলছে।
বাজার থেকে কিছু মাছ আর সবজি কিনে এনো।
আজ আকাশে অনেক মেঘ জমেছে মনে হয় বৃষ্টি হবে।
আমি তোমার কথা শুনতে পাচ্ছি না।
গ্রামের মানুষ খুব সহজ সরল জীবন যাপন করে।
শিক্ষক ছাত্রদের নতুন একটি কবিতা পড়ালেন।
তিনটি নৌকা ঘাটে বাঁধা ছিল।
রাতে পাখিরা গাছের ডালে ঘুমায়।
ঢাকার রাস্তায় সব সময় ভীষণ যানজট থাকে।
দাদু আমাদের পুরোনো দিনের গল্প শোনাতেন।
ওর হাতের লেখা খুব সুন্দর।
কাল সকালে তোমার সঙ্গে দেখা হবে।
এই বইটা পড়ে আমার ভীষণ ভালো লেগেছে।
বোন রান্না করছে আর ভাই পড়াশোনা করছে।
তুমি কি আমার সঙ্গে শহরে যাবে?
কৃষকেরা ধান কাটার জন্য মাঠে নেমেছে।
স্কুল ছুটি হলে সবাই বাড়ি ফিরে গেল।
পুকুরের জল এখন বেশ ঠান্ডা।
"""

HINDI = """
कल शाम हम नदी के किनारे घूमने गए थे।
मेरी माँ हर सुबह बगीचे से फूल तोड़ती हैं।
बच्चे मैदान में अपने दोस्तों के साथ खेल रहे हैं।
बाज़ार से कुछ सब्ज़ी और फल लेते आना।
आज आसमान में बादल छाए हुए हैं।
मुझे आपकी बात समझ में नहीं आई।
गाँव के लोग बहुत सीधा जीवन जीते हैं।
शिक्षक ने छात्रों को नई कविता पढ़ाई।
घाट पर तीन नावें बँधी हुई थीं।
रात को चिड़िया पेड़ की डाल पर सोती है।
दिल्ली की सड़कों पर हमेशा भीड़ रहती है।
दादाजी हमें पुराने दिनों की कहानी सुनाते थे।
उसकी लिखावट बहुत सुंदर है।
कल सुबह स्टेशन पर आपसे भेंट होगी।
यह किताब पढ़कर मुझे बहुत अच्छा लगा।
बहन खाना बना रही है और भाई पढ़ रहा है।
क्या आप मेरे साथ शहर चलेंगे?
किसान फसल काटने के लिए खेत में पहुँचे।
स्कूल की छुट्टी होने पर सब घर लौट आए।
तालाब का पानी अब काफी ठंडा है।
"""


def sentences(text: str) -> list[str]:
    """The lines of one of the lists above."""
    return text.strip().splitlines()


BY_LANGUAGE = {"en": sentences(ENGLISH), "bn": sentences(BENGALI), "hi": sentences(HINDI)}
