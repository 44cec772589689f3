"""Methods of fuel extraction, refining and distribution, by factor: one for each activity of the database, declared."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method
from zzcarbon.estimation.process import process_method

__all__ = ["PROCESS_METHODS"]

_PRESSURE = Input("vapour_pressure", bridge=True)

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

_VAPOUR_PRESSURE = Input("vapour_pressure", "true vapour pressure of the liquid [kPa], for gasoline transfer")


def _process(activity: str, local: str, substances: str) -> Method:
    """Return the method of one activity."""
    return process_method(
        activity,
        local,
        tuple(substances.split()),
        module="energy",
        locator="1.B",
        bridges=(_PRESSURE,),
        columns=(_VAPOUR_PRESSURE,),
        yearly=activity in _YEARLY,
    )


PROCESS_METHODS = tuple(_process(*row) for row in _PROCESSES)
"""Methods of fuel extraction, refining and distribution, by factor."""
