"""Sinks and captured carbon: rows that are taken out of the air, or kept from it. They stand apart from emissions."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["SINK_METHODS"]

_AMOUNT_IS_IT = Route((), (), factor=False, equation="E = amount")

_FOREST = Method(
    key="forest and green space",
    module="agriculture",
    activity="forest and green space",
    title="CO2 taken up by forest and green space, by area",
    title_local="森林和绿地碳汇",
    edition="factor of the caller",
    substances=("CO2",),
    routes=(Route((), (Input("carbon_sink"),), factor=False, equation="R = A x k"),),
    columns=(
        Input("amount", "area [ha, 亩]", required=True),
        Input("carbon_sink", required=True),
    ),
    source="ipcc-2006-v4",
    locator="Vol 4 Ch 2 Eq. 2.7 in the form of a net uptake per area",
    tier="2",
    subject="",
    yearly=True,
    limits="A removal: it stands beside the total. Stock changes of soil: soil_carbon_change.",
    validated="IPCC 2006, Vol 4 p 4.18",
    flow="removal",
)

_CAPTURED = variant_of(
    _FOREST,
    key="captured CO2",
    activity="captured CO2",
    title="CO2 captured at a source",
    title_local="捕集的二氧化碳",
    edition="",
    routes=(_AMOUNT_IS_IT,),
    columns=(Input("amount", "CO2 captured and stored [t]", required=True),),
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 5",
    tier="3",
    yearly=False,
    limits="Measured; the source reports its emission before capture.",
    flow="capture",
)

_TRANSFERRED = variant_of(
    _CAPTURED,
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 5",
    limits="Measured; the source reports its emission before capture.",
    key="transferred CO2",
    activity="transferred CO2",
    title="CO2 transferred to another site",
    title_local="转出的二氧化碳",
    columns=(Input("amount", "CO2 handed over [t]", required=True),),
    flow="transfer out",
)

_USED = variant_of(
    _CAPTURED,
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 5",
    key="used CO2",
    activity="used CO2",
    title="CO2 used in products",
    title_local="利用的二氧化碳",
    columns=(Input("amount", "CO2 bound in products [t]", required=True),),
    limits="Urea, carbonated drinks and the like give it back later: count it only where the guideline does.",
    flow="transfer out",
)

_REPORTED = variant_of(
    _CAPTURED,
    key="reported agricultural emission",
    activity="reported agricultural emission",
    title="An emission or removal computed elsewhere",
    title_local="已核算的农业排放量",
    substances=(),
    columns=(
        Input("amount", "mass of the substance [t]", required=True),
        Input("substance", "substance", required=True),
    ),
    source="ipcc-2006-v4",
    locator="Vol 4 Ch 2 Eq. 2.25, or the method that gave the amount",
    limits="For soil_carbon_change and for monitoring.",
    flow="emission",
)

SINK_METHODS = (_FOREST, _CAPTURED, _TRANSFERRED, _USED, _REPORTED)
"""The methods of sinks."""
