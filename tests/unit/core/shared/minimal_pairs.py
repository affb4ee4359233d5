"""Words that differ in one mark, letter or tone, by language: no folding may make one of two."""

PAIRS = {
    "bn": "কাল খাল  বিনা বীণা  শিকার স্বীকার  কূল কুল  দিন দীন  পানি পাণি  কাঁদা কাদা  বাঁধা বাধা  মন মণ  শব সব  ঋণ রিণ  "
    "পড়া পরা  বাড়ি বারি  হাঁস হাস  গাঁথা গাথা  তাঁর তার  কাটা কাঁটা  অন্য অন্ন  উৎস উতস  দুঃখ দুখ",
    "hi": "कल काल  बाल बाल़  चिता चीता  सुना सूना  दिन दीन  पिता पीता  हंस हँस  जरा ज़रा  राज राज़  खुदा ख़ुदा  गज गज़  फन फ़न  "
    "सजा सज़ा  ओर और  मेल मैल  बेल बैल  कुल कूल  में मे  नहीं नही  पड़ पढ़",
    "ar": "علي على  كتب كتّب  حرم حرَم  عَلَم عِلْم  مَلِك مُلْك  جَدّ جِدّ  إن أن  قلب كلب  سار صار  تين طين  درب ضرب  مدرسة مدرسه  "
    "ماء ما  سؤال سوال  بئر بير",
    "fa": "کار گار  سر سَر  کرم کِرم  گل گِل  شیر سیر  مرد مُرد  آب اب  پیر بیر  خوار خار  صد سد  بنا بنّا",
    "tr": "ısı isi  kır kir  sık sik  yarın yarin  ol öl  on ön  kus kuş  sap şap  acı açı  kol köl  hala hâlâ  "
    "adet âdet  kar kâr  Irak İrak  IŞIK İŞİK",
    "de": "Maße Masse  Buße Busse  Floße Flosse  reißen reisen  schon schön  drucken drücken  lugen lügen  MAẞE MASSE",
    "vi": "ma má  ma mà  ma mả  ma mã  ma mạ  cà ca  hỏi hói  bán bàn  bạn ban  đi di  mơ mo  ăn an  ân an  tư tu  "
    "cơm com  hòa hóa  thuý thuỷ  quý quỳ  của cùa",
    "yo": "oko okò  ọkọ̀ ọkọ́  ọkọ ọkọ́  owó ọwọ́  ewé ẹwẹ̀  ìlù ìlú  bá bà  ra rà  ẹ̀wà ẹwà  ilé ilẹ̀  kọ́ kọ̀  ọ̀rọ̀ ọrọ̀  "
    "sùn ṣùn",
}


def pairs(language):
    """The pairs of a language."""
    found = PAIRS[language].split()
    return list(zip(found[::2], found[1::2], strict=True))
