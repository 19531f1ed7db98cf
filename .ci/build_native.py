"""Compile extractors/native where a C compiler and Python's headers are at hand; `python .ci/build_native.py`.

What is made lies beside the C, for this Python alone, and git passes over it. Without it all goes in Python.
"""

import hashlib
import os
import platform
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "extractors" / "native"
# Sums of floating-point numbers as the C has them, on any processor.
_FLAGS = ("-O2", "-fPIC", "-fno-math-errno", "-ffp-contract=off", "-fvisibility=hidden", "-DNDEBUG",
    "-Wno-unused-function")  # fmt: skip
_LXML_HEADERS = ("etree_api.h", "lxml-version.h", "libxml/tree.h")
_SECONDS = 300  # a compiler that takes longer waits for something


def file_name() -> str:
    """Return the name of the compiled module for this Python."""
    return f"compiled{sysconfig.get_config_var('EXT_SUFFIX') or '.so'}"


def source_hash() -> str:
    """Return a hash of the C, which is compiled in."""
    files = [*sorted(SOURCES.glob("*.c")), *sorted(SOURCES.glob("*.h"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def _lxml_flags() -> list[str]:
    """Return what the walk over lxml's trees needs: its headers and libxml2's, which its wheels hold."""
    try:
        import lxml
    except ImportError:
        return []
    folders = [Path(folder) for folder in lxml.get_include()]
    is_whole = all(any((folder / name).exists() for folder in folders) for name in _LXML_HEADERS)
    return ["-DWITH_LXML", *(f"-I{folder}" for folder in folders)] if is_whole else []


def build(folder: Path, *options: str) -> Path:
    """Compile the module into a folder and return its file; raises OSError or SubprocessError where that fails."""
    if platform.python_implementation() != "CPython" or os.name != "posix":
        raise OSError("only for CPython on Linux and macOS")
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
    shared = ("-bundle", "-undefined", "dynamic_lookup") if sys.platform == "darwin" else ("-shared",)
    target = folder / file_name()
    made = target.with_suffix(f".{os.getpid()}")  # whole or not at all: another process may be importing it
    command = [
        *compiler, *_FLAGS, *_lxml_flags(), *shared, f'-DSOURCE_HASH="{source_hash()}"',
        f"-I{sysconfig.get_path('include')}",
        *(str(path) for path in sorted(SOURCES.glob("*.c"))), "-o", str(made), *options,
    ]  # fmt: skip
    try:
        subprocess.run(  # noqa: S603 - the compiler of the machine
            command, check=True, capture_output=True, text=True, timeout=_SECONDS
        )
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)
    return target


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{build(SOURCES, *sys.argv[1:])}\n")
    except subprocess.CalledProcessError as error:
        sys.exit(error.stderr)
