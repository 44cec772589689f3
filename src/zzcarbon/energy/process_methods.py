"""Methods of fuel extraction, refining and distribution, by factor: one for each activity of the database, declared."""

from __future__ import annotations

from zzcarbon.estimation.method import Column, Method, Parameter, Route

__all__ = ["PROCESS_METHODS"]

_OWN = Parameter("emission_factor", "emission_factor", "EF")
_PRESSURE = Parameter("vapour_pressure", "vapour_pressure", "p", unit="kPa", bridge=True)

_EQUATION = "E = AR x EF x (1 - c x eta x k)"

_PROCESSES = (
    ("petroleum refining", "石油炼制", "NOx SOx CO NH3 TSP PM10 PM2.5"),
    ("coal mining and handling", "煤炭开采和装卸", "NMVOC TSP PM10 PM2.5"),
    ("coal handling", "煤炭装卸", "TSP PM10 PM2.5"),
    ("coal mine drilling", "煤矿钻孔", "TSP PM10 PM2.5"),
    ("coke oven operation", "炼焦（焦炉逸散）", "NOx SOx NMVOC CO NH3 TSP PM10 PM2.5"),
    ("charcoal and biochar production", "木炭和生物炭生产", "NOx CO"),
    ("solid smokeless fuel production", "无烟固体燃料生产", "SOx"),
    ("oil and gas production facilities", "油气生产设施", "NMVOC"),
    ("oil refinery process units", "炼油装置", "SOx"),
    ("gasoline distribution", "汽油储运和销售", "NMVOC"),
    ("gasoline transfer", "汽油装卸和加油", "NMVOC"),
    ("natural gas systems", "天然气系统", "NMVOC"),
    ("flaring", "火炬燃烧", "NOx SOx NMVOC CO"),
    ("oil well testing", "油井测试", "NOx NMVOC CO"),
    ("geothermal power", "地热发电", "NH3"),
    ("coke production", "炼焦（燃烧和工艺）", "NOx SOx NMVOC CO TSP PM10 PM2.5"),
    ("oil and gas facilities", "油气设施", "CH4"),
)
"""Activity, Chinese title, substances."""

_YEARLY = frozenset(("oil and gas facilities",))
"""Activities whose factors are per year."""

_COLUMNS = (
    Column("product", "product, material or area that the factor is per: see zc.factors().find(activity)"),
    Column("amount", "activity in the unit of the factor: product, material, area, pieces", required=True),
    Column("technology", "process, where the factors differ by process"),
    Column("country_group", "developed or developing, where the factors differ"),
    Column("vapour_pressure", "true vapour pressure of the liquid [kPa], for gasoline transfer"),
    Column("collection_efficiency", "share that the hood collects [1]; all where it is not said"),
    Column("removal_efficiency_<substance>", "share of the collected that the device removes [1]: its test report"),
    Column("operating_rate", "share of the production time in which the device runs [1]: from its log"),
    Column("control", "name of the device; its removal efficiency is looked up where the row gives none"),
    Column("emission_factor", "own factor where the method gives one substance, unit in emission_factor_unit"),
)


def _process(activity: str, local: str, substances: str) -> Method:
    """Return the method of one activity."""
    names = tuple(substances.split())
    key = activity
    packaged = Route((), (_PRESSURE,), factor=True, equation=_EQUATION)
    own = Route(names, (_OWN,), factor=False, equation=_EQUATION)
    return Method(
        key=key,
        module="energy",
        activity=activity,
        title=f"{key[0].upper()}{key[1:]}",
        title_local=local,
        edition="EMEP/EEA 2023; IPCC 2006 and 2019; Chinese handbooks, as the sets hold them",
        substances=names,
        routes=(packaged, own) if len(names) == 1 else (packaged,),
        columns=_COLUMNS,
        source="emep-eea-2023",
        locator="1.B, E = AR x EF (tier 1 and 2)",
        controlled=True,
        scope="1",
        subject="product",
        dimensions=("country_group",),
        yearly=activity in _YEARLY,
        limits="Default factors of a process; what the plant measures comes first.",
    )


PROCESS_METHODS = tuple(_process(*row) for row in _PROCESSES)
"""Methods of fuel extraction, refining and distribution, by factor."""
