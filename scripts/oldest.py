"""Print the oldest release that pyproject.toml allows of each dependency and extra, as constraints for pip.

Tools of docs and dev are left as new as they are: what users run is old, what tests it is not.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = (lines for name, lines in project["optional-dependencies"].items() if name not in {"docs", "dev"})
oldest: dict[str, tuple[int, ...]] = {}
for line in (*project["dependencies"], *(line for lines in extras for line in lines)):
    found = re.fullmatch(r"([\w.-]+)(?:\[[^]]*])?>=([\d.]+)", line)
    if found is None:
        raise SystemExit(f"{line!r} has no lower bound")
    version = tuple(map(int, found[2].split(".")))
    oldest[found[1]] = max(oldest.get(found[1], (0,)), version)
for name, version in sorted(oldest.items()):
    print(f"{name}=={'.'.join(map(str, version))}")
