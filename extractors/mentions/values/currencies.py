"""Currency signs and codes, the same in any language."""

# ISO 4217 codes that news writes, with the better known ones of the past.
CODES = frozenset(
    """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
        BZD CAD CDF CHF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
        GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
        KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
        MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
        SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
        UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL BTC ETH DEM FRF ITL ESP NLG BEF ATS FIM IEP
        PTE GRD
    """.split()
)

# Codes that are no words of any of the languages read, so that they may stand in lower case too.
PLAIN_CODES = frozenset(
    "usd eur gbp chf jpy cny inr cad aud nzd hkd sgd mxn brl rub krw sek nok dkk pln czk huf zar aed myr".split()
)

# What stands before "$" (without a space), in lower case.
DOLLARS = {
    "us": "USD", "u.s.": "USD", "u.s": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD",
    "ca": "CAD", "can": "CAD", "cad": "CAD", "cdn": "CAD", "hk": "HKD", "hkd": "HKD", "nz": "NZD", "nzd": "NZD",
    "s": "SGD", "sg": "SGD", "sgd": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN", "mxn": "MXN", "mex": "MXN",
    "j": "JMD", "tt": "TTD", "n": "NAD", "bz": "BZD", "z": "ZWL", "zw": "ZWL", "clp": "CLP", "cop": "COP",
    "ars": "ARS", "ar": "ARS", "col": "COP", "bds": "BBD", "b": "BND", "fj": "FJD", "g": "GYD", "l": "LRD",
}  # fmt: skip

# Sign → code, and whether other countries use the same sign.
SIGNS = {
    "$": ("USD", True), "€": ("EUR", False), "£": ("GBP", True), "¥": ("JPY", True), "￥": ("JPY", True),
    "₹": ("INR", False), "₨": ("INR", True), "₩": ("KRW", True), "₽": ("RUB", False), "₺": ("TRY", False),
    "₪": ("ILS", False), "₫": ("VND", False), "฿": ("THB", False), "₦": ("NGN", False), "₱": ("PHP", True),
    "₴": ("UAH", False), "₸": ("KZT", False), "₡": ("CRC", False), "₲": ("PYG", False), "₾": ("GEL", False),
    "₿": ("BTC", False), "₭": ("LAK", False), "₮": ("MNT", False), "₵": ("GHS", False), "₼": ("AZN", False),
    "֏": ("AMD", False), "৳": ("BDT", False), "៛": ("KHR", False), "﷼": ("IRR", True), "元": ("CNY", True),
    "円": ("JPY", False), "원": ("KRW", False),
}  # fmt: skip

# Abbreviations → code and whether it is assumed; BEFORE: only before the number.
BEFORE = {"rm": ("MYR", False), "rp": ("IDR", False), "rp.": ("IDR", False), "s/": ("PEN", False)}
EITHER = {
    "rs": ("INR", True), "rs.": ("INR", True), "kč": ("CZK", False), "zł": ("PLN", False), "ft": ("HUF", False),
    "sfr": ("CHF", False), "sfr.": ("CHF", False), "fr.": ("CHF", True), "dm": ("DEM", False),
    "tl": ("TRY", False),
    "kr": ("SEK", True), "kr.": ("SEK", True), "rmb": ("CNY", False), "руб": ("RUB", False),
    "руб.": ("RUB", False),
    "грн": ("UAH", False), "лв": ("BGN", False), "лв.": ("BGN", False), "le": ("EGP", False),
    "l.e.": ("EGP", False),
    "l.e": ("EGP", False), "us dollars": ("USD", False), "u$d": ("USD", False), "u$s": ("USD", False),
    "us dollar": ("USD", False),
}  # fmt: skip

# "kr" by the language of the text.
CROWNS = {"sv": "SEK", "nb": "NOK", "no": "NOK", "nn": "NOK", "da": "DKK", "is": "ISK"}
