"""An energy balance: its figures, what was understood, and the rows that burn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from zzcarbon.balance.balance_document import balance_document
from zzcarbon.balance.words import processes
from zzcarbon.document.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.settings import chosen_language
from zzcarbon.vocabulary.fuels import fuel_path

__all__ = ["CARRIERS", "Balance"]

CARRIERS = ("electricity", "heat")
"""What is no fuel: its carbon burns elsewhere."""
_RECOVERED = ("blast furnace gas", "converter gas")
_BURNT = ("final", "power")
_SUPPLY = {
    "primary production": ("production", 1.0),
    "recovered energy": ("production", 1.0),
    "moved in": ("imports", 1.0),
    "import": ("imports", 1.0),
    "refuelling abroad": ("imports", 1.0),
    "moved out": ("exports", -1.0),
    "export": ("exports", -1.0),
    "refuelling of foreigners": ("bunkers", -1.0),
    "stock change": ("stock_change", -1.0),
    "non-energy use": ("non_energy", 1.0),
}
"""Rows of the balance by the flow of `analysis.apparent_consumption`, and the sign that turns the sheet's into its."""


@dataclass(frozen=True, eq=False)
class Balance(ResultCard):
    """An energy balance in long form. Made by `read_balance`.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per figure: ``process label parent role sign fuel fuel_label amount unit year mark file sheet
        cell``. ``amount`` keeps the sign of the sheet; ``mark`` is what stands in place of a number (``…``,
        ``<0.5``), and ``amount`` is NaN then.
    understood : pandas.DataFrame
        What each heading and label was taken as: ``kind printed taken_as unit cell``.
    problems : pandas.DataFrame
        What was not understood, what does not add up, what has the wrong sign: ``file row column value problem
        remedy``.
    notes : tuple of str
        Text below the figures.
    title : str
        Title of the table.
    """

    frame: pd.DataFrame
    understood: pd.DataFrame
    problems: pd.DataFrame
    notes: tuple[str, ...] = ()
    title: str = ""

    def document(self, language: str | None = None) -> Document:
        """Return the balance as a document in English or Chinese: figures, headings, problems, notes."""
        return balance_document(self, chosen_language(language))

    def __repr__(self) -> str:
        years = ", ".join(str(year) for year in sorted(set(self.frame["year"])))
        count = self.frame[["process"]].nunique().iloc[0]
        fuels = self.frame["fuel"].nunique()
        return f"<Balance of {years}: {count} rows, {fuels} fuels, {len(self.problems)} problems>"

    def activity(
        self,
        *,
        region: str,
        carriers: bool = False,
        recovered: bool = False,
        categories: Mapping[str, str] | None = None,
    ) -> pd.DataFrame:
        """Return the rows that burn, as activity data: each carbon atom once.

        Parameters
        ----------
        region : str
            Region of the table.
        carriers : bool
            Whether electricity and heat of final consumption are rows as well (scope 2).
        recovered : bool
            Whether blast furnace and converter gas count: their carbon came in as coke.
        categories : mapping of str to str, optional
            Own NFR category by process.

        Returns
        -------
        pandas.DataFrame
            ``id fuel amount unit region year process category_nfr activity_source non_energy``; in ``attrs``
            ``left_out`` says what is not there and why.

        Raises
        ------
        UnknownNameError
            A process of the categories is unknown.
        DataError
            Final consumption of a fuel is negative, or less than what of it is no energy use.

        Notes
        -----
        Burnt = final consumption + input into thermal power and heating supply (negative in the sheet), less
        what industry uses as material. Washing, coking, refining, gas works and losses are left out: their
        products count where they burn. A sum of fuels is left out where its fuels are in the table.
        """
        for name in categories or {}:
            if name not in processes():
                raise UnknownNameError("process of a balance", name, processes())
        rows = self.frame.dropna(subset=["amount", "fuel"])
        left: list[tuple[str, str]] = []
        rows = rows[rows["role"].isin([*_BURNT, "non-energy"])]
        rows = _without_sums(rows, left)
        rows = _without(rows, "fuel", () if carriers else CARRIERS, "no fuel: scope 2, see carriers=True", left)
        rows = _without(rows, "fuel", () if recovered else _RECOVERED, "its carbon came in as coke", left)
        rows = rows[~(rows["fuel"].isin(CARRIERS) & rows["role"].eq("power"))]
        burnt = _burnt(rows)
        nfr = {key: process.category_nfr for key, process in processes().items()} | dict(categories or {})
        source = f"{self.title} " + burnt["file"] + " " + burnt["sheet"] + " " + burnt["cell"]
        table = pd.DataFrame(
            {
                "id": burnt["process"] + " / " + burnt["fuel_label"] + " / " + burnt["year"].astype(str),
                "fuel": burnt["fuel"],
                "amount": burnt["amount"],
                "unit": burnt["unit"],
                "region": region,
                "year": burnt["year"],
                "process": burnt["process"],
                "category_nfr": burnt["process"].map(nfr).fillna(""),
                "activity_source": source.str.split().str.join(" "),
                "non_energy": burnt["non_energy"],
            }
        ).reset_index(drop=True)
        table.attrs["left_out"] = pd.DataFrame(left, columns=["fuel", "why"])
        return table

    def supply(self) -> pd.DataFrame:
        r"""Return what was supplied, fuel by fuel: the table that `zzcarbon.analysis.apparent_consumption` takes.

        Returns
        -------
        pandas.DataFrame
            ``fuel year unit production imports exports stock_change bunkers non_energy``, all but ``stock_change``
            zero or more; a stock change is positive where the stock grows. What moved between provinces counts as
            import and export, refuelling of foreigners as bunkers. Sums of fuels, electricity and heat are left out.

        Raises
        ------
        DataError
            A fuel stands in two units in one year.

        Notes
        -----
        Of fuels that are made from others (coke, diesel) only what was moved is supply: apparent consumption may be
        negative, and only the sum over a group of fuels compares with what burnt. Source: IPCC 2006 Guidelines,
        volume 2, chapter 6 (reference approach), and the layout of the provincial balances.
        """
        rows = self.frame.dropna(subset=["amount", "fuel"])
        rows = _without_sums(rows[rows["process"].isin(_SUPPLY) & ~rows["fuel"].isin(CARRIERS)], [])
        flow = rows["process"].map({name: flow for name, (flow, _) in _SUPPLY.items()})
        sign = rows["process"].map({name: sign for name, (_, sign) in _SUPPLY.items()})
        keys = ["fuel", "year", "unit"]
        long = rows[keys].assign(flow=flow, amount=rows["amount"] * sign)
        wide = long.pivot_table(index=keys, columns="flow", values="amount", aggfunc="sum", fill_value=0.0, sort=False)
        table = wide.reindex(columns=list(dict.fromkeys(flow for flow, _ in _SUPPLY.values())), fill_value=0.0)
        table = table.reset_index().rename_axis(columns=None)
        twice = table[table.duplicated(["fuel", "year"], keep=False)]
        if len(twice):
            remedy = "Convert one of them."
            raise DataError(
                "the supply cannot be added",
                [
                    Problem("balance", str(row.year), str(row.fuel), str(row.unit), "a second unit of the fuel", remedy)
                    for row in twice.itertuples()
                ],
            )
        return table


