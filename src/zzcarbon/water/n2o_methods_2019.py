"""Methods for N2O of wastewater of the 2019 Refinement, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Column, Method, Parameter, Route
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

PROTEIN = Parameter("water_protein", "protein", "Protein")

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
            (CONCENTRATION, Parameter("n2o_nitrogen_treated_2019", "n2o_factor", "EF", unit="kg/kg")),
            factor=False,
            equation="E = N x EF x 44/28",
            constant=44 / 28,
            constant_text="44/28",
        ),
    ),
    columns=(
        Column("amount", "nitrogen that enters the treatment [kg], or water [m3]", required=True),
        TREATMENT,
        FLOW,
        Column("n2o_factor", "own N2O-N per nitrogen that enters [kg/kg]"),
    ),
    source="ipcc-2019r-v5",
    locator="Vol 5 Ch 6 Eq. 6.9, 6.11; Table 6.8A",
    scope="1",
    tier="1",
    subject="treatment",
    validated="plant of 50 000 persons (klick)",
    limits="Nitrogen of the inflow, not of the effluent.",
)

N2O_2019_POPULATION = replace(
    N2O_2019,
    key="domestic wastewater N2O of plants by population, IPCC 2019",
    title="N2O of treatment of domestic wastewater, by population (IPCC 2019)",
    title_local="生活污水处理氧化亚氮（IPCC 2019，按人口）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                PROTEIN,
                Parameter("nitrogen_in_protein_2019", "nitrogen_in_protein", "F_NPR", of="-", unit="kg/kg"),
                Parameter("protein_not_eaten_2019", "protein_not_eaten", "F_NON-CON", of="-", unit="1"),
                Parameter("household_nitrogen_2019", "household_nitrogen", "N_HH", of="-", unit="1"),
                Parameter("industrial_nitrogen_2019", "industrial_factor", "F_IND-COM", unit="1"),
                Parameter("n2o_nitrogen_treated_2019", "n2o_factor", "EF", unit="kg/kg"),
            ),
            equation="E = P x Protein x F_NPR x F_NON-CON x N_HH x F_IND-COM x EF x 44/28",
        ),
    ),
    columns=(
        Column("amount", "persons on this pathway [person]", required=True),
        TREATMENT,
        Column("protein", "protein eaten, FAO balance or survey [kg/(person a), unit in protein_unit]", required=True),
        Column("nitrogen_in_protein", "own F_NPR [kg/kg]"),
        Column("protein_not_eaten", "own F_NON-CON [1]"),
        Column("household_nitrogen", "own N_HH [1]"),
        Column("industrial_factor", "own F_IND-COM [1]"),
        Column("n2o_factor", "own N2O-N per nitrogen [kg/kg]"),
    ),
    locator="Vol 5 Ch 6 Eq. 6.9, 6.10",
    yearly=True,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="The row is one year.",
)

EFFLUENT_N2O_2019 = replace(
    N2O_2019,
    key="effluent N2O, IPCC 2019",
    activity="discharge of wastewater",
    title="N2O of nitrogen discharged into waters (IPCC 2019)",
    title_local="出水氧化亚氮（IPCC 2019）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(CONCENTRATION, Parameter("n2o_nitrogen_discharged_2019", "n2o_factor", "EF", unit="kg/kg")),
        ),
    ),
    columns=(
        Column("amount", "nitrogen discharged [kg], or water [m3]", required=True),
        WATER,
        FLOW,
        Column("n2o_factor", "own N2O-N per nitrogen discharged [kg/kg]"),
    ),
    locator="Vol 5 Ch 6 Eq. 6.7",
    subject="receiving_water",
    validated="plant of 50 000 persons (klick)",
    limits="The factor of nutrient-impacted waters was not found: give it in n2o_factor.",
)

EFFLUENT_N2O_2019_INFLOW = replace(
    EFFLUENT_N2O_2019,
    key="effluent N2O by inflow, IPCC 2019",
    title="N2O of the effluent, by the nitrogen that enters the treatment (IPCC 2019)",
    title_local="出水氧化亚氮（IPCC 2019，按进水氮）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                CONCENTRATION,
                Parameter("nitrogen_left_2019", "nitrogen_left", "1 - N_REM", share=True),
                Parameter("n2o_nitrogen_discharged_2019", "n2o_factor", "EF", of="receiving_water", unit="kg/kg"),
            ),
            equation="E = N x (1 - N_REM) x EF x 44/28",
        ),
    ),
    columns=(
        Column("amount", "nitrogen that enters the treatment [kg], or water [m3]", required=True),
        TREATMENT, WATER, FLOW,
        Column("nitrogen_left", "own share of the nitrogen left [1]"),
        Column("n2o_factor", "own N2O-N per nitrogen discharged [kg/kg]"),
    ),
    locator="Vol 5 Ch 6 Eq. 6.7, 6.8; Table 6.10c",
    subject="treatment",
    dimensions=("receiving_water",),
    validated="",
    limits="Where the effluent is measured, `effluent N2O, IPCC 2019` is better.",
)  # fmt: skip

INDUSTRY_N2O_2019 = replace(
    N2O_2019,
    key="industrial wastewater N2O by product, IPCC 2019",
    title="N2O of treatment of industrial wastewater, by product (IPCC 2019)",
    title_local="工业废水氧化亚氮（IPCC 2019，按产品）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                WASTEWATER,
                Parameter("industrial_wastewater_nitrogen", "nitrogen", "TN", of="product"),
                Parameter("n2o_nitrogen_treated_2019", "n2o_factor", "EF", unit="kg/kg"),
            ),
            equation="E = P x W x TN x EF x 44/28",
        ),
    ),
    columns=(
        Column("amount", "industrial product [t]", required=True),
        Column("product", "industrial product, for example 'starch production'", required=True),
        TREATMENT,
        Column("wastewater_per_product", "own wastewater per product [m3/t, unit in wastewater_per_product_unit]"),
        Column("nitrogen", "own total nitrogen of the untreated wastewater [kg/m3, unit in nitrogen_unit]"),
        Column("n2o_factor", "own N2O-N per nitrogen that enters [kg/kg]"),
    ),
    dimensions=("product",),
    locator="Vol 5 Ch 6 Eq. 6.11, 6.13; Table 6.12",
    validated="",
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
