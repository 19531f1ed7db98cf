"""Words of those who ask for consent: to cookies, to partners, to advertising that knows its reader."""

import re

CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bGDPR\b|personali[sz]ed\s(?:ads|advertising)|datenschutz|einwilligung|"
    r"consentement|consentimiento|consenso|our\s(?:\d+\s)?partners",
    re.IGNORECASE,
)  # fmt: skip
# Asked of pages whose text has nothing to do with their title; an article speaks of data and partners too.
CONSENT_WORDS = re.compile(
    rf"{CONSENT.pattern}|partn[eé]r|partenair|\bsoci(?:os)?\b|parceir|privacy|privacidad|privatliv|personvern|integritet|"
    r"vie\sprivée|confidential|soukrom|prywatn|adatvéd|конфиденц|隐私|隱私|プライバシー|개인정보|クッキー|"
    r"toestemming|samtyck|samtykke|suostumus|zgod[ęay]|souhlas|hozzájárul|соглас|同意|동의|izin\b|onay|"
    r"(?:personal|personenbezog|persönlich|personal|persoonlijk|persoons|osobow|osobn|személyes|henkilö|персональн)\w*\s?\w*"
    r"(?:data|daten|datos|dati|dados|gegevens|uppgifter|opplysninger|oplysninger|dan|údaj|adat|tieto|данн)|persoonsgegevens|"
    r"données\s(?:à\scaractère\s)?personnel|datos\spersonales|dati\spersonali|dados\spessoais|tracking|drittanbieter|"
    r"(?:legitimate|berechtigt|légitime|legítimo|legittimo|gerechtvaardigd)\w*\s(?:interes|intérêt|belang)|intérêt\slégitime|"
    r"interés\slegítimo|interesse\slegittimo|(?:your|ihre|vos|tus|sus|le\stue|je|jouw|dina|dine|twoje)\s(?:choices?|preferences?|"
    r"auswahl|einstellungen|choix|préférences|preferencias|opciones|preferenze|scelte|keuzes?|voorkeuren|val|valg)|"
    r"alle\sakzeptieren|accept\sall|tout\saccepter|aceptar\s(?:todo|o\srechazar)|accetta\stutt|alles\saccepteren|"
    r"geolocal|géolocal|standort|(?:on|auf|sur|en|op|på)\s(?:a|einem|un|een|din|en)\s(?:device|gerät|appareil|terminal|"
    r"dispositivo|apparaat|enhet|enhed)|werbefrei|sans\spublicité|sin\spublicidad",
    re.IGNORECASE,
)  # fmt: skip
