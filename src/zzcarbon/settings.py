"""What a user sets once: language, words as categories, progress, the limit of an eager frame.

A setting holds for the process; inside ``with options.within(...)`` it holds for that thread or task only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from threading import Lock
from typing import Any, Literal, cast

from zzcarbon.errors import UnknownNameError, ZzcarbonError, shown

__all__ = ["LANGUAGES", "Language", "Options", "Settings", "chosen_language", "options"]

Language = Literal["en", "zh"]
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force.

    Attributes
    ----------
    language : {"en", "zh"}
        Language of reports, problems and explanations where a call names none.
    categories : bool
        Whether words of a frame are categorical. Above a million lines they are anyway.
    progress : bool
        Whether long work shows how far it is.
    limit : int
        Lines up to which a frame is made in memory [1].
    """

    language: Language = "en"
    categories: bool = False
    progress: bool = False
    limit: int = 10_000_000

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise UnknownNameError("language", self.language, LANGUAGES, "Languages are en and zh.")
        for name in ("categories", "progress"):
            if not isinstance(getattr(self, name), bool):
                message = f"option {name} is True or False, not {shown(getattr(self, name))}"
                raise ZzcarbonError(message)
        if isinstance(self.limit, bool) or not isinstance(self.limit, int) or self.limit < 1:
            message = f"option limit is a whole number above zero, not {shown(self.limit)}"
            raise ZzcarbonError(message)


_NAMES = tuple(field.name for field in fields(Settings))
_inside: ContextVar[dict[str, Any] | None] = ContextVar("zzcarbon_settings", default=None)


class Options:
    """Settings of the process; call it to change them.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> with zc.options.within(language="zh"):
    ...     zc.options.language
    'zh'
    >>> zc.options.language
    'en'
    """

    def __init__(self) -> None:
        self._process = Settings()
        self._lock = Lock()

    def __reduce__(self) -> str:
        """Pickle by name: another process has settings of its own."""
        return "options"

    @property
    def current(self) -> Settings:
        """The settings in force here."""
        changes = _inside.get()
        return replace(self._process, **changes) if changes else self._process

    @property
    def language(self) -> Language:
        """``en`` or ``zh``."""
        return self.current.language

    @property
    def categories(self) -> bool:
        """Whether words of a frame are categorical."""
        return self.current.categories

    @property
    def progress(self) -> bool:
        """Whether long work shows how far it is."""
        return self.current.progress

    @property
    def limit(self) -> int:
        """Lines up to which a frame is made in memory [1]."""
        return self.current.limit

    def __call__(self, **changes: Any) -> Settings:
        """Change settings for the whole process.

        Parameters
        ----------
        **changes : str, bool or int
            ``language``, ``categories``, ``progress``, ``limit``.

        Returns
        -------
        Settings
            What is in force now.

        Raises
        ------
        UnknownNameError
            There is no such setting or language.
        ZzcarbonError
            A value is not one that the setting takes.
        """
        _check(changes)
        with self._lock:
            self._process = replace(self._process, **changes)
        return self.current

    @contextmanager
    def within(self, **changes: Any) -> Iterator[Settings]:
        """Change settings for a block of code, in this thread or task only.

        Parameters
        ----------
        **changes : str, bool or int
            As of a call.

        Raises
        ------
        UnknownNameError, ZzcarbonError
            As of a call.
        """
        _check(changes)
        token = _inside.set({**(_inside.get() or {}), **changes})
        try:
            yield self.current
        finally:
            _inside.reset(token)

    def __repr__(self) -> str:
        return repr(self.current)


def _check(changes: dict[str, Any]) -> None:
    for name in changes:
        if name not in _NAMES:
            raise UnknownNameError("option", name, _NAMES, f"Options: {', '.join(_NAMES)}.")
    Settings(**changes)


options = Options()
"""The one instance: ``zc.options``."""


def chosen_language(language: str | None) -> Language:
    """Return the language that a call names, or the one set.

    Raises
    ------
    UnknownNameError
        The language is neither ``en`` nor ``zh``.

    Examples
    --------
    >>> chosen_language("zh"), chosen_language(None)
    ('zh', 'en')
    """
    if language is None:
        return options.language
    return Settings(language=cast("Language", language)).language
