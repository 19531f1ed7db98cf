"""Words of a command line read by Python alone.

Typer 0.29 reads each by pydantic: .12 s of CPU of every command, most of it to import it. What pydantic would read
otherwise, or refuse, is left to it, so its messages stay. But an empty name of a file is refused: to Python it is
the current folder, so that `load "$DIR"` took that where DIR was not set.
"""

from pathlib import Path
from typing import Any

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption


def read_plainly(command: Any, above: Any = None) -> None:
    """Let the parameters of a command, and of those below it, be read by Python alone where that is the same."""
    context = command.context_class(command, parent=above, **command.context_settings)
    for parameter in command.get_params(context):
        # Other versions of Typer read without pydantic.
        if isinstance(parameter, TyperArgument | TyperOption) and hasattr(parameter, "get_runtime_param"):
            reader = _Plain(parameter.get_runtime_param, parameter.type_descriptor.annotation)
            parameter.get_runtime_param = reader.itself  # type: ignore[method-assign]
    for each in command.commands.values() if isinstance(command, TyperGroup) else ():
        read_plainly(each, context)


class _Plain:
    """Reads the values of one parameter; what Typer would read with is made where it is needed."""

    def __init__(self, slow: Any, kind: Any) -> None:
        self._slow = slow
        self._kind = kind

    def itself(self) -> Any:
        """Return this reader."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value as its kind, as Typer's own reader does."""
        if self._kind in (Path, list[Path]) and "" in (value if isinstance(value, list | tuple) else [value]):
            raise typer.BadParameter("an empty name; the current folder is .", ctx=ctx, param=param)
        if param.multiple or param.nargs != 1:
            if value is None or (self._kind == list[str] and all(isinstance(each, str) for each in value)):
                return () if value is None else list(value)
        elif value is None or (self._kind in (str, int) and isinstance(value, self._kind)):
            return value
        elif self._kind is Path and isinstance(value, str):
            return Path(value)
        elif self._kind is int and _is_within(value, param.type_descriptor.parameter_info):
            return int(value)
        return self._slow().coerce(value, param=param, ctx=ctx)


def _is_within(value: Any, bounds: Any) -> bool:
    """Tell whether the value is a whole number in plain digits that the option takes."""
    if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10):
        return False
    least, most = bounds.min, bounds.max
    return (least is None or int(value) >= least) and (most is None or int(value) <= most)
