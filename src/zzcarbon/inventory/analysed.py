"""What an inventory says beyond its sums: uncertainty, contributions, key categories, recalculation, checks.

Thin methods: the arithmetic lies in `zzcarbon.uncertainty` and `zzcarbon.analysis`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.analysis.assessments import KeyCategories
from zzcarbon.errors import DataError, shown
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.intervals import Errors, change_by, contributions_of, intervals_by
from zzcarbon.inventory.key_table import approach_one_of, key_categories_of
from zzcarbon.inventory.quality import checks_of
from zzcarbon.inventory.recalculated import recalculation_by
from zzcarbon.inventory.scope import read_scopes
from zzcarbon.tables.stated import is_number, stated_names
from zzcarbon.uncertainty.tables import Assumptions

__all__ = ["Analysed"]


class Analysed:
    """Methods of an inventory that look at its errors, its change and its quality."""

    if TYPE_CHECKING:

        @property
        def activity(self) -> Rows:
            """The activity rows."""

        @property
        def table(self) -> CoefficientTable:
            """What the rows are multiplied by."""

    def uncertainty(
        self,
        *labels: str,
        draws: int = 0,
        seed: int | None = None,
        activity: float | None = None,
        default: float | None = None,
        widths: Mapping[str, float] | None = None,
        defaults: Sequence[str] = (),
        scope: str | Sequence[str] | None = None,
        distribution: str | Mapping[str, str] | None = None,
        zero_bound: str | None = None,
        preserve: str = "mean",
        base: Analysed | None = None,
    ) -> pd.DataFrame:
        """Return the emission by labels and substance with its 95 % interval.

        Every figure (factor, parameter, calorific value, share that passes a device, GWP) is one source of error,
        however many rows use it; so is an `activity_source` with the `activity_uncertainty` of its rows. Rows that
        state an uncertainty without a source err alone.

        Parameters
        ----------
        *labels : str
            As in `by`.
        draws : int
            0 for first order (approach 1), else the number of draws (approach 2), 10,000 in practice.
        seed : int, optional
            Master seed of the draws; left out, one is taken and written into ``method``.
        activity : float, optional
            Relative half-width of amounts that state none; nothing is assumed without it. [1]
        default : float, optional
            Relative half-width of figures without bounds; without it they count as exact, and ``unbounded`` and a
            warning say how much of the emission rests on them. [1]
        widths : mapping of str to float, optional
            Relative half-widths of single figures by id (column ``leaf`` of ``table.leaves``), of a GWP too. [1]
        defaults : sequence of str
            Sources whose default half-widths figures without bounds take, for example ``["ipcc-2006-v2"]``; none
            unless named. See `zzcarbon.uncertainty.default_half_widths`.
        scope : str or sequence of str, optional
            As in `total`: direct emissions only, unless said.
        distribution, zero_bound, preserve
            For draws: distribution of all figures or by id; distribution of figures whose lower bound is zero; what
            a lognormal keeps (``mean``, ``median``, ``bounds``). See `zzcarbon.uncertainty.Leaves`.
        base : Inventory, optional
            Another inventory (of a base year, of a scenario): the change since then instead, with the figures that
            both share as one.

        Returns
        -------
        pandas.DataFrame
            ``emission lower upper`` [t], ``relative`` [1], ``method``, ``exact`` and ``unbounded`` [1], with draws
            also ``mean median first_order_lower first_order_upper`` [t]; ``attrs["trail"]`` says what was assumed.
            With a base: ``base emission change lower upper`` [t], ``change_relative lower_relative upper_relative``.

        Warns
        -----
        UncertaintyWarning
            Figures have no bounds, or intervals are too wide for first order.

        Raises
        ------
        DataError
            A half-width is negative, draws are one or negative, figures have no distribution to draw from.
        UnknownNameError
            A label, figure or distribution is unknown.
        """
        given = Assumptions(default, draws, seed, distribution, zero_bound, preserve)
        mine = self._errors(activity, widths, defaults, scope)
        if base is None:
            return intervals_by(mine, labels, given)
        _check_inventory("base", base)
        return change_by(mine, base._errors(activity, widths, defaults, scope), labels, given)

    def contributions(
        self,
        substance: str,
        n: int = 10,
        *,
        activity: float | None = None,
        default: float | None = None,
        widths: Mapping[str, float] | None = None,
        defaults: Sequence[str] = (),
        scope: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Return the figures that the uncertainty of a substance comes from: which of them to measure better.

        Parameters
        ----------
        substance : str
            One substance of the inventory.
        n : int
            How many figures; the rest stands in one line.
        activity, default, widths, defaults, scope
            As in `uncertainty`.

        Returns
        -------
        pandas.DataFrame
            ``figure kind value lower upper`` [unit of the figure], ``change`` [t], ``share cumulative`` [1], ``unit
            source locator grade``. A figure that many rows share is one line.
        """
        return contributions_of(self._errors(activity, widths, defaults, scope), substance, Assumptions(default), n)

    def uncertainty_table(
        self,
        base: Analysed,
        *labels: str,
        activity: float | None = None,
        default: float | None = None,
        widths: Mapping[str, float] | None = None,
        defaults: Sequence[str] = (),
        scope: str | Sequence[str] | None = None,
        activity_shared: bool = False,
        factor_shared: bool = True,
    ) -> pd.DataFrame:
        """Return the table of approach 1 with trend.

        Parameters
        ----------
        base : Inventory
            The inventory of the base year, in the same substance.
        *labels : str
            What a category is; ``category_ipcc2006`` if left out. The gas is always one of them.
        activity, default, widths, defaults, scope
            As in `uncertainty`.
        activity_shared, factor_shared : bool
            Which errors are the same in both years.

        Returns
        -------
        pandas.DataFrame
            See `zzcarbon.uncertainty.approach_one_table`. For the exact interval of the change with every shared
            figure: ``uncertainty(*labels, base=base)``.
        """
        given = Assumptions(default)
        _check_inventory("base", base)
        shared = {"activity": activity_shared, "factor": factor_shared}
        mine, theirs = self._errors(activity, widths, defaults, scope), base._errors(activity, widths, defaults, scope)
        return approach_one_of(mine, theirs, labels or ("category_ipcc2006",), given, shared)

    def key_categories(
        self,
        by: str | Sequence[str] = "category_ipcc2006",
        base: Analysed | None = None,
        approach: int = 1,
        threshold: float = 0.95,
        *,
        activity: float | None = None,
        default: float | None = None,
        widths: Mapping[str, float] | None = None,
        defaults: Sequence[str] = (),
        scope: str | Sequence[str] | None = None,
    ) -> KeyCategories:
        """Return the key categories by level and, with a base, by trend; removals count by their absolute value.

        Parameters
        ----------
        by : str or sequence of str
            What a category is; the gas is always one of them.
        base : Inventory, optional
            The inventory of the base year.
        approach : {1, 2}
            2 weighs with the uncertainty of the category; name its ``threshold``.
        threshold : float
            Cut of the running sum. [1]
        activity, default, widths, defaults, scope
            As in `uncertainty`, for approach 2.

        Returns
        -------
        KeyCategories
            ``head``, ``level`` and ``trend``.

        Raises
        ------
        DataError
            The inventory holds several substances: convert it with `co2e`.
        """
        labels = (by,) if isinstance(by, str) else tuple(by)
        if base is not None:
            _check_inventory("base", base)
        theirs = None if base is None else base._errors(activity, widths, defaults, scope)
        return key_categories_of(
            self._errors(activity, widths, defaults, scope),
            theirs,
            labels,
            Assumptions(default),
            approach=approach,
            threshold=threshold,
        )

    def recalculation(self, old: Analysed, *labels: str, scope: str | Sequence[str] | None = None) -> pd.DataFrame:
        """Split the difference to an older version of this inventory into its causes.

        Parameters
        ----------
        old : Inventory
            The older version.
        *labels : str
            As in `by`.
        scope : str or sequence of str, optional
            As in `total`: direct emissions only, unless said.

        Returns
        -------
        pandas.DataFrame
            ``old new difference activity factor method gwp coverage`` [t]; the five add up to the difference.
            Several substances stand in rows of their own (``gas``). See `zzcarbon.analysis.split_recalculation`.
        """
        _check_inventory("old", old)
        return recalculation_by((self.activity, self.table), (old.activity, old.table), labels, read_scopes(scope))

    def checks(
        self,
        *labels: str,
        jump: float | None = None,
        expected: str | Iterable[str] | None = None,
        reference: object = None,
        limit: float | None = None,
        scope: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Return what the quality checks found; nothing where all is in order.

        Parameters
        ----------
        *labels : str
            What is looked at one by one (entity, district); the whole inventory if left out.
        jump : float, optional
            Largest change from year to year, as the absolute logarithm of the ratio. [1]
        expected : str or iterable of str, optional
            Categories that must be covered: a packaged scheme (``"ipcc2006"``, ``"nfr"``: its second level) or a
            list of codes of IPCC 2006.
        reference : data frame, optional
            ``fuel`` and ``apparent``: CO2 of the apparent consumption of each fuel, or group of fuels (coal products,
            oil products, gas), from a balance (`zzcarbon.balance.Balance.supply`). [t]
        limit : float, optional
            Largest difference between both approaches, as a share; must be said with ``reference``. [1]
        scope : str or sequence of str, optional
            As in `total`: direct emissions only, unless said.

        Returns
        -------
        pandas.DataFrame
            ``check where found expected verdict remedy``. Always made: implied factors against the bounds of the
            figures, and missing years.

        Raises
        ------
        DataError
            A limit is no number above zero, a reference has no limit, no known fuel or one twice; all at once.
        UnknownNameError
            A label, scheme or scope is unknown.
        """
        return checks_of(
            self.activity,
            self.table,
            labels,
            jump=jump,
            expected=expected,
            reference=reference,
            limit=limit,
            scopes=read_scopes(scope),
        )

    def _errors(
        self,
        activity: float | None,
        widths: Mapping[str, float] | None,
        defaults: Sequence[str],
        scope: str | Sequence[str] | None,
    ) -> Errors:
        if activity is not None and not (is_number(activity) and activity >= 0):
            raise DataError(f"activity is a half-width, a number of zero or more, not {shown(activity)}")
        if widths is not None and not isinstance(widths, Mapping):
            raise DataError(f"widths are half-widths by figure, as {{'gwp:AR6:CH4': 0.3}}, not {shown(widths)}")
        named = stated_names(defaults, "defaults")
        return Errors(self.activity, self.table, activity or 0.0, widths or {}, named, read_scopes(scope))


def _check_inventory(name: str, given: object) -> None:
    """Refuse another inventory that is none."""
    if not isinstance(given, Analysed):
        raise DataError(f"{name} is an inventory, not {shown(given)}: give what estimate or read_inventory returns")
