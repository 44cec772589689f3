"""Methods of VOCs, declared: solvents by mass balance and by factor, tanks, depots, filling stations."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Column, Method, Parameter, Route
from zzcarbon.industry.columns import CONTROL_COLUMNS, FACTOR_COLUMN, LINE_COLUMNS, by_factor

__all__ = ["SOLVENT_METHODS"]

_VOC = Parameter("voc_content", "voc_content", "w")
_DENSITY = Parameter("density", "density", "rho", bridge=True)
_EVAPORATED = Parameter("evaporated_share", "evaporated_share", "a", share=True)

SOLVENT = Method(
    key="solvent balance",
    module="industry",
    activity="solvent use",
    title="Solvent, by mass balance",
    title_local="有机溶剂使用（物料衡算）",
    edition="mass balance",
    substances=("NMVOC",),
    routes=(Route(("NMVOC",), (_DENSITY, _VOC), factor=False, equation="E = M x w x (c x (1 - eta x k) + (1 - c))"),),
    columns=(
        Column("amount", "paint, ink, glue, thinner or solvent used, stock counted [t, L]", required=True),
        Column("voc_content", "VOC in it, unit in voc_content_unit [1, g/L]; safety data sheet or test", required=True),
        Column("density", "density where the amount is a volume, unit in density_unit [kg/L]"),
        *CONTROL_COLUMNS,
        *LINE_COLUMNS,
    ),
    source="foshan-plastics-guide-2022",
    locator="solvent balance; capture and removal as in E = M x G x (c x (1 - eta x k) + (1 - c))",
    controlled=True,
    scope="1",
    subject="",
    balance="solvent balance",
    limits="Solvent in waste is a row of 'solvent in waste', with the same hood. A standard's limit is no content.",
)

WASTE = replace(
    SOLVENT,
    key="solvent in waste",
    title="Solvent that leaves with waste, product or recovery",
    title_local="废物、产品及回收中的溶剂（扣减）",
    routes=(replace(SOLVENT.routes[0], equation="O = M x w x (c x (1 - eta x k) + (1 - c))"),),
    columns=(
        Column("amount", "waste, product or recovered solvent [t, L]", required=True),
        Column("voc_content", "VOC in it, unit in voc_content_unit [1, g/L]; analysis of the waste", required=True),
        *SOLVENT.columns[2:],
    ),
    sign=-1,
    limits="Lowers the solvent of the same enterprise, line, region and year, never below zero.",
)

_USES = (
    ("surface coating", "Surface coating", "表面涂装"),
    ("printing", "Printing", "印刷"),
    ("adhesive use", "Adhesives", "胶粘剂使用"),
    ("solvent cleaning", "Degreasing and cleaning", "清洗"),
    ("furniture manufacture", "Furniture", "家具制造"),
    ("vehicle manufacture", "Vehicle manufacture", "汽车制造涂装"),
    ("plastics processing", "Plastics", "塑料制品"),
    ("rubber processing", "Rubber", "橡胶制品"),
)
"""Activity, title and Chinese title of the uses of solvents."""

_PLACES = (
    ("storage tanks", "Tanks of volatile liquids", "有机液体储罐"),
    ("fuel depots", "Fuel depots", "油库"),
    ("filling stations", "Filling stations", "加油站"),
)
"""Activity, title and Chinese title of places where liquids evaporate."""


def _balances() -> tuple[Method, ...]:
    """Return a balance for each use of solvents, and by the evaporated share for each place."""
    uses = [
        replace(
            SOLVENT,
            key=f"{activity}, solvent balance",
            activity=activity,
            title=f"{title}, by solvent balance",
            title_local=f"{local}（物料衡算）",
            balance=f"solvent of {activity}",
        )
        for activity, title, local in _USES
    ]
    places = [
        replace(
            SOLVENT,
            key=f"{activity}, mass balance",
            activity=activity,
            title=f"{title}, by mass balance",
            title_local=f"{local}（物料衡算）",
            routes=(
                Route(("NMVOC",), (_DENSITY, _EVAPORATED), factor=False, equation="E = M x a x (1 - c x eta x k)"),
            ),
            columns=(
                Column("amount", "liquid that went through [t, L]", required=True),
                Column("evaporated_share", "share lost by evaporation [1]; stock book or test", required=True),
                Column("density", "density where the amount is a volume, unit in density_unit [kg/L]"),
                *CONTROL_COLUMNS,
            ),
            locator="mass balance of the stock book",
            balance="",
            limits="",
        )
        for activity, title, local in _PLACES
    ]
    return (*uses, *places)


def _by_factor() -> tuple[Method, ...]:
    """Return a method by factor for each use and place."""
    return tuple(
        replace(
            SOLVENT,
            key=activity,
            activity=activity,
            title=f"{title}, by factor",
            title_local=f"{local}（系数法）",
            edition="EMEP/EEA 2023; Chinese VOC guides",
            routes=by_factor(("NMVOC",)),
            columns=(
                Column("amount", "activity that the factor is per: product, paint, fuel, area, persons", required=True),
                Column("product", "what is coated, printed, glued, cleaned, made or stored"),
                Column("technology", "kind of paint, ink, process or tank"),
                *CONTROL_COLUMNS,
                FACTOR_COLUMN,
            ),
            source="emep-eea-2023",
            locator="2.D.3, 1.B.2.a.v; E = AR x EF",
            subject="product",
            balance="",
            limits="A factor per person is per year.",
            yearly=True,
        )
        for activity, title, local in (*_USES, *_PLACES)
    )


SOLVENT_METHODS = (SOLVENT, WASTE, *_balances(), *_by_factor())
"""Methods of VOCs."""
