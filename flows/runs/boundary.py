"""The boundary around each thing of a batch: what cannot be done with one of them costs that one only."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from warehouse.errors import ends_a_run

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def each_alone(
    things: Sequence[Thing],
    do: Callable[[Sequence[Thing]], list[Done]],
    instead: Callable[[Thing, Exception], Thing],
) -> list[Done]:
    """Return what `do` makes of the things: of all at once; where that raises, of ever smaller parts.

    What raises alone is done in the form that `instead` gives it; what ends a run (the disk, the database itself)
    is raised.
    """
    try:
        return do(things) if things else []
    except Exception as error:
        if ends_a_run(error):
            raise
        if len(things) == 1:
            return do([instead(things[0], error)])
    middle = len(things) // 2
    return each_alone(things[:middle], do, instead) + each_alone(things[middle:], do, instead)
