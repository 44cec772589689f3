"""Methods of VOCs, declared: solvents by mass balance and by factor, tanks, depots, filling stations."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.controls import DEVICE_COLUMNS
from zzcarbon.estimation.fuel_figures import DENSITY
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.industry.columns import EMISSION_FACTOR, FACTOR_COLUMN, LINE_COLUMNS, by_factor

__all__ = ["SOLVENT_METHODS"]

_VOC = Input("voc_content")
_PRESSURE = Input(
    "vapour_pressure", "true vapour pressure of the liquid [kPa], where the factor is per kPa", bridge=True
)
_EVAPORATED = Input("evaporated_share", required=True)

SOLVENT = Method(
    key="solvent balance",
    module="industry",
    activity="solvent use",
    title="Solvent, by mass balance",
    title_local="有机溶剂使用（物料衡算）",
    edition="mass balance",
    substances=("NMVOC",),
    routes=(Route(("NMVOC",), (DENSITY, _VOC), factor=False, equation="E = M x w x (c x (1 - eta x k) + (1 - c))"),),
    columns=(
        Input("amount", "paint, ink, glue, thinner or solvent used, stock counted [t, L]", required=True),
        Input("voc_content", "VOC in it, unit in voc_content_unit [1, g/L]; safety data sheet or test", required=True),
        Input("density", "density where the amount is a volume, unit in density_unit [kg/L]"),
        *DEVICE_COLUMNS,
        *LINE_COLUMNS,
    ),
    source="foshan-plastics-guide-2022",
    locator="solvent balance; capture and removal as in E = M x G x (c x (1 - eta x k) + (1 - c))",
    controlled=True,
    scope="1",
    subject="",
    balance="solvent balance",
    limits="Solvent in waste is a row of 'solvent in waste', with the same hood. A standard's limit is no content.",
    validated="Metal Finishing guidebook 2013, thinned coating",
)

WASTE = variant_of(
    SOLVENT,
    source="foshan-plastics-guide-2022",
    locator="solvent balance; capture and removal as in E = M x G x (c x (1 - eta x k) + (1 - c))",
    key="solvent in waste",
    title="Solvent that leaves with waste, product or recovery",
    title_local="废物、产品及回收中的溶剂（扣减）",
    routes=(replace(SOLVENT.routes[0], equation="O = M x w x (c x (1 - eta x k) + (1 - c))"),),
    columns=(
        Input("amount", "waste, product or recovered solvent [t, L]", required=True),
        Input("voc_content", "VOC in it, unit in voc_content_unit [1, g/L]; analysis of the waste", required=True),
        *SOLVENT.columns[2:],
    ),
    sign=-1,
    limits="Lowers the solvent of the same enterprise, line, region and year, never below zero.",
)

_USES = (
    ("coating", "Coating", "涂装"),
    ("printing", "Printing", "印刷"),
    ("adhesive use", "Adhesives", "胶粘剂使用"),
    ("degreasing", "Degreasing and cleaning", "脱脂清洗"),
    ("furniture manufacture", "Furniture", "家具制造"),
    ("vehicle manufacture", "Vehicle manufacture", "汽车制造"),
    ("plastic product manufacture", "Plastics", "塑料制品制造"),
    ("rubber product manufacture", "Rubber", "橡胶制品制造"),
)
"""Activity, title and Chinese title of the uses of solvents."""

_PLACES = (
    ("storage tanks", "Tanks of volatile liquids", "有机液体储罐", "gasoline transfer"),
    ("fuel depots", "Fuel depots", "油库", "gasoline distribution"),
    ("filling stations", "Filling stations", "加油站", "gasoline transfer"),
)
"""Place, title, Chinese title, and activity of its factors: where liquids evaporate."""


def _balances() -> tuple[Method, ...]:
    """Return a balance for each use of solvents, and by the evaporated share for each place."""
    uses = [
        variant_of(
            SOLVENT,
            source=SOLVENT.source,
            locator=SOLVENT.locator,
            limits=SOLVENT.limits,
            key=f"{activity}, solvent balance",
            activity=activity,
            title=f"{title}, by solvent balance",
            title_local=f"{local}（物料衡算）",
            validated="Mecklenburg County, example 1; TCEQ daily average" if activity == "coating" else "",
        )
        for activity, title, local in _USES
    ]
    places = [
        variant_of(
            SOLVENT,
            source=SOLVENT.source,
            key=f"{activity}, mass balance",
            activity=activity,
            title=f"{title}, by mass balance",
            title_local=f"{local}（物料衡算）",
            routes=(Route(("NMVOC",), (DENSITY, _EVAPORATED), factor=False, equation="E = M x a x (1 - c x eta x k)"),),
            columns=(
                Input("amount", "liquid that went through [t, L]", required=True),
                _EVAPORATED,
                Input("density", "density where the amount is a volume, unit in density_unit [kg/L]"),
                *DEVICE_COLUMNS,
            ),
            locator="mass balance of the stock book",
            balance="",
        )
        for activity, title, local, _ in _PLACES
    ]
    return (*uses, *places)


_COATED = variant_of(
    SOLVENT,
    key="furniture manufacture",
    activity="coating",
    title="Furniture, by factor",
    title_local="家具制造（系数法）",
    edition="EMEP/EEA 2023",
    routes=by_factor(("NMVOC",)),
    columns=(
        Input("product", "what the factor is per: wood paint, car, truck cabin, bus ...", required=True),
        Input("amount", "paint used or pieces made, in the unit of the factor", required=True),
        *DEVICE_COLUMNS,
        FACTOR_COLUMN,
    ),
    source="emep-eea-2023",
    locator="2.D.3.d, E = AR x EF",
    subject="product",
    balance="",
)

_VEHICLES = variant_of(
    _COATED,
    source="emep-eea-2023",
    locator="2.D.3.d, E = AR x EF",
    key="vehicle manufacture",
    title="Vehicle manufacture, by factor",
    title_local="汽车制造（系数法）",
)


def _places_by_factor() -> tuple[Method, ...]:
    """Return a method by factor for each place where liquids evaporate."""
    equation = "E = V x EF x p x (1 - c x eta x k)"
    return tuple(
        variant_of(
            _COATED,
            source=_COATED.source,
            validated=_COATED.validated,
            key=place,
            activity=activity,
            title=f"{title}, by factor",
            title_local=f"{local}（系数法）",
            routes=(
                Route(("NMVOC",), (_PRESSURE, DENSITY), factor=True, equation=equation),
                Route(("NMVOC",), (EMISSION_FACTOR, _PRESSURE, DENSITY), factor=False, equation=equation),
            ),
            columns=(
                Input("amount", "liquid that went through [m3, t]", required=True),
                Input("technology", "step: tank filling, tank breathing, tanker loading, vehicle refuelling ..."),
                _PRESSURE,
                Input("density", "density of the liquid where it is needed, unit in density_unit [kg/L]"),
                *DEVICE_COLUMNS,
                FACTOR_COLUMN,
            ),
            locator="1.B.2.a.v, E = AR x EF",
            subject="",
            limits="One row a step: loading, storage and refuelling add up.",
        )
        for place, title, local, activity in _PLACES
    )


SOLVENT_METHODS = (SOLVENT, WASTE, *_balances(), _COATED, _VEHICLES, *_places_by_factor())
"""Methods of VOCs."""
