"""Pairs of sentences that differ in a number or a negation, and pairs that write the same one differently."""

ENGLISH = """
we counted 15 sheep on the hill | we counted 50 sheep on the hill
the bus leaves at 7 | the bus leaves at 11
she is sixteen years old | she is sixty years old
they paid two hundred and five dollars | they paid two hundred and fifty dollars
he was born in 1984 | he was born in 1994
he was born in nineteen eighty four | he was born in nineteen eighty five
call me on 555 0123 | call me on 555 0132
it costs 1.5 dollars | it costs 15 dollars
turn to page thirteen | turn to page thirty
one man came in | two men came in
the third door on the left | the fourth door on the left
five apples and three pears | three apples and five pears
about a thousand people | about ten thousand people
nine of them stayed | five of them stayed
the train was 20 minutes late | the train was late
we walked half a mile | we walked a mile
they sold a dozen eggs | they sold ten eggs
he scored forty runs | he scored fourteen runs
the room holds 120 guests | the room holds 12 guests
the score was 3/4 | the score was 34
I can go tomorrow | I can't go tomorrow
you should not touch it | you should touch it
he has never seen the sea | he has seen the sea
there is no water left | there is water left
she cannot read the letter | she can read the letter
they did come home | they didn't come home
I will wait for you | I won't wait for you
he left without his coat | he left with his coat
nobody answered the door | somebody answered the door
nothing was stolen | something was stolen
neither of them knew | either of them knew
it is possible to win | it is impossible to win
she was happy with it | she was unhappy with it
the answer is correct | the answer is incorrect
I do not think he can | I do think he cannot
we are ready | we aren't ready
he does know her | he doesn't know her
none of the boats returned | some of the boats returned
they were legal papers | they were illegal papers
you must not open it | you must now open it
it wasnt my fault | it was my fault
he could have stayed | he could not have stayed
it was -5 degrees | it was 5 degrees
it was minus five | it was five
it rose by 5% | it rose by 5
it costs $5 | it costs €5
they met at ten thirty | they met at ten thirteen
two thirds of them came | two fifths of them came
it weighs three point five tons | it weighs three point nine tons
"""

BENGALI = """
আমার কাছে ১৫ টাকা আছে | আমার কাছে ৫০ টাকা আছে
আমার কাছে পনেরো টাকা আছে | আমার কাছে পঞ্চাশ টাকা আছে
সে ৭টায় আসবে | সে ৯টায় আসবে
তিনজন লোক এসেছিল | চারজন লোক এসেছিল
দুই ভাই বাজারে গেল | তিন ভাই বাজারে গেল
বইটির দাম পাঁচশো টাকা | বইটির দাম ছয়শো টাকা
গ্রামে এক হাজার লোক থাকে | গ্রামে দশ হাজার লোক থাকে
সাড়ে তিন ঘণ্টা লেগেছে | তিন ঘণ্টা লেগেছে
দেড় কেজি চাল দাও | আড়াই কেজি চাল দাও
তার বয়স ষোলো বছর | তার বয়স ষাট বছর
একাত্তর সালের কথা | একান্ন সালের কথা
১৯৫২ সালে জন্ম | ১৯৭২ সালে জন্ম
সাতটি নৌকা ঘাটে বাঁধা | আটটি নৌকা ঘাটে বাঁধা
দুই লাখ টাকা চাই | দুই কোটি টাকা চাই
কুড়ি মাইল দূরে | একুশ মাইল দূরে
পঁচিশ তারিখে এসো | পঁয়ত্রিশ তারিখে এসো
নয়টি মেয়ে গান গায় | দশটি মেয়ে গান গায়
১.৫ লিটার দুধ | ১৫ লিটার দুধ
সে একশো রান করেছে | সে দুইশো রান করেছে
উনিশ জন ছাত্র | উনিশ বিশ জন ছাত্র
আমি কাল যাব | আমি কাল যাব না
আমি কাল যাবনা | আমি কাল যাব
সে ভাত খায়নি | সে ভাত খায়
সে ভাত খায় নি | সে ভাত খায়
আমার টাকা নেই | আমার টাকা আছে
এটা আমার বই নয় | এটা আমার বই
তুমি ওখানে যেও না | তুমি ওখানে যেও
আমি তাকে চিনি না | আমি তাকে চিনি
সে কথা বলেনি | সে কথা বলেছে
তারা বাড়ি নাই | তারা বাড়ি আছে
ইহা সত্য নহে | ইহা সত্য
কাজটা সম্ভব | কাজটা অসম্ভব
আমি জানিনা | আমি জানি
ছেলেটা পড়ে না | ছেলেটা পড়ে
বৃষ্টি হবে না আজ | বৃষ্টি হবে আজ
তাকে বলা যাবে না | তাকে বলা যাবে
ওরা এখনও আসেনি | ওরা এখনও আসে
আমরা হারিনি | আমরা হারি
সে সুখী নয় | সে সুখী
আমি চা খাই না | আমি চা খাই
দরজা খোলা ছিল না | দরজা খোলা ছিল
ভয় পেও না | ভয় পেও
তিনি শিক্ষক নন | তিনি শিক্ষক
"""

