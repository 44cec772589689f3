"""Contracts, certificates and suppliers' rates of electricity, read; every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, UnknownNameError, english, shown
from zzcarbon.footprint.equivalents import read_co2e, without_gas
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.dates import Period
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.regions import region

__all__ = ["INSTRUMENTS", "SOLD", "Instrument", "read_instruments", "read_residual"]

INSTRUMENTS = ("certificate", "contract", "supplier rate")
"""Kinds of instrument, the most precise first; the order of the middle steps is of grade C."""

SOLD = "sold certificate"
"""A certificate of own generation that was sold: its electricity takes the residual mix."""

_WORDS = {"绿证": "certificate", "绿色电力证书": "certificate", "绿电交易": "contract", "合同": "contract",
          "购电协议": "contract", "供应商": "supplier rate", "供应商因子": "supplier rate", "已售绿证": SOLD,
          "出售绿证": SOLD}  # fmt: skip
_PIECES = ("certificate", "certificates", "个", "张", "本")
"""Words for a number of certificates: one of China's is 1,000 kWh (National Energy Administration, grade B)."""

_VALID_MONTHS = 24
"""How long a Chinese green certificate is valid after its month of generation (the same, grade B)."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A contract, a certificate or a supplier's rate.

    Attributes
    ----------
    id, kind : str
        Number, and one of `INSTRUMENTS`.
    quantity : float
        Electricity that it stands for [MWh].
    entity : str
        Entity or site that it is for; empty for the whole group.
    generated, use : Period
        When its electricity was made, and the time whose consumption it was retired for.
    market : str
        Code of the region.
    rate : float
        Emission rate that it conveys [t CO2e/MWh].
    source : str
        Its document.
    """

    id: str
    kind: str
    quantity: float
    entity: str
    generated: Period
    use: Period
    market: str
    rate: float
    source: str

    @property
    def expires(self) -> str:
        """Last month in which it is valid; empty where no limit is known [ISO 8601]."""
        if self.kind != "certificate" or not self.market.startswith("CN"):
            return ""
        last = (self.generated.end - timedelta(microseconds=1)).date()
        months = last.year * 12 + last.month - 1 + _VALID_MONTHS
        return f"{months // 12:04d}-{months % 12 + 1:02d}"


def read_instruments(source: Any) -> tuple[Instrument, ...]:
    """Read instruments.

    Raises
    ------
    DataError
        Every problem: unknown kinds and markets, units that are no energy, an id twice, a certificate that is not
        retired, expired before the electricity was used, or generated after it.
    """
    if source is None:
        return ()
    needed = ("id", "kind", "quantity", "market", "from", "emission_factor", "emission_factor_unit")
    cells = open_cells(source, "instruments", needed, refusal="the instruments lack columns", closed=True)
    name = pd.Series(cells.text("id"))
    kind = np.array([_WORDS.get(word, word) for word in cells.text("kind")], dtype=object)
    cells.report((name == "").to_numpy(), "id", "an instrument without number", "Give it: it is used once.")
    twice = (name.str.casefold().duplicated(keep=False) & (name != "")).to_numpy()
    cells.report(twice, "id", "an instrument used twice", "Each certificate and contract stands once.")
    known = (*INSTRUMENTS, SOLD)
    cells.report(~np.isin(kind, known), "kind", "not a kind of instrument", f"One of {', '.join(known)}.")
    open_ = (kind == "certificate") & ~cells.truth("retired")
    cells.report(open_, "retired", "a certificate that is not retired", "Retire it for the reporter, then count it.")
    market = cells.text("market")
    cells.report(market == "", "market", "the market is missing", "Name country or region.")
    market = cells.translated(market, "market", lambda text: region(text).key)
    units = cells.text("unit")
    counted = (
        np.isin(units, _PIECES) & np.isin(kind, ["certificate", SOLD]) & _in_china(market)
    )  # one certificate is one MWh
    cells.frame["unit"] = np.where(counted, "MWh", units)
    quantity = cells.in_unit("quantity", "MWh", low=0.0, unit_column="unit")
    for column, nothing in (("emission_factor", 0.0), ("emission_factor_unit", "kg/kWh")):  # sold, it conveys no rate
        sold = (cells.text(column) == "") & (kind == SOLD)
        cells.frame[column] = cells.frame[column].astype(object).mask(sold, nothing)
    blank = cells.text("emission_factor_unit") == ""
    cells.report(blank, "emission_factor_unit", "the unit is missing", "Write a unit such as kg/kWh.")
    rate = read_co2e(cells, "emission_factor", "t/MWh")
    made = _spans(cells)
    used = [use or span for use, span in zip(cells.periods("use_period", needed=False), made, strict=True)]
    columns = (name, kind, quantity.tolist(), cells.text("entity"), made, used, market, rate.tolist(),
               cells.text("source"))  # fmt: skip
    read = [Instrument(*row) for row in zip(*columns, strict=True) if row[4] is not None]
    _check_validity(cells, made, read)
    if cells.problems:
        message = f"the instruments have {len(cells.problems)} problems"
        raise DataError(message, cells.problems)
    return tuple(read)


