"""The columns of activity data: their English names and what Chinese tables call them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pandas as pd

from zzcarbon.errors import DataError, Problem, nearest

__all__ = ["CATEGORY_SCHEMES", "NOTATIONS", "standard_columns", "standard_name"]

CATEGORY_SCHEMES = {
    "category_ipcc2006": "ipcc2006",
    "category_nfr": "nfr",
    "industry_gbt4754": "gbt4754",
}
"""Category columns and the scheme that each of them holds."""

NOTATIONS = ("NE", "NO", "NA", "IE", "C")
"""Notation keys: not estimated, not occurring, not applicable, included elsewhere, confidential."""

_LOCAL = {
    "amount": "数量 活动水平 活动数据 消费量 消耗量 用量 实物量",
    "unit": "单位 计量单位",
    "fuel": "燃料 能源 能源品种 燃料品种 燃料类型 能源名称",
    "region": "地区 区域 行政区 行政区代码",
    "year": "年 年份 年度",
    "period": "时期 期间 月份",
    "id": "编号 序号 行号",
    "entity": "企业 单位名称 企业名称 排放主体",
    "technology": "技术 工艺",
    "control": "治理设施 控制措施",
    "method": "方法 核算方法",
    "module": "模块",
    "notation": "符号 注释符号",
    "origin": "碳来源",
    "flow": "流向",
    "role": "角色",
    "gas_reference": "气体参比状态 标准状态",
    "ncv": "低位发热量 平均低位发热量",
    "ncv_unit": "低位发热量单位",
    "carbon_content": "含碳量 单位热值含碳量",
    "carbon_content_unit": "含碳量单位",
    "oxidation_factor": "氧化率 碳氧化率",
    "oxidation_factor_unit": "氧化率单位",
    "category_ipcc2006": "IPCC类别",
    "category_nfr": "NFR类别",
    "industry_gbt4754": "行业代码 国民经济行业代码",
    "activity_uncertainty": "活动水平不确定度",
    "district": "区县 县区",
}
_KNOWN = {name: english for english, names in _LOCAL.items() for name in names.split()}
_NEAR_MISSES = (*_LOCAL, "activity_source", "use", "heating_value", "factor_year", "density", "density_unit")


def standard_name(column: object) -> str:
    """Return the English name of a column; a label that is not known stays as it is.

    Examples
    --------
    >>> standard_name(" 能源品种 ")
    'fuel'
    >>> standard_name("workshop")
    'workshop'
    """
    text = unicodedata.normalize("NFKC", str(column)).strip()
    return _KNOWN.get(text, text.lower() if text.lower() in _LOCAL else text)


def standard_columns(frame: pd.DataFrame, required: Iterable[str] = (), *, file: str = "") -> pd.DataFrame:
    """Return the frame with standard column names.

    Raises
    ------
    DataError
        Two columns have one meaning, or a required column is missing.
    """
    names = [standard_name(column) for column in frame.columns]
    problems = [
        Problem(file, "", name, "", "two columns with this meaning", "Keep one of them.")
        for name in dict.fromkeys(name for name in names if names.count(name) > 1)
    ]
    for name in dict.fromkeys(required):
        if name not in names:
            near = nearest(name, [str(column) for column in frame.columns])
            mean = f" Is it {near[0]!r}?" if near else ""
            have = ", ".join(map(str, frame.columns[:20])) or "none"
            problems.append(Problem(file, "", name, "", "the column is missing", f"Columns: {have}.{mean}"))
    misspelt = [
        (name, near[0])
        for name in names
        if name not in _NEAR_MISSES and (near := _near_miss(name)) and near[0] not in names
    ]
    for name, near_name in misspelt:
        text = f"looks like {near_name!r} misspelt"
        problems.append(Problem(file, "", name, "", text, "Correct the name, or name the label otherwise."))
    if problems:
        message = "the columns of the activity data cannot be used"
        raise DataError(message, problems)
    if names == list(frame.columns):
        return frame
    return frame.set_axis(names, axis=1)


def _near_miss(name: str) -> tuple[str, ...]:
    """Return a standard name of which a label is one slip of the pen away."""
    if len(name) < 5 or not name.isascii():
        return ()
    return tuple(n for n in nearest(name, _NEAR_MISSES, 1) if _one_slip(name, n))


def _one_slip(left: str, right: str) -> bool:
    """Whether two words differ in one letter, or in two neighbours that changed places."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    if len(left) == len(right):
        at = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        swapped = len(at) == 2 and left[at[0]] == right[at[1]] and left[at[1]] == right[at[0]]
        return len(at) == 1 or swapped
    long, short = sorted((left, right), key=len, reverse=True)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
