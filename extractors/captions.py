"""How lines begin that belong to a picture or a player."""

import re

PICTURE_MARK = re.compile(
    r"(?:Enlarge this image(?: toggle caption)?|toggle caption|Image (?:copyright|caption|source)"
    r"|Media (?:caption|playback is unsupported on your device)|Video caption"
    r"|FILE PHOTO\s?:|FILE\s?[-–—]\s|Play Video|Bildunterschrift\s?:"
    r"|Légende\s?:|Pie de foto\s?:|Didascalia\s?:)\s?"
)
