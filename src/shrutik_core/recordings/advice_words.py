"""The words of every advice: code, then language, then text; ``{value}`` is the figure."""

from collections.abc import Mapping

from shrutik_core.recordings.media import NOT_ACCEPTED, accepted

WORDS: Mapping[str, Mapping[str, str]] = {
    "too_noisy": {
        "en": "There is a fan, traffic or another noise: the voice is only {value} dB above it. "
        "Move away from it or close the window, and record again.",
        "bn": "পাখা, গাড়ি বা অন্য কোনো শব্দ শোনা যাচ্ছে: আপনার গলা তার চেয়ে মাত্র {value} ডেসিবেল জোরে। "
        "শব্দ থেকে দূরে যান বা জানালা বন্ধ করে আবার রেকর্ড করুন।",
        "hi": "पंखे, गाड़ियों या किसी और चीज़ का शोर है: आपकी आवाज़ उससे केवल {value} डेसिबल तेज़ है। "
        "शोर से दूर जाएँ या खिड़की बंद करके फिर से रिकॉर्ड करें।",
    },
    "clipped": {
        "en": "The recording is too loud and distorted ({value} % of it). "
        "Hold the microphone a hand's width further away and record again.",
        "bn": "রেকর্ডিং বেশি জোরে হয়েছে, শব্দ ফেটে গেছে ({value} %)। মাইক্রোফোন এক হাত দূরে ধরে আবার রেকর্ড করুন।",
        "hi": "रिकॉर्डिंग बहुत तेज़ है और आवाज़ फट रही है ({value} %)। माइक्रोफ़ोन को थोड़ा दूर रखकर फिर से रिकॉर्ड करें।",
    },
    "too_quiet": {
        "en": "The recording is very quiet ({value} LUFS). Speak closer to the microphone and record again.",
        "bn": "রেকর্ডিং খুব আস্তে হয়েছে ({value} LUFS)। মাইক্রোফোনের কাছে এসে আবার বলুন।",
        "hi": "रिकॉर्डिंग बहुत धीमी है ({value} LUFS)। माइक्रोफ़ोन के पास आकर फिर से बोलें।",
    },
    "dc_offset": {
        "en": "The microphone adds a constant offset ({value} %). Try another microphone or socket.",
        "bn": "মাইক্রোফোনে গোলমাল আছে (স্থির বিচ্যুতি {value} %)। অন্য মাইক্রোফোন বা সংযোগ দিয়ে চেষ্টা করুন।",
        "hi": "माइक्रोफ़ोन में गड़बड़ी है (स्थिर विचलन {value} %)। दूसरा माइक्रोफ़ोन या कनेक्शन आज़माएँ।",
    },
    "hum": {
        "en": "There is a mains hum in the recording. Unplug the charger or move the cable away, and record again.",
        "bn": "রেকর্ডিংয়ে বিদ্যুতের গুঞ্জন শোনা যাচ্ছে। চার্জার খুলে বা তার সরিয়ে আবার রেকর্ড করুন।",
        "hi": "रिकॉर्डिंग में बिजली की गुनगुनाहट है। चार्जर निकालकर या तार हटाकर फिर से रिकॉर्ड करें।",
    },
    "dropouts": {
        "en": "The sound breaks off {value} times a minute. Close other programs or use a cable, and record again.",
        "bn": "শব্দ মিনিটে {value} বার কেটে যাচ্ছে। অন্য অ্যাপ বন্ধ করে বা তারযুক্ত মাইক্রোফোন দিয়ে আবার রেকর্ড করুন।",
        "hi": "आवाज़ एक मिनट में {value} बार कट रही है। दूसरे ऐप बंद करके या तार वाले माइक्रोफ़ोन से फिर से रिकॉर्ड करें।",
    },
    "narrow_band": {
        "en": "The sound is that of a telephone call: nothing above {value} Hz. "
        "Record with the recorder of this device, not through a call or a Bluetooth headset.",
        "bn": "শব্দ ফোন কলের মতো শোনাচ্ছে: {value} হার্টজের উপরে কিছু নেই। "
        "কল বা ব্লুটুথ হেডসেট দিয়ে নয়, এই যন্ত্রের রেকর্ডার দিয়ে রেকর্ড করুন।",
        "hi": "आवाज़ फ़ोन कॉल जैसी है: {value} हर्ट्ज़ से ऊपर कुछ नहीं है। "
        "कॉल या ब्लूटूथ हेडसेट से नहीं, इसी उपकरण के रिकॉर्डर से रिकॉर्ड करें।",
    },
    "no_speech": {
        "en": "No voice can be heard. Check that the microphone is on and allowed, and record again.",
        "bn": "কোনো গলা শোনা যাচ্ছে না। মাইক্রোফোন চালু আছে ও অনুমতি দেওয়া আছে কি না দেখে আবার রেকর্ড করুন।",
        "hi": "कोई आवाज़ सुनाई नहीं दे रही। देखें कि माइक्रोफ़ोन चालू है और अनुमति दी गई है, फिर से रिकॉर्ड करें।",
    },
    "little_speech": {
        "en": "There is hardly any speech ({value} % of the time). Begin to speak soon after the start.",
        "bn": "কথা খুব কম (সময়ের {value} %)। রেকর্ড শুরু হওয়ার পরপরই বলা শুরু করুন।",
        "hi": "बोली बहुत कम है (समय का {value} %)। रिकॉर्डिंग शुरू होते ही बोलना शुरू करें।",
    },
    "starts_in_word": {
        "en": "The first word may be cut off. Wait a moment after you press record.",
        "bn": "প্রথম শব্দটি হয়তো কাটা পড়েছে। রেকর্ড চাপার পর একটু থেমে বলুন।",
        "hi": "पहला शब्द शायद कट गया है। रिकॉर्ड दबाने के बाद एक पल रुककर बोलें।",
    },
    "ends_in_word": {
        "en": "The last word may be cut off. Wait a moment before you press stop.",
        "bn": "শেষ শব্দটি হয়তো কাটা পড়েছে। থামানোর আগে একটু অপেক্ষা করুন।",
        "hi": "आखिरी शब्द शायद कट गया है। रोकने से पहले एक पल रुकें।",
    },
    "truncated": {
        "en": "The file breaks off before its end; what was there was kept. Send it again if something is missing.",
        "bn": "ফাইলটি মাঝপথে শেষ হয়েছে; যা ছিল রাখা হয়েছে। কিছু বাদ গেলে আবার পাঠান।",
        "hi": "फ़ाइल बीच में ही खत्म हो गई; जो था रख लिया गया। कुछ छूटा हो तो फिर से भेजें।",
    },
    "corrupt": {
        "en": "Parts of the file are damaged; what could be read was kept. Listen to it, or send it again.",
        "bn": "ফাইলের কিছু অংশ নষ্ট; যা পড়া গেছে রাখা হয়েছে। শুনে দেখুন, বা আবার পাঠান।",
        "hi": "फ़ाइल के कुछ हिस्से खराब हैं; जो पढ़ा जा सका रख लिया गया। सुनकर देखें या फिर से भेजें।",
    },
    "gap": {
        "en": "Part of the sound was lost while it was recorded or sent; silence fills its place. "
        "Listen to it, and record again if words are missing.",
        "bn": "রেকর্ড করা বা পাঠানোর সময় শব্দের কিছু অংশ হারিয়ে গেছে; সেখানে নীরবতা রাখা হয়েছে। "
        "শুনে দেখুন, কথা বাদ গেলে আবার রেকর্ড করুন।",
        "hi": "रिकॉर्ड करते या भेजते समय आवाज़ का कुछ हिस्सा छूट गया; उसकी जगह चुप्पी रखी गई है। "
        "सुनकर देखें, शब्द छूटे हों तो फिर से रिकॉर्ड करें।",
    },
    "duplicate": {
        "en": "This recording was sent before. Record it again, or go on to the next prompt.",
        "bn": "এই রেকর্ডিং আগেও পাঠানো হয়েছে। নতুন করে রেকর্ড করুন, বা পরের বাক্যে যান।",
        "hi": "यह रिकॉर्डिंग पहले भेजी जा चुकी है। नई रिकॉर्डिंग करें या अगले वाक्य पर जाएँ।",
    },
    "copied": {
        "en": "The same sound was sent by another account before. Send only what you recorded yourself, "
        "or go on to the next prompt.",
        "bn": "এই একই শব্দ আগে অন্য অ্যাকাউন্ট থেকে পাঠানো হয়েছে। শুধু নিজের রেকর্ড করা শব্দ পাঠান, বা পরের বাক্যে যান।",
        "hi": "यही आवाज़ पहले किसी और खाते से भेजी जा चुकी है। केवल अपनी रिकॉर्ड की हुई आवाज़ भेजें या अगले वाक्य पर जाएँ।",
    },
    "empty": {
        "en": "The file is empty. Record again and send the new file.",
        "bn": "ফাইলটি খালি। আবার রেকর্ড করে নতুন ফাইল পাঠান।",
        "hi": "फ़ाइल खाली है। फिर से रिकॉर्ड करके नई फ़ाइल भेजें।",
    },
    "unsupported_media": {
        "en": NOT_ACCEPTED,
        "bn": f"এটি পড়ার মতো শব্দের ফাইল নয়। {accepted('বা')} পাঠান।",
        "hi": f"यह पढ़ी जा सकने वाली ध्वनि फ़ाइल नहीं है। {accepted('या')} भेजें।",
    },
    "no_audio": {
        "en": "The file holds no sound. Record again and send the new file.",
        "bn": "ফাইলে কোনো শব্দ নেই। আবার রেকর্ড করে নতুন ফাইল পাঠান।",
        "hi": "फ़ाइल में कोई ध्वनि नहीं है। फिर से रिकॉर्ड करके नई फ़ाइल भेजें।",
    },
    "damaged": {
        "en": "The file is damaged and none of it could be read. Export or record it again.",
        "bn": "ফাইলটি নষ্ট, কিছুই পড়া যায়নি। আবার রেকর্ড বা এক্সপোর্ট করুন।",
        "hi": "फ़ाइल खराब है, कुछ भी पढ़ा नहीं जा सका। फिर से रिकॉर्ड या एक्सपोर्ट करें।",
    },
    "undecodable": {
        "en": "The file could not be decoded. Export it again in another format, or record again.",
        "bn": "ফাইলটি পড়া যায়নি। অন্য ফরম্যাটে এক্সপোর্ট করুন, বা আবার রেকর্ড করুন।",
        "hi": "फ़ाइल पढ़ी नहीं जा सकी। किसी और फ़ॉर्मैट में एक्सपोर्ट करें या फिर से रिकॉर्ड करें।",
    },
    "decoding_too_costly": {
        "en": "Reading the file takes too long. Export it again in another format, or record again.",
        "bn": "ফাইলটি পড়তে অনেক বেশি সময় লাগছে। অন্য ফরম্যাটে এক্সপোর্ট করুন, বা আবার রেকর্ড করুন।",
        "hi": "फ़ाइल पढ़ने में बहुत ज़्यादा समय लग रहा है। किसी और फ़ॉर्मैट में एक्सपोर्ट करें या फिर से रिकॉर्ड करें।",
    },
    "too_short": {
        "en": "The recording is too short. Hold the button until you have finished speaking.",
        "bn": "রেকর্ডিং খুব ছোট। বলা শেষ না হওয়া পর্যন্ত রেকর্ড চালু রাখুন।",
        "hi": "रिकॉर्डिंग बहुत छोटी है। बोलना पूरा होने तक रिकॉर्डिंग चालू रखें।",
    },
    "too_long": {
        "en": "The recording is too long. Cut it into shorter files.",
        "bn": "রেকর্ডিং বেশি লম্বা। ছোট ছোট ফাইলে ভাগ করে পাঠান।",
        "hi": "रिकॉर्डिंग बहुत लंबी है। छोटी फ़ाइलों में बाँटकर भेजें।",
    },
    "too_many_channels": {
        "en": "The file has too many channels. Send it in mono, stereo or with up to 8 channels.",
        "bn": "ফাইলে চ্যানেল বেশি। মোনো, স্টেরিও বা সর্বোচ্চ ৮ চ্যানেলে পাঠান।",
        "hi": "फ़ाइल में बहुत ज़्यादा चैनल हैं। मोनो, स्टीरियो या अधिकतम 8 चैनल में भेजें।",
    },
    "unsupported_rate": {
        "en": "The file's sample rate is out of range. Send it with 8,000 to 192,000 samples per second.",
        "bn": "ফাইলের স্যাম্পল রেট সীমার বাইরে। সেকেন্ডে ৮,০০০ থেকে ১,৯২,০০০ স্যাম্পলে পাঠান।",
        "hi": "फ़ाइल की सैंपल दर सीमा से बाहर है। प्रति सेकंड 8,000 से 1,92,000 सैंपल में भेजें।",
    },
    "unknown": {
        "en": "Something is wrong with this recording. Listen to it and record again.",
        "bn": "এই রেকর্ডিংয়ে কিছু সমস্যা আছে। শুনে দেখে আবার রেকর্ড করুন।",
        "hi": "इस रिकॉर्डिंग में कुछ गड़बड़ है। सुनकर देखें और फिर से रिकॉर्ड करें।",
    },
}
