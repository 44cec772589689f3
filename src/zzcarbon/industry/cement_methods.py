"""Methods of cement clinker, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Column, Method, Parameter, Route
from zzcarbon.industry.columns import EMISSION_FACTOR, FACTOR_COLUMN, LINE_COLUMNS, by_factor, carbon_route

__all__ = ["CEMENT_METHODS"]

CLINKER = Method(
    key="cement clinker",
    module="industry",
    activity="cement clinker production",
    title="Cement clinker, splitting of carbonates",
    title_local="水泥熟料（碳酸盐分解）",
    edition="CETS-AG-02.01-V01-2024; IPCC 2006 tier 2",
    substances=("CO2",),
    routes=by_factor(("CO2",)),
    columns=(
        Column("product", "kind of clinker: Portland, white, sulphoaluminate, aluminate", required=True),
        Column("amount", "clinker produced [t]", required=True),
        FACTOR_COLUMN,
        *LINE_COLUMNS,
    ),
    source="cn-cets-ag-02.01-2024",
    locator="process emission, E = max(0, P x EF - sum M x d)",
    scope="1",
    subject="product",
    balance="cement line",
    limits="Factors by kind are grade C in the copy at hand; the IPCC factor of clinker holds 2 % kiln dust.",
    validated="OpenAMEE cement/csi",
)

DEDUCTION = replace(
    CLINKER,
    key="clinker raw material deduction",
    activity="clinker raw material deduction",
    title="Raw materials of clinker that hold no carbonate, deducted",
    title_local="水泥熟料非碳酸盐替代原料扣减",
    edition="CETS-AG-02.01-V01-2024",
    columns=(
        Column("material", "raw material in place of carbonate: carbide slag, steel slag, fly ash ...", required=True),
        Column("amount", "raw material used [t]", required=True),
        FACTOR_COLUMN,
        *LINE_COLUMNS,
    ),
    subject="material",
    sign=-1,
    limits="Lowers the clinker of the same enterprise, line, region and year, never below zero.",
    validated="",
)

_CAO = Parameter("cao_share", "cao_share", "FR1 - FR10", share=True)
_MGO = Parameter("mgo_share", "mgo_share", "FR2 - FR20", share=True)
_MEAL_CARBON = Parameter("raw_meal_carbon", "raw_meal_carbon", "FR0", share=True)

CLINKER_CAO = replace(
    CLINKER,
    key="clinker calcium oxide",
    activity="clinker oxides",
    title="CaO in clinker and dust, worked back to carbonate",
    title_local="水泥熟料氧化钙反算（第一代方法）",
    edition="GB/T 32151.8-2015",
    routes=(
        Route(
            ("CO2",),
            (_CAO,),
            factor=False,
            equation="E = Q x (FR1 - FR10) x 44/56",
            constant=44 / 56,
            constant_text="44/56",
        ),
    ),
    columns=(
        Column("amount", "clinker, kiln head dust or bypass dust [t]", required=True),
        Column("cao_share", "CaO less what came without carbonate [1]; chemical analysis", required=True),
        *LINE_COLUMNS,
    ),
    source="cn-gbt-32151.8-2015",
    locator="process emission 1; ipcc-2006-v3, Vol 3 Ch 2 Eq. 2.4",
    subject="",
    balance="",
    limits="One row each for CaO and MgO: clinker_oxide_rows makes them.",
    validated="OpenAMEE cement/ipcc/clinker",
)

CLINKER_MGO = replace(
    CLINKER_CAO,
    key="clinker magnesium oxide",
    title="MgO in clinker and dust, worked back to carbonate",
    title_local="水泥熟料氧化镁反算（第一代方法）",
    routes=(
        Route(
            ("CO2",),
            (_MGO,),
            factor=False,
            equation="E = Q x (FR2 - FR20) x 44/40",
            constant=44 / 40,
            constant_text="44/40",
        ),
    ),
    columns=(
        Column("amount", "clinker, kiln head dust or bypass dust [t]", required=True),
        Column("mgo_share", "MgO less what came without carbonate [1]; chemical analysis", required=True),
        *LINE_COLUMNS,
    ),
    validated="",
)

RAW_MEAL = replace(
    CLINKER_CAO,
    key="raw meal carbon",
    title="Carbon of raw meal that is neither carbonate nor fuel",
    title_local="生料中非燃料碳煅烧",
    routes=(carbon_route(_MEAL_CARBON, equation="E = Q x FR0 x 44/12"),),
    columns=(
        Column("amount", "raw meal [t]", required=True),
        Column("raw_meal_carbon", "non-fuel carbon in raw meal [1]; analysis of the raw meal", required=True),
        *LINE_COLUMNS,
    ),
    locator="process emission 2",
    limits="",
    validated="",
)

_CKD = Parameter("ckd_correction", "ckd_correction", "CFckd", unit="1")
_CLINKER_SHARE = Parameter("clinker_share", "clinker_share", "Ccl", of="product", share=True)

CLINKER_DUST = replace(
    CLINKER,
    key="cement clinker, own factor and kiln dust",
    title="Cement clinker, plant factor with a correction for kiln dust",
    title_local="水泥熟料（自有因子与窑灰修正）",
    edition="IPCC 2006 tier 2",
    routes=(Route(("CO2",), (EMISSION_FACTOR, _CKD), factor=False, equation="E = M x EF x CFckd"),),
    columns=(
        Column("amount", "clinker produced [t]", required=True),
        Column("emission_factor", "CO2 per clinker without dust, unit in emission_factor_unit", required=True),
        Column("ckd_correction", "correction for dust that is lost, 1 or more [1]"),
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 2 Eq. 2.2",
    tier="2",
    subject="",
    balance="",
    limits="Not with the factor 0.52 t/t, which holds the correction.",
    validated="bonsai-ipcc 0.5.3, Eq. 2.2",
)

CEMENT = replace(
    CLINKER,
    key="cement, tier 1",
    title="Cement by its clinker share",
    title_local="水泥（按熟料比例，层级1）",
    edition="IPCC 2006 tier 1",
    routes=(Route(("CO2",), (_CLINKER_SHARE,), factor=True, equation="E = M x Ccl x EF"),),
    columns=(
        Column("product", "cement or Portland cement", required=True),
        Column("amount", "cement produced [t]", required=True),
        Column("clinker_share", "clinker in cement [1]"),
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 2 Eq. 2.1",
    tier="1",
    subject="",
    dimensions=("product",),
    balance="",
    limits="Clinker that is bought or sold must be taken off or added by hand.",
    validated="OpenAMEE cement/ipcc/cement",
)

CEMENT_METHODS = (CLINKER, DEDUCTION, CLINKER_CAO, CLINKER_MGO, RAW_MEAL, CLINKER_DUST, CEMENT)
"""Methods of cement."""
