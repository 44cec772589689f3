"""Methods for CH4 of wastewater of the 2019 Refinement, declared."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = [
    "B0",
    "BOD",
    "CH4_2019",
    "CH4_2019_POPULATION",
    "CH4_METHODS_2019",
    "COD",
    "CONCENTRATION",
    "DAYS",
    "EFFLUENT_CH4_2019",
    "EFFLUENT_CH4_2019_INFLOW",
    "FLOW",
    "INDUSTRY_CH4_2019",
    "RECOVERED_2019",
    "SEPTIC_SLUDGE_2019",
    "SLUDGE_2019",
    "TREATMENT",
    "WASTEWATER",
    "WATER",
]

DAYS = Input("days", "days of the year [d]", required=True, figure="water_days", bridge=True)
CONCENTRATION = Input("concentration", bridge=True)
B0 = Input("b0", of="organics")
_MCF_2019 = Input("mcf")
BOD = Input("bod_per_person", of="organics")
_INDUSTRY = Input("industrial_factor", symbol="I", figure="industrial_organics_2019")
WASTEWATER = Input("wastewater_per_product", of="product", any_set=True)
COD = Input("cod", of="product", any_set=True)

TREATMENT = Input("treatment", "treatment or discharge pathway, for example 'aerobic plant, tertiary'", required=True)
_ORGANICS = Input("organics", required=True)
WATER = Input("receiving_water", required=True)
_OWN = (
    Input("b0"),
    Input("mcf"),
)
FLOW = Input("concentration", "where the amount is water [mg/L, unit in concentration_unit]")
_ROLE = Input("role", "output for organics that leave with the sludge; input otherwise")
_LINE = Input("line", "what is balanced as one: plant or pathway")
_BALANCE_2019 = "CH4 of wastewater, IPCC 2019"

CH4_2019 = Method(
    key="wastewater CH4, IPCC 2019",
    module="water",
    activity="treatment of wastewater",
    title="CH4 of treated or collected wastewater, by its organics (IPCC 2019)",
    title_local="污水处理甲烷（IPCC 2019，按有机物）",
    edition="IPCC 2019 Refinement",
    substances=("CH4",),
    routes=(Route(("CH4",), (CONCENTRATION, _MCF_2019, B0), factor=False, equation="E = (TOW - S) x B0 x MCF - R"),),
    columns=(
        Input("amount", "organics [kg], or water [m3]", required=True),
        TREATMENT, _ORGANICS, FLOW, _ROLE, _LINE, *_OWN,
    ),
    source="ipcc-2019r-v5",
    locator="Vol 5 Ch 6 Eq. 6.1, 6.2",
    scope="1",
    tier="1",
    gwp="",
    subject="treatment",
    dimensions=("organics",),
    balance=_BALANCE_2019,
    validated="IPCC 2019, Vol 5 Table 6.3",
    limits="Sludge is a row with role output or of `sludge removed`, recovered gas one of `CH4 recovered`.",
)  # fmt: skip

CH4_2019_POPULATION = variant_of(
    CH4_2019, source="ipcc-2019r-v5",
    key="domestic wastewater CH4 by population, IPCC 2019",
    title="CH4 of domestic wastewater, by population (IPCC 2019)",
    title_local="生活污水甲烷（IPCC 2019，按人口）",
    routes=(
        Route(
            ("CH4",), (DAYS, _MCF_2019, _INDUSTRY, BOD, B0), factor=False, equation="E = P x BOD x T x I x B0 x MCF"
        ),
    ),
    columns=(
        Input("amount", "persons on this pathway [person]", required=True),
        TREATMENT, _ORGANICS,
        BOD,
        _INDUSTRY,
        DAYS,
        _LINE, *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.1 to 6.3",
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="The default of BOD per person is the row of Asia: China has none of its own.",
)  # fmt: skip

SLUDGE_2019 = variant_of(
    CH4_2019, source="ipcc-2019r-v5",
    key="sludge removed, IPCC 2019",
    title="Organics that leave with the sludge, by dry mass of sludge (IPCC 2019)",
    title_local="污泥带走的有机物（IPCC 2019）",
    routes=(
        Route(
            ("CH4",),
            (Input("sludge_organics"), B0, _MCF_2019),
            factor=False,
            equation="E = -S_mass x K_rem x B0 x MCF",
        ),
    ),
    columns=(
        Input("amount", "dry mass of sludge removed [t]", required=True),
        TREATMENT, _ORGANICS, _LINE,
        Input("sludge_organics"), *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.3b",
    sign=-1,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Lowers the CH4 of the same line, never below zero. K_rem is in BOD: organics is BOD5.",
)  # fmt: skip

SEPTIC_SLUDGE_2019 = variant_of(
    CH4_2019, source="ipcc-2019r-v5",
    key="septic sludge removed, IPCC 2019",
    title="Organics that leave septic tanks with the sludge, by what enters them (IPCC 2019)",
    title_local="化粪池清掏带走的有机物（IPCC 2019）",
    routes=(
        Route(
            ("CH4",),
            (CONCENTRATION, Input("septic_compliance"), _MCF_2019, B0),
            factor=False,
            equation="E = -TOW x F x 0.5 x B0 x MCF",
            constant=0.5,
            constant_text="0.5",
        ),
    ),
    columns=(
        Input("amount", "organics that enter septic tanks [kg], or water [m3]", required=True),
        TREATMENT, _ORGANICS, FLOW, _LINE,
        Input("septic_compliance"),
        *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.3c",
    sign=-1,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Lowers the CH4 of the same line, never below zero.",
)  # fmt: skip

RECOVERED_2019 = variant_of(
    CH4_2019,
    source="ipcc-2019r-v5",
    key="CH4 recovered, IPCC 2019",
    title="CH4 of wastewater that is recovered or flared (IPCC 2019)",
    title_local="污水处理回收甲烷（IPCC 2019）",
    routes=(Route(("CH4",), (), factor=False, equation="E = -R"),),
    columns=(Input("amount", "CH4 recovered or flared [t]", required=True), _LINE),
    locator="Vol 5 Ch 6 Eq. 6.1",
    subject="",
    dimensions=(),
    sign=-1,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Lowers the CH4 of the same line, never below zero; what burns is an energy row.",
)

EFFLUENT_CH4_2019 = variant_of(
    CH4_2019,
    source="ipcc-2019r-v5",
    key="effluent CH4, IPCC 2019",
    activity="discharge of wastewater",
    title="CH4 of organics discharged into waters (IPCC 2019)",
    title_local="出水甲烷（IPCC 2019）",
    routes=(
        Route(
            ("CH4",),
            (CONCENTRATION, B0, Input("mcf", figure="discharge_mcf_2019")),
            factor=False,
            equation="E = TOW x B0 x MCF",
        ),
    ),
    columns=(
        Input("amount", "organics discharged [kg], or water [m3]", required=True),
        WATER,
        _ORGANICS,
        FLOW,
        *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.1, 6.3d",
    subject="receiving_water",
    balance="",
    validated="plant of 50 000 persons (klick)",
    limits="New in the 2019 Refinement.",
)

EFFLUENT_CH4_2019_INFLOW = variant_of(
    CH4_2019, source="ipcc-2019r-v5",
    key="effluent CH4 by inflow, IPCC 2019",
    activity="discharge of wastewater",
    title="CH4 of the effluent, by the organics that enter the treatment (IPCC 2019)",
    title_local="出水甲烷（IPCC 2019，按进水有机物）",
    routes=(
        Route(
            ("CH4",),
            (
                CONCENTRATION,
                Input("organics_left"),
                B0,
                Input("mcf", figure="discharge_mcf_2019", of="receiving_water"),
            ),
            factor=False,
            equation="E = TOW x (1 - TOW_REM) x B0 x MCF",
        ),
    ),
    columns=(
        Input("amount", "organics that enter the treatment [kg], or water [m3]", required=True),
        TREATMENT, WATER, _ORGANICS, FLOW,
        Input("organics_left"), *_OWN,
    ),
    locator="Vol 5 Ch 6 Eq. 6.1, 6.3d; Table 6.6b",
    dimensions=("organics", "receiving_water"),
    balance="",
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Where the effluent is measured, `effluent CH4, IPCC 2019` is better.",
)  # fmt: skip

INDUSTRY_CH4_2019 = variant_of(
    CH4_2019, source="ipcc-2019r-v5",
    key="industrial wastewater CH4 by product, IPCC 2019",
    title="CH4 of industrial wastewater, by product (IPCC 2019)",
    title_local="工业废水甲烷（IPCC 2019，按产品）",
    routes=(
        Route(("CH4",), (WASTEWATER, COD, _MCF_2019, B0), factor=False, equation="E = P x W x COD x B0 x MCF"),
    ),
    columns=(
        Input("amount", "industrial product [t]", required=True),
        Input("product", "industrial product, for example 'starch production'", required=True),
        TREATMENT,
        Input("organics", "COD", required=True),
        WASTEWATER,
        COD,
        _LINE, *_OWN,
    ),
    dimensions=("product", "organics"),
    locator="Vol 5 Ch 6 Eq. 6.4 to 6.6",
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Wastewater and COD per product are those of the 2006 Guidelines where they are not measured.",
)  # fmt: skip

CH4_METHODS_2019 = (
    CH4_2019,
    CH4_2019_POPULATION,
    SLUDGE_2019,
    SEPTIC_SLUDGE_2019,
    RECOVERED_2019,
    EFFLUENT_CH4_2019,
    EFFLUENT_CH4_2019_INFLOW,
    INDUSTRY_CH4_2019,
)
"""CH4 of wastewater, IPCC 2019."""
