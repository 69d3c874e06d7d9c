"""Three alarms: a roast on the map, and the same roast inside the coffee network."""

import numpy as np

from firstneuron import Input, Sequential, datasets, pictures, plots
from firstneuron._words import _
from firstneuron.activations import sigmoid
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Number, Switch
from firstneuron.layers import Dense, Normalization

SPEC = {
    "temperature": Number(200, low=140, high=290, step=1),
    "minutes": Number(13.9, low=11.5, high=15.5, step=0.05),
    "mute_cool": Switch(False),
    "mute_short": Switch(False),
    "mute_burnt": Switch(False),
}

#: The weights and biases that the course's lab prints, rounded like this.
HIDDEN = [[-8.93, 0.29, 12.9], [-0.1, -7.32, 10.81]], [-9.82, -9.28, 0.96]
LAST = [[-31.18], [-27.59], [-32.56]], [15.41]
NAMES = ("cool", "short", "burnt")

WORDS = {
    "title": _("Three alarms."),
    "task": _("Drag the roast, and mute an alarm."),
    "map": _("The roasts, and where the network says good"),
    "network": _("The network with this roast in it"),
    "temperature": _("temperature (°C)"),
    "minutes": _("minutes"),
    "roast": _("Roast"),
    "cool": _("too cool"),
    "short": _("too short"),
    "burnt": _("burnt"),
    "mute_cool": _("Mute “too cool”"),
    "mute_short": _("Mute “too short”"),
    "mute_burnt": _("Mute “burnt”"),
    "muted": _("muted"),
    "good": _("good"),
    "bad": _("bad"),
    "state": _(
        "{temperature} °C for {minutes:.2f} min: too cool {cool:.2f}, "
        "too short {short:.2f}, burnt {burnt:.2f}."
    ),
    "quiet": _("No alarm rings: none is above 0.5."),
    "rings_cool": _("“Too cool” rings."),
    "rings_short": _("“Too short” rings."),
    "rings_burnt": _("“Burnt” rings."),
    "yes": _("The network answers {answer:.2f}: good."),
    "no": _("The network answers {answer:.2f}: bad."),
    "early": _("One alarm answers a little, and uses up the bias before it rings."),
    "together": _(
        "Alarms answer a little: none alone uses up the bias, but together they do."
    ),
    "open_cool": _("“Too cool” is muted: open on the left."),
    "open_short": _("“Too short” is muted: open at the bottom."),
    "open_burnt": _("“Burnt” is muted: open at the upper right."),
    "open": _("All alarms are muted: every roast is good."),
}


def three_alarms(
    temperature=SPEC["temperature"].value,
    minutes=SPEC["minutes"].value,
    mute_cool=SPEC["mute_cool"].value,
    mute_short=SPEC["mute_short"].value,
    mute_burnt=SPEC["mute_burnt"].value,
):
    """Let the reader drag a roast and see it go through the coffee network.

    The network's hidden units are alarms, ``a = sigmoid(x @ W1 + b1)``, for the scaled
    temperature and minutes of a roast; it says good where ``a @ W2 + b2 > 0``. A muted
    alarm hands on 0.

    Parameters
    ----------
    temperature : float
        In °C, from 140 to 290.
    minutes : float
        From 11.5 to 15.5.
    mute_cool, mute_short, mute_burnt : bool
        Which alarms are muted.

    Returns
    -------
    Figure

    Raises
    ------
    TypeError, ValueError
        If a number is beyond its limits, or no number, or a switch is not a bool.

    Examples
    --------
    >>> three_alarms(temperature=250)  # doctest: +NORMALIZE_WHITESPACE
    Three alarms. 250 °C for 13.90 min: too cool 0.00, too short 0.00, burnt 1.00.
    “Burnt” rings. The network answers 0.00: bad.
    """
    roasts, good = datasets.make_coffee(200)
    return Figure(
        "three-alarms",
        SPEC,
        {
            "temperature": temperature,
            "minutes": minutes,
            "mute_cool": mute_cool,
            "mute_short": mute_short,
            "mute_burnt": mute_burnt,
        },
        _values,
        words=WORDS,
        still=_still,
        height=(500, 955),
        data={"roasts": roasts, "good": good, "hidden": HIDDEN, "last": LAST},
    )


