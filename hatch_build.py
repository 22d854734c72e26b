"""The dependencies of the wheel: every package of requirements.txt, at its version."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class LockedDependencies(MetadataHookInterface):
    """Reads the lock and leaves out its hashes, which a wheel cannot carry."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Write the dependencies into the project's metadata."""
        lock = (Path(self.root) / "requirements.txt").read_text(encoding="utf-8")
        metadata["dependencies"] = re.findall(r"^(\S+==[^\\\n]+?)\s*\\?$", lock, re.MULTILINE)
