"""Build hook of the wheel: the packaged database as one file of codes, read in a tenth of a second."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FactorCacheHook(BuildHookInterface[Any]):
    """Writes ``factors.npz`` beside the data of the wheel; a checkout keeps it in the user's cache directory."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check every row of the database and pack it; a faulty row stops the build."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from zzcarbon.factors.cache import write_cache

        path = Path(tempfile.mkdtemp()) / "factors.npz"
        write_cache(path)
        build_data["force_include"][str(path)] = "zzcarbon/_data/factors.npz"
