"""The passwords that are guessed first, in lower case. Short and offline: what is dressed up is undressed before it is compared."""

COMMON = frozenset(
    """
    password passwords passw0rd password1 password12 password123 password1234 passwordpassword
    123456 1234567 12345678 123456789 1234567890 12345678901 123456789012 1234567890123
    qwerty qwertyuiop qwertyuiopasdfghjkl qwerty123456 qwertyuiop123 asdfghjkl asdfghjkl123 zxcvbnm
    qwertyuiop[] 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv
    1qazxsw2 1qazxsw23edc zaq12wsx zaq12wsxcde3 qazwsx qazwsxedc qazwsxedcrfv q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6
    abc123 abcd1234 abcdef123456 a1b2c3d4 a1b2c3d4e5f6 aa123456 aa12345678 abcdefghijkl
    admin administrator adminadmin admin123 admin1234 admin12345678 root rootroot toor superuser sysadmin
    letmein letmeinplease welcome welcomewelcome welcometo changeme changemenow changethis pleasechangeme default
    secret secretsecret topsecret iloveyou iloveyouforever ilovetaiwan loveyou sunshine princess monkey dragon
    football baseball basketball superman batman trustno1 master shadow michael jennifer jordan hunter
    whatever freedom computer internet starwars pokemon google facebook
    taiwan taiwantaiwan taiwanno formosa taipei taichung tainan kaohsiung taoyuan hsinchu government govtaiwan
    guest guestguest test testtest testtesttest testing user username useruser temp temporary demo demodemo
    correcthorsebatterystaple thisisapassword thisismypassword mypassword mypasswordis newpassword
    wo3ai4ni3 woaini woaini520 woaini1314 5201314 1314520 520520 aini1314 nihao nihaoma
    ji32k7au4a83 au4a83 ji3g4go6 su3cl3 vu84 5j/ ji32k7au4a83ji32k7au4a83
    """.split()  # noqa: SIM905 — a hundred quoted words hide what stands there
)
