"""The book's data sets, read from the files the package ships, or made by a rule.

To add one, put its file into `data/`, describe it in `data/README.md`, and write a
function here that names its columns. Keras has data sets too; these are not Keras's.
"""

import csv
import difflib
import gzip
import io
from importlib import resources
from typing import NamedTuple

import numpy as np

from firstneuron import _arguments, _html


class Column(NamedTuple):
    """What a column holds.

    Parameters
    ----------
    kind : type
        `str` or `float`.
    unit : str
        Empty if it has none.
    meaning : str

    Examples
    --------
    >>> load_cereals().columns["sugars"].meaning
    'sugars in a serving'
    """

    kind: type
    unit: str
    meaning: str


class Dataset:
    """A table: one example a row, one named array a column.

    Numbers are float64 and NaN where they are missing; text that is missing is empty.
    The arrays are read-only, so that no cell of a notebook changes what the next one
    reads; `copy()` one to change it.

    Parameters
    ----------
    name : str
    columns : dict of str to Column
    arrays : dict of str to ndarray
        One array for each column, all of one length.

    Raises
    ------
    ValueError
        If the arrays do not make a table: one value a row in every column.

    Examples
    --------
    >>> cereals = load_cereals()
    >>> len(cereals), cereals.columns["sugars"].unit
    (77, 'g')
    >>> cereals["sugars"][:3]
    array([6., 8., 5.])
    """

    def __init__(self, name, columns, arrays):
        self.name = name
        self.columns = dict(columns)
        self._arrays = {}
        for key in self.columns:
            self._arrays[key] = np.array(arrays[key])
            self._arrays[key].flags.writeable = False
        shapes = {array.shape for array in self._arrays.values()}
        if len(shapes) != 1 or len(*shapes) != 1:
            raise ValueError(
                f"{name} must have columns of one length, one value a row; "
                f"got arrays of shape {', '.join(map(str, sorted(shapes))) or 'none'}"
            )

    def __len__(self):
        return len(next(iter(self._arrays.values())))

    def __iter__(self):
        """Go through the names of the columns, as a dict and a data frame do."""
        return iter(self._arrays)

    def __contains__(self, name):
        """Return whether there is a column of that name."""
        return name in self._arrays

    def __getitem__(self, name):
        """Return the array of one column."""
        if not isinstance(name, str) or name not in self._arrays:
            near = difflib.get_close_matches(str(name), self._arrays, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            raise KeyError(
                f"{self.name} has no column {name!r}; {hint}"
                f"its columns are {', '.join(self._arrays)}"
            )
        return self._arrays[name]

    def rows(self, which):
        """Return the data set with only some of its rows.

        Parameters
        ----------
        which : slice or array_like
            A slice, row numbers, or True and False for each row.

        Raises
        ------
        IndexError
            If there are no such rows, or `which` is something else.

        Examples
        --------
        >>> cereals = load_cereals()
        >>> len(cereals.rows(cereals["mfr"] == "K"))
        23
        """
        chosen = np.arange(len(self))[which]
        if chosen.ndim != 1:
            raise IndexError(f"rows are chosen by a slice or a list, got {which!r}")
        arrays = {key: array[chosen] for key, array in self._arrays.items()}
        return Dataset(self.name, self.columns, arrays)

    def select(self, *names):
        """Return the data set with only some of its columns, in this order.

        Examples
        --------
        >>> load_cereals().select("name", "sugars")
        <Dataset cereals: 77 rows, name, sugars>
        """
        arrays = {name: self[name] for name in names}
        columns = {name: self.columns[name] for name in names}
        return Dataset(self.name, columns, arrays)

    def complete(self, *names):
        """Return the rows in which none of these columns (or of all) is missing.

        Examples
        --------
        >>> len(load_cereals().complete("sugars"))
        76
        """
        known = np.ones(len(self), dtype=bool)
        for name in names or self._arrays:
            column = self[name]
            known &= ~np.isnan(column) if column.dtype.kind == "f" else column != ""
        return self.rows(known)

    def matrix(self, *names):
        """Return some columns side by side: ``(rows, columns)``, one feature a column.

        Raises
        ------
        ValueError
            If no column is named, or one holds text.

        Examples
        --------
        >>> load_cereals().matrix("sugars", "fiber")[:2]
        array([[ 6., 10.],
               [ 8.,  2.]])
        """
        if not names:
            raise ValueError("name the columns: matrix('sugars', 'fiber'), say")
        for name in names:
            if self[name].dtype.kind != "f":
                raise ValueError(f"the column {name!r} holds text, not numbers")
        return np.column_stack([self[name] for name in names])

    def __repr__(self):
        return f"<Dataset {self.name}: {len(self)} rows, {', '.join(self._arrays)}>"

    def _repr_html_(self):
        """Show the first rows, with the units, in a notebook."""
        units = {name: column.unit for name, column in self.columns.items()}
        heads = [f"{name} ({unit})" if unit else name for name, unit in units.items()]
        rows = [
            [_shown(array[row]) for array in self._arrays.values()]
            for row in range(min(5, len(self)))
        ]
        return _html.table(heads, rows)


def _shown(value):
    return f"{value:g}" if isinstance(value, float) else str(value)


def load_cereals(*, keep_codes=False):
    """Return the 77 breakfast cereals of "80 Cereals", nutrition per serving.

    Parameters
    ----------
    keep_codes : bool
        The file writes -1 where a number is missing. False turns that into NaN;
        True leaves it, as a table found somewhere might have it.

    Returns
    -------
    Dataset
        77 rows, 16 columns; three rows lack a number.

    Source: 1993 ASA Statistical Graphics Exposition, by way of Kaggle, CC BY-SA 3.0;
    see ``data/README.md``.

    Examples
    --------
    >>> cereals = load_cereals()
    >>> cereals["name"][np.isnan(cereals["sugars"])]
    array(['Quaker Oatmeal'], dtype='<U38')
    """
    return _read("cereals.csv", _CEREALS, missing="" if keep_codes else "-1")


def load_titanic():
    """Return 891 passengers of the Titanic, and who of them survived.

    Returns
    -------
    Dataset
        891 rows, 8 columns. The ages of 177 are not known (NaN), nor is where 2 came
        aboard (empty). `Survived` is 1 or 0.

    Source: the training file of Kaggle's Titanic competition, compiled from
    Encyclopedia Titanica, without the names; see ``data/README.md``.

    Examples
    --------
    >>> titanic = load_titanic()
    >>> women = titanic["Sex"] == "female"
    >>> for group in (women, ~women):
    ...     print(f"{titanic['Survived'][group].mean():.2f} of {group.sum()}")
    0.74 of 314
    0.19 of 577
    """
    return _read("titanic.csv", _TITANIC)


def load_california_housing():
    """Return 20,640 block groups of California, and what their houses were worth.

    A row is one block group of the 1990 census of the United States: some streets
    where 1,425 people live on average.

    Returns
    -------
    Dataset
        20,640 rows, 10 columns:

        - ``longitude``, ``latitude``: degrees, west is negative;
        - ``housing_median_age``: years, at most 52;
        - ``total_rooms``, ``total_bedrooms``, ``population``, ``households``: counts of
          the whole block group; the bedrooms of 207 are missing (NaN);
        - ``median_income``: of a household in 1989, in tens of thousands of USD,
          kept between 0.4999 and 15.0001;
        - ``median_house_value``: USD, at most 500,001, which stands for any value
          above 500,000, in 965 rows;
        - ``ocean_proximity``: ``<1H OCEAN`` (less than an hour away), ``INLAND``,
          ``ISLAND``, ``NEAR BAY`` or ``NEAR OCEAN``.

    Source: R. K. Pace and R. Barry, *Sparse Spatial Autoregressions*, Statistics &
    Probability Letters 33 (1997), 291-297, by way of StatLib and A. Géron, who blanked
    the 207 and added ``ocean_proximity``; no licence stated; see ``data/README.md``.

    Examples
    --------
    >>> housing = load_california_housing()
    >>> len(housing), len(housing.complete())
    (20640, 20433)
    >>> value = housing["median_house_value"]
    >>> for place in ("INLAND", "NEAR BAY"):
    ...     print(f"{np.median(value[housing['ocean_proximity'] == place]):.0f}")
    108500
    233800
    """
    return _read("california_housing.csv.gz", _CALIFORNIA_HOUSING)


class Digits(NamedTuple):
    """Pictures of handwritten digits, and which digit each shows.

    The arrays are read-only, as those of a `Dataset` are.

    Parameters
    ----------
    images : ndarray
        ``(pictures, rows, columns)``, a float64 a pixel: 0 is paper, 16 is ink.
    labels : ndarray
        ``(pictures,)``, integers 0 to 9.

    Examples
    --------
    >>> images, labels = load_digits()
    >>> images.reshape(len(images), -1).shape
    (1797, 64)
    """

    images: np.ndarray
    labels: np.ndarray


def load_digits():
    """Return 1,797 handwritten digits, pictures of 8 by 8 pixels.

    Returns
    -------
    Digits
        ``images`` of shape ``(1797, 8, 8)``, from 0 (paper) to 16 (ink), and
        ``labels`` of shape ``(1797,)``, from 0 to 9.

    Source: E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits*
    (1998), the test set, UCI Machine Learning Repository, CC BY 4.0; see
    ``data/README.md``.

    Examples
    --------
    >>> digits = load_digits()
    >>> digits.labels[:3]
    array([0, 1, 2])
    >>> for row in digits.images[0]:
    ...     print(*(".:*#"[int(pixel) // 5] for pixel in row))
    . . : * : . . .
    . . * # * # : .
    . . # . . * : .
    . . * . . : : .
    . : : . . : : .
    . . * . . * : .
    . . * : * * . .
    . . : * * . . .
    """
    with (_file("digits.npz")).open("rb") as file, np.load(file) as arrays:
        digits = Digits(
            arrays["images"].astype(np.float64), arrays["labels"].astype(np.int64)
        )
    for array in digits:
        array.flags.writeable = False
    return digits


def load_digit_network(seed=0):
    """Return the weights of a network that reads digits, as chapter 9 trains it.

    The network is 64-128-64-10: two `Dense` layers with ReLU and one with softmax. It
    has seen the 1,200 pictures that chapter 9 trains on, with pixels from 0 to 1.

    Parameters
    ----------
    seed : int
        From 0 to 4: which start, and which order of the batches.

    Returns
    -------
    list of ndarray
        Kernel and bias of each layer in float32, as `set_weights` takes them.

    Raises
    ------
    ValueError
        If there is no such network.

    Source: computed by ``data/make.py`` from `load_digits`.

    Examples
    --------
    >>> [array.shape for array in load_digit_network()]
    [(64, 128), (128,), (128, 64), (64,), (64, 10), (10,)]
    """
    seed = _arguments.whole(seed, "seed", most=4)
    with _file("digit_networks.npz").open("rb") as file, np.load(file) as arrays:
        return [arrays[name][seed] for name in arrays]


class DayNetworks(NamedTuple):
    """Networks that learned the temperature of a day, and what they learned it from.

    Parameters
    ----------
    units : ndarray
        ``(networks,)``, the units in each of a network's two hidden layers.
    epochs : ndarray
        ``(moments,)``, the epochs after which a network was asked.
    places : ndarray
        ``(places,)``, the hours about which it was asked.
    curves : ndarray
        ``(networks, moments, places)``, its answers, in °C.
    errors : ndarray
        ``(networks, moments, 2)``, the root of its mean squared error in °C: on the
        readings that it learned from, and on those apart.
    hours, readings : ndarray
        ``(12,)`` each, what it learned from; in °C.
    hours_apart, readings_apart : ndarray
        ``(60,)`` each.

    Examples
    --------
    >>> load_day_networks()._fields[:2]
    ('units', 'epochs')
    """

    units: np.ndarray
    epochs: np.ndarray
    places: np.ndarray
    curves: np.ndarray
    errors: np.ndarray
    hours: np.ndarray
    readings: np.ndarray
    hours_apart: np.ndarray
    readings_apart: np.ndarray


def load_day_networks():
    """Return what networks of 12 sizes say about a day, as chapter 10 trains them.

    Each has two hidden layers with tanh, of 1 to 64 units, and has seen twelve readings
    of a bad thermometer 500 times.

    Returns
    -------
    DayNetworks

    Source: computed by ``data/make.py``.

    Examples
    --------
    >>> networks = load_day_networks()
    >>> networks.curves.shape
    (12, 25, 73)
    >>> networks.errors[-1, -1].round(1)  # 64 units, after 500 epochs
    array([0.1, 3.4])
    """
    with _file("day_networks.npz").open("rb") as file, np.load(file) as arrays:
        # To their three decimals, as they were stored.
        return DayNetworks(
            *(np.round(array.astype(np.float64), 3) for array in arrays.values())
        )


def load_five_network():
    """Return the weights of a network that answers "is it a 5?", for chapter 5.

    The network is 64-25-15-1: two `Dense` layers with ReLU and one with the sigmoid. It
    has seen 1,500 of the digits, with pixels from 0 to 1.

    Returns
    -------
    list of ndarray
        Kernel and bias of each layer in float32, as `set_weights` takes them.

    Source: computed by ``data/make.py`` from `load_digits`.

    Examples
    --------
    >>> [array.shape for array in load_five_network()]
    [(64, 25), (25,), (25, 15), (15,), (15, 1), (1,)]
    """
    with _file("five_network.npz").open("rb") as file, np.load(file) as arrays:
        return list(arrays.values())


def make_coffee(rows=200, *, seed=2):
    """Make up roasts of coffee, and say which are good by `is_good_roast`.

    Nobody roasted these: temperatures are drawn evenly from 150 to 285 °C and
    durations from 11.5 to 15.5 minutes.

    Parameters
    ----------
    rows : int
        How many roasts.
    seed : int
        Which ones; 200 rows of seed 2 are those of the course.

    Returns
    -------
    x : ndarray
        ``(rows, 2)``: temperature in °C, duration in minutes.
    y : ndarray
        ``(rows,)``: 1 for a good roast, 0 for a bad one.

    Raises
    ------
    ValueError
        If `rows` is not a positive integer.

    Source: the coffee lab of *Advanced Learning Algorithms*, the second course of the
    Machine Learning Specialization (Stanford and DeepLearning.AI, on Coursera).

    Examples
    --------
    >>> x, y = make_coffee()
    >>> x[:2].round(1), y[:2]
    (array([[185.3,  12.7],
           [259.9,  11.9]]), array([1., 0.]))
    """
    rows = _arguments.count(rows, "rows")
    x = np.random.default_rng(seed).random((rows, 2)) * (285 - 150, 4) + (150, 11.5)
    return x, is_good_roast(x[:, 0], x[:, 1]).astype(np.float64)


def is_good_roast(temperature, minutes):
    """Say whether a roast of coffee is good, by the rule behind `make_coffee`.

    Too cool or too short, and it stays raw; too hot or too long, and it burns. The
    hotter, the sooner: good roasts fill a triangle.

    Parameters
    ----------
    temperature : array_like
        In °C; good between 175 and 260.
    minutes : array_like
        Duration; good between 12 and 15, and at most 21 - 3/85 · temperature, which
        for a good temperature is below 15, and above 12 only for one below 260.

    Returns
    -------
    ndarray of bool

    Source: as for `make_coffee`.

    Examples
    --------
    >>> is_good_roast(200, [13.9, 17])
    array([ True, False])
    """
    t, d = np.asarray(temperature), np.asarray(minutes)
    longest = 21 - 3 / (260 - 175) * t
    return (t > 175) & (d > 12) & (d <= longest)


def _file(name):
    """Return a file of `data/`, wherever the package is installed."""
    return resources.files("firstneuron.data") / name


def _read(file, columns, missing=""):
    """Return the data set in a CSV file of `data/`, compressed or not."""
    content = _file(file).read_bytes()
    if file.endswith(".gz"):
        content = gzip.decompress(content)
    # Whole columns at a time: quicker than a dictionary for each of many rows.
    names, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    texts = dict(zip(names, zip(*rows, strict=True), strict=True))
    arrays = {
        name: _parsed(texts[name], column.kind, missing)
        for name, column in columns.items()
    }
    return Dataset(file.partition(".")[0], columns, arrays)


def _parsed(texts, kind, missing):
    """Return what a column's texts say, as an array."""
    if kind is str:
        return np.array(texts)
    return np.array([np.nan if text == missing else float(text) for text in texts])


_CEREALS = {
    "name": Column(str, "", "name of the cereal"),
    "mfr": Column(str, "", "manufacturer: A, G, K, N, P, Q or R"),
    "type": Column(str, "", "eaten cold (C) or hot (H)"),
    "calories": Column(float, "kcal", "energy of a serving"),
    "protein": Column(float, "g", "protein in a serving"),
    "fat": Column(float, "g", "fat in a serving"),
    "sodium": Column(float, "mg", "sodium in a serving"),
    "fiber": Column(float, "g", "dietary fiber in a serving"),
    "carbo": Column(float, "g", "complex carbohydrates in a serving"),
    "sugars": Column(float, "g", "sugars in a serving"),
    "potass": Column(float, "mg", "potassium in a serving"),
    "vitamins": Column(float, "%", "vitamins and minerals, of the daily need"),
    "shelf": Column(float, "", "display shelf, 1 to 3 from the floor"),
    "weight": Column(float, "oz", "weight of a serving, in ounces"),
    "cups": Column(float, "cup", "volume of a serving, in cups"),
    "rating": Column(float, "", "rating of the cereals, up to 100"),
}

_TITANIC = {
    "Survived": Column(float, "", "survived (1) or not (0)"),
    "Pclass": Column(float, "", "class of the ticket: 1, 2 or 3"),
    "Sex": Column(str, "", "male or female"),
    "Age": Column(float, "years", "age; a fraction below one year, .5 if estimated"),
    "SibSp": Column(float, "", "siblings and spouses aboard"),
    "Parch": Column(float, "", "parents and children aboard"),
    "Fare": Column(float, "£", "fare paid for the ticket"),
    "Embarked": Column(str, "", "came aboard in Cherbourg, Queenstown, Southampton"),
}

_CALIFORNIA_HOUSING = {
    "longitude": Column(float, "°", "longitude of the block group, west is negative"),
    "latitude": Column(float, "°", "latitude of the block group"),
    "housing_median_age": Column(float, "years", "median age of the homes, at most 52"),
    "total_rooms": Column(float, "", "rooms of all homes together"),
    "total_bedrooms": Column(float, "", "bedrooms of all homes together"),
    "population": Column(float, "", "people who live there"),
    "households": Column(float, "", "households, people who share a home"),
    "median_income": Column(float, "10,000 USD", "median household income in 1989"),
    "median_house_value": Column(float, "USD", "median value, at most 500,001"),
    "ocean_proximity": Column(str, "", "where it lies, from the ocean"),
}
