"""The cereals against published numbers, and what a reader may do with them."""

import numpy as np
import pytest

from firstneuron import datasets

SUMS = {  # of the file as published, where -1 stands for a missing number
    "calories": 8230,
    "protein": 196,
    "fat": 78,
    "sodium": 12295,
    "fiber": 165.7,
    "carbo": 1124,
    "sugars": 533,
    "potass": 7398,
    "vitamins": 2175,
}
MISSING = {
    "carbo": ["Quaker Oatmeal"],
    "sugars": ["Quaker Oatmeal"],
    "potass": ["Almond Delight", "Cream of Wheat (Quick)"],
}
# rows, inputs, weights, bias, mean squared error; from the publisher of the task
LEAST_SQUARES = [
    ("all", ["sugars"], [2.4650141], 89.8200972, 256.210319),
    ("known", ["sugars"], [2.5355953], 89.1577907, 257.355702),
    ("known", ["sugars", "fiber"], [2.4000434, -1.7834886], 93.9353349, 239.647617),
    (
        "known",
        ["sugars", "fiber", "protein"],
        [2.8371859, -3.4832372, 7.9817889],
        74.4498516,
        190.557762,
    ),
]


@pytest.fixture
def cereals():
    return datasets.load_cereals()


# --- the numbers --------------------------------------------------------------------


@pytest.mark.parametrize("name", SUMS)
def test_column_sums(name, cereals):
    with_codes = datasets.load_cereals(keep_codes=True)[name]
    assert with_codes.sum() == pytest.approx(SUMS[name], abs=1e-9)
    absent = len(MISSING.get(name, []))
    assert np.nansum(cereals[name]) == pytest.approx(SUMS[name] + absent, abs=1e-9)
    assert (with_codes == -1).sum() == absent


def test_which_rows_lack_what(cereals):
    assert len(cereals) == 77
    for name in cereals.columns:
        if cereals[name].dtype.kind == "f":
            absent = cereals["name"][np.isnan(cereals[name])]
            assert absent.tolist() == MISSING.get(name, [])
            assert (cereals[name][~np.isnan(cereals[name])] >= 0).all()


@pytest.mark.parametrize(("rows", "inputs", "weights", "bias", "mse"), LEAST_SQUARES)
def test_least_squares_table(rows, inputs, weights, bias, mse, cereals):
    data = datasets.load_cereals(keep_codes=True)
    data = data if rows == "all" else cereals.complete("sugars")
    x = np.column_stack([data.matrix(*inputs), np.ones(len(data))])
    fit, squares, *_ = np.linalg.lstsq(x, data["calories"], rcond=None)
    np.testing.assert_allclose(fit, [*weights, bias], atol=5.1e-8, rtol=0)
    assert squares.item() / len(data) == pytest.approx(mse, abs=5.1e-7)
    if len(inputs) == 1:
        line = np.polyfit(data[inputs[0]], data["calories"], 1)
        np.testing.assert_allclose(line, [*weights, bias], atol=5.1e-8, rtol=0)


def test_columns_are_described_and_text_or_float64(cereals):
    for name, column in cereals.columns.items():
        assert cereals[name].shape == (77,)
        assert cereals[name].dtype.kind == ("U" if column.kind is str else "f")
        assert cereals[name].dtype.itemsize == 8 or column.kind is str
        assert column.meaning
    assert cereals.columns["sodium"].unit == "mg"


# --- choosing rows and columns ------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "chosen"),
    [
        (slice(0, 3), [0, 1, 2]),
        (slice(None, None, -1), range(76, -1, -1)),
        ([5, 0, 5], [5, 0, 5]),
        ([-1], [76]),
        ([], []),
        ([True] + [False] * 76, [0]),
    ],
)
def test_rows(which, chosen, cereals):
    some = cereals.rows(which)
    assert len(some) == len(chosen)
    assert some["name"].tolist() == [cereals["name"][row] for row in chosen]
    assert some["rating"].tolist() == [cereals["rating"][row] for row in chosen]
    assert some.columns == cereals.columns


