"""Say how many packages and megabytes an environment holds, pip and setuptools left out; fail above a limit."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

__all__ = ["main"]

_TOOLS = {"pip", "setuptools", "wheel"}


def main(arguments: list[str]) -> int:
    """Count the packages of an environment and what they weigh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("environment", type=Path)
    parser.add_argument("--packages", type=int, required=True, help="most packages")
    parser.add_argument("--megabytes", type=float, required=True, help="most megabytes (10^6 bytes) of their files")
    asked = parser.parse_args(arguments)
    places = [str(path) for path in asked.environment.glob("lib/python*/site-packages")]
    found = [one for one in distributions(path=places) if one.metadata["Name"].lower() not in _TOOLS]
    size = sum(_bytes(one) for one in found) / 1e6
    print(f"{len(found)} packages, {size:.0f} MB: {', '.join(sorted(one.metadata['Name'] for one in found))}")
    return int(len(found) > asked.packages or size > asked.megabytes)


def _bytes(one: Distribution) -> int:
    """Return what the files of a package weigh, compiled ones included."""
    paths = {Path(str(one.locate_file(file))).resolve() for file in one.files or ()}
    return sum(path.stat().st_size for path in paths if path.is_file())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
