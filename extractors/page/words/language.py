"""The language of a text."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE_CHARACTERS = 2000
_MIN_CHARACTERS = 40
_MIN_CONFIDENCE = 0.5


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> tuple[str | None, float | None]:
    """Return the ISO 639-1 code of the text and the confidence (0 to 1); no code where it is short or unclear."""
    # The middle says more than the head: datelines and names stand at the head.
    start = max(0, (len(text) - _SAMPLE_CHARACTERS) // 3)
    sample = text[start : start + _SAMPLE_CHARACTERS]
    if len(sample) < _MIN_CHARACTERS:
        return None, None
    code, confidence = _identifier().classify(sample)
    return (code if confidence >= _MIN_CONFIDENCE else None), round(float(confidence), 4)