def read_residual(residual: Any) -> dict[tuple[str, int], tuple[float, str]]:
    """Return residual factors [t/MWh] and their sources by market and year.

    Parameters
    ----------
    residual : mapping or None
        By (market, year) a number, its unit and its source.

    Raises
    ------
    DataError
        Every problem: unknown markets, years and units, a factor of zero, no source.

    Notes
    -----
    Austria's residual factor is published as 0 and must not be used: the total supplier mix stands in. Source: AIB
    residual mixes, as a data provider describes them (grade C).
    """
    found: dict[tuple[str, int], tuple[float, str]] = {}
    problems: list[Problem] = []
    for key, given in (residual or {}).items():
        try:
            (market, year), (value, unit, source) = key, given
            rate = float(value) * conversion_factor(without_gas(unit), "t/MWh")
            found[region(str(market)).key, int(year)] = (rate, str(source))
        except (UnitError, UnknownNameError, TypeError, ValueError) as error:
            remedy = "Give {('CN', 2024): (0.6, 'kg/kWh', 'where it stands')}."
            problems.append(Problem("", "", "residual", shown((key, given)), english(error), remedy))
            continue
        if not rate > 0 or not np.isfinite(rate):
            remedy = "Where none is left a residual mix is published as 0: take the total supplier mix."
            problems.append(Problem("", "", "residual", shown((key, given)), "a residual mix is above zero", remedy))
        if not str(source).strip():
            problem = "a residual mix without source"
            problems.append(Problem("", "", "residual", shown((key, given)), problem, "Say where it stands."))
    if problems:
        message = f"the residual mixes have {len(problems)} problems"
        raise DataError(message, problems)
    return found


def _spans(cells: Cells) -> list[Period | None]:
    """Return the time of generation of each instrument; reported where there is none or it ends before it begins."""
    made: list[Period | None] = []
    pairs = zip(cells.periods("from"), cells.periods("to", needed=False), strict=True)
    late = np.zeros(len(cells), bool)
    for at, (begin, end) in enumerate(pairs):
        last = end or begin
        late[at] = begin is not None and last is not None and last.end <= begin.begin
        whole = begin is not None and last is not None and not late[at]
        made.append(Period(begin.begin, last.end, f"{begin.text}/{last.text}") if whole and begin and last else None)
    cells.report(late, "to", "the time ends before it begins", "Correct the dates.")
    return made


def _check_validity(cells: Cells, made: list[Period | None], read: list[Instrument]) -> None:
    """Report certificates that had expired when the electricity was used, and instruments of later electricity."""
    places = [at for at, span in enumerate(made) if span is not None]
    late, early = np.zeros(len(made), bool), np.zeros(len(made), bool)
    for at, one in zip(places, read, strict=True):
        late[at] = bool(one.expires) and f"{one.use.begin:%Y-%m}" > one.expires
        early[at] = one.generated.begin >= one.use.end
    remedy = "A Chinese green certificate is valid for two years from its month of generation."
    cells.report(late, "use_period", "a certificate that had expired when the electricity was used", remedy)
    cells.report(early, "use_period", "generated after the electricity was used", "Take one of that time or before.")


def _in_china(market: np.ndarray) -> np.ndarray:
    return np.array([str(code).startswith("CN") for code in market], bool)
