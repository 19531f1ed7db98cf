"""Spanish after a fashion, out of Portuguese and Italian: of Spanish there is no labelled text that may be used.

Small words and endings become Spanish ones, word by word, and names keep their places: enough to see which words
stand around names in Spanish, not enough to read.
"""

import re
from collections.abc import Sequence

_PORTUGUESE = """
o el|a la|os los|as las|um un|uma una|uns unos|umas unas|do del|da de la|dos de los|das de las|no en el|na en la
nos en los|nas en las|ao al|aos a los|à a la|às a las|pelo por el|pela por la|pelos por los|pelas por las
em en|com con|para para|sem sin|até hasta|desde desde|sobre sobre|entre entre|durante durante|após tras|e y|ou o
não no|que que|quem quien|cujo cuyo|cuja cuya|onde donde|quando cuando|como como|também también
mais más|menos menos
muito muy|muitos muchos|muitas muchas|já ya|ainda aún|depois después|antes antes|agora ahora|hoje hoy|ontem ayer
é es|são son|foi fue|foram fueron|era era|eram eran|ser ser|sendo siendo|sido sido|está está|estão están|tem tiene
têm tienen|tinha tenía|teve tuvo|ter tener|há hay|havia había|houve hubo|haver haber|fez hizo
fazer hacer|disse dijo
pode puede|podem pueden|deve debe|seu su|sua su|seus sus|suas sus|este este|esta esta|esse ese|essa esa|isto esto
aquele aquel|ele él|ela ella|eles ellos|elas ellas|outro otro|outra otra|outros otros|outras otras|mesmo mismo
mesma misma|todo todo|todos todos|todas todas|cada cada|dois dos|duas dos|três tres|quatro cuatro|cinco cinco
primeiro primero|primeira primera|segundo segundo|segunda segunda|último último|ano año|anos años|dia día|dias días
mês mes|janeiro enero|fevereiro febrero|março marzo|abril abril|maio mayo|junho junio|julho julio|agosto agosto
setembro septiembre|outubro octubre|novembro noviembre|dezembro diciembre|cidade ciudad|cidades ciudades|país país
estado estado|governo gobierno|presidente presidente|ministro ministro|rei rey|rainha reina|homem hombre
mulher mujer|filho hijo|filha hija|pai padre|mãe madre|irmão hermano|mundo mundo|vida vida|nome nombre|parte parte
grande gran|maior mayor|melhor mejor|novo nuevo|nova nueva|bom buen|boa buena|guerra guerra|igreja iglesia
jogo partido|jogador jugador|jogadores jugadores|equipe equipo|time equipo|clube club|escola escuela|rua calle
sul sur|norte norte|leste este|oeste oeste|língua lengua|livro libro|obra obra|série serie|filme película
nasceu nació|morreu murió|ficou quedó|começou comenzó|recebeu recibió|venceu venció|conhecido conocido
conhecida conocida|chamado llamado|chamada llamada|localizado situado|localizada situada
próprio propio|através través
apenas sólo|só sólo|assim así|então entonces|porém sin embargo|mas pero|porque porque|se se|lhe le|me me
santo san|são-paulo san pablo|partido partido|universidade universidad|reino reino|unidos unidos|nacional nacional
"""
_ITALIAN = """
il el|lo el|la la|i los|gli los|le las|l' el|l’ el|un un|uno un|una una|un' una|un’ una|del del
dello del|della de la
dei de los|degli de los|delle de las|dell' del|dell’ del|di de|d' de|d’ de|a a|ad a|al al|allo al
alla a la|ai a los
agli a los|alle a las|all' al|all’ al|da por|dal desde el|dalla por la|dai por los|dalle por las|dall' por el
dall’ por el|in en|nel en el|nello en el|nella en la|nei en los|negli en los|nelle en las|nell' en el|nell’ en el
con con|col con el|su sobre|sul sobre el|sulla sobre la|sui sobre los|sulle sobre las|sull' sobre el|sull’ sobre el
per para|tra entre|fra entre|e y|ed y|o o|od o|ma pero|non no|che que|chi quien|cui cuyo|dove donde|quando cuando
come como|anche también|più más|meno menos|molto muy|già ya|ancora todavía|dopo después de|prima antes|ora ahora
oggi hoy|ieri ayer|domani mañana|è es|sono son|era era|erano eran|essere ser|stato sido|stata sido|stati sido
ha ha|hanno han|aveva había|avevano habían|avere haber|fatto hecho|detto dicho|dichiarato declarado|può puede
possono pueden|deve debe|suo su|sua su|suoi sus|sue sus|loro sus|questo este|questa esta|questi estos|queste estas
quello aquel|quella aquella|egli él|lui él|lei ella|altro otro|altra otra|altri otros|altre otras|stesso mismo
tutto todo|tutti todos|tutte todas|ogni cada|due dos|tre tres|quattro cuatro|cinque cinco|sei seis|sette siete
otto ocho|nove nueve|dieci diez|primo primer|secondo según|anno año|anni años|giorno día|giorni días|mese mes
mesi meses|gennaio enero|febbraio febrero|marzo marzo|aprile abril|maggio mayo|giugno junio
luglio julio|agosto agosto
settembre septiembre|ottobre octubre|novembre noviembre|dicembre diciembre|città ciudad|paese país|governo gobierno
ministro ministro|presidente presidente|uomo hombre|donna mujer|figlio hijo|padre padre|vita vida|nome nombre
nuovo nuevo|nuova nueva|grande gran|guerra guerra|chiesa iglesia|squadra equipo|partita partido|gara carrera
scuola escuela|polizia policía|morti muertos|morte muerte|feriti heridos|giornale diario|elezioni elecciones
voti votos|legge ley|tribunale tribunal|vittoria victoria|secondi segundos|terzo tercer|durante durante
contro contra|verso hacia|senza sin|fino hasta|circa unos|quindi entonces|però sin embargo|perché porque|si se
ci nos|ne de ello|mentre mientras|dichiarazioni declaraciones|partito partido|lunedì lunes|martedì martes
mercoledì miércoles|giovedì jueves|venerdì viernes|sabato sábado|domenica domingo
"""
_ENDINGS = {
    "pt": (
        ("ções", "ciones"), ("ção", "ción"), ("ssão", "sión"), ("são", "sión"), ("ão", "ón"), ("ões", "ones"),
        ("dade", "dad"), ("dades", "dades"), ("gem", "je"), ("eiro", "ero"), ("eira", "era"), ("ério", "erio"),
        ("ência", "encia"), ("ância", "ancia"), ("ável", "able"), ("ível", "ible"), ("ou", "ó"), ("eu", "ió"),
        ("am", "an"), ("em", "en"), ("rem", "ren"), ("ais", "ales"), ("éu", "elo"),
    ),
    "it": (
        ("zione", "ción"), ("zioni", "ciones"), ("sione", "sión"), ("tà", "dad"), ("mente", "mente"),
        ("ato", "ado"), ("ata", "ada"), ("ati", "ados"), ("ate", "adas"), ("uto", "ido"), ("ito", "ido"),
        ("ono", "en"), ("ano", "an"), ("are", "ar"), ("ere", "er"), ("ire", "ir"), ("enza", "encia"),
        ("anza", "ancia"), ("iere", "ero"), ("ale", "al"), ("ali", "ales"), ("ore", "or"), ("ori", "ores"),
        ("ente", "ente"), ("enti", "entes"), ("ico", "ico"), ("ici", "icos"), ("ggio", "je"), ("i", "os"),
    ),
}  # fmt: skip
_INSIDE = {"pt": (("nh", "ñ"), ("lh", "j"), ("ss", "s"), ("ç", "z"), ("ã", "a"), ("õ", "o")),
    "it": (("zz", "z"), ("cch", "qu"), ("tt", "t"), ("pp", "p"), ("ss", "s"), ("gn", "ñ"),
        ("gli", "j"))}  # fmt: skip
