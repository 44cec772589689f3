"""Scores of administrations: schemes are data, a score is a function of a check's result."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, TargetError, UnknownNameError, shown
from zzcarbon.resources import data_path
from zzcarbon.settings import chosen_language
from zzcarbon.tables.stated import is_number, stated_by_name

__all__ = ["Band", "Component", "Scheme", "Score", "read_scheme", "score", "scoring_schemes"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Component(_Entry):
    """A part of a score: points for a completion rate."""

    name: str
    points: float = Field(gt=0, description="points for full completion")
    cap: float | None = Field(default=None, description="largest completion rate that counts")
    floor: float | None = Field(default=None, description="smallest completion rate that counts")


class Band(_Entry):
    """A grade and the total from which it is given."""

    name: str
    name_local: str = ""
    least: float


class Scheme(_Entry):
    """How results become points and a grade."""

    title: str
    title_local: str = ""
    document: str
    evidence: Literal["A", "B", "C"]
    components: tuple[Component, ...] = Field(min_length=1)
    combine: Literal["sum", "lowest"] = "sum"
    veto: tuple[str, ...] = Field(default=(), description="components whose target must be met to pass")
    others: float = Field(default=0.0, description="points for tasks outside the targets, given by the caller")
    bands: tuple[Band, ...] = Field(default=(), description="grades, best first")
    bands_document: str = ""
    bands_evidence: Literal["", "A", "B", "C"] = ""
    note: str = ""


@dataclass(frozen=True)
class Score(ResultCard):
    """Points and grade under a scheme.

    Attributes
    ----------
    scheme : str
        Name of the scheme.
    points : dict of str to float
        Points by component, and of the tasks under ``others``.
    total : float
        Sum or lowest, as the scheme says.
    vetoed : tuple of str
        Components whose target was missed and which rule out a pass.
    band : str
        The grade; empty if the scheme has none.
    """

    scheme: str
    points: Mapping[str, float]
    total: float
    vetoed: tuple[str, ...]
    band: str

    def __str__(self) -> str:
        if chosen_language(None) == "zh":
            return ResultCard.__str__(self)
        parts = ", ".join(f"{name} {points:.4g}" for name, points in self.points.items())
        veto = f"; the target was missed that a pass needs: {', '.join(self.vetoed)}" if self.vetoed else ""
        return f"{self.scheme}: {self.total:.4g} points ({parts}){veto}; {self.band or 'the scheme has no grades'}"


def read_scheme(path: str | Path) -> Scheme:
    """Read a scoring scheme from the YAML of a document of one's own: for quotas, districts, enterprises.

    Parameters
    ----------
    path : str or Path
        ``title document evidence components`` (each ``name points`` and, if wanted, ``cap floor``) and, if wanted,
        ``combine veto others bands``.

    Raises
    ------
    DataError
        It is no scheme: every problem.
    """
    if not isinstance(path, str | PathLike):
        raise DataError(f"a scheme is read from a file, not {shown(path)}")
    file = Path(path)
    try:
        return Scheme.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        problems = [
            Problem(file.name, "", ".".join(map(str, item["loc"])), shown(item["input"]), item["msg"])
            for item in error.errors(include_url=False)
        ]
        raise DataError("the scoring scheme cannot be used", problems) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"the scoring scheme {file.name!r} cannot be read: {error}") from error


@cache
def scoring_schemes() -> dict[str, Scheme]:
    """Return the packaged schemes by name.

    Examples
    --------
    >>> sorted(scoring_schemes())
    ['cn-air-plan-2013', 'cn-carbon-intensity-12fyp', 'cn-carbon-intensity-13fyp']
    """
    raw: dict[str, Any] = yaml.safe_load(data_path("plans", "scoring.yaml").read_text(encoding="utf-8"))
    return {name: Scheme.model_validate(entry) for name, entry in raw.items()}


def score(
    scheme: str | Scheme,
    completion: Mapping[str, float],
    *,
    met: Mapping[str, bool] | None = None,
    others: float = 0.0,
) -> Score:
    r"""Return the score of an administration.

    Parameters
    ----------
    scheme : str or Scheme
        A packaged scheme or one of the caller.
    completion : dict of str to float
        Completion rate by component: achieved over required. [1]
    met : dict of str to bool, optional
        Whether the target of a component is met; completion of at least 1 if left out.
    others : float
        Points for tasks outside the targets. [points]

    Returns
    -------
    Score

    Raises
    ------
    UnknownNameError
        The scheme or a component is unknown.
    TargetError
        A component has no finite completion rate, or more points are given than the scheme has.

    Notes
    -----
    .. math:: P = \min(cap, c) P_{max}

    Source: ndrc-intensity-assess-2014 and ghg-assess-13fyp for carbon intensity.

    Examples
    --------
    >>> result = score("cn-carbon-intensity-12fyp", {"yearly": 1.2, "cumulative": 0.8}, others=45)
    >>> result.points["yearly"], result.points["cumulative"], result.total, result.band
    (25.0, 20.0, 90.0, 'fail')
    """
    name, rules = _scheme(scheme)
    completion = stated_by_name(completion, "completion rates are stated by component")
    known = {part.name for part in rules.components}
    for given in (*completion, *(met or {})):
        if given not in known:
            raise UnknownNameError("component", given, known)
    points = {part.name: _points(part, completion.get(part.name, math.nan)) for part in rules.components}
    if not (is_number(others) and 0 <= others <= rules.others):
        message = f"points for other tasks lie between 0 and {rules.others:g}, not {shown(others)}"
        raise TargetError(message)
    if rules.others:
        points["others"] = others
    total = min(points.values()) if rules.combine == "lowest" else math.fsum(points.values())
    reached = {part: completion[part] >= 1 - 1e-9 for part in known} | dict(met or {})
    vetoed = tuple(part for part in rules.veto if not reached[part])
    return Score(name, points, total, vetoed, _band(rules, total, vetoed))


def _scheme(scheme: str | Scheme) -> tuple[str, Scheme]:
    if isinstance(scheme, Scheme):
        return scheme.title, scheme
    if not isinstance(scheme, str) or scheme not in scoring_schemes():
        raise UnknownNameError("scoring scheme", scheme, scoring_schemes())
    return scheme, scoring_schemes()[scheme]


def _points(part: Component, rate: float) -> float:
    if not is_number(rate):
        message = f"the component {part.name!r} needs a completion rate"
        raise TargetError(message)
    capped = rate if part.cap is None else min(rate, part.cap)
    return part.points * (capped if part.floor is None else max(capped, part.floor))


def _band(rules: Scheme, total: float, vetoed: tuple[str, ...]) -> str:
    if not rules.bands:
        return ""
    if vetoed:
        return rules.bands[-1].name
    return next((band.name for band in rules.bands if total >= band.least), rules.bands[-1].name)
