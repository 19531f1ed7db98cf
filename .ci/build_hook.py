"""What the build puts into the wheel beside the packages: the seeds, and the commit that it was made from."""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SeedsAndCommit(BuildHookInterface):
    """Takes seeds/ in as warehouse/seeds, and the commit as flows/commit.txt where git tells it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files, but not to an editable installation, which finds both in its clone."""
        if version == "editable":
            return
        root = Path(self.root)
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

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the file that the commit was written to."""
        del version, artifact_path
        for path, name in build_data["force_include"].items():
            if name == "flows/commit.txt":
                Path(path).unlink(missing_ok=True)
