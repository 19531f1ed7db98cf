"""Character references of HTML, whatever number a stranger writes into them."""

import html
import re

# Python refuses to convert numbers of more than 4,300 digits; Unicode needs seven.
_NO_CHARACTER = re.compile(r"&#(?:0*[1-9][0-9]{7,}|[xX]0*[1-9a-fA-F][0-9a-fA-F]{6,}|[xX]?0{100,}[0-9a-fA-F]*);?")


def unescape(text: str) -> str:
    """Return the text with its character references resolved; what can be no character becomes U+FFFD.

    >>> unescape("a &amp; &#233; &#x1F600; &#99999999;")
    'a & é 😀 \ufffd'
    """
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text) if "&#" in text else text)
