"""Names of months as pages and feeds write them: in full, inflected and cut, of some forty languages at once.

A name stands here once, for the month that most who write it mean: "listopada" is November in Polish and October
in Croatian, and Polish outlets are more. Cut names that are common words ("pro", Czech December) are left out.
"""

_NAMES = {
    1: (
        "january jan januar jänner jaen jän janvier janv enero ene gennaio gen januari janeiro styczeń "
        "stycznia sty января янв січня січ ledna siječnja januara januára ianuarie ocak oca tammikuuta "
        "január ιανουαρίου ιαν มกราคม ม.ค يناير كانون_الثاني جانفي ינואר जनवरी জানুয়ারি جنوری gener "
        "sausio janvāris janvārī jaanuar януари јануар јануара"
    ),
    2: (
        "february feb februar feber février fevrier févr fév febrero febbraio fevereiro fev februari luty "
        "lutego lut февраля фев февр лютого лют února veljače februara februára februarie şubat şub "
        "helmikuuta φεβρουαρίου φεβ กุมภาพันธ์ ก.พ فبراير شباط فيفري פברואר फ़रवरी फरवरी ফেব্রুয়ারি "
        "فروری febrer vasario februāris februārī veebruar февруари фебруар фебруара pebruari"
    ),
    3: (
        "march mar märz maerz mär mrz mars marzo março marco maart mrt marca marzec марта мар березня бер "
        "března ožujka marta martie mart maaliskuuta március márc μαρτίου μαρ มีนาคม มี.ค مارس آذار מרץ "
        "מרס मार्च মার্চ مارچ març kovo marts martā märts март maret"
    ),
    4: (
        "april apr avril avr abril abr aprile kwietnia kwiecień kwi апреля апр квітня квіт dubna travnja "
        "aprila apríla aprilie nisan nis huhtikuuta április ápr απριλίου απρ เมษายน เม.ย أبريل ابريل "
        "إبريل نيسان أفريل אפריל अप्रैल এপ্রিল اپریل balandžio aprīlis aprīlī aprill април"
    ),
    5: (
        "may mai mayo maggio mag maio mei maja maj травня трав мая май května svibnja mája mayıs "
        "toukokuuta május máj μαΐου μαϊ พฤษภาคม พ.ค مايو أيار ماي מאי मई মে مئی maig gegužės maijs maijā "
        "мај маја maie"
    ),
    6: (
        "june jun juni juin junio giugno giu junho czerwca czerwiec cze июня июн червня черв června "
        "lipnja juna júna iunie haziran haz kesäkuuta június jún ιουνίου ιουν มิถุนายน มิ.ย يونيو يونيه "
        "حزيران جوان יוני जून জুন جون juny birželio jūnijs jūnijā juuni юни јун јуна"
    ),
    7: (
        "july jul juli juillet juil julio luglio lug julho lipca lipiec lip июля июл липня лип července "
        "srpnja jula júla iulie temmuz tem heinäkuuta július júl ιουλίου ιουλ กรกฎาคม ก.ค يوليو يوليه "
        "تموز جويلية יולי जुलाई জুলাই جولائی juliol liepos jūlijs jūlijā juuli юли јул јула"
    ),
    8: (
        "august aug août aout agosto ago augustus augusti sierpnia sierpień sie августа авг серпня серп "
        "srpna kolovoza avgusta augusta ağustos ağu elokuuta augusztus αυγούστου αυγ สิงหาคม ส.ค أغسطس "
        "اغسطس آب أوت אוגוסט अगस्त আগস্ট اگست agost rugpjūčio augusts augustā август agustus agu"
    ),
    9: (
        "september sep sept septembre septiembre setiembre settembre set setembro września wrzesień wrz "
        "сентября сен сент вересня вер září rujna septembra septembrie eylül eyl syyskuuta szeptember "
        "szept σεπτεμβρίου σεπ กันยายน ก.ย سبتمبر أيلول ספטמבר सितंबर सितम्बर সেপ্টেম্বর ستمبر setembre "
        "rugsėjo septembris septembrī септември септембар"
    ),
    10: (
        "october oct oktober okt octobre octubre ottobre ott outubro out października październik paź "
        "октября окт жовтня жовт října oktobra októbra octombrie ekim eki lokakuuta október οκτωβρίου οκτ "
        "ตุลาคม ต.ค أكتوبر اكتوبر تشرين_الأول אוקטובר अक्टूबर অক্টোবর اکتوبر spalio oktobris oktobrī "
        "oktoober октомври октобар"
    ),
    11: (
        "november nov novembre noviembre novembro listopada listopad listopadu lis ноября ноя нояб "
        "листопада studenoga studenog novembra noiembrie kasım kas marraskuuta νοεμβρίου νοε พฤศจิกายน "
        "พ.ย نوفمبر تشرين_الثاني נובמבר नवंबर नवम्बर নভেম্বর نومبر lapkričio novembris novembrī ноември "
        "новембар nopember"
    ),
    12: (
        "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia grudzień "
        "gru desember des декабря дек грудня груд prosince prosinca decembra decembrie aralık ara "
        "joulukuuta δεκεμβρίου δεκ ธันวาคม ธ.ค ديسمبر كانون_الأول דצמבר दिसंबर दिसम्बर ডিসেম্বর دسمبر "
        "desembre gruodžio decembris decembrī detsember декември децембар"
    ),
}
_MONTH_OF = {name.replace("_", " "): number for number, names in _NAMES.items() for name in names.split()}


def month_number(word: str) -> int | None:
    """Return the number of the month that the word names, whatever its case and its full stop; None if none.

    >>> month_number("Okt."), month_number("พ.ย."), month_number("בנובמבר"), month_number("Monday")
    (10, 11, 11, None)
    """
    name = word.casefold().rstrip(".")
    # Hebrew writes "in" as a letter before the name, Catalan "of" as one with an apostrophe.
    return _MONTH_OF.get(name) or _MONTH_OF.get(name.removeprefix("ב").removeprefix("d'").removeprefix("d’"))
