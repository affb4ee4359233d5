"""The passwords that people choose most and attackers try first, put together from what is generally known.

Each stands for its variants too: with figures and signs before or behind it, or in place of letters. In order of the
alphabet, so that a word is easily found and added.
"""

_WORDS = """
01011980 01011990 01012000 10101010 10203040 102030405060 1029384756 11223344 112233445566 12121212 123123123
123321123 12341234 12344321 1234554321 123456789a 123456a 123654789 13131313 1314520 147258369 147852369 159357 159753
19901990 1a2b3c4d 1qazxsw2 20002000 20012001 20202020 321321321 5201314 52013140 666666 696969 741852963 7777777
789456123 88888888 987654321 99999999 a123456 a12345678 a123456789 a1b2c3d4 a1b2c3d4e5 aa123456 aa12345678 aaa aaaa
abc abc123 abc12345 abc123abc abca abcabc abcd abcd1234 abcde abcdef abcxyz access account admin admin1234
administrator alexander alexandra alhamdulillah allah allahuakbar always amanda amar amarma amarsonarbangla amazon
amen america american amitomakebhalobashi amor amorcito andrew android angel angels anthony anything apache apple
april arigato arsenal asd asd123456 asdasd asdf asdfgh asdfghjkl ashley asshole august autumn azerty azertyuiop baby
babyboy babygirl banana bangla bangladesh barcelona baseball basketball batman bear bears beatles bengali benjamin
bestfriend bhalobashi bharat bible bienvenido bienvenue bigdaddy birthday bismillah bitch blessed blessing blink
bonita boston boxing brazil brother buddha bullshit bunny business buttercup butterfly california canada candy change
changeme charlie cheese chelsea chennai cherry chicago chicken chocolate chocolatito chouchou christ christian
christmas church cisco coffee computer contrasena cookie cookies corazon correcthorse correcthorsebatterystaple
corvette counterstrike cowboys crazy cricket crystal dad daddy dance dancer daniel daniela database david dbadmin
december default delhi demo dennis desktop dhaka diablo diamond dickhead dollar dolphin dolphins donkey doudou dragon
dragonball ducati ducky eagle eagles ektara elephant eminem estrella facebook faith falcon family father february
ferrari ficken fire flower flowers football forever fortnite freedom friday friend friends fuck fuckoff fuckyou
gameboy gandalf ganesh ganesha geheim george ghost ginger gmail god godisgood godisgreat gold golden golf golfer
goodbye goodluck goodmorning google guest guitar hallo hallo1 hallohallo hannah happiness happy harekrishna harley
haslo hatsunemiku heaven hejsan hello hellohello helloworld hi hindustan hiphop hockey holiday honda honey horse
horses hotmail hottie howareyou hulk hunter husband ice ilovehim iloveme ilovemyself iloveu iloveyou india indian
inshallah instagram internet iphone ironman islam jaihind jaishreeram james january jasmine jehovah jennifer jessica
jesus jesuschrist john joker jordan joseph joshua joybangla july june juventus karachi karate kathmandu killer kitten
kitty knight kolkata krishna lahore lakers laptop letmein letmeinnow lightning linux lion lions liverpool login logon
london losenord loser loulou love lovely loveme lover loveyou lucky luckyme maababa mababa maggie magic manager
manchester mango manunited march maria mario mariposa martina mashallah master matrix matthew may mercedes metallica
mexico michael michelle microsoft midnight minecraft mipassword mohammad mohammed mom mommy monday money monkey
monster moonlight motdepasse mother muhammad mumbai mummy music mustang mypassword mysql naruto ncc nepal network
newpassword newyear newyork nicole nihon ninja nintendo nirvana nokia nopassword nothing november october office
oldpassword omnamahshivaya onepiece opensesame oracle orange p455w0rd packers padma pakistan panda paris parola
parolamea pass pass1234 passcode passphrase passw passw0rd passwd password password1234567890 passwordpassword
passwort peace peanut pepper phoenix pikachu pirate platinum playboy playstation please pokemon pokemongo pony porsche
postgres postgresql power prince princess private public pumpkin puppy pussy q123456 q1w2e3r4 qazwsx quran qwaszx qwe
qwe123456 qweasd qweasdzxc qwerty qwertyui qwertyuiop qwertz rabbit rainbow rama ramadan ranger realmadrid redsox
richard robert roblox rockstar rockyou root rugby sakura salasana samantha sample samsung samurai satnam saturday
schatz scorpion secret senha september server sesame sex sexy shadow shapla shark shiva shruti shrutik signin signup
silver singer sister slipknot smile snake sniper soccer soldier soleil something sonamoni sonarbangla sonic sophie
spider spiderman spring srilanka sriram starcraft starlight startrek starwars steelers storm strawberry subhanallah
success sugar summer sunday sunshine superman suzuki sweetheart sweetie sweety swimming system teamo tennis tequiero
test test1234 tester testing texas thanks thankyou thisismypassword thomas thunder thursday tiger tigers today tokyo
tomorrow topsecret toyota trustme trustno trustnoone tuesday tumiami turtle twitter ubuntu user user1234 valobasha
valobashi vampire volleyball wachtwoord waheguru warcraft warrior wednesday welcome welkom whatever whatsapp wife
william willkommen windows winner winter wizard woaini woaini1314 wolf wolves wrestling xbox xsw21qaz xxx xxxx xyz
yahoo yamaha yankees yesterday yourpassword youtube zaq12wsx zaq1zaq1 zelda zombie zxc zxcvbn zxcvbnm
"""

COMMON_PASSWORDS = frozenset(_WORDS.split())
