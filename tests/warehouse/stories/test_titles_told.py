"""Which titles count as evidence of an event."""

import pytest

from warehouse.stories.signatures import told_title

TEXT = "The senate voted to end the shutdown on Friday, David Jackson reports."


@pytest.mark.parametrize(
    "title",
    ["7 years ago", "USA TODAY", "David Jackson and John Fritze", "Tweet Share Email Print", "(Jo Doe/Reuters)"],
)
def test_what_is_no_title_tells_nothing(title: str) -> None:
    assert told_title(title, TEXT) is None


@pytest.mark.parametrize(
    "title", ["Senate votes to end shutdown", "上院が政府閉鎖の終了を可決", "Shutdown ends Friday", None]
)
def test_a_title_is_told_as_it_is(title: str | None) -> None:
    assert told_title(title, TEXT) == title
