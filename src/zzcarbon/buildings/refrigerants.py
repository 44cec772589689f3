"""Refrigerants in equipment: installation, leak, refill, end of life, and the bank over the years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.side_table import SideTable, refuse_tables
from zzcarbon.errors import Problem, shown
from zzcarbon.estimation.bank import BY_VINTAGE, bank_stages
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route
from zzcarbon.vocabulary.substances import substance as substance_named

__all__ = ["REFRIGERANT_METHODS", "refrigerant_bank"]

_EQUIPMENT = Input("equipment", required=True)
_GAS = Input("substance", "refrigerant: HFC-134a, R-410A, R-32 ...", required=True)
_CHARGE = Input("amount", "charge of the equipment [kg]", required=True)


def _method(
    key: str,
    title: str,
    title_local: str,
    route: Route,
    columns: tuple[Input, ...],
    *,
    yearly: bool = False,
    validated: str = "",
) -> Method:
    return Method(
        key=key,
        module="buildings",
        activity="refrigerant",
        title=title,
        title_local=title_local,
        edition="Defra screening method",
        substances=(),
        routes=(route,),
        columns=(_EQUIPMENT, _GAS, *columns),
        source="defra-refrigeration",
        locator="screening method",
        scope="1",
        validated=validated,
        limits="Default shares are grade C: give your own, or ask zc.factors(grade='C').",
        subject="equipment",
        yearly=yearly,
    )


INSTALLATION = _method(
    "refrigerant installation",
    "Refrigerant lost when equipment is filled",
    "制冷剂充注损失",
    Route((), (Input("installation_loss"),), factor=False,
          equation="E = M x k"),
    (_CHARGE, Input("installation_loss")),
)  # fmt: skip

OPERATION = _method(
    "refrigerant operation",
    "Refrigerant that leaks in a year",
    "制冷剂年泄漏",
    Route((), (Input("leak_rate", symbol="l", kind="quantity", unit="1/a"),), factor=False, equation="E = M x l"),
    (_CHARGE, Input("leak_rate", "share of the charge that leaks in a year [1/a or %/a, unit in leak_rate_unit]")),
    yearly=True,
    validated="IPCC 2006, Vol 3 Box 7.4",
)

DISPOSAL = _method(
    "refrigerant disposal",
    "Refrigerant lost at the end of life",
    "制冷剂报废排放",
    Route(
        (),
        (
            Input("remaining_charge"),
            Input("lost_at_disposal"),
        ),
        factor=False,
        equation="E = M x r x (1 - c)",
    ),
    (
        _CHARGE,
        Input("remaining_charge"),
        Input("lost_at_disposal"),
    ),
    validated="IPCC 2006, Vol 3 Box 7.4",
)

REFILL = _method(
    "refrigerant refill",
    "Refrigerant that was refilled",
    "制冷剂补充量",
    Route((), (), factor=False, equation="E = M"),
    (Input("amount", "refrigerant bought and filled in to make up for leaks [kg]", required=True),),
    validated="GHG Protocol scope 3, Example 8.1 (fugitive gas)",
)

BANK = _method(
    "refrigerant bank",
    "Refrigerant from a bank over the years",
    "制冷剂存量排放",
    Route((), (), factor=False, equation="E = M"),
    (Input("amount", "emission of the year, from refrigerant_bank [kg]", required=True),),
)

REFRIGERANT_METHODS: tuple[Method, ...] = (INSTALLATION, OPERATION, DISPOSAL, REFILL, BANK)
"""Methods of refrigerants."""


def refrigerant_bank(
    charged: object,
    *,
    until: int,
    lifetime: int,
    installation_loss: float,
    leak_rate: float,
    recovered: float,
    refilled: bool = True,
) -> pd.DataFrame:
    """Follow the refrigerant in equipment from year to year: what is in it, what leaves it.

    Parameters
    ----------
    charged : path or data frame
        ``equipment``, ``substance``, ``year``, ``amount`` and ``unit``: charge of the equipment put in service.
    until : int
        Last year [a].
    lifetime : int
        Years in service; at the end of the last the equipment is scrapped [a].
    installation_loss : float
        Share lost when it is filled, besides the charge [1].
    leak_rate : float
        Share of the charge that leaks in a year [1/a].
    recovered : float
        Share of what is left that is recovered at the end [1].
    refilled : bool
        Whether leaks are made good each year; otherwise the charge runs down.

    Returns
    -------
    pandas.DataFrame
        ``method equipment substance year amount unit bank installation operation disposal recovered``: rows for
        `zc.buildings.estimate`, ``amount`` is the emission of the year. ``bank`` is what is left at its end.

    Raises
    ------
    DataError
        A share lies outside 0 and 1, the lifetime is below one year, a column is missing, or an amount is negative.

    Notes
    -----
    With leaks made good the mass that enters (charge, losses, refills) is what leaves (emissions, recovered) and
    the bank. The convention is `zzcarbon.estimation.bank.BY_VINTAGE`: losses come on top of the charge, equipment is
    scrapped at the end of its last year; `zc.industry.equipment_bank` follows the IPCC instead, whose charge holds
    the loss and whose equipment is scrapped in the year after. Source: defra-refrigeration; shares are the caller's.

    Examples
    --------
    >>> import pandas as pd
    >>> new = pd.DataFrame({"equipment": ["chiller"], "substance": ["HFC-134a"], "year": [2020],
    ...     "amount": [100.0], "unit": ["kg"]})
    >>> bank = refrigerant_bank(new, until=2021, lifetime=2, installation_loss=0.01, leak_rate=0.03, recovered=0.95)
    >>> bank[["year", "amount", "bank"]].round(3).values.tolist()
    [[2020.0, 4.0, 100.0], [2021.0, 8.0, 0.0]]
    """
    shares = {"installation_loss": installation_loss, "leak_rate": leak_rate, "recovered": recovered}
    vintages_of = _charges(charged, until, _arguments(shares, lifetime))
    parts = []
    for (equipment, substance, unit), vintages in vintages_of.groupby(["equipment", "substance", "unit"], sort=True):
        years = np.arange(int(vintages["year"].min()), until + 1)
        stages = bank_stages(
            vintages["amount"].to_numpy(np.float64),
            filling_loss=installation_loss,
            leak_rate=leak_rate,
            lifetime=int(lifetime),
            recovered=recovered,
            convention=BY_VINTAGE,
            refilled=refilled,
        )
        at = vintages["year"].to_numpy(np.int64)[:, None] - years[0] + np.arange(int(lifetime) + 1)
        flows = {
            "installation": _by_year(stages.filling, at, len(years)),
            "operation": _by_year(stages.operation, at, len(years)),
            "disposal": _by_year(stages.disposal, at, len(years)),
            "recovered": _by_year(stages.recovered, at, len(years)),
            "bank": _by_year(stages.bank, at, len(years)),
        }
        parts.append(
            pd.DataFrame(
                {
                    "method": BANK.key,
                    "equipment": equipment,
                    "substance": substance,
                    "year": years,
                    "amount": flows["installation"] + flows["operation"] + flows["disposal"],
                    "unit": unit,
                    **flows,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _by_year(masses: npt.NDArray[np.float64], at: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.float64]:
    """Return the sum of all charges in each year, up to the last."""
    found = np.zeros(count)
    inside = at < count
    np.add.at(found, at[inside], masses[inside])
    return found


def _arguments(shares: dict[str, float], lifetime: int) -> list[Problem]:
    problems = [
        Problem("", "", name, shown(value), "is no share from 0 to 1", "Write 3 % as 0.03.")
        for name, value in shares.items()
        if not 0 <= value <= 1
    ]
    if lifetime < 1 or lifetime != int(lifetime):
        text = "is below one year" if lifetime < 1 else "is no number of full years"
        problems.append(Problem("", "", "lifetime", shown(lifetime), text, "Give full years."))
    return problems


def _charges(charged: object, until: int, problems: Sequence[Problem]) -> pd.DataFrame:
    """Return what was charged, by equipment, refrigerant and year; one unit for each mass.

    Raises
    ------
    DataError
        Everything that is wrong with the table and the arguments.
    """
    table = SideTable(charged, "charges", ("equipment", "substance", "year", "amount", "unit"))
    words = table.words("equipment", needed=("equipment",))
    gases = table.translated(table.text("substance"), "substance", lambda name: substance_named(name).key)
    table.report(table.text("substance") == "", "substance", "the refrigerant is missing", "Name it.")
    years, amounts, units = table.year(), table.number("amount"), table.text("unit")
    table.amounts("kg")
    remedy = "Give the year in which it was put in service, or a later until."
    table.report(years > until, "year", f"after {until}, the last year", remedy)
    refuse_tables("the bank of refrigerants cannot be computed", [table], problems)
    return words.assign(substance=gases, year=years, amount=amounts, unit=units)
