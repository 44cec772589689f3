"""The kinds of target: one closed list, with what each needs and how its data are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["KINDS", "REASONS", "Kind", "KindName"]

KindName = Literal[
    "level_max",
    "level_min",
    "ordinal_max",
    "reduction_rate",
    "reduction_points",
    "annual_rate",
    "intensity_reduction",
    "relative_to_scenario",
    "cumulative_min",
    "cumulative_max",
    "ratio_min",
    "all",
    "zero",
    "not_worse",
    "peak_decline",
    "delegated",
    "qualitative",
]

REASONS = (
    "superseded",
    "delegated",
    "not quantified",
    "ambiguous unit",
    "no baseline",
    "no data",
    "not due",
)
"""Why a result is undetermined; the first that applies, in this order."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of target is.

    Attributes
    ----------
    en, zh : str
        Its name in English and Chinese.
    test : str
        The condition, x being the observed value and v the value of the target.
    basis : str
        How an observation is read that does not say: ``level`` or, for sums over years, empty, which
        means that the observation must say ``yearly`` or ``cumulative``.
    value : bool
        Whether the target needs a value.
    reference : bool
        Whether it needs a reference (baseline or scenario).
    falls : bool
        Whether its value is a fall [%], so that an observation may be a fall as well.
    """

    en: str
    zh: str
    test: str
    basis: str = "level"
    value: bool = True
    reference: bool = False
    falls: bool = False


KINDS: dict[KindName, Kind] = {
    "level_max": Kind("at most", "不高于", "x(t) <= v"),
    "level_min": Kind("at least", "不低于", "x(t) >= v"),
    "ordinal_max": Kind("class or better", "达到或优于", "rank(x) <= rank(v)"),
    "reduction_rate": Kind("reduction", "下降比例", "x(t) <= (1 - r) x(ref)", reference=True, falls=True),
    "reduction_points": Kind("reduction in points", "下降百分点", "x(t) <= x(ref) - p", reference=True),
    "annual_rate": Kind("yearly reduction", "年均下降", "x(t) <= x(ref) (1 - a)^(t - t0)", reference=True, falls=True),
    "intensity_reduction": Kind(
        "reduction of intensity", "强度下降", "I(t) <= (1 - r) I(ref), I = E / G", reference=True, falls=True
    ),
    "relative_to_scenario": Kind("below scenario", "低于情景", "x(t) <= (1 - r) B(t)", reference=True),
    "cumulative_min": Kind("cumulative, at least", "累计不低于", "sum R >= v", basis=""),
    "cumulative_max": Kind("cumulative, at most", "累计不高于", "sum E <= v", basis=""),
    "ratio_min": Kind("ratio, at least", "倍数不低于", "offsets >= k new"),
    "all": Kind("all", "全部", "share >= 100 %"),
    "zero": Kind("none", "清零", "x <= 0"),
    "not_worse": Kind("not worse", "不减少", "x(t) >= x(ref)", value=False, reference=True),
    "peak_decline": Kind("peak, then decline", "达峰后稳中有降", "peak before t, no rise after it", value=False),
    "delegated": Kind("set by a higher authority", "上级下达", "value fetched, else undetermined", value=False),
    "qualitative": Kind("in words", "定性", "a person's statement, never computed", value=False),
}
"""Every kind of target by name."""