HINDI = """
मेरे पास 15 रुपये हैं | मेरे पास 50 रुपये हैं
मेरे पास पंद्रह रुपये हैं | मेरे पास पचास रुपये हैं
वह ७ बजे आएगा | वह ८ बजे आएगा
तीन लड़के खेल रहे हैं | चार लड़के खेल रहे हैं
गाँव में दो कुएँ हैं | गाँव में नौ कुएँ हैं
किताब पाँच सौ की है | किताब छह सौ की है
उसकी उम्र सोलह साल है | उसकी उम्र साठ साल है
साढ़े तीन घंटे लगे | तीन घंटे लगे
डेढ़ किलो आलू | ढाई किलो आलू
एक हज़ार लोग आए | दस हज़ार लोग आए
वह 1947 में जन्मा | वह 1957 में जन्मा
बाईस गाड़ियाँ खड़ी थीं | बत्तीस गाड़ियाँ खड़ी थीं
दो लाख का घर | दो करोड़ का घर
सत्तर साल पहले | सत्रह साल पहले
उनतीस तारीख को | उनतालीस तारीख को
आधा गिलास पानी | गिलास पानी
पैंतीस पन्ने पढ़े | पैंतालीस पन्ने पढ़े
बारह महीने | तेरह महीने
एक दर्जन केले | दस केले
१.५ मीटर कपड़ा | १५ मीटर कपड़ा
वह घर पर है | वह घर पर नहीं है
मैं नहीं जाऊँगा | मैं जाऊँगा
वहाँ मत जाओ | वहाँ जाओ
न वह आया न तुम | वह आया तुम
उसे बोलना ना आता है | उसे बोलना आता है
वह बिना बताए चला गया | वह बताए चला गया
यह संभव है | यह असंभव है
मुझे कुछ नहीं चाहिए | मुझे कुछ चाहिए
तुम्हें डरना नहीं चाहिए | तुम्हें डरना चाहिए
उसने खाना नहीं खाया | उसने खाना खाया
हम कल नही मिले | हम कल मिले
यह सच नहीं है | यह सच है
दरवाज़ा मत खोलो | दरवाज़ा खोलो
वे कभी नहीं हारे | वे कभी हारे
काम सफल रहा | काम असफल रहा
बच्चे सो नहीं रहे | बच्चे सो रहे
मेरा भाई नहीं आया | मेरा भाई आया
ऐसा न करें | ऐसा करें
किसी को पता नहीं था | किसी को पता था
बारिश नहीं हुई | बारिश हुई
"""

SAME = """
en | we counted 15 sheep | we counted fifteen sheep
en | he was born in 1984 | he was born in nineteen eighty four
en | two hundred and five dollars | 205 dollars
en | a hundred men | one hundred men
en | don't go there | dont go there
en | you can not go | you cannot go
en | no one came | noone came
en | twenty-five boats | twenty five boats
en | the 3rd day | the third day
en | I went to town | I went too town
en | inform the king | in form the king
en | this one is mine | this is mine
en | no no I am here | no I am here
bn | ১৫ টাকা | 15 টাকা
bn | পনেরো টাকা | ১৫ টাকা
bn | পনের টাকা | পনেরো টাকা
bn | পাঁচশো টাকা | ৫০০ টাকা
bn | ১,৫০,০০০ টাকা | দেড় লাখ টাকা
bn | আমি যাবনা | আমি যাব না
bn | সে খায়নি | সে খায় নি
bn | নয়টি বই | ৯টি বই
bn | তিনটি বই | তিনটা বই
bn | রান্না ভালো | রানা ভালো
bn | একটা ঘটনা | একটি ঘটনা
hi | तीन सौ पचास | 350
hi | वह नही आया | वह नहीं आया
hi | पाँच लोग | पांच लोग
hi | पौने दो | 1.75
en | it is 3.5 metres | it is three point five metres
en | it costs $5 | it costs five dollars
en | half a million men | 500,000 men
en | at half past ten | at 10:30
en | minus five degrees | -5°
en | five per cent | 5%
en | open 24/7 | open twenty four seven
bn | প্রথম দিন | ১ম দিন
bn | সাড়ে দশটায় | ১০:৩০টায়
hi | साढ़े दस बजे | 10:30 बजे
"""


def pairs(table: str) -> list[tuple[str, ...]]:
    """The rows of one of the tables above."""
    return [tuple(cell.strip() for cell in row.split("|")) for row in table.strip().splitlines()]
