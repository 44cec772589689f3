"""Methods of industrial processes and product use, by factor: one for each activity of the database, declared."""

from __future__ import annotations

from zzcarbon.estimation.method import Method
from zzcarbon.estimation.process import process_method

__all__ = ["PROCESS_METHODS"]

_AIR = ("NOx", "SOx", "SO2", "NMVOC", "CO", "NH3", "TSP", "PM10", "PM2.5", "BC")

_PROCESSES = (
    ("cement clinker production", "水泥熟料生产", "TSP PM10 PM2.5"),
    ("cement production", "水泥生产", "CO2 SO2"),
    ("lime production", "石灰生产", "TSP PM10 PM2.5"),
    ("glass production", "玻璃生产", "TSP PM10 PM2.5"),
    ("primary aluminium production", "原铝生产", "NOx SOx CO TSP PM10 PM2.5"),
    ("anode baking", "阳极焙烧", "CO"),
    ("nitric acid production", "硝酸生产", "NOx"),
    ("adipic acid production", "己二酸生产", "NOx CO"),
    ("iron and steel production", "钢铁生产", "TSP PM10 PM2.5"),
    ("direct reduced iron fuel use", "直接还原铁燃料使用", "CH4"),
    ("gas flaring in iron and steel", "钢铁煤气放散燃烧", "N2O"),
    ("asphalt roofing production", "沥青屋面材料生产", "NMVOC CO TSP PM10 PM2.5"),
    ("asphalt mixing", "沥青混合料拌合", "CO"),
    ("road paving", "道路沥青铺装", "NMVOC TSP PM10 PM2.5"),
    ("concrete pumice stone production", "浮石混凝土生产", "SO2"),
    ("ammonia production", "合成氨生产", "NOx NMVOC CO NH3"),
    ("caprolactam production", "己内酰胺生产", "N2O"),
    ("calcium carbide production", "电石生产", "CO2"),
    ("calcium carbide use", "电石使用（乙炔）", "CO2"),
    ("silicon carbide production", "碳化硅生产", "CO2 CH4"),
    ("titanium dioxide production", "二氧化钛生产", "CO2"),
    ("soda ash production", "纯碱生产", "CO2"),
    ("methanol production", "甲醇生产", "CO2 CH4"),
    ("ethylene dichloride production", "二氯乙烷生产", "CO2 NMVOC"),
    ("vinyl chloride production", "氯乙烯生产", "CO2 CH4 NMVOC"),
    ("ethylene oxide production", "环氧乙烷生产", "CO2 CH4"),
    ("acrylonitrile production", "丙烯腈生产", "CO2 CH4"),
    ("carbon black production", "炭黑生产", "CO2 CH4 NOx SOx NMVOC CO TSP PM10 PM2.5"),
    ("HCFC-22 production", "HCFC-22生产", "HFC-23"),
    ("SF6 production", "六氟化硫生产", "SF6"),
    ("ferroalloy production", "铁合金生产", "CO2"),
    ("reducing agent use", "还原剂使用", "CO2"),
    ("oxalic acid use", "草酸使用", "CO2"),
    ("magnesium production", "镁冶炼", "CO2"),
    ("magnesium casting", "镁铸造", "SF6"),
    ("lead production", "铅冶炼", "TSP PM10 PM2.5"),
    ("zinc production", "锌冶炼", "TSP PM10 PM2.5"),
    ("oxidised asphalt production", "氧化沥青生产", "CO2"),
    ("flat panel display production", "平板显示器制造", "SF6"),
    ("plastic product manufacture", "塑料制品制造", "NMVOC"),
    ("rubber product manufacture", "橡胶制品制造", "NMVOC"),
    ("powder coating", "粉末喷涂", "TSP"),
    ("metal cutting", "金属下料", "TSP"),
    ("paint manufacture", "涂料制造", "NMVOC"),
    ("plastics recycling", "废塑料再生", "TSP"),
    ("chemical product manufacture", "化学品制造", "NMVOC"),
    ("mineral quarrying", "非金属矿采选", "TSP PM10 PM2.5"),
    ("stone crushing", "石料破碎加工", "TSP PM10 PM2.5"),
    ("mineral storage", "矿产品堆存", "TSP PM10 PM2.5"),
    ("mineral handling", "矿产品装卸", "TSP PM10 PM2.5"),
    ("sulphuric acid production", "硫酸生产", "SOx"),
    ("steel rolling", "轧钢", "NMVOC TSP"),
    ("secondary aluminium production", "再生铝生产", "TSP PM10 PM2.5"),
    ("copper production", "铜冶炼", "SOx TSP PM10 PM2.5"),
    ("nickel production", "镍冶炼", "SOx TSP"),
    ("other metal production", "其他金属冶炼", "SOx TSP"),
    ("metal ore handling", "金属矿石装卸", "TSP PM10 PM2.5"),
    ("domestic solvent use", "居民溶剂使用", "NMVOC"),
    ("solvent product use", "含溶剂产品使用", "NMVOC"),
    ("solvent use", "溶剂使用", "NMVOC"),
    ("coating", "涂装", "NMVOC"),
    ("degreasing", "脱脂清洗", "NMVOC"),
    ("dry cleaning", "干洗", "NMVOC"),
    ("polystyrene processing", "聚苯乙烯加工", "NMVOC"),
    ("pharmaceutical manufacture", "医药制造", "NMVOC"),
    ("asphalt blowing", "沥青氧化", "NMVOC TSP"),
    ("adhesive tape manufacture", "胶带制造", "NMVOC"),
    ("shoe manufacture", "制鞋", "NMVOC"),
    ("leather tanning", "皮革鞣制", "NH3"),
    ("printing", "印刷", "NMVOC"),
    ("other product use", "其他产品使用", "NMVOC"),
    ("oil extraction", "油脂浸出", "NMVOC TSP PM10 PM2.5"),
    ("adhesive use", "胶粘剂使用", "NMVOC"),
    ("vehicle underseal", "车辆底涂", "NMVOC"),
    ("vehicle dewaxing", "车辆脱蜡", "NMVOC"),
    ("wood preservation", "木材防腐", "NMVOC"),
    ("mineral and glass wool enduction", "矿棉和玻璃棉浸渍", "NMVOC"),
    ("aircraft deicing", "飞机除冰", "NMVOC"),
    ("tobacco smoking", "烟草燃烧", "NOx NMVOC CO NH3 TSP PM10 PM2.5"),
    ("fireworks", "烟花爆竹", "NOx SOx CO TSP PM10 PM2.5"),
    ("use of shoes", "鞋类使用", "NMVOC"),
    ("pulp production", "制浆", "NOx SOx NMVOC CO TSP PM10 PM2.5"),
    ("food and drink production", "食品饮料生产", "NMVOC"),
    ("wood processing", "木材加工", "TSP"),
    ("industrial furnace firing", "工业炉窑", "NOx"),
)
"""Activity, Chinese title, substances."""

