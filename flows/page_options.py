"""What the extractor of pages is given: the trained judge of lines that ships with it, and the settings."""

import json
from functools import cache
from importlib import resources

from extractors.page import PageOptions
from extractors.page.line_model import LineModel, read_line_model
from flows.settings import ExtractSettings


def load_page_options(settings: ExtractSettings) -> PageOptions:
    """Return the options of the extractor."""
    return PageOptions(
        languages=frozenset(settings.languages),
        model=load_line_model("lines.json"),
        is_best=settings.is_best,
    )


@cache
def load_line_model(name: str) -> LineModel:
    """Return a model that ships with the extractor."""
    file = resources.files("extractors.page") / "models" / name
    return read_line_model(json.loads(file.read_text(encoding="utf-8")))
