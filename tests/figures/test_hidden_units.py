"""How many units? The curves and the errors, and what chapter 10 says of them."""

import numpy as np
import pytest

from firstneuron import datasets

UNITS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]


def test_the_errors_are_those_of_the_curves():
    """The readings of the chapter, and the curve that is drawn, give both errors."""
    day = datasets.load_day_networks()
    rng = np.random.default_rng(seed=3)
    truth = 15 - 6 * np.cos((np.arange(1, 24, 2) - 4) * np.pi / 12)
    np.testing.assert_allclose(day.readings, truth + rng.normal(0, 2, 12), atol=1e-3)
    own, apart = (day.hours, day.readings), (day.hours_apart, day.readings_apart)
    for which, (hours, readings), bound in ((0, own, 0.002), (1, apart, 0.03)):
        for curves, errors in zip(day.curves, day.errors, strict=True):
            for curve, found in zip(curves, errors[:, which], strict=True):
                off = np.interp(hours, day.places, curve) - readings
                assert np.sqrt(np.mean(off**2)) == pytest.approx(found, abs=bound)


def test_size_and_time_are_two_ways_to_the_lowest_error(live):
    page = live("hidden-units")

    def apart(units, epochs):
        page.set(units=units, epochs=epochs)
        return page.values["apart"]

    at_the_end = [apart(units, 500) for units in UNITS]
    between = int(np.argmin(at_the_end))
    assert 0 < between < len(UNITS) - 1
    assert apart(64, 140) < at_the_end[between] - 0.1
    assert "no network here does better" in page.says
    page.set(units=UNITS[between], epochs=500)
    assert "no other number of units does better" in page.says
    moments = []
    for units in UNITS:
        found = [apart(units, epochs) for epochs in range(20, 501, 20)]
        assert (f"{min(found):.1f}" == "2.3") == (units >= 6)
        moments.append(int(np.argmin(found)))
    assert max(moments[-4:]) < min(moments[4:8]), "the large ones sooner"


def test_the_curve_is_drawn_through_the_readings_that_it_knows_by_heart(live):
    page = live("hidden-units")
    day = datasets.load_day_networks()
    far = page.box.evaluate(
        """(box, given) => {
          const plot = box.firstNeuron.plots[0];
          const curve = box.querySelector("path.model.thick");
          return given.map((reading) => {
            const [left, top] = plot.at(reading);
            const points = Array.from({ length: 600 }, (_, i) =>
              curve.getPointAtLength((i / 599) * curve.getTotalLength()));
            return Math.min(...points.map((p) => Math.hypot(p.x - left, p.y - top)));
          });
        }""",
        np.column_stack([day.hours, day.readings]).tolist(),
    )
    assert max(far) < 3  # pixels


def test_training_from_the_start_ends_where_the_slider_ends(live):
    page = live("hidden-units", "epochs=140", reduced_motion="reduce")
    page.press("Train from the start")
    assert page.state == {"units": 64, "epochs": 500}


def test_a_number_that_no_network_has_becomes_the_nearest(live):
    page = live("hidden-units", "units=50&epochs=133")
    assert page.state == {"units": 48, "epochs": 140}
