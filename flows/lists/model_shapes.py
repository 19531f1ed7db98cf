"""Whether the arrays of a network fit each other and the words that it reads."""

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from extractors.mentions.names.tagger import CLASS_COUNT, layer_count
from extractors.mentions.names.tokens import HEAD_MARKS, cluster_count, form_of


def misfit(words: Mapping[str, NDArray[Any]], network: Mapping[str, NDArray[Any]]) -> str | None:
    """Return why a network cannot read with these words; None where all arrays are there and fit."""
    try:
        wanted = _wanted_shapes(words, network)
        wrong = [name for name, shape in wanted.items() if network[name].shape != shape]
        last_row = int(words["vec.rows"].max(initial=0)) + 1
        if wrong or not 0 <= int(network["first_layers"]) <= layer_count(network):
            return f"the shape of {', '.join(wrong) or 'the layers'} is another"
        if words["vec.keys"].shape != words["vec.rows"].shape or last_row > len(words["vec.table"]):
            return "words have no vector"
        for number in range(cluster_count(words)):
            keys, numbers = words[f"cluster.{number}.keys"], words[f"cluster.{number}.numbers"]
            if keys.shape != numbers.shape or int(numbers.max(initial=0)) >= len(network[f"cl{number}"]):
                return "words have a cluster that the network does not know"
    except (KeyError, IndexError, ValueError, TypeError) as error:
        return f"an array is missing or has another form: {error}"
    return None


def _wanted_shapes(
    words: Mapping[str, NDArray[Any]], network: Mapping[str, NDArray[Any]]
) -> dict[str, tuple[int, ...]]:
    """Return the shape that each array of a network must have, by its width, its tables and the words."""
    lists = [words[f"list.{number}"] for number in range(sum(name.startswith("list.") for name in words))]
    clusters = [f"cl{number}" for number in range(cluster_count(words))]
    tables = sum(network[name].shape[1] for name in ("low", "pre", "suf", "shape", "ng", *clusters))
    width = network["in"].shape[1]
    inputs = (
        tables + words["vec.table"].shape[1] + len(lists) + len(form_of(".")) + HEAD_MARKS * ("nouns" in words)
    )
    shapes: dict[str, tuple[int, ...]] = {"in": (inputs, width), "inb": (width,), "first_layers": ()}
    for layer in range(layer_count(network)):
        shapes |= {f"w{layer}": (3 * width, width)} | {f"{kind}{layer}": (width,) for kind in "bgc"}
    for stage in (1, 2):
        shapes |= {f"o{stage}": (width, CLASS_COUNT), f"ob{stage}": (CLASS_COUNT,)}
    return shapes | {"agg": (2 * CLASS_COUNT + 1, width)}
