"""Objects and lists as JavaScript writes them: bare keys, three kinds of quotes, arguments of a function.

What is no value (functions, regular expressions, operators) ends the reading: `Malformed`. Calls are None, save
those that only wrap a value: `new Map([...])`, `JSON.parse("...")`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MAX_DEPTH = 60  # bound, far below Python's own
_MAX_TOKENS = 300_000  # a second and a half
_TOKEN = re.compile(
    r"(?:\s++|/\*.{0,2000}?\*/|//[^\n]{0,500}\n)*+(?:"
    r"(?P<mark>[\[\]{},:();])|(?P<string>\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"|'[^'\\]*+(?:\\.[^'\\]*+)*+'|"
    r"`[^`\\$]*+(?:(?:\\.|\$(?!\{))[^`\\$]*+)*+`)|"
    r"(?P<number>-?(?:\d|\.\d)[\w.]*(?:e[+-]\d+)?)|(?P<truth>![01])|(?P<word>[\w$][\w$.]*))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r\n": ""}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None}
_WRAPPERS = ("Map", "Set", "Object.freeze", "Object.assign", "reactive", "ref")
_CALL = re.compile(r"function\s*\w*\s*\(([\w$,\s]{0,20000})\)\s*\{|\(([\w$,\s]{0,20000})\)\s*=>\s*\{")


class Malformed(ValueError):
    """The words are no literal; `at` is how far they were read."""

    def __init__(self, at: int) -> None:
        super().__init__(f"no literal at character {at}")
        self.at = at


@dataclass(frozen=True, slots=True)
class Name:
    """A name whose value the literal itself does not hold, such as an argument."""

    name: str


def read_literal(words: str, at: int) -> tuple[Any, int]:
    """Return the value that begins at a character, and where it ends; raise Malformed.

    >>> read_literal("x = {a: 'it\\\\'s', b: [!0, 1.5, c,], d: new Map([[1, 2]])};", 4)[0]
    {'a': "it's", 'b': [True, 1.5, Name(name='c')], 'd': [[1, 2]]}
    """
    return _Reader(words).value(at, 0)


def read_function(words: str, at: int) -> tuple[Any, int]:
    """Return what a function that is called at once returns, with its arguments in place; raise Malformed.

    >>> read_function('(function(a,b){return {title:a,n:[b]}}("Canal",3))', 0)[0]
    {'title': 'Canal', 'n': [3]}
    """
    head = _CALL.search(words, at)
    begin = re.compile(r"\breturn\s*(?=[\[{(])").search(words, head.end()) if head else None
    if head is None or begin is None:
        raise Malformed(at)
    value, end = read_literal(words, begin.end())
    called = re.compile(r"[\s;)]{0,20}\}[\s)]{0,20}\(").match(words, end)
    if called is None:
        raise Malformed(end)
    reader = _Reader(words)
    arguments, end = reader.sequence(called.end(), ")", 0)
    names = [name.strip() for name in (head[1] or head[2] or "").split(",")]
    return _filled(value, dict(zip(names, arguments, strict=False)), 0), end


class _Reader:
    def __init__(self, words: str) -> None:
        self.words = words
        self.count = 0

    def token(self, at: int) -> re.Match[str]:
        self.count += 1
        found = _TOKEN.match(self.words, at)
        if found is None or self.count > _MAX_TOKENS:
            raise Malformed(at)
        return found

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        if depth > _MAX_DEPTH:
            raise Malformed(at)
        token = self.token(at)
        end = token.end()
        if token["mark"] == "{":
            return self.members(end, depth + 1)
        if token["mark"] == "[":
            return self.sequence(end, "]", depth + 1)
        if token["mark"] == "(":
            value, end = self.value(end, depth + 1)
            return value, self.expect(end, ")")
        if token["string"] is not None:
            return _unquoted(token["string"]), end
        if token["number"] is not None:
            return _number(token["number"]), end
        if token["truth"] is not None:
            return token["truth"] == "!0", end
        if token["word"] is None:
            raise Malformed(token.end())
        return self.named(token["word"], end, depth)

    def named(self, word: str, end: int, depth: int) -> tuple[Any, int]:
        if word in ("void", "new"):
            value, end = self.value(end, depth + 1)
            return (None if word == "void" else value), end
        following = _TOKEN.match(self.words, end)
        if following is not None and following["mark"] == "(":
            arguments, end = self.sequence(following.end(), ")", depth + 1)
            if word == "JSON.parse" and arguments and isinstance(arguments[0], str):
                return _parsed(arguments[0]), end
            return (arguments[0] if word in _WRAPPERS and arguments else None), end
        if word in ("function", "async", "class"):
            raise Malformed(end)
        return (_WORDS[word] if word in _WORDS else Name(word)), end

    def members(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        while True:
            token = self.token(at)
            at = token.end()
            if token["mark"] == "}":
                return found, at
            if token["mark"] == ",":
                continue
            key = token["word"] or token["number"] or (_unquoted(token["string"]) if token["string"] else None)
            if key is None:
                raise Malformed(at)
            following = self.token(at)
            if following["mark"] in (",", "}") and token["word"]:
                found[key] = Name(key)
                continue
            found[key], at = self.value(self.expect(at, ":"), depth)

    def sequence(self, at: int, closing: str, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        while True:
            token = self.token(at)
            if token["mark"] == closing:
                return found, token.end()
            if token["mark"] == ",":
                at = token.end()
                continue
            value, at = self.value(at, depth)
            found.append(value)

    def expect(self, at: int, mark: str) -> int:
        token = self.token(at)
        if token["mark"] != mark:
            raise Malformed(at)
        return token.end()


def _unquoted(string: str) -> str:
    if "\\" not in string:
        return string[1:-1]
    words = _ESCAPE.sub(_character, string[1:-1])
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\u" in string else words


def _character(match: re.Match[str]) -> str:
    code = match[1]
    if code in _ESCAPED:
        return _ESCAPED[code]
    if code[0] in "ux" and len(code) > 1:
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return code


def _number(words: str) -> float | int | None:
    try:
        return int(words) if words.lstrip("-").isdigit() else float(words)
    except ValueError:
        return None


def _parsed(words: str) -> Any:
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def _filled(value: Any, arguments: Mapping[str, Any], depth: int) -> Any:
    if isinstance(value, Name):
        return arguments.get(value.name)
    if isinstance(value, list):
        return [_filled(each, arguments, depth + 1) for each in value]
    if isinstance(value, dict):
        return {key: _filled(each, arguments, depth + 1) for key, each in value.items()}
    return value