def _network():
    """Return the hidden layer, which takes degrees and minutes, and the last score."""
    roasts, _labels = datasets.make_coffee(200)
    scaling = {"mean": roasts.mean(axis=0), "variance": roasts.var(axis=0)}
    hidden = Sequential(
        [
            Input((2,), dtype="float64"),
            Normalization(**scaling, dtype="float64"),
            Dense(3, activation="sigmoid", dtype="float64"),
        ]
    )
    last = Sequential([Input((3,), dtype="float64"), Dense(1, dtype="float64")])
    hidden.set_weights([np.array(part) for part in HIDDEN])
    last.set_weights([np.array(part) for part in LAST])
    return hidden, last


def _values(temperature, minutes, mute_cool, mute_short, mute_burnt):
    muted = np.array([mute_cool, mute_short, mute_burnt])
    hidden, last = _network()
    alarms = hidden.predict(np.array([[temperature, minutes]]))[0]
    handed_on = np.where(muted, 0, alarms)
    score = last.predict(handed_on[None])[0, 0]
    brought = handed_on * np.ravel(LAST[0])
    return {
        **dict(zip(NAMES, alarms, strict=True)),
        "brought": brought,
        "score": score,
        "answer": sigmoid(score),
        "says": _says(alarms, muted, brought, score),
    }


def _says(alarms, muted, brought, score):
    """Return the names of the sentences that are true."""
    ringing = [
        f"rings_{name}" for name, a in zip(NAMES, alarms, strict=True) if a > 0.5
    ]
    why = []  # where no alarm that is heard rings, and the answer is no
    if score < 0 and not (alarms[~muted] > 0.5).any():
        why = ["early" if max(-brought) > LAST[1][0] else "together"]
    opened = [f"open_{name}" for name, off in zip(NAMES, muted, strict=True) if off]
    return [
        "state",
        *(ringing or ["quiet"]),
        "yes" if score > 0 else "no",
        *why,
        *(["open"] if muted.all() else opened),
    ]


def _still(temperature, minutes, mute_cool, mute_short, mute_burnt):
    muted = np.array([mute_cool, mute_short, mute_burnt])
    roasts, good = datasets.make_coffee(200)
    left, right = plots.side_by_side(2, side=5.6, height=4.9)
    _draw_map(left, roasts, good, muted)
    style = {"markersize": 11, "color": "white", "markeredgecolor": plots.ORANGE}
    left.plot(temperature, minutes, "o", markeredgewidth=3, zorder=4, **style)
    scaled = ((temperature, minutes) - roasts.mean(axis=0)) / roasts.std(axis=0)
    last = np.where(muted[:, None], 0, LAST[0]), LAST[1]
    names = [
        [f"{temperature:g} °C", f"{minutes:g} min"],
        [WORDS[name] for name in NAMES],
        ["good?"],
    ]
    pictures.forward_pass(scaled, [HIDDEN, last], names, ax=right)


def _draw_map(ax, roasts, good, muted):
    """Draw the roasts, the lines of the alarms, and the region of the good ones."""
    hidden, last = _network()
    x, y = (
        np.linspace(SPEC[name].low, SPEC[name].high, 46)
        for name in ("temperature", "minutes")
    )
    alarms = hidden.predict(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2))
    score = last.predict(np.where(muted, 0, alarms)).reshape(46, 46)
    ax.contourf(x, y, score, [0, 100], colors=[plots.BLUE], alpha=0.22)
    for alarm, off in zip(alarms.T.reshape(3, 46, 46), muted, strict=True):
        style = {"colors": plots.GREY if off else plots.ORANGE, "linewidths": 2}
        ax.contour(x, y, alarm, [0.5], linestyles="--" if off else "-", **style)
    ax.plot(*roasts[good == 0].T, "o", color=plots.GREY, markersize=3.5, alpha=0.5)
    ax.plot(*roasts[good == 1].T, "o", color=plots.BLUE, markersize=5)
    ax.set(xlabel="temperature (°C)", ylabel="minutes")
