"""Three scores: one total shared out, and three answers that know nothing of it."""

import numpy as np
import pytest

TRUE = {"apple": 0, "grape": 1, "pear": 2}


def test_the_same_added_to_each_score_moves_the_sigmoids_and_no_share(live):
    page = live("three-scores", reduced_motion="reduce")
    before = page.values
    page.press("Add 1 to each")
    after = page.values
    assert (page.state["apple"], page.state["pear"]) == (3, 1)
    assert after["shares"] == pytest.approx(before["shares"])
    assert min(np.subtract(after["sigmoids"], before["sigmoids"])) > 0.05
    assert page.box.get_by_role("button", name="Add 1 to each").is_enabled()
    page.press("Add 1 to each")
    assert page.box.get_by_role("button", name="Add 1 to each").is_disabled()


def test_the_column_is_always_full(live):
    """The parts of the total are as high as the shares, and together as the frame."""
    page = live("three-scores", "apple=-3&grape=4&pear=3.5&temperature=2")
    heights = page.box.evaluate(
        """box => [...box.querySelectorAll(".fn-plot:nth-child(2) rect.faint")]
          .map((part) => part.height.baseVal.value).slice(0, 3)"""
    )
    z = np.array([-3, 4, 3.5]) / 2
    np.testing.assert_allclose(
        np.array(heights) / sum(heights), np.exp(z) / np.exp(z).sum(), atol=1e-4
    )
    frame = page.box.evaluate(
        "box => box.querySelector('.fn-plot + .fn-plot path.thin').getBBox().height"
    )
    assert sum(heights) == pytest.approx(frame, abs=0.1)


@pytest.mark.parametrize("truth", TRUE)
def test_slopes_are_those_of_the_loss(live, truth):
    """Finite differences of the log loss, at a temperature of 1; they sum to 0."""
    page = live("three-scores", f"apple=0.5&grape=-1.2&pear=2&truth={truth}")

    def loss(z):
        return np.log(np.exp(z).sum()) - z[TRUE[truth]]

    z, tiny = np.array([0.5, -1.2, 2.0]), 1e-6 * np.eye(3)
    measured = [(loss(z + one) - loss(z - one)) / 2e-6 for one in tiny]
    slopes = [page.values[f"{name}_slope"] for name in TRUE]
    np.testing.assert_allclose(slopes, measured, atol=1e-6)
    assert sum(slopes) == pytest.approx(0)


def test_each_step_along_the_arrows_is_smaller_and_makes_the_loss_smaller(live):
    page = live("three-scores", reduced_motion="reduce")
    losses, slopes = [page.values["loss"]], [page.values["grape_slope"]]
    for _ in range(5):
        page.press("Step along the arrows")
        losses.append(page.values["loss"])
        slopes.append(page.values["grape_slope"])
    assert max(np.diff(losses)) < 0
    assert max(np.diff(np.abs(slopes))) < 0
    assert "It is right" in page.says


def test_a_temperature_costs_who_is_right_and_spares_who_is_wrong(live):
    """As the chapter says of the scores 2, 1 and 0."""
    page = live("three-scores")
    losses = {}
    for truth in ("grape", "apple"):
        for temperature in (1, 5):
            page.set(truth=truth, temperature=temperature)
            losses[truth, temperature] = page.values["loss"]
    assert losses["grape", 5] < losses["grape", 1]
    assert losses["apple", 5] > losses["apple", 1]
