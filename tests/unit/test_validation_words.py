"""What a mark of validation proves is told in one word for each substance."""

from __future__ import annotations

import zzcarbon as zc

METHODS = zc.methods().set_index("method")


def test_a_method_without_a_mark_is_unvalidated_for_all_it_gives() -> None:
    """Nothing but unvalidated where no case is named; every mark says what it proves."""
    plain = METHODS[METHODS["validated"] == "unvalidated"]
    assert plain["validation"].str.match(r"unvalidated: [^:]*$").all()
    marked = METHODS[METHODS["validated"] != "unvalidated"]
    assert marked["validation"].str.contains("published case|second program|factor only|unvalidated").all()


def test_a_product_of_amount_and_packaged_factor_proves_nothing() -> None:
    """Marks of one amount times one packaged factor say so."""
    for method in ("titanium dioxide production", "soda ash production", "zinc production", "anode effect, tier 1"):
        assert METHODS.loc[method, "validation"].startswith("factor only: C")
    assert METHODS.loc["sulphur of the fuel", "validation"] == "published case: SO2"
    assert METHODS.loc["effluent N2O, IPCC 2019", "validation"] == "second program: N2O"
    assert METHODS.loc["combustion", "validation"].startswith("published case: CO2 SOx; unvalidated: CH4 N2O")


def test_named_documents_validate_many_methods() -> None:
    """A figure of a named document that the packaged factor alone does not give stands behind these methods; identities do not count."""
    assert METHODS["validation"].str.contains("published case").sum() >= 45
