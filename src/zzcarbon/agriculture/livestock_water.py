"""Methods of what livestock generates and discharges to water, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.agriculture.livestock_columns import ANIMAL
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["WATER_METHODS"]


_DAYS_OF_ROW = Input(
    "days", "days that they are kept in the year [d]; 1 with an amount of animal days", required=True, of="-"
)
_PRACTICE = Input("practice_share", required=True, of="-")
_WATER_GENERATED = Method(
    module="agriculture",
    scope="1",
    subject="animal",
    key="livestock water pollutants generated",
    activity="livestock water pollutants",
    title="COD, TN, TP that animals generate",
    title_local="畜禽养殖水污染物产生量",
    substances=("COD", "TN", "TP"),
    routes=(Route((), (_DAYS_OF_ROW,), factor=True, equation="G = N x k x T"),),
    columns=(
        ANIMAL,
        Input("amount", "animals [head], or animal days: see animal_days", required=True),
        _DAYS_OF_ROW,
        Input("technology", "farm size, where a set tells farms apart"),
    ),
    source="chongqing-livestock-2016",
    edition="journal articles of 2011 to 2017",
    locator="Table 1 and the head count rule",
    tier="2",
    dimensions=(),
    yearly=False,
    limits="Means of published values, not the coefficients of the 2021 handbook; what is generated is no discharge. "
    "Usually found: coefficients of the province, animal and farm size in the handbook of notice 2021 No. 24, "
    "agricultural sources.",
)  # fmt: skip

_WATER_DISCHARGED = variant_of(
    _WATER_GENERATED,
    source="chongqing-livestock-2016",
    limits="Means of published values, not the coefficients of the 2021 handbook; what is generated is no discharge. "
    "Usually found: coefficients of the province, animal and farm size in the handbook of notice 2021 No. 24, "
    "agricultural sources.",
    key="livestock water pollutants discharged",
    title="COD, TN, TP that farms discharge, by manure practice",
    title_local="畜禽养殖水污染物排放量",
    routes=tuple(
        replace(route, parameters=(*route.parameters, _PRACTICE), equation="E = N x k x T x n x (1 - r)")
        for route in _WATER_GENERATED.routes
    ),
    columns=(
        *_WATER_GENERATED.columns,
        _PRACTICE,
        Input("control", "manure practice; its removal is of grade C"),
        Input("removal_efficiency_<substance>", "share that the practice removes [1]: permit or monitoring"),
    ),
    locator="D = P (1 - sum n r)",
    controlled=True,
    dimensions=("animal",),
    validated="Chongqing 2016: printed discharge coefficients of five animals",
)  # fmt: skip

_WATER_OWN = variant_of(
    _WATER_DISCHARGED,
    source="chongqing-livestock-2016",
    locator="D = P (1 - sum n r)",
    key="livestock water pollutants, own coefficient",
    activity="livestock water pollutants, own coefficient",
    title="What farms discharge, by a coefficient of the caller",
    title_local="畜禽养殖水污染物排放量（自有系数）",
    edition="coefficient of the caller",
    substances=(),
    routes=(
        Route(
            (),
            (Input("generation"), _DAYS_OF_ROW, _PRACTICE),
            factor=False,
            equation="E = N x k x T x n x (1 - r)",
        ),
    ),
    columns=(
        *_WATER_DISCHARGED.columns,
        Input("generation", required=True),
        Input("substance", "COD, NH3-N, TN or TP: one row each", required=True),
    ),
    limits="The way for NH3-N, which has no default. Usually found: coefficients of the province, animal and farm size "
    "in the handbook of notice 2021 No. 24, agricultural sources.",
)

WATER_METHODS = (_WATER_GENERATED, _WATER_DISCHARGED, _WATER_OWN)
"""The methods of loads to water of livestock."""