_PARTICLES = {"da", "do", "dos", "das", "e", "di", "del", "della", "dei", "degli", "delle", "dell'", "dell’"}


def _table(written: str) -> dict[str, list[str]]:
    pairs = (entry.split() for entry in re.split(r"[|\n]", written) if entry.strip())
    return {word: spanish for word, *spanish in pairs}


_WORDS = {"pt": _table(_PORTUGUESE), "it": _table(_ITALIAN)}


def as_spanish(tokens: Sequence[str], tags: Sequence[str], language: str) -> tuple[list[str], list[str]]:
    """Return the tokens with the words that are no names put into Spanish, and the tags that go with them.

    >>> as_spanish(["O", "ministro", "da", "Saúde", "de", "Angola"], ["O", "O", "O", "O", "O", "B-PLACE"], "pt")[0]
    ['El', 'ministro', 'de', 'la', 'Saúde', 'de', 'Angola']
    """
    words, kinds = list[str](), list[str]()
    for token, tag in zip(tokens, tags, strict=True):
        is_kept = tag[2:] in ("PERSON", "PLACE") and token.lower() not in _PARTICLES
        new = [token] if is_kept else _spanish(token, language)
        words += new
        kinds += [tag, *[("I" + tag[1:]) if tag != "O" else "O"] * (len(new) - 1)]
    return words, kinds


def _spanish(token: str, language: str) -> list[str]:
    lower = token.lower()
    new = _WORDS[language].get(lower)
    if new is None:
        new = [_spelled(lower, language)] if lower.isalpha() and len(lower) > 3 else [token]
        if new == [lower]:
            return [token]
    if token.isupper() and len(token) > 1:
        return [word.upper() for word in new]
    return [new[0].capitalize() if token[:1].isupper() else new[0], *new[1:]]


def _spelled(lower: str, language: str) -> str:
    for ending, spanish in _ENDINGS[language]:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            lower = lower[: -len(ending)] + spanish
            break
    for inside, spanish in _INSIDE[language]:
        lower = lower.replace(inside, spanish)
    return lower
