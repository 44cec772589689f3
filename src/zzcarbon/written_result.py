"""A result that is handed in: shown in a notebook, written as a page and as plain data."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import UnknownNameError
from zzcarbon.files import write_text
from zzcarbon.plain import json_text
from zzcarbon.settings import LANGUAGES

__all__ = ["WrittenResult"]


class WrittenResult(ResultCard, ABC):
    """A result with ``document`` and ``to_dict``."""

    __slots__ = ()

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data: None where nothing is known."""

    def to_html(self, path: str | Path | None = None, *, language: str | None = None) -> str:
        """Return the result as an HTML page of its own, and write it to a file if a path is given.

        Parameters
        ----------
        path : path, optional
            File to write, in UTF-8.
        language : {"en", "zh"}, optional
            English or Chinese; that of ``zc.options`` if not given.

        Raises
        ------
        UnknownNameError
            Another language, or a language where the path belongs.
        """
        if str(path) in LANGUAGES:
            raise UnknownNameError("path", path, (), f"The language has its name: to_html(language={path!r}).")
        page = self._document_(language).page()
        if path is not None:
            write_text(path, page)
        return page

    def to_json(self, path: str | Path | None = None) -> str:
        """Return ``to_dict()`` as JSON, null where nothing is known, and write it to a file if a path is given."""
        text = json_text(self.to_dict())
        if path is not None:
            write_text(path, text)
        return text
