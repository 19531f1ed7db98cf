"""Name models: a folder for each language with its networks, what they know of words, and each file's hash."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from extractors.mentions.names.lexicon import LanguageModel, NameSpan
from extractors.versions import NETWORK_VERSION
from flows.errors import ModelError
from warehouse.shipped import SEEDS

if TYPE_CHECKING:
    from extractors.mentions.names.tagger import Tagger

ModelFolders = tuple[tuple[str, Path], ...]

_SEEDS = SEEDS / "models"
_LATIN = ("es", "de", "fr", "it", "nl", "pt")  # one model serves them all
# Languages near to those that the model of six learned, in which it finds names too, with a lower confidence.
_NEAR = ("af", "ca", "da", "gl", "lb", "nb", "nn", "no", "ro", "sv")
_TRUST_ABROAD = 0.6
SHIPPED: ModelFolders = (("en", _SEEDS / "en"), *((language, _SEEDS / "latin") for language in _LATIN))


@cache
def load_models(mode: str, folders: ModelFolders = ()) -> Mapping[str, LanguageModel]:
    """Return the model of each language: the shipped ones, those in `folders` before them.

    Languages near to the six of `latin/` have that one, of less trust, where they have none of their own.

    A model's arrays are read when the first text of its language comes, once a process. Raises ModelError where a
    folder lists no model of its language; at that first text where its files are not those of the list.
    """
    own = {language: load_model(folder, language, mode) for language, folder in _in_force(folders).items()}
    latin = load_model(_SEEDS / "latin", _LATIN[0], mode)  # not as German, which has rules of its own
    abroad = {
        language: LanguageModel(
            find=latin.find,
            version=latin.version.replace(f"-{_LATIN[0]}-", f"-{language}-as-latin-"),
            trust=_TRUST_ABROAD,
        )
        for language in _NEAR
    }
    return abroad | own


def check_models(mode: str, folders: ModelFolders) -> None:
    """Raise ModelError where a model cannot be used in this mode."""
    if mode != "rules":
        in_force = _in_force(folders)
        for language, folder in in_force.items():
            _read_list(folder, language, mode)
        for folder in set(in_force.values()):
            if folder.parent == _SEEDS:
                _check_files(folder, mode)  # they fit, as a test says
            else:
                _tagger_of.__wrapped__(folder, mode)  # and not kept: the workers read those that they need


def _in_force(folders: ModelFolders) -> dict[str, Path]:
    """Return the folder of each language; those given win over the shipped ones."""
    return dict((*SHIPPED, *folders))


def load_model(folder: Path, language: str, mode: str) -> LanguageModel:
    """Return the model of a language and mode that a folder holds; raises ModelError where it lists none."""
    listed = _read_list(folder, language, mode)
    file = _layers_of(listed).get(language, listed["networks"][mode][-1])
    short_hash = listed["sha256"][file][:8]

    def find(texts: tuple[str, ...]) -> tuple[tuple[NameSpan, ...], ...]:
        return _tagger_of(folder, mode)(texts, language)

    return LanguageModel(find=find, version=f"names-{language}-{mode}-{short_hash}")


@cache
def _tagger_of(folder: Path, mode: str) -> "Tagger":
    """Return the networks of a folder, for all the languages that it serves; raises ModelError."""
    # Not above, because only workers read names; the main process checks the files: .04 s of CPU.
    from extractors.mentions.names.tagger import Tagger
    from flows.lists.model_shapes import misfit

    listed = json.loads((folder / "models.json").read_text(encoding="utf-8"))
    words = _read_arrays(folder, listed["words"], listed["sha256"])
    files = listed["networks"][mode]
    networks = [_read_arrays(folder, file, listed["sha256"]) for file in files]
    own = {language: _read_arrays(folder, file, listed["sha256"]) for language, file in _layers_of(listed).items()}
    whole = [*networks, *({**networks[0], **layers} for layers in own.values())]
    for file, network in zip([*files, *_layers_of(listed).values()], whole, strict=True):
        if reason := misfit(words, network):
            raise ModelError(f"{folder / file}: does not fit {listed['words']}: {reason}")
    return Tagger(words, networks, own)


def _layers_of(listed: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the file of each language that has layers of its own over the tables of the first network."""
    layers: Mapping[str, str] = listed.get("layers", {})
    return layers


def _read_list(folder: Path, language: str, mode: str) -> dict[str, Any]:
    """Return what `models.json` of a folder lists: languages, words, networks by mode, hashes by file."""
    path = folder / "models.json"
    try:
        listed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        served = language if language in listed["language"].split() else listed["language"]
        found = (listed["version"], served, bool(listed["networks"][mode]))
        files = {listed["words"], *listed["networks"][mode], *_layers_of(listed).values()}
        is_whole = all(isinstance(listed["sha256"][file], str) and Path(file).name == file for file in files)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}: no list of a model with a {mode} mode: {error!r}") from None
    if not is_whole or found != (NETWORK_VERSION, language, True):
        wanted = f"version {NETWORK_VERSION}, language {language!r} and a {mode} mode"
        raise ModelError(f"{path}: lists version {found[0]!r}, language {found[1]!r}; wanted are {wanted}")
    return listed


def _check_files(folder: Path, mode: str) -> None:
    """Raise ModelError where a file of a mode is not the one that is listed."""
    listed = json.loads((folder / "models.json").read_text(encoding="utf-8"))
    for file in (listed["words"], *listed["networks"][mode], *_layers_of(listed).values()):
        _read_file(folder, file, listed["sha256"])


def _read_arrays(folder: Path, file: str, hashes: Mapping[str, str]) -> dict[str, Any]:
    """Return the arrays of a model's file; raise ModelError where it is not the one that is listed."""
    content = _read_file(folder, file, hashes)
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return {key: arrays[key] for key in arrays.files}
    except (ValueError, OSError, EOFError, AttributeError, zipfile.BadZipFile) as error:
        raise ModelError(f"{folder / file}: no arrays can be read: {error}") from None


def _read_file(folder: Path, file: str, hashes: Mapping[str, str]) -> bytes:
    path = folder / file
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != hashes[file]:
        raise ModelError(f"{path}: missing or not the file that models.json lists")
    return content
