"""The plane over sugars and fiber: turn it, tilt it, and follow one row's sum."""

import numpy as np

from firstneuron import datasets, losses, pictures, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Choice, Number

#: The rows that the table shows; the first has neither sugar nor fiber.
ROWS = ("Puffed Rice", "Corn Flakes", "Froot Loops", "Raisin Bran", "All-Bran")
NO_ROW = "none"

SPEC = {
    "w1": Number(2.5, low=-4, high=4, step=0.1),
    "w2": Number(0, low=-4, high=4, step=0.1),
    "b": Number(89, low=60, high=120, step=1),
    "turn": Number(30, low=-180, high=180, step=1),
    "tilt": Number(14, low=0, high=30, step=1),
    "row": Choice(NO_ROW, options=(NO_ROW, *ROWS)),
}

#: How many kcal are drawn as high as a gram is wide.
KCAL = 9
#: By how many kcal per gram a line of sight may leave a plane that is called a line.
EDGE = 0.05

WORDS = {
    "title": _("The plane through sugars and fiber."),
    "task": _("Drag it to turn it. Point at a row to follow its sum."),
    "w1": _("weight w₁"),
    "w2": _("weight w₂"),
    "b": _("bias b"),
    "turn": _("turn (°)"),
    "tilt": _("from above (°)"),
    "scene": _("The cereals and the plane"),
    "sugars": _("sugars (g)"),
    "fiber": _("fiber (g)"),
    "calories": _("calories (kcal)"),
    "rows": _("Five rows of X, their products with the weights, their sums and labels"),
    "name": _("cereal"),
    "x1": _("sugars"),
    "x2": _("fiber"),
    "front": _("Front"),
    "side": _("Side"),
    "best": _("Best plane"),
    "state": _("Weights {w1:.1f} and {w2:.1f}, bias {b:.0f}: the MSE is {mse:.2f}."),
    "far": _("It can be lower."),
    "near": _("No plane gets below {lowest:.2f}."),
    "along_fiber": _("You look along the fiber; a gram of sugar adds {w1:.1f} kcal."),
    "along_sugars": _("You look along the sugars; a gram of fiber adds {w2:.1f} kcal."),
    "edge": _("From here the plane is a line."),
    "level": _(
        "From here the plane is a line: what stands on one line of sight gets the same "
        "prediction."
    ),
    "sum": _(
        "{row}: {product1:.1f}, {product2:.1f} and {b:.0f} sum to {sum:.1f}; the label "
        "is {label:.0f}."
    ),
}


def plane(
    w1=SPEC["w1"].value,
    w2=SPEC["w2"].value,
    b=SPEC["b"].value,
    turn=SPEC["turn"].value,
    tilt=SPEC["tilt"].value,
    row=NO_ROW,
):
    """Let the reader turn the plane of a unit with two inputs, and fit it.

    Each dot is a cereal over its sugars and its fiber, each thin bar the residual that
    joins it to the plane ``w1 x1 + w2 x2 + b``. One row of the table shows how its
    prediction is made, and so does the plane: from the bias, along the sugars,
    along the fiber.

    Parameters
    ----------
    w1, w2 : float
        The weights of sugars and of fiber, in kcal per g, from -4 to 4.
    b : float
        The bias, in kcal, from 60 to 120.
    turn : float
        From where one looks, in degrees from -180 to 180: at 0 sugars grow to the right
        and fiber towards the reader, at 90 fiber grows to the right.
    tilt : float
        From how far above, in degrees from 0, where the floor is a line, to 30.
    row : str
        The cereal whose products and sum are lit, or ``"none"``.

    Returns
    -------
    Figure

    Raises
    ------
    TypeError, ValueError
        If a number is beyond its limits, or the table has no such row.

    Examples
    --------
    >>> plane(w1=2.4, w2=-1.8, b=94, row="All-Bran")  # doctest: +NORMALIZE_WHITESPACE
    The plane through sugars and fiber. Weights 2.4 and −1.8, bias 94: the MSE is
    239.65. No plane gets below 239.65. All-Bran: 12.0, −16.2 and 94 sum to 89.8; the
    label is 70.
    """
    x, y, names = _cereals()
    w, bias, lowest = _best()
    return Figure(
        "plane",
        SPEC,
        {"w1": w1, "w2": w2, "b": b, "turn": turn, "tilt": tilt, "row": row},
        _values,
        words=WORDS,
        still=_still,
        height=(577, 906),
        data={
            "x": x,
            "y": y,
            "names": ROWS,
            "rows": [names.index(name) for name in ROWS],
            "best": {"w1": w[0], "w2": w[1], "b": bias},
            "lowest": lowest,
            "kcal": KCAL,
            "edge": EDGE,
        },
    )


def _cereals():
    cereals = datasets.load_cereals().complete("sugars", "fiber")
    return cereals.matrix("sugars", "fiber"), cereals["calories"], list(cereals["name"])


def _best():
    x, y, _names = _cereals()
    with_ones = np.column_stack([x, np.ones(len(x))])
    *w, b = np.linalg.lstsq(with_ones, y)[0]
    return w, b, losses.mean_squared_error(y, x @ w + b)


def _values(w1, w2, b, turn, tilt, row):
    x, y, names = _cereals()
    predictions = x @ [w1, w2] + b
    lowest = _best()[2]
    mse = losses.mean_squared_error(y, predictions)
    rows = [names.index(name) for name in ROWS]
    values = {"mse": mse, "lowest": lowest, "sums": predictions[rows]}
    says = ["state", "near" if mse < lowest + 1 else "far"]

    around, above = np.radians([turn, tilt])
    climbs = w2 * np.cos(around) - w1 * np.sin(around)  # the plane, towards the reader
    if tilt == 0 and turn in (-180, 0, 180):
        says.append("along_fiber")
    if tilt == 0 and turn in (-90, 90):
        says.append("along_sugars")
    if abs(KCAL * np.sin(above) - climbs * np.cos(above)) < EDGE:
        says.append("edge" if tilt else "level")

    if row != NO_ROW:
        here = names.index(row)
        values |= {
            "product1": w1 * x[here, 0],
            "product2": w2 * x[here, 1],
            "sum": predictions[here],
            "label": y[here],
        }
        says.append("sum")
    return values | {"says": says}


def _still(w1, w2, b, turn, tilt, row):
    import matplotlib.pyplot as plt

    x, y, names = _cereals()
    labels = "sugars (g)", "fiber (g)", "calories (kcal)"
    view = {"turn": turn, "tilt": tilt}
    pictures.plane(*x.T, y, [w1, w2], b, at=[0, 5, 10], labels=labels, **view)
    if row != NO_ROW:
        (x1, x2), label = x[names.index(row)], y[names.index(row)]
        corner, end = b + w1 * x1, b + w1 * x1 + w2 * x2
        ax = plt.gca()
        ax.plot([0, x1], [0, 0], [b, corner], color=plots.GREEN, lw=3)
        ax.plot([x1, x1], [0, x2], [corner, end], color=plots.PINK, lw=3)
        ax.plot([x1, x1], [x2, x2], [end, label], color=plots.BLUE, lw=3)
