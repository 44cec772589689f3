"""Methods for CH4 and N2O of wastewater of the 2019 Refinement, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Column, Method, Parameter, Route

__all__ = [
    "B0",
    "BOD",
    "CH4_2019",
    "CH4_2019_POPULATION",
    "COD",
    "CONCENTRATION",
    "DAYS",
    "EFFLUENT_CH4_2019",
    "EFFLUENT_CH4_2019_INFLOW",
    "EFFLUENT_N2O_2019",
    "EFFLUENT_N2O_2019_INFLOW",
    "INDUSTRY_CH4_2019",
    "INDUSTRY_N2O_2019",
    "METHODS_2019",
    "N2O_2019",
    "N2O_2019_POPULATION",
    "PROTEIN",
    "RECOVERED_2019",
    "SLUDGE_2019",
    "W",
]

DAYS = Parameter("water_days", "days", "T", bridge=True)
CONCENTRATION = Parameter("water_concentration", "concentration", "C", bridge=True)
B0 = Parameter("wastewater_b0", "b0", "B0", of="organics")
_MCF_2019 = Parameter("wastewater_mcf_2019", "mcf", "MCF")
BOD = Parameter("bod_per_person", "bod_per_person", "BOD", of="organics")
_INDUSTRY = Parameter("industrial_organics_2019", "industrial_factor", "I")
W = Parameter("wastewater_per_product", "wastewater_per_product", "W", of="product", any_set=True)
COD = Parameter("industrial_wastewater_cod", "cod", "COD", of="product", any_set=True)
PROTEIN = Parameter("water_protein", "protein", "Protein")

_TREATMENT = Column("treatment", "treatment or discharge pathway, for example 'aerobic plant, tertiary'", required=True)
_ORGANICS = Column("organics", "what the organics are measured as: BOD5 or COD", required=True)
_WATER = Column("receiving_water", "'all waters' for tier 1", required=True)
_OWN = (
    Column("b0", "own CH4 producing capacity [kg/kg, unit in b0_unit]"),
    Column("mcf", "own methane correction factor [1, unit in mcf_unit]"),
)
_FLOW = Column("concentration", "where the amount is water [mg/L, unit in concentration_unit]")
_ROLE = Column("role", "output for organics that leave with the sludge; input otherwise")
_LINE = Column("line", "what is balanced as one: plant or pathway")
_BALANCE_2019 = "CH4 of wastewater, IPCC 2019"

CH4_2019 = Method(
    key="wastewater CH4, IPCC 2019",
    module="water",
    activity="treatment of wastewater",
    title="CH4 of treated or collected wastewater, by its organics",
    title_local="污水处理甲烷（IPCC 2019，按有机物）",
    edition="IPCC 2019 Refinement",
    substances=("CH4",),
    routes=(Route(("CH4",), (CONCENTRATION, _MCF_2019, B0), factor=False, equation="E = (TOW - S) x B0 x MCF - R"),),
    columns=(
        Column("amount", "organics [kg], or water [m3]", required=True),
        _TREATMENT, _ORGANICS, _FLOW, _ROLE, _LINE, *_OWN,
    ),
    source="ipcc-2019r-v5",
    locator="Vol 5 Ch 6 Eq. 6.1, 6.2",
    scope="1",
    tier="1",
    gwp="",
    subject="treatment",
    dimensions=("organics",),
    balance=_BALANCE_2019,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Sludge is a row with role output or of `sludge removed`, recovered gas one of `CH4 recovered`.",
)  # fmt: skip

CH4_2019_POPULATION = replace(
    CH4_2019,
    key="domestic wastewater CH4 by population, IPCC 2019",
    title="CH4 of domestic wastewater, by population",
    title_local="生活污水甲烷（IPCC 2019，按人口）",
    routes=(
        Route(
            ("CH4",), (DAYS, _MCF_2019, _INDUSTRY, BOD, B0), factor=False, equation="E = P x BOD x T x I x B0 x MCF"
        ),
    ),
    columns=(
        Column("amount", "persons on this pathway [person]", required=True),
        _TREATMENT, _ORGANICS,
        Column("bod_per_person", "own organics per person [g/(person d), in bod_per_person_unit]"),
        Column("industrial_factor", "own factor for industry in the sewer [1, unit in industrial_factor_unit]"),
        Column("days", "days of the year [d, unit in days_unit]"),
        _LINE, *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.1 to 6.3",
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="The default of BOD per person is the row of Asia: China has none of its own.",
)  # fmt: skip

SLUDGE_2019 = replace(
    CH4_2019,
    key="sludge removed, IPCC 2019",
    title="Organics that leave with the sludge, by dry mass of sludge",
    title_local="污泥带走的有机物（IPCC 2019）",
    routes=(
        Route(
            ("CH4",),
            (Parameter("sludge_organics_2019", "sludge_organics", "K_rem"), B0, _MCF_2019),
            factor=False,
            equation="E = -S_mass x K_rem x B0 x MCF",
        ),
    ),
    columns=(
        Column("amount", "dry mass of sludge removed [t]", required=True),
        _TREATMENT, _ORGANICS, _LINE,
        Column("sludge_organics", "own K_rem [kg/kg, unit in sludge_organics_unit]"), *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.3b",
    sign=-1,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Lowers the CH4 of the same line, never below zero. K_rem is in BOD: organics is BOD5.",
)  # fmt: skip

RECOVERED_2019 = replace(
    CH4_2019,
    key="CH4 recovered, IPCC 2019",
    title="CH4 of wastewater that is recovered or flared",
    title_local="污水处理回收甲烷（IPCC 2019）",
    routes=(Route(("CH4",), (), factor=False, equation="E = -R"),),
    columns=(Column("amount", "CH4 recovered or flared [t]", required=True), _LINE),
    locator="Vol 5 Ch 6 Eq. 6.1",
    subject="",
    dimensions=(),
    sign=-1,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Lowers the CH4 of the same line, never below zero; what burns is an energy row.",
)

EFFLUENT_CH4_2019 = replace(
    CH4_2019,
    key="effluent CH4, IPCC 2019",
    activity="discharge of wastewater",
    title="CH4 of organics discharged into waters",
    title_local="出水甲烷（IPCC 2019）",
    routes=(
        Route(
            ("CH4",),
            (CONCENTRATION, B0, Parameter("discharge_mcf_2019", "mcf", "MCF")),
            factor=False,
            equation="E = TOW x B0 x MCF",
        ),
    ),
    columns=(
        Column("amount", "organics discharged [kg], or water [m3]", required=True),
        _WATER,
        _ORGANICS,
        _FLOW,
        *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.1, 6.3d",
    subject="receiving_water",
    balance="",
    validated="plant of 50 000 persons (klick)",
    limits="New in the 2019 Refinement.",
)

EFFLUENT_CH4_2019_INFLOW = replace(
    CH4_2019,
    key="effluent CH4 by inflow, IPCC 2019",
    activity="discharge of wastewater",
    title="CH4 of the effluent, by the organics that enter the treatment",
    title_local="出水甲烷（IPCC 2019，按进水有机物）",
    routes=(
        Route(
            ("CH4",),
            (
                CONCENTRATION,
                Parameter("organics_left_2019", "organics_left", "1 - TOW_REM"),
                B0,
                Parameter("discharge_mcf_2019", "mcf", "MCF", of="receiving_water"),
            ),
            factor=False,
            equation="E = TOW x (1 - TOW_REM) x B0 x MCF",
        ),
    ),
    columns=(
        Column("amount", "organics that enter the treatment [kg], or water [m3]", required=True),
        _TREATMENT, _WATER, _ORGANICS, _FLOW,
        Column("organics_left", "own share of the organics left [1, unit in organics_left_unit]"), *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.1, 6.3d; Table 6.6b",
    dimensions=("organics", "receiving_water"),
    balance="",
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Where the effluent is measured, `effluent CH4, IPCC 2019` is better.",
)  # fmt: skip

INDUSTRY_CH4_2019 = replace(
    CH4_2019,
    key="industrial wastewater CH4 by product, IPCC 2019",
    title="CH4 of industrial wastewater, by product",
    title_local="工业废水甲烷（IPCC 2019，按产品）",
    routes=(
        Route(("CH4",), (W, COD, _MCF_2019, B0), factor=False, equation="E = P x W x COD x B0 x MCF"),
    ),
    columns=(
        Column("amount", "industrial product [t]", required=True),
        Column("product", "industrial product, for example 'starch production'", required=True),
        _TREATMENT,
        Column("organics", "COD", required=True),
        Column("wastewater_per_product", "own wastewater per product [m3/t, unit in wastewater_per_product_unit]"),
        Column("cod", "own COD of the untreated wastewater [kg/m3, unit in cod_unit]"),
        _LINE, *_OWN,
    ),
    dimensions=("product", "organics"),
    locator="Vol 5 Ch 6 Eq. 6.4 to 6.6",
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Wastewater and COD per product are those of the 2006 Guidelines where they are not measured.",
)  # fmt: skip

N2O_2019 = Method(
    key="wastewater N2O of plants, IPCC 2019",
    module="water",
    activity="treatment of wastewater",
    title="N2O of treatment, by the nitrogen that enters",
    title_local="污水处理氧化亚氮（IPCC 2019，按进水氮）",
    edition="IPCC 2019 Refinement",
    substances=("N2O",),
    routes=(
        Route(
            ("N2O",),
            (CONCENTRATION, Parameter("n2o_nitrogen_treated_2019", "n2o_factor", "EF")),
            factor=False,
            equation="E = N x EF x 44/28",
            constant=44 / 28,
            constant_text="44/28",
        ),
    ),
    columns=(
        Column("amount", "nitrogen that enters the treatment [kg], or water [m3]", required=True),
        _TREATMENT,
        _FLOW,
        Column("n2o_factor", "own N2O-N per nitrogen that enters [kg/kg, unit in n2o_factor_unit]"),
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
    title="N2O of treatment of domestic wastewater, by population",
    title_local="生活污水处理氧化亚氮（IPCC 2019，按人口）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                PROTEIN,
                Parameter("nitrogen_in_protein_2019", "nitrogen_in_protein", "F_NPR", of="-"),
                Parameter("protein_not_eaten_2019", "protein_not_eaten", "F_NON-CON", of="-"),
                Parameter("household_nitrogen_2019", "household_nitrogen", "N_HH", of="-"),
                Parameter("industrial_nitrogen_2019", "industrial_factor", "F_IND-COM"),
                Parameter("n2o_nitrogen_treated_2019", "n2o_factor", "EF"),
            ),
            equation="E = P x Protein x F_NPR x F_NON-CON x N_HH x F_IND-COM x EF x 44/28",
        ),
    ),
    columns=(
        Column("amount", "persons on this pathway [person]", required=True),
        _TREATMENT,
        Column("protein", "protein eaten, FAO balance or survey [kg/(person a), unit in protein_unit]", required=True),
        Column("nitrogen_in_protein", "own F_NPR [kg/kg, unit in nitrogen_in_protein_unit]"),
        Column("protein_not_eaten", "own F_NON-CON [1, unit in protein_not_eaten_unit]"),
        Column("household_nitrogen", "own N_HH [1, unit in household_nitrogen_unit]"),
        Column("industrial_factor", "own F_IND-COM [1, unit in industrial_factor_unit]"),
        Column("n2o_factor", "own N2O-N per nitrogen [kg/kg, unit in n2o_factor_unit]"),
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
    title="N2O of nitrogen discharged into waters",
    title_local="出水氧化亚氮（IPCC 2019）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(CONCENTRATION, Parameter("n2o_nitrogen_discharged_2019", "n2o_factor", "EF")),
        ),
    ),
    columns=(
        Column("amount", "nitrogen discharged [kg], or water [m3]", required=True),
        _WATER,
        _FLOW,
        Column("n2o_factor", "own N2O-N per nitrogen discharged [kg/kg, unit in n2o_factor_unit]"),
    ),
    locator="Vol 5 Ch 6 Eq. 6.7",
    subject="receiving_water",
    validated="plant of 50 000 persons (klick)",
    limits="The factor of nutrient-impacted waters was not found: give it in n2o_factor.",
)

EFFLUENT_N2O_2019_INFLOW = replace(
    EFFLUENT_N2O_2019,
    key="effluent N2O by inflow, IPCC 2019",
    title="N2O of the effluent, by the nitrogen that enters the treatment",
    title_local="出水氧化亚氮（IPCC 2019，按进水氮）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                CONCENTRATION,
                Parameter("nitrogen_left_2019", "nitrogen_left", "1 - N_REM"),
                Parameter("n2o_nitrogen_discharged_2019", "n2o_factor", "EF", of="receiving_water"),
            ),
            equation="E = N x (1 - N_REM) x EF x 44/28",
        ),
    ),
    columns=(
        Column("amount", "nitrogen that enters the treatment [kg], or water [m3]", required=True),
        _TREATMENT, _WATER, _FLOW,
        Column("nitrogen_left", "own share of the nitrogen left [1, unit in nitrogen_left_unit]"),
        Column("n2o_factor", "own N2O-N per nitrogen discharged [kg/kg, unit in n2o_factor_unit]"),
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
    title="N2O of treatment of industrial wastewater, by product",
    title_local="工业废水氧化亚氮（IPCC 2019，按产品）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                W,
                Parameter("industrial_wastewater_nitrogen", "nitrogen", "TN", of="product"),
                Parameter("n2o_nitrogen_treated_2019", "n2o_factor", "EF"),
            ),
            equation="E = P x W x TN x EF x 44/28",
        ),
    ),
    columns=(
        Column("amount", "industrial product [t]", required=True),
        Column("product", "industrial product, for example 'starch production'", required=True),
        _TREATMENT,
        Column("wastewater_per_product", "own wastewater per product [m3/t, unit in wastewater_per_product_unit]"),
        Column("nitrogen", "own total nitrogen of the untreated wastewater [kg/m3, unit in nitrogen_unit]"),
        Column("n2o_factor", "own N2O-N per nitrogen that enters [kg/kg, unit in n2o_factor_unit]"),
    ),
    dimensions=("product",),
    locator="Vol 5 Ch 6 Eq. 6.11, 6.13; Table 6.12",
    validated="",
    limits="Wastewater per product is that of the 2006 Guidelines where it is not measured.",
)

METHODS_2019 = (
    CH4_2019,
    CH4_2019_POPULATION,
    SLUDGE_2019,
    RECOVERED_2019,
    EFFLUENT_CH4_2019,
    EFFLUENT_CH4_2019_INFLOW,
    INDUSTRY_CH4_2019,
    N2O_2019,
    N2O_2019_POPULATION,
    EFFLUENT_N2O_2019,
    EFFLUENT_N2O_2019_INFLOW,
    INDUSTRY_N2O_2019,
)
"""CH4 and N2O of wastewater, IPCC 2019."""
