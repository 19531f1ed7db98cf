"""Words of those who ask for consent: to cookies, to partners, to advertising that knows its reader."""

import re
from collections.abc import Sequence

# What tells of consent whatever else a text speaks of.
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bGDPR\b|personali[sz]ed\s(?:ads|advertising)|datenschutz|einwilligung|"
    r"consentement|consentimiento|consenso|our\s(?:\d+\s)?partners",
    re.IGNORECASE,
)  # fmt: skip
# Asked of texts that have nothing to do with their title: an article speaks of data and partners too. Beginnings
# of words, or words side by side, in lower case; to look for each costs a tenth of what one expression costs.
_BEGINNINGS = tuple(
    """
    cookie|consent|gdpr|dsgvo|rgpd|datenschutz|einwillig|consenso|partner|partenair|parceir|nuestros socios|
    privacy|privacidad|privatliv|personvern|integritet|vie privée|confidential|soukrom|prywatn|adatvéd|
    конфиденц|隐私|隱私|プライバシー|개인정보|クッキー|
    toestemming|samtyck|samtykke|suostumus|zgod|souhlas|hozzájárul|
    согласи|同意|동의|izin ver|onay ver|personal data|personalised ad|
    personalized ad|personenbezogen|persönliche daten|
    persoonsgegevens|persoonlijke gegevens|personuppgift|personopplysning|personoplysning|données personnelles|
    données à caractère personnel|datos personales|dati personali|dados pessoais|dane osobowe|danych osobowych|
    osobní údaj|osobních údaj|személyes adat|henkilötieto|персональн|個人データ|tracking|drittanbieter|third part|
    legitimate interest|berechtigtes interesse|intérêt légitime|interés legítimo|legittimo interesse|
    interesse legítimo|interesse legittimo|gerechtvaardigd belang|your choice|your preference|ihre auswahl|
    ihre einstellung|vos choix|vos préférences|tus preferencias|sus preferencias|le tue preferenze|le tue scelte|
    jouw keuze|je keuze|uw keuze|dina val|dine valg|twoje preferencje|alle akzeptieren|accept all|tout accepter|
    aceptar todo|aceptar o rechazar|accetta tutt|accettare o rifiutare|alles accepteren|godkänn alla|
    localización geográfica|geolocal|géolocal|
    standortdaten|on a device|on your device|auf einem gerät|auf ihrem gerät|sur un appareil|sur votre appareil|
    sur votre terminal|en un dispositivo|su un dispositivo|num dispositivo|op een apparaat|på en enhet|på en enhed|
    na urządzeniu|werbefrei|sans publicité|sin publicidad|personalisierte werbung|publicités personnalisées|
    anuncios personalizados|annunci personalizzati|gepersonaliseerde advertenties
    """.replace("\n    ", "").strip().split("|")
)  # fmt: skip


def may_ask_consent(line: str) -> bool:
    """Return whether a line has a word of those who ask for consent.

    >>> may_ask_consent("Wij en onze 92 partners slaan informatie op"), may_ask_consent("Der Fluss steigt.")
    (True, False)
    """
    folded = line.casefold()
    return any(map(folded.__contains__, _BEGINNINGS))


def lines_that_ask_consent(lines: Sequence[str]) -> list[bool]:
    """Return of each line what `may_ask_consent` does.

    >>> lines_that_ask_consent(["Our 92 Partners", "The river rises."])
    [True, False]
    """
    folded = "\n".join(lines).casefold()
    told = [words for words in _BEGINNINGS if words in folded]  # most articles have none or one
    return [bool(told) and any(map(line.casefold().__contains__, told)) for line in lines]
