"""Methods for N2O of wastewater of the 2019 Refinement, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.water.ch4_methods_2019 import (
    CONCENTRATION,
    FLOW,
    TREATMENT,
    WASTEWATER,
    WATER,
)

__all__ = [
    "EFFLUENT_N2O_2019",
    "EFFLUENT_N2O_2019_INFLOW",
    "INDUSTRY_N2O_2019",
    "N2O_2019",
    "N2O_2019_POPULATION",
    "N2O_METHODS_2019",
    "PROTEIN",
]

PROTEIN = Input("protein", "protein eaten, FAO balance or survey [kg/(person a), unit in protein_unit]", required=True)

N2O_2019 = Method(
    key="wastewater N2O of plants, IPCC 2019",
    module="water",
    activity="treatment of wastewater",
    title="N2O of treatment, by the nitrogen that enters (IPCC 2019)",
    title_local="污水处理氧化亚氮（IPCC 2019，按进水氮）",
    edition="IPCC 2019 Refinement",
    substances=("N2O",),
    routes=(
        Route(
            ("N2O",),
            (CONCENTRATION, Input("n2o_factor")),
            factor=False,
            equation="E = N x EF x 44/28",
            constant=44 / 28,
            constant_text="44/28",
        ),
    ),
    columns=(
        Input("amount", "nitrogen that enters the treatment [kg], or water [m3]", required=True),
        TREATMENT,
        FLOW,
        Input("n2o_factor", "own N2O-N per nitrogen that enters [kg/kg]"),
    ),
    source="ipcc-2019r-v5",
    locator="Vol 5 Ch 6 Eq. 6.9, 6.11; Table 6.8A",
    scope="1",
    tier="1",
    subject="treatment",
    validated="plant of 50 000 persons (klick)",
    limits="Nitrogen of the inflow, not of the effluent.",
)

N2O_2019_POPULATION = variant_of(
    N2O_2019,
    source="ipcc-2019r-v5",
    key="domestic wastewater N2O of plants by population, IPCC 2019",
    title="N2O of treatment of domestic wastewater, by population (IPCC 2019)",
    title_local="生活污水处理氧化亚氮（IPCC 2019，按人口）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                PROTEIN,
                Input("nitrogen_in_protein", of="-"),
                Input("protein_not_eaten", of="-"),
                Input("household_nitrogen", of="-"),
                Input("industrial_factor", figure="industrial_nitrogen_2019"),
                Input("n2o_factor"),
            ),
            equation="E = P x Protein x F_NPR x F_NON-CON x N_HH x F_IND-COM x EF x 44/28",
        ),
    ),
    columns=(
        Input("amount", "persons on this pathway [person]", required=True),
        TREATMENT,
        PROTEIN,
        Input("nitrogen_in_protein"),
        Input("protein_not_eaten"),
        Input("household_nitrogen"),
        Input("industrial_factor", "own F_IND-COM [1]"),
        Input("n2o_factor"),
    ),
    locator="Vol 5 Ch 6 Eq. 6.9, 6.10",
    yearly=True,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="The row is one year.",
)

EFFLUENT_N2O_2019 = variant_of(
    N2O_2019,
    source="ipcc-2019r-v5",
    key="effluent N2O, IPCC 2019",
    activity="discharge of wastewater",
    title="N2O of nitrogen discharged into waters (IPCC 2019)",
    title_local="出水氧化亚氮（IPCC 2019）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(CONCENTRATION, Input("n2o_factor", figure="n2o_nitrogen_discharged_2019")),
        ),
    ),
    columns=(
        Input("amount", "nitrogen discharged [kg], or water [m3]", required=True),
        WATER,
        FLOW,
        Input("n2o_factor", "own N2O-N per nitrogen discharged [kg/kg]"),
    ),
    locator="Vol 5 Ch 6 Eq. 6.7",
    subject="receiving_water",
    validated="plant of 50 000 persons (klick)",
    limits="The factor of nutrient-impacted waters was not found: give it in n2o_factor.",
)

EFFLUENT_N2O_2019_INFLOW = variant_of(
    EFFLUENT_N2O_2019, source="ipcc-2019r-v5",
    key="effluent N2O by inflow, IPCC 2019",
    title="N2O of the effluent, by the nitrogen that enters the treatment (IPCC 2019)",
    title_local="出水氧化亚氮（IPCC 2019，按进水氮）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                CONCENTRATION,
                Input("nitrogen_left"),
                Input("n2o_factor", figure="n2o_nitrogen_discharged_2019", of="receiving_water"),
            ),
            equation="E = N x (1 - N_REM) x EF x 44/28",
        ),
    ),
    columns=(
        Input("amount", "nitrogen that enters the treatment [kg], or water [m3]", required=True),
        TREATMENT, WATER, FLOW,
        Input("nitrogen_left"),
        Input("n2o_factor", "own N2O-N per nitrogen discharged [kg/kg]"),
    ),
    locator="Vol 5 Ch 6 Eq. 6.7, 6.8; Table 6.10c",
    subject="treatment",
    dimensions=("receiving_water",),

    limits="Where the effluent is measured, `effluent N2O, IPCC 2019` is better.",
)  # fmt: skip

INDUSTRY_N2O_2019 = variant_of(
    N2O_2019,
    source="ipcc-2019r-v5",
    key="industrial wastewater N2O by product, IPCC 2019",
    title="N2O of treatment of industrial wastewater, by product (IPCC 2019)",
    title_local="工业废水氧化亚氮（IPCC 2019，按产品）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                WASTEWATER,
                Input("nitrogen", of="product"),
                Input("n2o_factor"),
            ),
            equation="E = P x W x TN x EF x 44/28",
        ),
    ),
    columns=(
        Input("amount", "industrial product [t]", required=True),
        Input("product", "industrial product, for example 'starch production'", required=True),
        TREATMENT,
        Input("wastewater_per_product"),
        Input("nitrogen"),
        Input("n2o_factor", "own N2O-N per nitrogen that enters [kg/kg]"),
    ),
    dimensions=("product",),
    locator="Vol 5 Ch 6 Eq. 6.11, 6.13; Table 6.12",
    limits="Wastewater per product is that of the 2006 Guidelines where it is not measured.",
)

N2O_METHODS_2019 = (
    N2O_2019,
    N2O_2019_POPULATION,
    EFFLUENT_N2O_2019,
    EFFLUENT_N2O_2019_INFLOW,
    INDUSTRY_N2O_2019,
)
"""N2O of wastewater, IPCC 2019."""
