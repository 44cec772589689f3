"""Embodied carbon: materials, their transport, and the end of life of a building."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["EMBODIED_METHODS"]

_SUBSTANCES = ("unstated-CO2e",)
_OF_A_SUPPLIER = (*_SUBSTANCES, "SAR-CO2e", "AR4-CO2e", "AR5-CO2e", "AR6-CO2e")
"""What a figure of a supplier may be: its declaration states the GWP set, asked with substances=["AR5-CO2e"]."""
_STAGE = Input("stage", "production, transport, construction, use or end of life: a label")
_DENSITY = Input("density", bridge=True)
_DISTANCE = Input("distance", "mean distance [km]", required=True, bridge=True)

MATERIALS = Method(
    key="building materials",
    module="buildings",
    activity="building material production",
    title="Building materials, cradle to gate",
    title_local="建材生产",
    edition="GB/T 51366-2019",
    substances=_SUBSTANCES,
    routes=(
        Route((), (_DENSITY,), factor=True, equation="C = M x F"),
        Route(
            _OF_A_SUPPLIER,
            (_DENSITY, Input("material_factor")),
            factor=False,
            equation="C = M x F",
        ),
    ),
    columns=(
        Input("material", "C30 concrete / C30混凝土, hot-rolled rebar / 热轧带肋钢筋 ...", required=True),
        Input("amount", "material built in, with what is lost on site [t, m3, m2]", required=True),
        Input("material_factor"),
        _STAGE,
    ),
    source="gbt-51366-2019",
    locator="6.2, annex D Table D.0.1",
    limits=(
        "67 materials that two copies of the standard agree on; for others give material_factor. CO2e of a GWP "
        "set that the standard does not state: ask with purpose='life cycle'; the factor of a supplier that states its "
        "set is asked with substances=['AR5-CO2e'] and adds to CO2e of operation."
    ),
    subject="material",
)

MATERIAL_TRANSPORT = Method(
    key="building material transport",
    module="buildings",
    activity="building material transport",
    title="Transport of building materials",
    title_local="建材运输",
    edition="GB/T 51366-2019",
    substances=_SUBSTANCES,
    routes=(
        Route((), (_DENSITY, _DISTANCE), factor=True, equation="C = M x D x T"),
        Route(
            _OF_A_SUPPLIER,
            (_DENSITY, _DISTANCE, Input("transport_factor")),
            factor=False,
            equation="C = M x D x T",
        ),
    ),
    columns=(
        Input("amount", "material carried [t]", required=True),
        _DISTANCE,
        Input("vehicle", "heavy diesel truck, 30 t / 重型柴油货车（载重30t）, rail, diesel locomotive ..."),
        Input("transport_factor"),
        _STAGE,
    ),
    source="gbt-51366-2019",
    locator="annex E Table E.0.1",
    limits="Name the vehicle or give transport_factor; CO2e of a GWP set that the standard does not state.",
    subject="vehicle",
)

END_OF_LIFE = Method(
    key="building end of life",
    module="buildings",
    activity="building demolition",
    title="Demolition and waste of a building",
    title_local="建筑拆除与废弃物处置",
    edition="GB/T 51366-2019",
    substances=_SUBSTANCES,
    routes=(Route(_OF_A_SUPPLIER, (Input("end_of_life_factor"),), factor=False, equation="C = M x F"),),
    columns=(
        Input("amount", "material that becomes waste [t], or floor area [m2]", required=True),
        Input("end_of_life_factor", required=True),
        _STAGE,
    ),
    source="gbt-51366-2019",
    locator="section of the text not seen",
    limits="No figure is shipped. Fuel and power of demolition machines: building fuel, building electricity.",
    subject="",
)

EMBODIED_METHODS: tuple[Method, ...] = (MATERIALS, MATERIAL_TRANSPORT, END_OF_LIFE)
"""Methods of embodied carbon; construction and demolition energy are fuel and electricity with a stage."""
