"""Packaged plans, and plans of a user's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.resources import data_path
from zzcarbon.targets.plan_data.areas import Areas
from zzcarbon.targets.plan_data.document import read_document
from zzcarbon.targets.plan_data.resolve import resolve_targets
from zzcarbon.targets.verdict.plan import Plan

__all__ = ["plan", "plans", "read_plan"]

_PACKAGED = ("beautiful-zhengzhou-2025-2035", "henan-14fyp-key-projects", "zhengzhou-14fyp")


def plans() -> tuple[str, ...]:
    """Return the names of the packaged plans.

    Examples
    --------
    >>> plans()
    ('beautiful-zhengzhou-2025-2035', 'henan-14fyp-key-projects', 'zhengzhou-14fyp')
    """
    return _PACKAGED


def plan(name: str) -> Plan:
    """Return a packaged plan.

    Raises
    ------
    UnknownNameError
        There is no such plan.

    Examples
    --------
    >>> plan("zhengzhou-14fyp").target("ZZ14-B1-12").value
    19075.0
    """
    if not isinstance(name, str) or name not in _PACKAGED:
        raise UnknownNameError("plan", name, _PACKAGED, "A file of your own is read by read_plan.")
    return _packaged(name)


@cache
def _packaged(name: str) -> Plan:
    return read_plan(data_path("plans", f"{name}.yaml"))


def read_plan(source: str | Path | Mapping[str, Any]) -> Plan:
    """Read a plan from a YAML file, or take it from a mapping of the same content.

    Parameters
    ----------
    source : str, Path or mapping
        ``name title area start end`` and ``targets``; see `Plan.json_schema`.

    Returns
    -------
    Plan

    Raises
    ------
    DataError
        Every problem: shape, names, units, values, versions; with its line in a file, its place in a mapping.
    FileNotFoundError
        There is no such file.

    Examples
    --------
    >>> target = {"id": "pm25", "indicator": "PM2.5 annual mean", "kind": "level_max", "value": 35, "unit": "ug/m3"}
    >>> mine = {"name": "mine", "title": "Mine", "area": "CN-320500", "start": 2021, "end": 2025, "targets": [target]}
    >>> read_plan(mine).target("pm25").due
    2025
    """
    file = read_document(source)
    areas = Areas(file.document.areas, file.document.area)
    targets, problems = resolve_targets(file, areas)
    if problems:
        raise DataError(f"the plan {file.lines.file or file.document.name!r} cannot be used", problems)
    return Plan(file.document, targets, areas)
