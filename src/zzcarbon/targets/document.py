"""Reading a plan file: every problem at once, with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from zzcarbon.errors import DataError, Problem, nearest, shown
from zzcarbon.targets.model import PlanDocument, TargetEntry

__all__ = ["Lines", "read_document"]

_LARGEST = 4_000_000
_FLOATED = {"float", "str", "function-before", "constrained-str"}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"


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

    def problem(
        self, path: tuple[object, ...], problem: str, *, value: object = None, remedy: str = ""
    ) -> Problem:
        """Make a problem of the part at a path."""
        text = "" if value is None else shown(value)
        return Problem(self.file, self.row(path), _written(path), text, problem, remedy)


def read_document(path: str | Path) -> tuple[PlanDocument, Lines]:
    """Read a plan file and check its shape.

    Parameters
    ----------
    path : str or Path
        A YAML file in UTF-8.

    Returns
    -------
    tuple of (PlanDocument, Lines)

    Raises
    ------
    DataError
        The file is no YAML, names a key twice, or does not have the shape of a plan; every problem.
    """
    file = Path(path)
    root = _composed(file)
    lines = Lines(file.name, root)
    problems = list(_repeated(root, lines, ()))
    raw = _constructed(root)
    if not isinstance(raw, dict):
        problems.append(
            lines.problem((), "a plan is a mapping with name, title, area, start, end and targets")
        )
        raise DataError(f"the plan {file.name!r} cannot be read", problems)
    document, shape = _shaped(raw, lines)
    problems += shape
    if problems or document is None:
        raise DataError(f"the plan {file.name!r} cannot be used", problems)
    return document, lines


def _composed(file: Path) -> yaml.Node:
    content = file.read_bytes()
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
            raise DataError(
                message, [Problem(file.name, "", "", "", "YAML aliases (*name) are not used in plans")]
            )
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        row = str(mark.line + 1) if mark else ""
        what = str(getattr(error, "problem", None) or "not YAML")
        raise DataError(message, [Problem(file.name, row, "", "", what)]) from error
    if root is None:
        raise DataError(message, [Problem(file.name, "", "", "", "the file is empty")])
    return root


def _constructed(root: yaml.Node) -> object:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(root)
    except (yaml.YAMLError, ValueError):
        return None
    finally:
        loader.dispose()


def _shaped(raw: Mapping[str, Any], lines: Lines) -> tuple[PlanDocument | None, list[Problem]]:
    """Check the targets one by one, so that one bad target does not hide the others."""
    problems: list[Problem] = []
    targets = raw.get("targets")
    entries: list[TargetEntry] = []
    for number, target in enumerate(targets if isinstance(targets, list) else ()):
        try:
            entries.append(TargetEntry.model_validate(target))
        except ValidationError as error:
            problems += _explained(error, lines, ("targets", number), TargetEntry)
    document = None
    rest: dict[str, Any] = dict(raw)
    if isinstance(targets, list) and targets:
        rest["targets"] = tuple(entries) or (_placeholder(),)
    try:
        document = PlanDocument.model_validate(rest)
    except ValidationError as error:
        problems += _explained(error, lines, (), PlanDocument)
    return document, problems


def _placeholder() -> TargetEntry:
    """Return a target that stands in while the head of a plan is checked whose targets are all wrong."""
    return TargetEntry.model_validate({"id": "none", "indicator": "none", "kind": "qualitative"})


def _explained(
    error: ValidationError, lines: Lines, above: tuple[object, ...], model: type[BaseModel]
) -> Iterator[Problem]:
    seen: set[tuple[object, ...]] = set()
    for item in error.errors(include_url=False):
        place = tuple(
            step for step in item["loc"] if not (isinstance(step, str) and step.split("[")[0] in _FLOATED)
        )
        path = (*above, *place)
        if path in seen:
            continue
        seen.add(path)
        unknown = item["type"] == "extra_forbidden"
        near = nearest(str(place[-1]), model.model_fields) if unknown else ()
        remedy = f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
        what = "unknown key" if unknown else item["msg"].removeprefix("Value error, ")
        value = None if item["type"] == "missing" else item["input"]
        yield lines.problem(path, what, value=value, remedy=remedy)


def _repeated(node: yaml.Node, lines: Lines, path: tuple[object, ...]) -> Iterator[Problem]:
    """Find keys that stand twice in one mapping: YAML would keep the last in silence."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                row = str(key.start_mark.line + 1)
                yield Problem(
                    lines.file, row, _written((*path, name)), "", "the key stands twice", "Keep one of them."
                )
            if key.tag == _MERGE:
                yield lines.problem(path, "YAML merge keys (<<) are not used in plans")
            seen.add(name)
            yield from _repeated(value, lines, (*path, name))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _repeated(value, lines, (*path, number))


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
