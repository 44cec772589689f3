"""Reading a plan, from its file or from a mapping: every problem at once, with its line or its place in the mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ValidationError

from zzcarbon.errors import DataError, Problem, nearest
from zzcarbon.targets.plan_data.model import PlanDocument, TargetEntry
from zzcarbon.targets.plan_data.yaml_text import Lines, compose_yaml, construct_yaml, traps

__all__ = ["PlanFile", "read_document"]

_FLOATED = {"float", "str", "function-before", "constrained-str"}


@dataclass(frozen=True)
class PlanFile:
    """A plan as its file or mapping says it, with the problems of its shape.

    Attributes
    ----------
    document : PlanDocument
        The plan with those targets that have the right shape.
    numbers : tuple of int
        Position of each of these targets.
    lines : Lines
        Where things stand.
    problems : tuple of Problem
        What is wrong with the shape of the others.
    """

    document: PlanDocument
    numbers: tuple[int, ...]
    lines: Lines
    problems: tuple[Problem, ...]


def read_document(source: str | Path | Mapping[str, Any]) -> PlanFile:
    """Read a plan and check its shape.

    Parameters
    ----------
    source : str, Path or mapping
        A YAML file in UTF-8, or what it would hold: problems of a mapping name the place in it, and no line.

    Raises
    ------
    DataError
        The file is no YAML, or the head does not have the shape of a plan; every problem.
    """
    if isinstance(source, Mapping):
        return _checked(_plain(source), Lines(""), str(source.get("name", "")), [])
    if not isinstance(source, str | PathLike):
        raise DataError(f"a plan is the path of a YAML file or a mapping, not {type(source).__name__}")
    file = Path(source)
    root = compose_yaml(file)
    lines = Lines(file.name, root)
    try:
        problems, raw = list(traps(root, lines, ())), construct_yaml(root)
    except RecursionError:
        raise DataError(f"the plan {file.name!r} cannot be read: it is nested too deeply") from None
    if not isinstance(raw, dict):
        remedy = "It has name, title, area, start, end and targets."
        problems.append(lines.problem((), "a plan is a mapping", remedy=remedy))
        raise DataError(f"the plan {file.name!r} cannot be read", problems)
    return _checked(raw, lines, file.name, problems)


def _checked(raw: Mapping[str, Any], lines: Lines, name: str, problems: Sequence[Problem]) -> PlanFile:
    document, numbers, shape = _shaped(raw, lines)
    if document is None:
        raise DataError(f"the plan {name!r} cannot be used", [*problems, *shape])
    return PlanFile(document, numbers, lines, (*problems, *shape))


def _plain(value: Any) -> Any:
    """Return nested mappings and sequences as YAML would give them: numbers of numpy as those of Python."""
    if isinstance(value, Mapping):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_plain(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value


def _shaped(raw: Mapping[str, Any], lines: Lines) -> tuple[PlanDocument | None, tuple[int, ...], list[Problem]]:
    """Check the targets one by one, so that one bad target does not hide the others."""
    problems: list[Problem] = []
    targets = raw.get("targets")
    entries: dict[int, TargetEntry] = {}
    for number, target in enumerate(targets if isinstance(targets, list) else ()):
        try:
            entries[number] = TargetEntry.model_validate(target)
        except ValidationError as error:
            problems += _explained(error, lines, ("targets", number), TargetEntry)
    document = None
    rest: dict[str, Any] = dict(raw)
    if isinstance(targets, list) and targets:
        rest["targets"] = tuple(entries.values()) or (_placeholder(),)
    try:
        document = PlanDocument.model_validate(rest)
    except ValidationError as error:
        problems += _explained(error, lines, (), PlanDocument)
    return document, tuple(entries), problems


def _placeholder() -> TargetEntry:
    """Return a target that stands in while the head of a plan is checked whose targets are all wrong."""
    return TargetEntry.model_validate({"id": "none", "indicator": "none", "kind": "qualitative"})


def _explained(
    error: ValidationError, lines: Lines, above: tuple[object, ...], model: type[BaseModel]
) -> Iterator[Problem]:
    seen: set[tuple[object, ...]] = set()
    for item in error.errors(include_url=False):
        place = tuple(step for step in item["loc"] if not (isinstance(step, str) and step.split("[")[0] in _FLOATED))
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
