"""The pictures of chapter 10: what is drawn is what the state says."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from firstneuron import pictures, plots


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


# --- how far it holds: _generalization ----------------------------------------------


def dots(ax):
    """Return the places of the examples in a panel."""
    return ax.collections[0].get_offsets().data.tolist()


def star(ax):
    """Return the place of the star."""
    (found,) = [line for line in ax.lines if line.get_marker() == "*"]
    return found.get_xydata()[0].tolist()


CURVES = {1: [0, 0, 0], 3: [1, 2, 1], 5: [9, -9, 9]}


def draw_moments(errors):
    pictures.moments(
        [0, 1], [1, 2], [0, 0.5, 1], CURVES, [1, 1, 1], errors, xlabel="h", ylabel="°C"
    )
    return plt.gcf().axes


def test_moments_draw_each_curve_through_the_same_examples():
    *upper, _ = draw_moments(([5, 4, 3, 2, 1], [5, 4, 3, 4, 5]))
    for ax, (epoch, values) in zip(upper, CURVES.items(), strict=True):
        truth, curve = (line.get_ydata().tolist() for line in ax.lines)
        assert (truth, curve) == ([1, 1, 1], values)
        assert dots(ax) == [[0, 1], [1, 2]]
        assert ax.get_title() == f"epoch {epoch}"
        low, high = ax.get_ylim()
        assert low < -9
        assert high > 9


def test_moments_put_the_star_where_the_validation_error_is_lowest():
    *_, lower = draw_moments(([5, 4, 3, 2, 1], [7, 6, 4, 2.5, 5]))
    assert star(lower) == [4, 2.5]
    places = [
        line.get_xdata()[0] for line in lower.lines if line.get_linestyle() == ":"
    ]
    assert places == [1, 3, 5]
    training, validation = (line for line in lower.lines if len(line.get_xdata()) == 5)
    assert training.get_ydata().tolist() == [5, 4, 3, 2, 1]
    assert validation.get_ydata().tolist() == [7, 6, 4, 2.5, 5]
    by_name = {text.get_text(): text.get_color() for text in lower.texts}
    assert by_name == {
        "training": training.get_color(),
        "validation": validation.get_color(),
    }


def test_fits_draw_a_panel_for_each_curve_to_one_scale():
    curves = {"calm": [1, 1], "wild": [-40, 40]}
    pictures.fits([0], [3], [0, 1], curves, [2, 2], xlabel="h", ylabel="°C")
    axes = plt.gcf().axes
    assert [ax.lines[1].get_ydata().tolist() for ax in axes] == [[1, 1], [-40, 40]]
    assert axes[0].get_ylim() == axes[1].get_ylim()


def test_misprints_draw_every_training_and_the_mean():
    losses, val_losses = [[3, 2, 1], [5, 2, 1]], [[4, 1, 6], [4, 4, 2]]
    truth, misprint = [[0, 0.8, 0], [0, 0.6, 0.2]], [[0, 0.1, 1], [0, 0.3, 0.8]]
    pictures.misprints(losses, val_losses, truth, misprint)
    left, right = plt.gcf().axes
    for ax, tables in ((left, (losses, val_losses)), (right, (truth, misprint))):
        drawn = [line for line in ax.lines if len(line.get_xdata()) == 3]
        expected = [row for table in tables for row in [*table, np.mean(table, axis=0)]]
        for line, values in zip(drawn, expected, strict=True):
            np.testing.assert_allclose(line.get_ydata(), values)
    # The mean is lowest in epoch 2, though the second training is not.
    assert star(left) == [2, 2.5]


def test_remedies_draw_each_difference_and_the_mean():
    differences = {
        "some": {"more": [3.0, 5.0, 7.0], "less": [-1.0, 2.0, 0.5]},
        "none": {"more": [0.0, 1.0, 2.0], "less": [-3.0, -3.0, -3.0]},
    }
    pictures.remedies(differences, xlabel="points")
    axes = plt.gcf().axes
    names = [label.get_text() for label in axes[0].get_yticklabels()]
    assert names == ["more", "less"]
    for ax, panel in zip(axes, differences.values(), strict=True):
        scattered, means = ax.collections[::2], ax.collections[1::2]
        for row, values in enumerate(panel.values()):
            places = scattered[row].get_offsets().tolist()
            assert places == [[value, row] for value in values]
            ((bottom, top),) = means[row].get_segments()
            assert bottom[0] == top[0] == pytest.approx(sum(values) / 3)
        written = [float(text.get_text().replace("−", "-")) for text in ax.texts]
        assert written == pytest.approx(
            [sum(values) / 3 for values in panel.values()], abs=0.05
        )
    # Blue where all are above 0, and 0 is not.
    colours = [plt.matplotlib.colors.to_hex(axes[0].collections[0].get_facecolor()[0])]
    colours += [plt.matplotlib.colors.to_hex(axes[1].collections[0].get_facecolor()[0])]
    assert [colour.upper() for colour in colours] == [plots.BLUE, plots.GREY]
