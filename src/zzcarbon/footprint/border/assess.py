"""Embedded emissions, free allocation and certificates of the goods of a declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zzcarbon.errors import DataError, FactorError, Problem, english
from zzcarbon.footprint.border.benchmarks import benchmark, year_figure
from zzcarbon.footprint.border.default_values import default_value
from zzcarbon.footprint.border.embedded import complex_free_allocation, free_allocation, specific_embedded
from zzcarbon.footprint.border.goods import Good, read_goods
from zzcarbon.footprint.border.result import EMBEDDED, BorderResult, GoodResult
from zzcarbon.footprint.border.step import Step
from zzcarbon.tables import to_pandas

__all__ = ["cbam"]

_ACTUAL = "(EU) 2025/2547"
_ALLOCATION = "(EU) 2025/2620"
_BOTH = {"cement", "fertilisers"}
"""Sectors whose indirect emissions count as well; the others are goods of Annex II of (EU) 2023/956: direct only."""
_FREE_BELOW = Decimal(50)
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the caller asked for, and what was found on the way: figures that are missing, goods that stop it all."""

    grade: str
    cscf: Mapping[int, float | str] | None
    prices: Mapping[int, float | str] | None
    missing: list[Problem] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)


def cbam(
    goods: Any,
    *,
    precursors: Any = None,
    grade: str = "B",
    cscf: Mapping[int, float | str] | None = None,
    prices: Mapping[int, float | str] | None = None,
) -> BorderResult:
    """Return embedded emissions, certificates and cost of goods under the border adjustment, from 2026.

    Parameters
    ----------
    goods : data frame, shape (n, ...)
        ``cn_code country mass year``, optional ``id unit quarter method variant route importer``. With actual data
        ``see`` [t CO2e/t], or ``attributed_direct``, ``attributed_indirect`` [t CO2e] and ``activity_level`` [t].
        Own figures: ``default_value``, ``benchmark``, ``free_allocation`` [t CO2e/t], ``carbon_price_paid`` [EUR].
    precursors : data frame, optional
        The same columns with ``of``, the id of the good or precursor they go into; ``mass`` is what was used for its
        ``activity_level``. Without country Annex IV answers.
    grade : str
        Evidence grade of benchmarks, correction factor and prices at least.
    cscf : mapping of int to number, optional
        Cross-sectoral correction factor by year [1]; the packaged one is of grade C.
    prices : mapping of int to number, optional
        Price of certificates by quarter of 2026 or by year [EUR/t].

    Returns
    -------
    BorderResult

    Raises
    ------
    DataError
        Every problem of the tables: codes, countries, units, years, loops, goods without a default value.

    Notes
    -----
    Certificates = t x max(0, SEE - SEFA), less the carbon price effectively paid. Source: eu-cbam-defaults-2026, Annex
    I; eu-cbam-2025-2547, Annex III; eu-cbam-2025-2620, equations 2, 4, 6.

    Examples
    --------
    >>> import pandas as pd
    >>> goods = pd.DataFrame({"cn_code": ["31021019"], "country": ["中国"], "mass": [100], "year": [2026]})
    >>> float(cbam(goods).frame["see"][0])
    2.8785
    """
    rules = _Rules(grade, cscf, prices)
    parts = None if precursors is None else to_pandas(precursors, "precursors")
    frame = to_pandas(goods, "goods")
    read = read_goods(frame, parts, str(frame.attrs.get("file", "")))
    exempt = _exempt(read)
    results = [_assessed(good, rules, exempt) for good in read]
    if rules.refused:
        message = f"{len(rules.refused)} goods have no embedded emissions"
        raise DataError(message, rules.refused)
    return BorderResult(tuple(results), (*_twice(read), *rules.missing))


def _twice(goods: Sequence[Good]) -> list[Problem]:
    """Name goods that are declared by two methods: sums of the declaration add both."""
    first: dict[tuple[object, ...], Good] = {}
    problems = []
    for good in goods:
        key = (good.cn_code, good.country, good.mass, good.year, good.quarter)
        other = first.setdefault(key, good)
        if other.method != good.method:
            problem = "the same goods by two methods: the sums of the declaration add both"
            remedy = "Declare one of them, and compare the other in a declaration of its own."
            problems.append(Problem("", f"{other.id}, {good.id}", "method", good.method, problem, remedy))
    return problems


def _exempt(goods: Sequence[Good]) -> set[tuple[str, int]]:
    """Return importers and years below the threshold; hydrogen neither counts nor is exempt."""
    mass: dict[tuple[str, int], Decimal] = {}
    for good in goods:
        if good.sector != "hydrogen":
            key = (good.importer, good.year)
            mass[key] = mass.get(key, _ZERO) + good.mass
    return {key for key, total in mass.items() if total < _FREE_BELOW}


def _assessed(good: Good, rules: _Rules, exempt: set[tuple[str, int]]) -> GoodResult:
    parts = tuple(_assessed(part, rules, exempt) for part in good.precursors)
    emissions = _attempt(lambda: _embedded(good, parts), good, "cn_code", rules.refused)
    allocation = _attempt(lambda: _allocated(good, parts, rules), good, "benchmark", rules.missing)
    if good.of:
        return GoodResult(good, emissions, allocation, (), (), parts)
    free = (good.importer, good.year) in exempt and good.sector != "hydrogen"
    due = _due(good, emissions, allocation, free=free)
    cost = _attempt(lambda: _cost(good, due[-1], rules), good, "quarter", rules.missing) if due and not free else ()
    return GoodResult(good, emissions, allocation, due, cost, parts, exempt=free)


