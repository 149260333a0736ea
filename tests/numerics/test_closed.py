"""Do the closed forms say what the table of the design and an ODE solver say?"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from exoderm.numerics.closed import channel_resistance, pairing, two_compartments


def test_case_6_a_channel_ends_in_a_disc():
    """a = 35 um, L = 152.5, D inside 5.8, beyond 0.5: 70.0 um^3/s for the disc alone, 47.35 in series."""
    assert 1 / channel_resistance(35.0, 0.0, 5.8, 0.5) == pytest.approx(70.0, abs=0.05)
    assert 1 / channel_resistance(35.0, 152.5, 5.8, 0.5) == pytest.approx(47.35, abs=0.005)


def test_particles_that_stick_at_every_meeting_halve_in_seconds():
    """k = 1.23e-11 cm3/s at 1e10 per mL: half are left after 16 s; and the rate equation holds."""
    assert pairing(1e10, 1.23e-11, 2 / (1.23e-11 * 1e10)) == pytest.approx(5e9)
    assert pytest.approx(16, abs=0.5) == 2 / (1.23e-11 * 1e10)
    t = 30.0
    slope = (pairing(1e10, 1.23e-11, t + 1e-3) - pairing(1e10, 1.23e-11, t - 1e-3)) / 2e-3
    assert slope == pytest.approx(-0.5 * 1.23e-11 * pairing(1e10, 1.23e-11, t) ** 2, rel=1e-6)


@pytest.mark.parametrize("rates", [(0.7, 0.2, 0.05), (3.0, 1e-6, 2.0), (0.1, 5.0, 5.0)])
def test_a_dose_into_blood_decays_with_two_exponentials(rates):
    """The same as integrating both compartments."""
    leave, go, back = rates
    t = np.linspace(0, 8, 9)
    run = solve_ivp(
        lambda _, s: [-(go + leave) * s[0] + back * s[1], go * s[0] - back * s[1]],
        (0, 8), [5.0, 0.0], t_eval=t, rtol=1e-11, atol=1e-13,
    )  # fmt: skip
    np.testing.assert_allclose(two_compartments(5.0, leave, go, back, t), run.y, rtol=1e-7, atol=1e-11)


def test_equal_roots_are_refused():
    with pytest.raises(ValueError, match="roots coincide"):
        two_compartments(1.0, 0.5, 0.0, 0.5, 1.0)
