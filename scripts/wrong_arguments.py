"""Give every public function and method a wrong object in the place of each argument of its own example.

The examples of the docstrings say what a right call is. What comes back must be a result or a `ZzcarbonError` (or
what a file or an extra that is not there says); anything else is listed by where it was raised, and leaves with 1.
``python scripts/wrong_arguments.py [each]``: only so many wrong objects for each argument, another choice for the next.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib
import inspect
import io
import os
import pkgutil
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count, islice
from types import CodeType, FrameType
from typing import Any

import pandas as pd

import zzcarbon as zc

__all__ = ["examples", "main", "public", "sweep"]

PACKAGES = [f"zzcarbon.{name}" for name in (*zc._PACKAGES, *zc._INNER) if name != "plot"]
OWN = (zc.ZzcarbonError, OSError, ImportError)
Call = tuple[dict[str, Any], tuple[Any, ...]]


def public() -> dict[str, Callable[..., Any]]:
    """Return every public function, class and method, by module and name."""
    found: dict[str, Callable[..., Any]] = {}
    for package in ("zzcarbon", *PACKAGES):
        module = importlib.import_module(package)
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if not callable(value) or not str(getattr(value, "__module__", "")).startswith("zzcarbon"):
                continue
            if inspect.isclass(value) and issubclass(value, Exception):
                continue
            members = inspect.getmembers(value, inspect.isroutine) if inspect.isclass(value) else ()
            for one in (value, *(member for name, member in members if not name.startswith("_"))):
                if str(getattr(one, "__module__", "")).startswith("zzcarbon") and hasattr(one, "__qualname__"):
                    found.setdefault(f"{one.__module__}.{one.__qualname__}", one)
    return found


def examples(functions: dict[str, Callable[..., Any]]) -> dict[str, Call]:
    """Return the arguments with which the examples of the docstrings call each function first."""
    codes: dict[CodeType, str] = {}
    for name, function in functions.items():
        made = function.__init__ if inspect.isclass(function) else function
        inner = inspect.unwrap(getattr(made, "__func__", made))
        if hasattr(inner, "__code__"):
            codes[inner.__code__] = name
    calls: dict[str, Call] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        name = codes.get(frame.f_code)
        if event != "call" or name is None or name in calls:
            return
        code, held = frame.f_code, frame.f_locals
        named = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        at = len(named)
        rest = held[code.co_varnames[at]] if code.co_flags & inspect.CO_VARARGS else ()
        at += bool(code.co_flags & inspect.CO_VARARGS)
        more = held[code.co_varnames[at]] if code.co_flags & inspect.CO_VARKEYWORDS else {}
        calls[name] = ({key: held[key] for key in named} | more, tuple(rest))

    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    finder = doctest.DocTestFinder(exclude_empty=True)
    for module in pkgutil.walk_packages(zc.__path__, "zzcarbon."):
        for test in finder.find(importlib.import_module(module.name)):
            if test.examples:
                sys.setprofile(note)
                try:
                    runner.run(test, out=lambda _: None)
                finally:
                    sys.setprofile(None)
    return calls


def wrong_objects() -> list[Any]:
    """Return objects that are right for some argument and wrong for most."""
    rows = {"fuel": "diesel", "amount": 1.0, "unit": "t", "year": 2023}
    inventory = zc.energy.estimate(rows, region="CN", substances=["CO2"])
    return [
        None, "soon", 3, -1, float("nan"), True, b"x", [], (), {}, [None], {"a": 1}, object(), pd.DataFrame(),
        pd.DataFrame({"a": [1]}), zc.quantity("3 t"), inventory, zc.plan("zhengzhou-14fyp"),
    ]  # fmt: skip


def sweep(each: int = 0) -> Iterator[tuple[str, str, str, str]]:
    """Yield function, argument, wrong object and the place of each foreign error; ``each`` objects per argument."""
    functions, values = public(), wrong_objects()
    step = count()
    for name, (given, rest) in sorted(examples(functions).items()):
        function = functions[name]
        taken = {
            key: value
            for key, value in given.items()
            if not (key == "cls" and inspect.ismethod(function)) and not (key == "self" and inspect.isclass(function))
        }
        for argument in [key for key in (*taken, *(["*"] if rest else [])) if key not in {"self", "cls"}]:
            start = next(step) * each if each else 0
            chosen = islice((values * 2)[start % len(values) :], each or len(values))
            for value in chosen:
                changed = taken if argument == "*" else taken | {argument: value}
                if place := _foreign(function, changed, (value,) if argument == "*" else rest):
                    yield name, argument, type(value).__name__, place


def _foreign(function: Callable[..., Any], given: dict[str, Any], rest: tuple[Any, ...]) -> str:
    """Return where a call ends in a foreign error, and in which; empty if it does not."""
    before = []
    for key, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL or key not in given:
            break
        if rest or key == "self" or parameter.kind is parameter.POSITIONAL_ONLY:  # what goes by its place
            before.append(given[key])
            given = {name: value for name, value in given.items() if name != key}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            function(*before, *rest, **given)
    except OWN:
        return ""
    except Exception as error:  # noqa: BLE001  (any other is what is looked for)
        last = [frame for frame in traceback.extract_tb(error.__traceback__) if "zzcarbon" in frame.filename][-1]
        return f"{last.filename.rpartition('zzcarbon/')[2]}:{last.lineno} {type(error).__name__}: {str(error)[:80]}"
    return ""


def main(arguments: list[str]) -> int:
    """Print the foreign errors, most frequent place first."""
    os.environ["MPLBACKEND"] = "Agg"
    warnings.simplefilter("ignore")
    found = []
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        found = list(sweep(int(arguments[0]) if arguments else 0))
    places: dict[str, list[str]] = {}
    for name, argument, value, where in found:
        places.setdefault(where, []).append(f"{name.rpartition('.')[2]}({argument}={value})")
    for where, number in Counter(line[3] for line in found).most_common():
        print(f"{number:5} {where} | {' '.join(places[where][:4])}")
    print(f"{len(found)} foreign errors")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
