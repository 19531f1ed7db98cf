"""What the build puts into the wheel beside the packages: the seeds, the commit, and C that was compiled."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from build_native import SOURCES, build


class SeedsAndCommit(BuildHookInterface):
    """Takes seeds/ in as warehouse/seeds, and the commit as flows/commit.txt where git tells it.

    Where there is a C compiler, extractors/native is compiled too; an editable installation has it in its clone.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files, but not to an editable installation, which finds both in its clone."""
        if version == "editable":
            self._compile(SOURCES)
            return
        root = Path(self.root)
        self._folder = tempfile.TemporaryDirectory()
        if (compiled := self._compile(Path(self._folder.name))) is not None:
            build_data["force_include"][str(compiled)] = f"extractors/native/{compiled.name}"
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
        build_data["force_include"][str(root / "seeds")] = "warehouse/seeds"
        try:
            found = subprocess.run(
                ["git", "rev-parse", "HEAD"],  # noqa: S607 - the git of the machine
                cwd=root,
                capture_output=True,
                text=True,
                check=True,
            )
        except (OSError, subprocess.CalledProcessError):
            return
        with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
            file.write(found.stdout)
        build_data["force_include"][file.name] = "flows/commit.txt"

    def _compile(self, folder: Path) -> Path | None:
        """Return the compiled module; None where it cannot be made, as all of it can be done in Python too."""
        try:
            return build(folder)
        except (OSError, subprocess.SubprocessError) as error:
            self.app.display_info(f"Not compiled, so what could go in C goes in Python: {error}")
            return None

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the file that the commit was written to."""
        del version, artifact_path
        for path, name in build_data["force_include"].items():
            if name == "flows/commit.txt":
                Path(path).unlink(missing_ok=True)
