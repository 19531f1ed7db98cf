"""Chinese words for values and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary

_WORDS = Vocabulary(
    language="zh",
    decimal_comma=False,
    myriads={"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12},
    currencies={
        "元": "CNY", "人民币": "CNY", "人民幣": "CNY", "元人民币": "CNY", "元人民幣": "CNY", "美元": "USD",
        "美金": "USD",
        "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP", "日元": "JPY", "日圆": "JPY", "日圓": "JPY",
        "韩元": "KRW", "韓元": "KRW", "韩圆": "KRW", "港元": "HKD", "港币": "HKD", "港幣": "HKD", "新台币": "TWD",
        "新台幣": "TWD", "新臺幣": "TWD", "台币": "TWD", "台幣": "TWD", "澳元": "AUD", "加元": "CAD",
        "新加坡元": "SGD",
        "坡元": "SGD", "瑞士法郎": "CHF", "瑞郎": "CHF", "卢布": "RUB", "盧布": "RUB", "卢比": "INR",
        "盧比": "INR",
        "泰铢": "THB", "泰銖": "THB", "越南盾": "VND", "印尼盾": "IDR", "林吉特": "MYR", "雷亚尔": "BRL",
        "里拉": "TRY",
        "挪威克朗": "NOK", "瑞典克朗": "SEK", "丹麦克朗": "DKK",
    },
    percent=(),
    points=("个百分点", "個百分點"),
    percent_of=("百分之",),
    range_words=("至", "到"),
    minor_of="CNY",
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """说 說 表示 称 稱 指出 强调 強調 认为 認為 写道 寫道 回答 回应 回應 告诉 告訴 解释 解釋 补充 補充
        透露 宣布 坦言
        直言 呼吁 呼籲 警告 承认 承認 介绍 介紹 问道 問道 回忆 回憶 感叹 感嘆""".split()
    ),
    pronouns=frozenset("他 她 它 他们 她们 他們 她們 我 我们 我們 你 其 对方 對方".split()),
)

CHINESE = Language(
    words=_WORDS, calendar=Calendar(language="zh", months={}, weekdays={}, relative={}, units={}), speech=_SPEECH
)
