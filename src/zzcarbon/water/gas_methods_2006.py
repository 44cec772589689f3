"""Methods for CH4 and N2O of wastewater of the 2006 Guidelines, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Route, variant_of
from zzcarbon.water.ch4_methods_2019 import (
    B0,
    BOD,
    CH4_2019,
    CH4_2019_POPULATION,
    COD,
    CONCENTRATION,
    DAYS,
    INDUSTRY_CH4_2019,
    RECOVERED_2019,
    WASTEWATER,
)
from zzcarbon.water.n2o_methods_2019 import (
    EFFLUENT_N2O_2019,
    N2O_2019,
    PROTEIN,
)

__all__ = ["METHODS_2006"]

_INDUSTRY = Input("industrial_factor", "own F_IND-COM [1]", symbol="I", figure="industrial_organics_2006")
_MCF_2006 = Input("mcf", figure="wastewater_mcf_2006")
_BALANCE_2006 = "CH4 of wastewater, IPCC 2006"

CH4_2006 = variant_of(
    CH4_2019,
    key="wastewater CH4, IPCC 2006",
    title="CH4 of treated or collected wastewater, by its organics (IPCC 2006)",
    title_local="污水处理甲烷（IPCC 2006，按有机物）",
    edition="IPCC 2006 Guidelines",
    routes=(replace(CH4_2019.routes[0], parameters=(CONCENTRATION, _MCF_2006, B0)),),
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 6 Eq. 6.1, 6.2; Table 6.3",
    balance=_BALANCE_2006,
    validated="refinery wastewater of California 2018 (CARB)",
    limits="Sludge is a row with role output (kg BOD or COD); recovered gas a row of `CH4 recovered, IPCC 2006`.",
)

CH4_2006_POPULATION = variant_of(
    CH4_2019_POPULATION,
    locator="Vol 5 Ch 6 Eq. 6.1 to 6.3",
    key="domestic wastewater CH4 by population, IPCC 2006",
    title="CH4 of domestic wastewater, by population (IPCC 2006)",
    title_local="生活污水甲烷（IPCC 2006，按人口）",
    edition="IPCC 2006 Guidelines",
    routes=(replace(CH4_2019_POPULATION.routes[0], parameters=(DAYS, _INDUSTRY, _MCF_2006, BOD, B0)),),
    source="ipcc-2006-v5",
    balance=_BALANCE_2006,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="The factor for industry in the sewer is asked for; the default of BOD per person is the row of Asia.",
)

INDUSTRY_CH4_2006 = variant_of(
    INDUSTRY_CH4_2019,
    locator="Vol 5 Ch 6 Eq. 6.4 to 6.6",
    key="industrial wastewater CH4 by product, IPCC 2006",
    title="CH4 of industrial wastewater, by product (IPCC 2006)",
    title_local="工业废水甲烷（IPCC 2006，按产品）",
    edition="IPCC 2006 Guidelines",
    routes=(replace(INDUSTRY_CH4_2019.routes[0], parameters=(WASTEWATER, COD, _MCF_2006, B0)),),
    source="ipcc-2006-v5",
    balance=_BALANCE_2006,
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="A product without second copy of its figures is of grade C and asked for.",
)

RECOVERED_2006 = variant_of(
    RECOVERED_2019,
    locator="Vol 5 Ch 6 Eq. 6.1",
    limits="Lowers the CH4 of the same line, never below zero; what burns is an energy row.",
    key="CH4 recovered, IPCC 2006",
    title="CH4 of wastewater that is recovered or flared (IPCC 2006)",
    title_local="污水处理回收甲烷（IPCC 2006）",
    edition="IPCC 2006 Guidelines",
    source="ipcc-2006-v5",
    balance=_BALANCE_2006,
)

N2O_2006 = variant_of(
    N2O_2019,
    key="wastewater N2O of plants, IPCC 2006",
    title="N2O of modern plants, by population (IPCC 2006)",
    title_local="污水处理氧化亚氮（IPCC 2006，按人口）",
    edition="IPCC 2006 Guidelines",
    routes=(
        Route(
            ("N2O",),
            (
                Input("n2o_per_person", of="-"),
                Input("industrial_factor", of="-"),
            ),
            factor=False,
            equation="E = P x F_IND-COM x EF",
        ),
    ),
    columns=(
        Input("amount", "persons connected to modern centralised plants [person]", required=True),
        Input("n2o_per_person"),
        _INDUSTRY,
    ),
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 6 Box 6.1",
    subject="",
    yearly=True,
    limits="The 2006 Guidelines count plants as minor; the 2019 Refinement replaced the factor.",
)

EFFLUENT_N2O_2006 = variant_of(
    EFFLUENT_N2O_2019,
    key="effluent N2O, IPCC 2006",
    title="N2O of nitrogen discharged into waters (IPCC 2006)",
    title_local="出水氧化亚氮（IPCC 2006）",
    edition="IPCC 2006 Guidelines",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                CONCENTRATION,
                Input("n2o_factor", figure="n2o_nitrogen_discharged_2006", of="-"),
            ),
        ),
    ),
    columns=tuple(item for item in EFFLUENT_N2O_2019.columns if item.column != "receiving_water"),
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 6 Eq. 6.7",
    subject="",
    balance="N2O of effluent, IPCC 2006",
    limits="Nitrogen removed with the sludge is a row with role output.",
)

EFFLUENT_N2O_2006_POPULATION = variant_of(
    EFFLUENT_N2O_2006,
    source="ipcc-2006-v5",
    key="effluent N2O by population, IPCC 2006",
    title="N2O of the effluent of domestic wastewater, by population (IPCC 2006)",
    title_local="生活污水出水氧化亚氮（IPCC 2006，按人口）",
    routes=(
        replace(
            N2O_2019.routes[0],
            parameters=(
                PROTEIN,
                Input("nitrogen_in_protein", figure="nitrogen_in_protein_2006", of="-"),
                Input("protein_not_eaten", figure="protein_not_eaten_2006"),
                Input("industrial_factor", of="-"),
                Input("n2o_factor", figure="n2o_nitrogen_discharged_2006", of="-"),
            ),
            equation="E = P x Protein x F_NPR x F_NON-CON x F_IND-COM x EF x 44/28",
        ),
    ),
    columns=(
        Input("amount", "persons [person]", required=True),
        Input("protein", "protein eaten [kg/(person a), unit in protein_unit]", required=True),
        Input("protein_not_eaten", "F_NON-CON of the guidelines [1]", required=True),
        Input("nitrogen_in_protein"),
        _INDUSTRY,
        Input("n2o_factor", "own N2O-N per nitrogen discharged [kg/kg]"),
    ),
    locator="Vol 5 Ch 6 Eq. 6.7, 6.8",
    yearly=True,
    limits="Nitrogen removed with the sludge is a row of `effluent N2O, IPCC 2006` with role output.",
)

METHODS_2006 = (
    CH4_2006,
    CH4_2006_POPULATION,
    INDUSTRY_CH4_2006,
    RECOVERED_2006,
    N2O_2006,
    EFFLUENT_N2O_2006,
    EFFLUENT_N2O_2006_POPULATION,
)
"""CH4 and N2O of wastewater, IPCC 2006."""
