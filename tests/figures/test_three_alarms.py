"""Three alarms: the roast on the map, inside the network, and what muting opens."""

import numpy as np
import pytest

from firstneuron import datasets

# The weights as the chapter's tables give them: one row a unit, its bias last.
UNITS = np.array([[-8.93, -0.1, -9.82], [0.29, -7.32, -9.28], [12.9, 10.81, 0.96]])
ANSWER = np.array([-31.18, -27.59, -32.56])


def alarms(roasts):
    """Return what the three alarms answer to roasts, with plain exponentials."""
    course, _ = datasets.make_coffee(200)
    scaled = (roasts - course.mean(axis=0)) / course.std(axis=0)
    return 1 / (1 + np.exp(-(scaled @ UNITS[:, :2].T + UNITS[:, 2])))


def says_good(roasts, muted=()):
    """Return whether the network calls roasts good, with some alarms at 0."""
    heard = alarms(roasts)
    heard[:, list(muted)] = 0
    return heard @ ANSWER + 15.41 > 0


def drawn_good(page, roasts):
    """Return for each roast whether the map has it in the region of the good."""
    return page.ask(
        """given.map((roast) => figure.element.querySelector("path.fn-area.pale")
          .isPointInFill(new DOMPoint(...figure.plots[0].at(roast))))""",
        roasts.tolist(),
    )


def texts(page):
    """Return what the network's plot says in numbers and names."""
    return page.box.locator(".fn-plot").nth(1).locator("text").all_text_contents()


def test_shows_the_chapters_first_roast(live):
    """Its numbers are those of the chapter's picture."""
    page = live("three-alarms")
    for text in ("−0.467", "0.416", "0.003", "0.361", "−11.76", "z 3.54", "0.972"):
        assert text in texts(page)


@pytest.mark.parametrize("muted", [(), (0,), (1,), (2,), (0, 2), (0, 1, 2)])
def test_the_region_holds_the_roasts_that_the_network_calls_good(live, muted):
    """Muted, it is open on that side: it holds roasts that are not good."""
    page = live("three-alarms")
    switches = ("mute_cool", "mute_short", "mute_burnt")
    page.set(**{name: i in muted for i, name in enumerate(switches)})
    roasts, good = datasets.make_coffee(200)
    drawn = drawn_good(page, roasts)
    assert drawn == says_good(roasts, muted).tolist()
    assert sum(drawn) > good.sum() or not muted


@pytest.mark.parametrize(
    ("roast", "why"),
    [
        ((178, 12.05), "together they do"),
        ((200, 13.95), "uses up the bias before it rings"),
    ],
)
def test_finds_the_roasts_that_soft_alarms_stop(live, roast, why):
    """No alarm rings, and the answer is no: in a corner, and just before a line."""
    page = live("three-alarms", "temperature={}&minutes={}".format(*roast))
    assert max(alarms(np.array([roast]))[0]) < 0.5
    assert not says_good(np.array([roast]))[0]
    assert "No alarm rings: none is above 0.5." in page.says
    assert why in page.says


def test_a_muted_alarm_rings_and_is_not_heard(live):
    page = live("three-alarms", "temperature=160&minutes=13")
    assert page.values["answer"] < 0.01
    page.box.get_by_label("Mute “too cool”").click()
    assert page.values["cool"] > 0.5
    assert page.values["brought"][0] == 0
    assert page.values["answer"] > 0.99
    assert "muted" in texts(page)
    assert "open on the left" in page.says


def test_a_circle_is_filled_as_high_as_its_unit_answers(live):
    page = live("three-alarms", "temperature=200&minutes=13.95")
    shares = page.box.evaluate(
        """box => [...box.querySelectorAll(".fn-plot:last-child circle.model")]
          .map((disc) => {
            const fill = disc.nextElementSibling.getBBox();
            return fill.height / (2 * disc.r.baseVal.value);
          })"""
    )
    wanted = alarms(np.array([[200, 13.95]]))[0]
    np.testing.assert_allclose(shares, wanted, atol=0.01)
