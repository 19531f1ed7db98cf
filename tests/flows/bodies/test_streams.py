"""What is packed comes out piece by piece; what is cut or damaged is told, and the rest comes too."""

from pathlib import Path

import pytest
import zstandard

from flows.bodies import streams
from flows.bodies.streams import Damage, unpacked

ONE, TWO = b"one " * 1000, b"two " * 1000
FRAMES = zstandard.compress(ONE), zstandard.compress(TWO)
SKIPPED = b"\x50\x2a\x4d\x18\x04\0\0\0skip"


def read(path: Path, content: bytes) -> tuple[bytes, list[str]]:
    (path / "x.zst").write_bytes(content)
    pieces = list(unpacked(path / "x.zst"))
    return b"".join(each for each in pieces if not isinstance(each, Damage)), [
        each for each in pieces if isinstance(each, Damage)
    ]


@pytest.mark.parametrize(
    ("content", "wanted", "told"),
    [
        pytest.param(b"".join(FRAMES), ONE + TWO, [], id="two frames"),
        pytest.param(SKIPPED + FRAMES[0] + SKIPPED, ONE, [], id="frames to be skipped"),
        pytest.param(FRAMES[0] + FRAMES[1][:-5], ONE, ["ends within a frame"], id="cut"),
        pytest.param(FRAMES[0] + FRAMES[1][:4], ONE, ["ends within a frame"], id="cut behind the sign"),
        pytest.param(SKIPPED[:-1], b"", ["ends within a frame"], id="cut in what is to be skipped"),
        pytest.param(FRAMES[0] + b"junk" + FRAMES[1], ONE + TWO, ["Unknown frame"], id="junk between frames"),
        pytest.param(FRAMES[0] + b"junk", ONE, ["Unknown frame"], id="junk at the end"),
    ],
)
def test_each_whole_frame_of_zstd_comes_out(
    tmp_path: Path, content: bytes, wanted: bytes, told: list[str]
) -> None:
    found, damages = read(tmp_path, content)
    assert found == wanted
    assert len(damages) == len(told)
    assert all(words in damage for words, damage in zip(told, damages, strict=True))


def test_a_bomb_comes_in_pieces_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_MIN_UNPACKED_BYTES", 100_000_000)
    (tmp_path / "x.zst").write_bytes(zstandard.compress(bytes(200_000_000)))
    sizes = [len(piece) for piece in unpacked(tmp_path / "x.zst") if not isinstance(piece, Damage)]
    assert max(sizes) <= 16_000_000
    assert sum(sizes) < 120_000_000
