"""YAML that is data and nothing else: composed with its lines, refused where it is ambiguous."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.files import existing

__all__ = ["Lines", "compose_yaml", "construct_yaml", "traps"]

_LARGEST = 4_000_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"
_NUMBERS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
_PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?|[-+]?\.(inf|nan)", re.IGNORECASE)


class Lines:
    """Where in a file each part of a plan stands.

    Parameters
    ----------
    file : str
        Name of the file, for messages.
    root : yaml.Node, optional
        The composed YAML; without it no line is known.
    """

    def __init__(self, file: str, root: yaml.Node | None = None) -> None:
        self.file = file
        self._root = root

    def row(self, path: Iterable[object]) -> str:
        """Return the line of the part at a path, or of the nearest part above it."""
        node, line = self._root, 1
        for step in path:
            inner = _child(node, step)
            if inner is None:
                break
            node, line = inner
        return str(line) if self._root is not None else ""

    def problem(self, path: tuple[object, ...], problem: str, *, value: object = None, remedy: str = "") -> Problem:
        """Make a problem of the part at a path."""
        text = "" if value is None else shown(value)
        return Problem(self.file, self.row(path), _written(path), text, problem, remedy)


def compose_yaml(file: Path) -> yaml.Node:
    """Return the YAML of a file as nodes that know their lines.

    Raises
    ------
    DataError
        It is too large, not UTF-8, not YAML, empty, or uses aliases.
    """
    content = existing(file).read_bytes()
    message = f"the plan {file.name!r} cannot be read"
    if len(content) > _LARGEST:
        raise DataError(message, [Problem(file.name, "", "", "", f"larger than {_LARGEST} bytes")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        remedy = "Save it as UTF-8."
        raise DataError(message, [Problem(file.name, "", "", "", "not UTF-8 text", remedy)]) from error
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_Loader)):
            raise DataError(message, [Problem(file.name, "", "", "", "YAML aliases (*name) are not used in plans")])
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        row = str(mark.line + 1) if mark else ""
        what = str(getattr(error, "problem", None) or "not YAML")
        raise DataError(message, [Problem(file.name, row, "", "", what)]) from error
    if root is None:
        raise DataError(message, [Problem(file.name, "", "", "", "the file is empty")])
    return root


def construct_yaml(root: yaml.Node) -> object:
    """Return the values of composed YAML; None if they cannot be made."""
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(root)
    except (yaml.YAMLError, ValueError):
        return None
    finally:
        loader.dispose()


def traps(node: yaml.Node, lines: Lines, path: tuple[object, ...]) -> Iterator[Problem]:
    """Find what YAML would read in silence as something else: repeated keys, merges, odd numbers."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                row = str(key.start_mark.line + 1)
                yield Problem(lines.file, row, _written((*path, name)), "", "the key stands twice", "Keep one of them.")
            if key.tag == _MERGE:
                yield lines.problem(path, "YAML merge keys (<<) are not used in plans")
            seen.add(name)
            yield from traps(value, lines, (*path, name))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from traps(value, lines, (*path, number))
    elif node.tag in _NUMBERS and not _PLAIN_NUMBER.fullmatch(str(node.value)):
        remedy = "Write a plain decimal number, or put quotes around a text."
        problem = "YAML reads this as another number (octal, sexagesimal, underscores)"
        yield lines.problem(path, problem, value=str(node.value), remedy=remedy)


def _child(node: yaml.Node | None, step: object) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        inner = node.value[step]
        return inner, inner.start_mark.line + 1
    return None


def _written(path: Iterable[object]) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text
