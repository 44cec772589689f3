"""What an inventory becomes under other names: CO2e, and substances counted as others, on the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from zzcarbon.gwp import OwnGwp
from zzcarbon.inventory.co2e import in_co2e
from zzcarbon.inventory.recast import Changed, counted_as, rename_substances

if TYPE_CHECKING:
    from zzcarbon.errors import Problem
    from zzcarbon.estimation.coefficients import CoefficientTable

__all__ = ["Converted"]


class Converted:
    """Methods of an inventory that give its substances other names; each returns a new inventory."""

    if TYPE_CHECKING:
        table: CoefficientTable
        record: tuple[str, ...]
        across: tuple[Problem, ...]

    def co2e(self, gwp: str = "AR6", *, keep_fixed: bool = False, own: OwnGwp | None = None) -> Self:
        """Return the inventory of greenhouse gases as CO2e; the GWP set is in the name of the substance.

        Parameters
        ----------
        gwp : str
            ``SAR``, ``AR4``, ``AR5`` or ``AR6``, 100 years.
        keep_fixed : bool
            Whether rows of a method whose guideline fixes a GWP set keep that set. The result then has
            one substance for each set, which do not add.
        own : mapping of str to (float, str), optional
            Own GWP of gases or of parts of blends [kg CO2e/kg], each with its source; they go before those of
            the set and stand in ``record`` and ``explain``. What a guideline fixes stays with ``keep_fixed``.

        Raises
        ------
        UnknownNameError
            There is no such GWP set, or no such gas.
        UnitError
            All is in CO2e already, or an own GWP has no source or is no number from 0 up.
        """
        return self._changed(in_co2e(self.table, gwp, keep_fixed=keep_fixed, own=own))

    def recast(self, names: Mapping[str, str], *, why: str) -> Self:
        """Return the inventory with substances under other names, on the record.

        Parameters
        ----------
        names : mapping of str to str
            For example ``{"NMVOC": "VOCs"}``.
        why : str
            The reason; it stands in ``record``.

        Raises
        ------
        UnknownNameError
            A substance is unknown, or the inventory does not have it.
        ValueError
            No reason is given, or the substances are of different media.
        """
        return self._changed(rename_substances(self.table, names, why))

    def counted_as(self, name: str, *, reasons: Mapping[str, str] | None = None) -> Self:
        """Return the inventory with the members of a family of substances under its name, on the record.

        Parameters
        ----------
        name : str
            ``VOCs``: NMVOC is counted as it; total hydrocarbons (HC) only with a reason, methane never.
        reasons : mapping of str to str, optional
            Why a member that needs it is counted, such as ``{"HC": "methane was taken off"}``.

        Raises
        ------
        UnknownNameError
            The inventory has no member of the family, or a reason is given for a substance that never counts.
        DataError
            Rows give two members, so that their tonnes would count twice.

        Examples
        --------
        >>> import pandas as pd, zzcarbon as zc
        >>> rows = pd.DataFrame({"fuel": ["烟煤"], "amount": [1.0], "unit": ["kt"], "category_nfr": ["1.A.2"]})
        >>> made = zc.energy.estimate(rows, region="CN-HA", substances=["NMVOC"]).counted_as("VOCs")
        >>> made.substances, made.record
        (('VOCs',), ('NMVOC is counted as VOCs: the plans count VOCs without methane as inventories count NMVOC',))
        """
        return self._changed(counted_as(self.table, name, reasons))

    def _changed(self, changed: Changed) -> Self:
        record, across = (*self.record, changed.note), (*self.across, *changed.problems)
        return replace(self, table=changed.table, record=record, across=across)  # type: ignore[type-var]
