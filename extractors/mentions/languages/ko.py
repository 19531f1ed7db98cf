"""Korean words for values and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary

_WORDS = Vocabulary(
    language="ko",
    decimal_comma=False,
    myriads={"만": 10**4, "억": 10**8, "조": 10**12},
    currencies={
        "원": "KRW", "달러": "USD", "미국 달러": "USD", "미국달러": "USD", "유로": "EUR", "엔": "JPY",
        "위안": "CNY",
        "파운드": "GBP", "홍콩달러": "HKD", "홍콩 달러": "HKD", "호주달러": "AUD", "호주 달러": "AUD",
        "캐나다달러": "CAD",
        "캐나다 달러": "CAD", "싱가포르달러": "SGD", "싱가포르 달러": "SGD", "대만달러": "TWD", "대만 달러": "TWD",
        "스위스프랑": "CHF", "스위스 프랑": "CHF", "루블": "RUB", "루피": "INR", "바트": "THB", "동": "VND",
        "루피아": "IDR", "헤알": "BRL", "리라": "TRY",
    },
    percent=("퍼센트", "프로"),
    points=("퍼센트포인트", "%포인트"),
    range_words=("에서", "부터"),
    minor_of="KRW",
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """말했다 말한다 말하며 밝혔다 밝히며 전했다 설명했다 강조했다 덧붙였다 지적했다 주장했다 답했다
        비판했다 호소했다
        했다 적었다 토로했다 경고했다 언급했다 평가했다 반박했다 회상했다 당부했다""".split()
    ),
    pronouns=frozenset("그 그녀 그들 나 우리 저 이들 그는 그녀는".split()),
)

KOREAN = Language(
    words=_WORDS, calendar=Calendar(language="ko", months={}, weekdays={}, relative={}, units={}), speech=_SPEECH
)
