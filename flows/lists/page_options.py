"""What the extractor of pages is given: the trained judge of lines that ships with it, and the settings."""

from collections.abc import Mapping
from functools import cache

from extractors.page.body.line_model import LineModel, read_line_model
from extractors.page.extract import PageOptions
from extractors.page.words.repeated import RepeatedLines
from flows.lists.settings import ExtractSettings
from warehouse.shipped import MODELS, read_model


def load_page_options(
    settings: ExtractSettings,
    repeated_lines: RepeatedLines | None = None,
    outlet_languages: Mapping[str, str] | None = None,
) -> PageOptions:
    """Return the options of the extractor; `repeated_lines` are those that the warehouse knows."""
    return PageOptions(
        languages=frozenset(settings.languages),
        model=load_line_model("lines_best.json" if settings.is_best and _has_best_model() else "lines.json"),
        quick_model=None if settings.is_best else load_line_model("lines_quick.json"),
        is_best=settings.is_best,
        repeated_lines=repeated_lines or {},
        outlet_languages=outlet_languages or {},
    )


def _has_best_model() -> bool:
    """Return whether a model that was trained on all readings of a page ships with the extractor."""
    return (MODELS / "lines_best.json").is_file()


@cache
def load_line_model(name: str) -> LineModel:
    """Return a model that ships with the extractor."""
    return read_line_model(read_model(name))
