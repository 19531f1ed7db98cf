"""Japanese words for values and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary

_WORDS = Vocabulary(
    language="ja",
    decimal_comma=False,
    myriads={"万": 10**4, "億": 10**8, "兆": 10**12},
    currencies={
        "円": "JPY", "ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "英ポンド": "GBP",
        "人民元": "CNY",
        "元": "CNY", "ウォン": "KRW", "香港ドル": "HKD", "豪ドル": "AUD", "カナダドル": "CAD",
        "シンガポールドル": "SGD",
        "ニュージーランドドル": "NZD", "台湾ドル": "TWD", "スイスフラン": "CHF", "ルーブル": "RUB",
        "ルピー": "INR",
        "インドルピー": "INR", "バーツ": "THB", "ルピア": "IDR", "ドン": "VND", "レアル": "BRL", "リラ": "TRY",
        "ランド": "ZAR", "ノルウェークローネ": "NOK", "スウェーデンクローナ": "SEK", "デンマーククローネ": "DKK",
    },
    percent=("パーセント",),
    points=("ポイント",),
    range_words=("から", "〜"),
    minor_of="JPY",
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """話した 話す 話している 話していた 語った 語る 語っている 述べた 述べる 述べている 言った 言う
        言います 説明した 説明する
        指摘した 指摘する 強調した 訴えた 訴える 答えた 答える 明らかにした コメントした コメントしている
        振り返った 振り返る
        発表した 主張した 批判した 書いた 明かした 嘆いた 呼びかけた 見通しを示した 認識を示した 考えを示した
        反論した
        謝罪した 喜んだ 語気を強めた としている とした""".split()
    ),
    pronouns=frozenset("彼 彼女 彼ら 彼女ら 私 私たち 僕 俺 我々 同氏 同社".split()),
)

JAPANESE = Language(
    words=_WORDS, calendar=Calendar(language="ja", months={}, weekdays={}, relative={}, units={}), speech=_SPEECH
)
