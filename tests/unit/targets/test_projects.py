"""Mass balances of single projects."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.targets import projects

flows = st.floats(0.0, 1e8)
concentrations = st.floats(0.0, 1000.0)
shares = st.floats(0.0, 1.0)


@given(flows, concentrations, concentrations, concentrations)
def test_a_better_effluent_is_the_same_plant_twice(flow: float, influent: float, before: float, after: float) -> None:
    """With the flow and influent unchanged, a new plant and a better effluent reduce the same."""
    whole = projects.sewage_reduction(
        flow, influent, after, flow_before=flow, influent_before=influent, effluent_before=before
    )
    assert whole == pytest.approx(projects.effluent_reduction(flow, before, after), rel=1e-9, abs=1e-6)


@given(flows, shares, shares)
def test_nothing_changed_reduces_nothing(mass: float, collected: float, removed: float) -> None:
    """A project that leaves everything as it was reduces nothing."""
    treatment = {"collection": collected, "running": 1.0, "removal": removed}
    before = {f"{name}_before": value for name, value in treatment.items()}
    assert projects.removal_reduction(mass, **treatment, **before) == 0
    assert projects.fuel_switch_reduction(mass, 0.1, removed, mass, 0.1, removed) == 0
    assert projects.material_reduction(mass, 0.1, removed, mass, 0.1, removed) == 0
    assert projects.vehicle_reduction([mass], [1e4], [2.0], factor_of_replacement=[2.0]) == 0
    assert projects.livestock_reduction([mass], [30.0], [removed], [removed]) == 0


@given(flows, shares, shares)
def test_a_closure_is_a_switch_to_nothing(mass: float, factor: float, removed: float) -> None:
    """Closing a furnace reduces what it emitted."""
    emitted = mass * factor * (1 - removed)
    assert projects.fuel_switch_reduction(mass, factor, removed, 0.0, 0.0, 0.0) == pytest.approx(
        projects.closure_reduction(emitted)
    )


def test_arrays_and_units() -> None:
    """Arrays give arrays; m3/a times mg/L is grams, and reuse is an effluent that is not discharged."""
    flows_of_two = np.array([1e6, 2e6])
    assert projects.reuse_reduction(flows_of_two, 50.0).tolist() == [50.0, 100.0]
    assert projects.effluent_reduction(flows_of_two, 50.0, 0.0).tolist() == [50.0, 100.0]