_BESIDE = frozenset(
    (
        "cement clinker production",
        "lime production",
        "glass production",
        "primary aluminium production",
        "nitric acid production",
        "adipic acid production",
        "iron and steel production",
        "ammonia production",
    )
)
"""Activities whose greenhouse gases have methods of their own."""

_YEARLY = frozenset(
    (
        "mineral storage",
        "domestic solvent use",
    )
)
"""Activities whose factors are per year."""

_VALIDATED = {
    "HCFC-22 production": "OpenAMEE hcfc22/productionDataOnly",
    "SF6 production": "OpenAMEE fluorinatedcompounds/production",
    "acrylonitrile production": "OpenAMEE petrochemical/generic",
    "calcium carbide production": "OpenAMEE carbide",
    "calcium carbide use": "OpenAMEE carbide",
    "carbon black production": "OpenAMEE petrochemical/generic",
    "ethylene dichloride production": "OpenAMEE petrochemical/generic",
    "ethylene oxide production": "OpenAMEE petrochemical/generic",
    "ferroalloy production": "bonsai-ipcc 0.5.3; OpenAMEE ferroalloy",
    "lead production": "OpenAMEE lead",
    "magnesium casting": "OpenAMEE magnesium/castingprocess",
    "magnesium production": "bonsai-ipcc 0.5.3, magnesium",
    "methanol production": "OpenAMEE petrochemical/generic",
    "silicon carbide production": "OpenAMEE carbide",
    "soda ash production": "OpenAMEE sodaash",
    "titanium dioxide production": "OpenAMEE titaniumdioxide/production",
    "vinyl chloride production": "OpenAMEE petrochemical/generic",
    "zinc production": "bonsai-ipcc 0.5.3; OpenAMEE zinc",
}
"""Second implementation whose figures the tests reproduce."""


def _process(activity: str, local: str, substances: str) -> Method:
    """Return the method of one activity."""
    beside = activity in _BESIDE
    return process_method(
        activity,
        local,
        tuple(substances.split()),
        module="industry",
        locator="2.A to 2.L",
        packaged=_AIR if beside else (),
        suffix=(", air pollutants", "（大气污染物）") if beside else ("", ""),
        yearly=activity in _YEARLY,
        validated=_VALIDATED.get(activity, ""),
    )


PROCESS_METHODS = tuple(_process(*row) for row in _PROCESSES)
"""Methods of industrial processes and product use, by factor."""
