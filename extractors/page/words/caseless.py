"""Lines that are not the article in scripts without case: Chinese, Japanese, Korean, Arabic, Hebrew, Thai.

The judge of blocks learned from pages in Latin script, whose words it counts and whose invitations it knows; these
lines are left to rules.
"""

import re

_MOST_CHARACTERS = 90  # of a line; an invitation with a headline behind it is seldom longer
_MOST_BYLINE_CHARACTERS = 40  # a longer line is a sentence
_CASED = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏΑ-Ωα-ωЀ-ӿ]")
_CASELESS = re.compile(r"[\u0590-\u074f\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_COLON = r"\s{0,2}(?:[:：|｜]|$)"
_READ_MORE = (
    rf"(?:【?(?:相关|相關|延伸|推荐|推薦)(?:阅读|閱讀|新闻|新聞|报道|報導|文章)】?|更多(?:新闻|新聞|阅读|報導|报道)){_COLON}|点击(?:查看|阅读)|"
    rf"【?(?:関連(?:記事|ニュース)|あわせて読みたい|こちらもおすすめ|おすすめ記事)】?(?:{_COLON}|\s)|続きを読む|"
    rf"(?:관련\s?(?:기사|뉴스)|함께\s?(?:볼만한|읽으면\s?좋은)\s?(?:기사|뉴스)?|추천\s?기사){_COLON}|(?:더|기사)\s?보기$|"
    r"(?:اقرأ|اقرئي|شاهد|طالع)\s(?:أيض[اً]{1,2}|ايضا|المزيد)|(?:مواضيع|أخبار|مقالات)\sذات\sصلة|"
    r"(?:קראו|ראו|צפו|קרא)\s(?:גם|עוד)\b|עוד\sבנושא|להמשך\sקריאה|"
    r"(?:بیشتر|همچنین)\s(?:بخوانید|ببینید)|(?:مطالب|اخبار)\sمرتبط|"
    r"อ่าน(?:เพิ่มเติม|ต่อ|ข่าวเพิ่มเติม)|ข่าวที่เกี่ยวข้อง"
)
_NOTICE = (
    r"版权所有|版權所有|未经(?:授权|许可)|未經授權|無断(?:転載|複製)|(?:©|ⓒ)|저작권자|무단\s?전재|"
    r"جميع\sالحقوق\sمحفوظة|(?:کلیه|تمامی)\sحقوق|כל\sהזכויות\sשמורות|สงวนลิขสิทธิ์"
)
_NEWSLETTER = (
    r"(?:订阅|訂閱|加入)(?:我们|我們)的|メールマガジン|ニュースレター|뉴스레터\s?(?:구독|신청)|"
    r"اشترك(?:وا)?\sفي\s(?:النشرة|نشرتنا)|הירשמו\sל(?:ניוזלטר|עדכונים)|عضویت\sدر\sخبرنامه|สมัครรับข่าวสาร"
)
_PAYWALL = (
    r"本文(?:为|為)(?:付费|付費|会员|會員)|この記事は(?:有料|会員)|(?:有料)?会員限定(?:記事)?|"
    r"(?:이\s기사는\s)?유료\s?(?:회원|기사|구독자)|هذا\s(?:المقال|المحتوى)\s(?:متاح\s)?للمشتركين|"
    r"(?:הכתבה|התוכן)\sל(?:מנויים|רשומים)"
)
_BYLINE = (
    r"(?:本報|本报)?(?:記者|记者|作者|撰文|編集|编辑|編輯|筆者|取材・文|文)\s?[／/:：・|　\s]\s?\S|"
    r"(?:بقلم|كتب|نویسنده|خبرنگار|מאת|כתב|โดย)\s{0,2}[:：]?\s\S"
)
_KOREAN_BYLINE = re.compile(
    r"(?:[가-힣]{2,4}\s?(?:=\s?)?){1,2}(?:선임|수습)?(?:기자|특파원)(?:\s\S{1,40}@\S{1,40})?$"
)
_DATE = re.compile(
    r"\W{0,3}(?:(?:发布(?:时间|于)?|發布|更新(?:时间|日時)?|公開(?:日時)?|掲載|입력|수정|등록|نشر(?:\sفي)?|תאריך|פורסם|عודכן|עודכן|تاریخ(?:\sانتشار)?|"
    r"เผยแพร่)\s{0,2}[:：]?\s{0,2})?"
    r"(?:\d{4}\s?[年년./-]\s?\d{1,2}\s?[月월./-]\s?\d{1,2}\s?[日일號号]?|[\d٠-٩۰-۹]{1,2}\s[^\s\d]{2,14}\s[\d٠-٩۰-۹]{4})"
    r"(?:[\s(（]{0,3}\S{1,3}[)）])?[\s,،|-]{0,4}(?:(?:午前|午後|오전|오후|上午|下午)?\s?[\d٠-٩۰-۹]{1,2}[:：時时시点點]\s?\d{0,2}[分분]?)?\W{0,3}$"
)
_SENTENCE = re.compile(r"[。．.!！?？؟۔…][\"'”」』)）]{0,2}$")
_RULES = tuple(
    (reason, re.compile(rf"[\W_]{{0,4}}(?:{pattern})"))
    for reason, pattern in (
        ("paywall", _PAYWALL),
        ("read_more", _READ_MORE),
        ("newsletter", _NEWSLETTER),
        ("notice", _NOTICE),
    )
)


def is_caseless(line: str) -> bool:
    """Return whether most letters of a line are of a script without case.

    >>> is_caseless("関連記事：古い橋"), is_caseless("The 人民日报 wrote"), is_caseless("2025-03-04")
    (True, False, False)
    """
    if line.isascii() or not _CASELESS.search(line):
        return False
    return len(_CASELESS.findall(line)) > len(_CASED.findall(line))


def caseless_furniture(line: str) -> str | None:
    """Return the reason why a line in a script without case is not of the article; None where no rule says so.

    >>> caseless_furniture("関連記事：古い橋はなぜ閉鎖されたか"), caseless_furniture("2025年3月4日 10:15")
    ('read_more', 'dateline')
    >>> caseless_furniture("김민수 기자"), caseless_furniture("מאת: דנה דוגמה")
    ('byline', 'byline')
    >>> caseless_furniture("记者在现场看到，老桥已经封闭。") is None
    True
    """
    if len(line) > _MOST_CHARACTERS:
        return None
    if _DATE.match(line):
        return "dateline"
    is_sentence = bool(_SENTENCE.search(line))
    for reason, pattern in _RULES:
        if pattern.match(line) and not (is_sentence and reason == "read_more"):
            return reason
    is_byline = re.match(rf"\W{{0,3}}(?:{_BYLINE})", line) or _KOREAN_BYLINE.match(line)
    return "byline" if is_byline and not is_sentence and len(line) <= _MOST_BYLINE_CHARACTERS else None
