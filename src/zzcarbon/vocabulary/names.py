"""An index from every spelling of a name to its key."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from zzcarbon.errors import UnknownNameError

__all__ = ["NameIndex", "folded"]

_MAXIMUM = 200


def folded(name: str) -> str:
    """Return a name without regard to case, width and spacing.

    Examples
    --------
    >>> folded(" Natural_Gas ")
    'natural gas'
    """
    text = name.lower() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    return " ".join(text.replace("_", " ").split())


class NameIndex:
    """Spellings of a closed list of names.

    Parameters
    ----------
    kind : str
        What the names are, for messages.
    entries : iterable of (str, iterable of str)
        Key and its other spellings, in Chinese and English.

    Examples
    --------
    >>> index = NameIndex("fuel", [("diesel", ["柴油", "diesel oil"])])
    >>> index.key("柴油")
    'diesel'
    """

    def __init__(self, kind: str, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self.kind = kind
        self._keys: dict[str, str] = {}
        self._spellings: list[str] = []
        listed = [(key, tuple(names)) for key, names in entries]
        for key, _ in listed:
            self._add(key, key)
        for key, names in listed:
            for name in names:
                if name:
                    self._add(name, key)

    def _add(self, name: str, key: str) -> None:
        self._keys.setdefault(folded(name), key)
        self._spellings.append(name)

    def key(self, name: object) -> str:
        """Return the key of a name.

        Raises
        ------
        UnknownNameError
            No entry has this spelling; names that look like it are given.
        """
        text = str(name)
        found = self._keys.get(folded(text[:_MAXIMUM]))
        if found is None:
            raise UnknownNameError(self.kind, name, self._spellings)
        return found

    def __contains__(self, name: object) -> bool:
        return folded(str(name)[:_MAXIMUM]) in self._keys
