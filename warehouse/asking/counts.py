"""Numbers with what they count."""


def counted(number: int, noun: str) -> str:
    """Return the number with its noun.

    >>> counted(1, "story"), counted(1200, "story"), counted(0, "article")
    ('1 story', '1,200 stories', '0 articles')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"