@pytest.mark.parametrize(
    "which", [0, None, [77], [0.5], ["a"], "name", [True], [[0, 1], [2, 3]]]
)
def test_rows_that_are_not_rows(which, cereals):
    with pytest.raises(IndexError):
        cereals.rows(which)


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["sugars"], 76),
        (["sugars", "carbo"], 76),
        (["potass"], 75),
        (["potass", "sugars"], 74),
        (["calories", "name"], 77),
        ([], 74),
    ],
)
def test_complete(names, rows, cereals):
    known = cereals.complete(*names)
    assert len(known) == rows
    for name in names:
        assert not np.isnan(known[name]).any() if name != "name" else True


def test_matrix_has_one_feature_a_column(cereals):
    both = cereals.matrix("fiber", "sugars")
    assert both.shape == (77, 2)
    np.testing.assert_array_equal(both[:, 0], cereals["fiber"])
    np.testing.assert_array_equal(both[:, 1], cereals["sugars"])


@pytest.mark.parametrize("names", [[], ["name"], ["sugars", "mfr"]])
def test_matrix_needs_columns_of_numbers(names, cereals):
    with pytest.raises(ValueError, match=names[-1] if names else "name the columns"):
        cereals.matrix(*names)


def test_columns_are_read_only_and_copies_are_not(cereals):
    for data in (cereals, cereals.rows([0]), cereals.complete()):
        with pytest.raises(ValueError, match="read-only"):
            data["sugars"][0] = 0
    assert cereals["sugars"].copy().flags.writeable
    assert cereals.matrix("sugars").flags.writeable


@pytest.mark.parametrize(
    ("name", "hint"),
    [("sugar", "did you mean 'sugars'?"), ("Calories", "'calories'"), ("x", "mfr")],
)
@pytest.mark.parametrize("use", ["__getitem__", "matrix", "complete"])
def test_an_unknown_column_is_named_and_the_right_one_hinted(use, name, hint, cereals):
    with pytest.raises(KeyError) as error:
        getattr(cereals, use)(name)
    message = error.value.args[0]
    assert repr(name) in message
    assert hint in message
    assert ("did you mean" in message) == (name != "x")


@pytest.mark.parametrize("name", [0, None, ["sugars", "fiber"]])
def test_a_column_is_named_by_a_string(name, cereals):
    with pytest.raises(KeyError, match="no column"):
        cereals[name]


# --- a table of one's own, and how it looks -----------------------------------------


@pytest.mark.parametrize(
    "arrays",
    [{"a": [1.0], "b": [1.0, 2.0]}, {"a": 1.0, "b": 1.0}, {"a": [[1.0]], "b": [[1.0]]}],
)
def test_columns_must_make_a_table(arrays):
    columns = {name: datasets.Column(float, "", "") for name in arrays}
    with pytest.raises(ValueError, match="one length"):
        datasets.Dataset("mine", columns, arrays)


def test_a_data_set_copies_what_it_is_given():
    given = np.array([1.0, 2.0])
    mine = datasets.Dataset(
        "mine", {"a": datasets.Column(float, "m", "")}, {"a": given}
    )
    given[:] = 0
    assert mine["a"].tolist() == [1, 2]


def test_html_shows_units_and_the_first_five_rows(cereals):
    html = cereals._repr_html_()
    assert "<th>sugars (g)</th>" in html
    assert "<th>shelf</th>" in html
    assert html.count("<tr>") == 6
    assert "<td>100% Bran</td>" in html


def test_text_in_html_is_escaped():
    column = datasets.Column(str, "<i>", "")
    html = datasets.Dataset("mine", {"a": column}, {"a": ["<b> & c"]})._repr_html_()
    assert "<td>&lt;b&gt; &amp; c</td>" in html
    assert "<i>" not in html


def test_repr_names_rows_and_columns(cereals):
    assert repr(cereals).startswith("<Dataset cereals: 77 rows, name, mfr, type, cal")