def _attempt(
    make: Callable[[], tuple[Step, ...]], good: Good, column: str, problems: list[Problem]
) -> tuple[Step, ...]:
    """Return the steps, or none and a problem."""
    try:
        return make()
    except FactorError as error:
        remedy = "Give the figure, or ask with grade='C'."
        problems.append(Problem("", good.id, column, good.cn_code, english(error), remedy))
    except DataError as error:
        first = error.problems[0]
        problems.append(Problem("", good.id, first.column, first.value, first.problem, first.remedy))
    return ()


def _embedded(good: Good, parts: Sequence[GoodResult]) -> tuple[Step, ...]:
    if good.method == "default":
        if good.default_value is not None:
            return (Step("default value", good.default_value, "t CO2e/t", grade="own", note="given, with its mark-up"),)
        unknown = bool(good.of) and not good.country
        found = default_value(good.cn_code, good.country, variant=good.variant, unknown_country=unknown)
        return found.steps(good.year)
    if good.see is not None:
        return (Step("specific embedded emissions", good.see, "t CO2e/t", grade="own", note="actual data, given"),)
    direct, level = good.attributed_direct or _ZERO, good.activity_level or _ZERO
    both = good.sector in _BOTH
    if both and good.attributed_indirect is None:
        raise DataError("indirect emissions", [Problem("", good.id, "attributed_indirect", "",
                        f"goods of {good.sector} count their indirect emissions too",
                        "Give attributed_indirect: MWh x the factor of the electricity.")])  # fmt: skip
    indirect = (good.attributed_indirect or _ZERO) if both else _ZERO
    used = [(part.good.mass, part.see) for part in parts if part.see is not None]
    made = specific_embedded(attributed=direct + indirect, activity_level=level, precursors=used)
    terms = " + ".join([str(direct), *([str(indirect)] if both else []), *(f"{m} x {e}" for m, e in used)])
    note = "" if both else "direct emissions only: Article 7(1) and Annex II of (EU) 2023/956"
    return (Step("specific embedded emissions", made, "t CO2e/t", f"({terms}) / {level}", _ACTUAL,
                 "Annex III, SEE = (AttrEm + sum M_i x SEE_i) / AL", "not rounded", "B", note),)  # fmt: skip


def _allocated(good: Good, parts: Sequence[GoodResult], rules: _Rules) -> tuple[Step, ...]:
    if good.free_allocation is not None:
        return (Step("embedded free allocation", good.free_allocation, "t CO2e/t", grade="own"),)
    actual = good.method == "actual"
    column = "A" if actual else "B"
    share = year_figure("CBAM factor", good.year, grade=rules.grade)
    correction = year_figure("CSCF", good.year, grade=rules.grade, own=rules.cscf)
    mark = _benchmark(good, column, rules)
    own = free_allocation(cbam_factor=share.value, cscf=correction.value, benchmark=mark.value)
    name, equation = ("SFA", "equation 2") if actual else ("SEFA", "equation 6")
    last = Step(name, own, "t CO2e/t", f"{share.value} x {correction.value} x {mark.value}", _ALLOCATION, equation,
                "not rounded", "B")  # fmt: skip
    if not actual or not parts:
        return share, correction, mark, last
    used = [(part.good.mass, part.sefa) for part in parts]
    if any(sefa is None for _, sefa in used):
        raise FactorError("a precursor has no free allocation")
    pairs = [(mass, sefa) for mass, sefa in used if sefa is not None]
    level = good.activity_level or _ZERO
    whole = complex_free_allocation(own=own, activity_level=level, precursors=pairs)
    terms = " + ".join([str(own), *(f"{mass} / {level} x {sefa}" for mass, sefa in pairs)])
    chain = Step("SEFA", whole, "t CO2e/t", terms, _ALLOCATION, "equation 4", "not rounded", "B")
    return share, correction, mark, last, chain


def _benchmark(good: Good, column: str, rules: _Rules) -> Step:
    if good.benchmark is not None:
        return Step(f"benchmark, column {column}", good.benchmark, "t CO2e/t", grade="own", note="given by the caller")
    route = good.route
    if not route and column == "B" and rules.grade == "C" and good.default_value is None:
        found = default_value(good.cn_code, good.country, variant=good.variant,
                              unknown_country=bool(good.of) and not good.country)  # fmt: skip
        route = found.route.partition("/")[0]
    return benchmark(good.cn_code, column, good.year, route=route, grade=rules.grade)


def _due(good: Good, emissions: tuple[Step, ...], allocation: tuple[Step, ...], *, free: bool) -> tuple[Step, ...]:
    if free:
        note = "net mass of all goods of the importer in the year is below 50 t"
        act = "(EU) 2023/956, amended by (EU) 2025/2083"
        return (Step("certificates", _ZERO, "t CO2e", "", act, "Article 2a", "", "B", note),)
    see = next((step.value for step in emissions if step.what in EMBEDDED), None)
    if see is None or not allocation:
        return ()
    sefa = allocation[-1].value
    number = good.mass * max(_ZERO, see - sefa)
    return (Step("certificates", number, "t CO2e", f"{good.mass} x max(0, {see} - {sefa})", "(EU) 2023/956", "",
                 "not rounded", "B", "as public programs carry it; before the carbon price paid"),)  # fmt: skip


def _cost(good: Good, due: Step, rules: _Rules) -> tuple[Step, ...]:
    price = year_figure("price", good.year, quarter=good.quarter, grade=rules.grade, own=rules.prices)
    paid = good.carbon_price_paid or _ZERO
    value = max(_ZERO, due.value * price.value - paid)
    equation = f"{due.value} x {price.value}" + (f" - {paid}" if paid else "")
    note = "carbon price effectively paid, as given" if paid else ""
    return price, Step("cost", value, "EUR", equation, "(EU) 2023/956", "Article 9", "not rounded", "B", note)