def _without(
    rows: pd.DataFrame, column: str, names: tuple[str, ...], why: str, left: list[tuple[str, str]]
) -> pd.DataFrame:
    gone = rows[column].isin(names)
    left += [(name, why) for name in dict.fromkeys(rows.loc[gone, column])]
    return rows[~gone]


def _without_sums(rows: pd.DataFrame, left: list[tuple[str, str]]) -> pd.DataFrame:
    """Leave out fuels that are the sum of other fuels of the table."""
    names = list(dict.fromkeys(rows["fuel"]))
    above = {parent for name in names for parent in fuel_path(name)[1:]}
    sums = tuple(name for name in names if name in above or name == "all fuels")
    return _without(rows, "fuel", sums, "the sum of other columns", left)


def _burnt(rows: pd.DataFrame) -> pd.DataFrame:
    keys = ["fuel", "year", "sheet"]
    material = rows[rows["role"].eq("non-energy")].groupby(keys)["amount"].sum()
    power = rows["role"].eq("power")
    burnt = rows[(rows["role"].eq("final") & rows["amount"].ne(0)) | (power & rows["amount"].lt(0))].copy()
    burnt["amount"] = burnt["amount"].where(burnt["role"].ne("power"), -burnt["amount"])
    taken = pd.Series(
        [float(material.get(key, 0.0)) for key in burnt[keys].itertuples(index=False, name=None)], burnt.index
    )
    burnt["non_energy"] = taken.where(burnt["process"].eq("industry"), 0.0)
    burnt["amount"] = burnt["amount"] - burnt["non_energy"]
    wrong = burnt[burnt["amount"] < 0]
    if len(wrong):
        remedy = "Correct the sheet, or leave the row out: balance.frame is yours."
        problems = [
            Problem(
                str(row.file), str(row.cell), str(row.fuel_label), str(row.amount), "less than nothing burns", remedy
            )
            for row in wrong.itertuples()
        ]
        raise DataError("the balance is no activity data", problems)
    return burnt
