"""Embodied carbon: materials, their transport, and the end of life of a building."""

from __future__ import annotations

from zzcarbon.estimation.method import Column, Method, Parameter, Route

__all__ = ["EMBODIED_METHODS"]

_SUBSTANCES = ("unstated-CO2e",)
_STAGE = Column("stage", "production, transport, construction, use or end of life: a label")
_DENSITY = Parameter("density", "density", "rho", bridge=True)
_DISTANCE = Parameter("distance", "distance", "D", bridge=True, unit="km")

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
            (),
            (_DENSITY, Parameter("material_factor", "material_factor", "F")),
            factor=False,
            equation="C = M x F",
        ),
    ),
    columns=(
        Column("material", "C30 concrete / C30混凝土, hot-rolled rebar / 热轧带肋钢筋 ...", required=True),
        Column("amount", "material built in, with what is lost on site [t, m3, m2]", required=True),
        Column("material_factor", "audited factor of the supplier [kg/t, unit in material_factor_unit]"),
        _STAGE,
    ),
    source="gbt-51366-2019",
    locator="6.2, annex D Table D.0.1",
    limits=(
        "67 materials that two copies of the standard agree on; for others give material_factor. CO2e of a GWP "
        "set that the standard does not state: ask with purpose='life cycle'."
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
            (),
            (_DENSITY, _DISTANCE, Parameter("transport_factor", "transport_factor", "T")),
            factor=False,
            equation="C = M x D x T",
        ),
    ),
    columns=(
        Column("amount", "material carried [t]", required=True),
        Column("distance", "mean distance [km]", required=True),
        Column("vehicle", "heavy diesel truck, 30 t / 重型柴油货车（载重30t）, rail, diesel locomotive ..."),
        Column("transport_factor", "own factor of the vehicle [kg/(t km), unit in transport_factor_unit]"),
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
    routes=(
        Route((), (Parameter("end_of_life_factor", "end_of_life_factor", "F"),), factor=False, equation="C = M x F"),
    ),
    columns=(
        Column("amount", "material that becomes waste [t], or floor area [m2]", required=True),
        Column(
            "end_of_life_factor",
            "CO2e of demolition, transport and disposal [kg/t or kg/m2, unit in end_of_life_factor_unit]",
            required=True,
        ),
        _STAGE,
    ),
    source="gbt-51366-2019",
    locator="section of the text not seen",
    limits="No figure is shipped. Fuel and power of demolition machines: building fuel, building electricity.",
    subject="",
)

EMBODIED_METHODS: tuple[Method, ...] = (MATERIALS, MATERIAL_TRANSPORT, END_OF_LIFE)
"""Methods of embodied carbon; construction and demolition energy are fuel and electricity with a stage."""
