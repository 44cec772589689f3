"""The door of the public calls: a foreign error is answered with the argument that is not what it must be.

A package opens its public functions and classes with ``open_door(__name__)``, at the end of its ``__init__``. A call
costs no check: only where Python, numpy or pandas raises are the arguments held against what the function says of
them, its annotations and the types of its docstring. What fits and still fails is a fault of ours and stays as it is.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Sized
from functools import wraps
from numbers import Integral, Real
from types import FunctionType, SimpleNamespace, UnionType
from typing import Annotated, Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from zzcarbon.errors import DataError, Problem, ZzcarbonError, shown

__all__ = ["guarded", "open_door"]

P = ParamSpec("P")
R = TypeVar("R")

_OWN = (ZzcarbonError, OSError, ImportError, Warning)
"""What passes the door unchanged: our own errors, those of files and of what is not installed, warnings made errors."""
_NUMBERS = "biuf"
"""Kinds of numpy types that are numbers."""
_NUMBER_WORDS = {"float", "int", "number", "array", "array_like"}
_WORDS = {
    "str": str,
    "bool": bool,
    "dict": Mapping,
    "mapping": Mapping,
    "list": list,
    "sequence": Sequence,
    "iterable": Iterable,
    "callable": Callable,
    "None": None,
}
_CLASSES = {"data frame": "DataFrame", "frame": "DataFrame", "axes": "Axes"}
"""What the types of a page stand for."""
_OF_LENGTHS = ("broadcast", "shape", "length", "longer", "shorter")
"""Words by which numpy, pandas and zip say that arguments do not go together."""
_MANY = {Collection, Iterable, Sequence}
"""What a text, a quantity and a frame are as well, though their parts are never meant."""


def open_door(package: str) -> None:
    """Guard what a package lists in ``__all__``: functions, and the public methods of classes of this library."""
    module = sys.modules[package]
    for name in module.__all__:
        value = getattr(module, name)
        if isinstance(value, type):
            _guard_methods(value)
        elif isinstance(value, FunctionType) and not hasattr(value, "__wrapped__"):
            call = guarded(value)
            setattr(module, name, call)
            home = vars(sys.modules[value.__module__])
            if home.get(name) is value:  # it is pickled by this name
                home[name] = call


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that answers a foreign error with the argument that is not what it must be.

    Raises
    ------
    DataError
        The function failed, and an argument is of another class than it says.

    Examples
    --------
    >>> @guarded
    ... def doubled(amount: float) -> float:
    ...     return amount.real * 2
    >>> doubled("two")
    Traceback (most recent call last):
        ...
    zzcarbon.errors.DataError: doubled cannot work on what it was given
      - column amount: float is needed, not str (value 'two').
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except _OWN:
            raise
        except Exception as error:
            problems = _reasons(function, args, kwargs, error)
            if not problems:
                raise
            name = str(getattr(function, "__qualname__", function)).removesuffix(".__init__")
            raise DataError(f"{name} cannot work on what it was given", problems) from error

    return call


def _guard_methods(kind: type) -> None:
    """Guard the public methods that a class and its bases of this library define, and its making."""
    for base in kind.__mro__:
        if not base.__module__.startswith("zzcarbon"):
            continue
        for name, value in list(vars(base).items()):
            if name.startswith("_") and name != "__init__":
                continue
            if isinstance(value, FunctionType) and not hasattr(value, "__wrapped__"):
                setattr(base, name, guarded(value))
            elif isinstance(value, classmethod | staticmethod) and not hasattr(value.__func__, "__wrapped__"):
                setattr(base, name, type(value)(guarded(value.__func__)))


def _reasons(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], error: Exception
) -> list[Problem]:
    """Return what is wrong with the arguments: their class; else a column, their lengths, or that one is empty."""
    signature = inspect.signature(function)
    try:
        given = signature.bind(*args, **kwargs).arguments
    except TypeError:  # the call itself: Python says what is missing
        return []
    return list(_misfits(function, signature, given)) or list(_unlike(signature, given, error))


def _unlike(signature: inspect.Signature, given: dict[str, Any], error: Exception) -> Iterator[Problem]:
    """Yield what can be wrong with arguments of the right class: a lacking column, unequal lengths, an empty one."""
    lost, said = error.args[0] if isinstance(error, KeyError) and error.args else None, str(error)
    sizes: dict[str, int] = {}
    for name, value in given.items():
        if value is signature.parameters[name].default or isinstance(value, str | bytes):
            continue
        if isinstance(lost, str) and hasattr(value, "columns") and lost not in value.columns:
            held = ", ".join(map(str, value.columns)) or "none"
            yield Problem(column=lost, problem=f"{name} lacks the column", remedy=f"Columns: {held}.")
            return
        if isinstance(value, Sized) and not hasattr(value, "magnitude") and getattr(value, "shape", None) != ():
            sizes[name] = len(value)
            if "truth value" in said:
                problem = f"one value is needed, not {type(value).__name__}"
                yield Problem(column=name, value=shown(value), problem=problem)
    if any(word in said for word in _OF_LENGTHS) and len(set(sizes.values()) - {1}) > 1:
        told = ", ".join(f"{size} of {name}" for name, size in sizes.items())
        yield Problem(column=", ".join(sizes), problem=f"the lengths differ: {told}", remedy="Give one for each.")
        return
    for name, size in sizes.items():
        if not size:
            yield Problem("", "", name, shown(given[name]), "nothing is given", "Give at least one.")


def _misfits(function: Callable[..., Any], signature: inspect.Signature, given: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each argument that is not of the class that the function says it takes."""
    told = _told(function.__doc__ or "")
    for name, value in given.items():
        parameter = signature.parameters[name]
        kind, (words, meaning) = _kind(function, name), told.get(name, ("", ""))
        whole = parameter.kind in {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
        for one in (value.values() if isinstance(value, dict) else value) if whole else (value,):
            if one is parameter.default or (_fits_words(one, words) if kind is Any else _fits(one, kind)):
                continue
            problem = f"{words or _named(kind)} is needed, not {type(one).__name__}"
            remedy = meaning and f"{name} is: {meaning}"
            yield Problem(column=name, value=shown(one), problem=problem, remedy=remedy)
            break


def _kind(function: Callable[..., Any], name: str) -> Any:
    """Return the annotation of a parameter; ``Any`` where it cannot be read."""
    text = function.__annotations__.get(name, Any)
    if "ArrayLike" in str(text):  # holds nearly anything: there the words of the page count
        return Any
    only = SimpleNamespace(__annotations__={name: text})
    try:
        kind = get_type_hints(only, function.__globals__, include_extras=True)[name]
    except (NameError, TypeError, AttributeError):
        return Any
    return Any if kind is object else kind


def _told(doc: str) -> dict[str, tuple[str, str]]:
    """Return the type and the first sentence that a numpydoc text gives each parameter."""
    section = re.search(r"^( *)Parameters\n *-+\n(.*?)(?=\n\n *\w[\w ]*\n *-{3,}|\Z)", doc, re.MULTILINE | re.DOTALL)
    if section is None:
        return {}
    found: dict[str, tuple[str, str]] = {}
    lines = inspect.cleandoc(section[2]).splitlines()
    for number, line in enumerate(lines):
        if head := re.fullmatch(r"([\w, *]+) : (.+)", line):
            after = lines[number + 1].strip() if number + 1 < len(lines) else ""
            for name in head[1].split(","):
                found[name.strip(" *")] = (head[2].removesuffix(", optional"), after.rstrip("."))
    return found


def _fits_words(value: object, words: str) -> bool:
    """Whether a value is what the words of a page say: one of ``float or array``, ``str``, ``matplotlib.axes.Axes``.

    Words that say something else hold anything.
    """
    options = re.split(r",|\bor\b", re.sub(r"shape \([^)]*\)|\(.*?\)", "", words))
    names = [
        re.sub(r"^(?:an?|numpy|pandas|of)\s+", "", option.strip()).split(" of ")[0]
        for option in options
        if option.strip()
    ]
    return not names or any(_is_named(value, name.rsplit(".", 1)[-1]) for name in names)


def _is_named(value: object, name: str) -> bool:
    """Whether a value is of the kind that a word names; a word that names none holds anything."""
    if name == "array_like" and isinstance(value, list | tuple):
        return all(_is_named(one, name) for one in value)
    if name in _NUMBER_WORDS:
        kind = getattr(getattr(value, "dtype", None), "kind", None)
        return kind in _NUMBERS if isinstance(kind, str) else _fits(value, float)
    if name in _WORDS:
        return _fits(value, _WORDS[name])
    name = _CLASSES.get(name, name)
    if re.fullmatch(r"[A-Z]\w+", name):
        return any(base.__name__ == name for base in type(value).__mro__)
    return True


def _fits(value: object, kind: object) -> bool:
    """Whether a value is of an annotated kind, as deep as the annotation says."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _fits(value, args[0])
    if origin in {Union, UnionType}:
        return any(_fits(value, one) for one in args)
    if origin is Literal:
        return any(type(value) is type(one) and value == one for one in args)
    if kind is None or kind is type(None):
        return value is None
    if kind in {int, float}:
        return isinstance(value, Integral if kind is int else Real) and not isinstance(value, bool)
    kind = origin or kind
    if not isinstance(kind, type):
        return True
    try:
        if not isinstance(value, kind) or (kind in _MANY and _is_one(value)):
            return False
    except TypeError:  # a protocol that cannot be asked
        return True
    return not args or _holds(value, args)


def _is_one(value: object) -> bool:
    """Whether a value that Python can walk through is meant as one: a text, a quantity, a frame."""
    return isinstance(value, str | bytes) or hasattr(value, "magnitude") or hasattr(value, "columns")


def _holds(value: object, args: tuple[Any, ...]) -> bool:
    """Whether the members of a container are of the annotated kinds; what can be read once only is not read."""
    if isinstance(value, Mapping):
        return all(_fits(key, args[0]) and _fits(one, args[-1]) for key, one in value.items())
    if isinstance(value, tuple) and Ellipsis not in args and len(args) > 1:
        return len(value) == len(args) and all(map(_fits, value, args))
    if isinstance(value, tuple | list | set | frozenset) and isinstance(value, Collection):
        return all(_fits(one, args[0]) for one in value)
    return True


def _named(kind: object) -> str:
    """Return an annotation as a person reads it."""
    if isinstance(kind, type) and not get_args(kind):
        return kind.__name__
    return re.sub(r"\b(?:\w+\.)+(?=\w)", "", str(kind)).replace(" | None", "")
