"""Areas of a plan: regions of the vocabulary and areas that the plan declares itself."""

from __future__ import annotations

from collections.abc import Iterable

from zzcarbon.errors import UnknownNameError
from zzcarbon.targets.plan_data.model import AreaEntry
from zzcarbon.vocabulary.names import NameIndex
from zzcarbon.vocabulary.regions import region, region_path, regions

__all__ = ["Areas"]


class Areas:
    """The areas that a plan and its data may name.

    Parameters
    ----------
    entries : iterable of AreaEntry
        Areas that are not in the vocabulary of regions.
    home : str
        The plan's own area: the parent of declared areas that name none.

    Examples
    --------
    >>> areas = Areas([AreaEntry(key="old town")], "CN-410100")
    >>> areas.key("old town"), areas.key("中牟县"), areas.inside("old town", "CN-HA")
    ('old town', 'CN-410122', True)
    """

    def __init__(self, entries: Iterable[AreaEntry], home: str) -> None:
        self._own = {entry.key: entry for entry in entries}
        self._index = NameIndex("area", ((e.key, (e.en or "", e.zh or "", *e.aliases)) for e in self._own.values()))
        self._home = home

    def key(self, name: str) -> str:
        """Return the key of an area: a declared one first, then a region.

        Raises
        ------
        UnknownNameError
            It is neither.
        """
        if name in self._index:
            return self._index.key(name)
        try:
            return region(name).key
        except UnknownNameError as error:
            raise UnknownNameError("area", name, self.names()) from error

    def __contains__(self, name: str) -> bool:
        try:
            self.key(name)
        except UnknownNameError:
            return False
        return True

    def path(self, name: str) -> tuple[str, ...]:
        """Return the area and all that contain it, nearest first."""
        found: list[str] = []
        here = self.key(name)
        while here in self._own and here not in found:
            found.append(here)
            above = self._own[here].parent or (self._home if here != self._home else "")
            if not above:
                return tuple(found)
            here = self.key(above)
        return (*found, *region_path(here)) if here not in self._own else tuple(found)

    def inside(self, name: str, area: str) -> bool:
        """Whether an area lies in another or is the same."""
        return self.key(area) in self.path(name)

    def local(self, key: str) -> str:
        """Return the Chinese name of an area, or its key."""
        if key in self._own:
            return self._own[key].zh or key
        return region(key).zh or key

    def english(self, key: str) -> str:
        """Return the English name of an area, or its local one."""
        if key in self._own:
            return self._own[key].en or key
        return region(key).en or self.local(key)

    def names(self) -> list[str]:
        """Return the names to look for near misses in: declared areas, and regions inside the plan's area."""
        own = [name for e in self._own.values() for name in (e.key, e.en, e.zh, *e.aliases) if name]
        home = self._home
        try:
            above = region_path(home)
        except UnknownNameError:
            return own
        for item in regions().values():
            if home in region_path(item.key) or item.key in above:
                own += [name for name in (item.key, item.zh, item.en, *item.aliases) if name]
        return own
