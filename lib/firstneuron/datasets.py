"""The book's data sets: small tables, read from the files the package ships.

To add one, put its file into `data/`, describe it in `data/README.md`, and write a
function here that names its columns. Keras has data sets too; these are not Keras's.
"""

import csv
import difflib
from importlib import resources
from typing import NamedTuple

import numpy as np

from firstneuron import _html


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

    Numbers are float64 and NaN where they are missing. The arrays are read-only, so
    that no cell of a notebook changes what the next one reads; `copy()` one to change
    it.

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
            if self[name].dtype.kind == "f":
                known &= ~np.isnan(self[name])
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
    missing = None if keep_codes else "-1"
    return _read("cereals.csv", _CEREALS, missing)


def _read(file, columns, missing):
    """Return the data set in a CSV file of `data/`."""
    path = resources.files("firstneuron.data") / file
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    arrays = {
        name: np.array([_parsed(row[name], column, missing) for row in rows])
        for name, column in columns.items()
    }
    return Dataset(file.removesuffix(".csv"), columns, arrays)


def _parsed(text, column, missing):
    if column.kind is str:
        return text
    return np.nan if text in ("", missing) else float(text)


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
