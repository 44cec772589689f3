"""Packs of other distributions: factors and plans that somebody else publishes, found by their entry points.

A distribution names its files under the group ``zzcarbon.packs``, each by an attribute that is a path or a
function without arguments that returns one::

    [project.entry-points."zzcarbon.packs"]
    henan-steel = "henan_steel:factors_path"

A pack is never used unless a call names it: what is installed changes no result.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zzcarbon.door import guarded
from zzcarbon.errors import DataError, Problem, UnknownNameError, shown

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["GROUP", "pack", "packs"]

GROUP = "zzcarbon.packs"
"""Group of the entry points."""


@guarded
def packs() -> pd.DataFrame:
    """Return the packs that are installed: ``pack distribution version``, in order of their names.

    Examples
    --------
    >>> list(packs().columns)
    ['pack', 'distribution', 'version']
    """
    import pandas as pd

    rows = [(point.name, _distribution(point), point.dist.version if point.dist else "") for point in _installed()]
    return pd.DataFrame(sorted(rows), columns=["pack", "distribution", "version"])


@guarded
def pack(name: str) -> Path:
    """Return the file of a pack: give it to ``zc.factors().extend`` or ``zc.read_plan``.

    Parameters
    ----------
    name : str
        Name of the pack; ``packs`` lists them.

    Raises
    ------
    UnknownNameError
        No installed distribution has such a pack.
    DataError
        Two distributions have it, it cannot be loaded, or the file that it names is not there.

    Examples
    --------
    >>> pack("henan-steel")
    Traceback (most recent call last):
    ...
    zzcarbon.errors.UnknownNameError: unknown pack 'henan-steel'. Packs installed: none.
    """
    found = [point for point in _installed() if point.name == name]
    if not found:
        names = sorted({point.name for point in _installed()})
        raise UnknownNameError("pack", name, names, f"Packs installed: {', '.join(names) or 'none'}.")
    if len(found) > 1:
        owners = ", ".join(sorted(map(_distribution, found)))
        raise _broken(name, owners, "two distributions have a pack of this name", "Uninstall one of them.")
    path = _path(found[0])
    if not path.is_file():
        remedy = "Ask the publisher of the pack: its distribution lacks the file."
        raise _broken(name, _distribution(found[0]), f"the pack names a file that is not there: {path}", remedy)
    return path


def _installed() -> list[EntryPoint]:
    return list(entry_points(group=GROUP))


def _path(point: EntryPoint) -> Path:
    """Load what a pack names."""
    try:
        named: Any = point.load()
        value = named() if callable(named) else named
    except Exception as error:  # whatever the code of somebody else raises
        told = f"the pack cannot be loaded: {error}"
        remedy = "Ask the publisher of the pack, or install a version that fits."
        raise _broken(point.name, _distribution(point), told, remedy) from error
    if not isinstance(value, str | PathLike):
        remedy = "Ask the publisher of the pack: an entry point gives a path."
        raise _broken(point.name, _distribution(point), f"the pack gives {shown(value)}, not a path", remedy)
    return Path(value)


def _distribution(point: EntryPoint) -> str:
    return str(point.dist.name) if point.dist else ""


def _broken(name: str, owner: str, problem: str, remedy: str) -> DataError:
    return DataError(f"the pack {name} cannot be used", [Problem("", name, "", owner, problem, remedy)])
