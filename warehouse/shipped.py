"""What ships with Cuttings: the seeds, in the wheel or in a clone, and among them what was trained."""

import json
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent
_IN_WHEEL = _PACKAGE / "seeds"

SEEDS = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent / "seeds"
MODELS = SEEDS / "models"


def read_model(name: str) -> dict[str, Any]:
    """Return what a trained model that ships states, as in "stories.json"; `seeds/models/README.md` lists them."""
    stated: dict[str, Any] = json.loads((MODELS / name).read_text(encoding="utf-8"))
    return stated
