"""What a mark of validation proves is told in one word."""

from __future__ import annotations

import zzcarbon as zc

METHODS = zc.methods().set_index("method")


def test_every_mark_has_a_kind_and_no_other_method_has_one() -> None:
    """A method without a mark says none; a mark is a published case, a second program or the factor only."""
    assert set(METHODS["validation"]) == {"published case", "second program", "factor only", "none"}
    assert (METHODS["validation"].eq("none") == METHODS["validated"].eq("unvalidated")).all()


def test_a_product_of_amount_and_packaged_factor_proves_nothing() -> None:
    """Marks of one amount times one packaged factor say so."""
    for method in ("titanium dioxide production", "soda ash production", "zinc production", "anode effect, tier 1"):
        assert METHODS.loc[method, "validation"] == "factor only"
    assert METHODS.loc["sulphur of the fuel", "validation"] == "published case"
    assert METHODS.loc["effluent N2O, IPCC 2019", "validation"] == "second program"


def test_named_documents_validate_at_least_thirty_methods() -> None:
    """A figure of a named document that the packaged factor alone does not give stands behind these methods."""
    assert METHODS["validation"].eq("published case").sum() >= 30
