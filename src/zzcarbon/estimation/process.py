"""Methods of processes by factor: activity x factor, less what a control device removes."""

from __future__ import annotations

from zzcarbon.estimation.controls import DEVICE_COLUMNS
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["PROCESS_COLUMNS", "process_method"]

_EQUATION = "E = AR x EF x (1 - c x eta x k)"
_OWN = Input("emission_factor")

PROCESS_COLUMNS = (
    Input("product", "product, material or area that the factor is per: see zc.factors().find(activity)"),
    Input("amount", "activity in the unit of the factor: product, material, area, pieces", required=True),
    Input("technology", "process, where the factors differ by process"),
    Input("country_group"),
    *DEVICE_COLUMNS,
    Input("emission_factor", "own factor where the method gives one substance, unit in emission_factor_unit"),
)
"""What every process by factor reads."""


def process_method(
    activity: str,
    local: str,
    substances: tuple[str, ...],
    *,
    module: str,
    locator: str,
    packaged: tuple[str, ...] = (),
    bridges: tuple[Input, ...] = (),
    columns: tuple[Input, ...] = (),
    suffix: tuple[str, str] = ("", ""),
    yearly: bool = False,
    validated: str = "",
) -> Method:
    """Return the method of one activity of the database.

    Parameters
    ----------
    activity, local : str
        Key of the activity, which is the name of the method, and its Chinese title.
    substances : tuple of str
        What it gives; a method of one substance also takes a factor of the row.
    module, locator : str
        Module, and the place of the equation in the guidebook.
    packaged : tuple of str
        Substances whose factors the database may give; empty for all that it holds.
    bridges : tuple of Input
        Figures that some factors are per.
    columns : tuple of Input
        What it reads besides `PROCESS_COLUMNS`.
    suffix : pair of str
        Behind the name and the Chinese title, where another method has the plain ones.
    yearly : bool
        Whether the factors are per year.
    validated : str
        Second implementation that the tests reproduce.

    Examples
    --------
    >>> process_method("flaring", "火炬燃烧", ("NOx", "CO"), module="energy", locator="1.B").title
    'Flaring'
    """
    key = activity + suffix[0]
    by_set = Route(packaged, bridges, factor=True, equation=_EQUATION)
    of_row = Route(substances, (_OWN,), factor=False, equation=_EQUATION)
    return Method(
        key=key,
        module=module,
        activity=activity,
        title=f"{key[0].upper()}{key[1:]}",
        title_local=local + suffix[1],
        edition="EMEP/EEA 2023; IPCC 2006 and 2019; Chinese handbooks, as the sets hold them",
        substances=substances,
        routes=(by_set, of_row) if len(substances) == 1 else (by_set,),
        columns=(*PROCESS_COLUMNS, *columns),
        source="emep-eea-2023",
        locator=f"{locator}, E = AR x EF (tier 1 and 2)",
        controlled=True,
        scope="1",
        subject="product",
        dimensions=("country_group",),
        yearly=yearly,
        validated=validated,
        limits="Default factors of a process; what the plant measures comes first.",
    )
