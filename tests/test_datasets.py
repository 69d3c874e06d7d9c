"""The data sets against published numbers, and what a reader may do with them."""

import gzip
import importlib.util

import numpy as np
import pytest

from chapters import ROOT
from firstneuron import datasets
from firstneuron.checks import chapter_8, chapter_9, chapter_10

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


@pytest.mark.parametrize(
    ("load", "rows", "column", "unit"),
    [
        (datasets.load_cereals, 77, "sodium", "mg"),
        (datasets.load_titanic, 891, "Fare", "£"),
        (datasets.load_california_housing, 20640, "median_house_value", "USD"),
    ],
)
def test_columns_are_described_and_text_or_float64(load, rows, column, unit):
    table = load()
    assert len(table) == rows
    for name, described in table.columns.items():
        assert table[name].shape == (rows,)
        assert table[name].dtype.kind == ("U" if described.kind is str else "f")
        assert table[name].dtype.itemsize == 8 or described.kind is str
        assert described.meaning
    assert table.columns[column].unit == unit


def test_titanic_who_survived():
    titanic = datasets.load_titanic()
    survived, women = titanic["Survived"] == 1, titanic["Sex"] == "female"
    assert survived.sum() == 342
    assert (women.sum(), survived[women].sum()) == (314, 233)
    assert (~women == (titanic["Sex"] == "male")).all()
    for class_, (aboard, alive) in enumerate([(216, 136), (184, 87), (491, 119)], 1):
        of_class = titanic["Pclass"] == class_
        assert (of_class.sum(), survived[of_class].sum()) == (aboard, alive)
    ports = dict(zip(*np.unique(titanic["Embarked"], return_counts=True), strict=True))
    assert ports == {"": 2, "C": 168, "Q": 77, "S": 644}


def test_titanic_ages_and_fares():
    titanic = datasets.load_titanic()
    assert np.isnan(titanic["Age"]).sum() == 177
    known = titanic.complete("Age")["Age"]
    assert known.mean() == pytest.approx(29.699118, abs=5.1e-7)
    assert (known.min(), np.median(known), known.max()) == (0.42, 28, 80)
    assert titanic["Fare"].mean() == pytest.approx(32.204208, abs=5.1e-7)
    assert titanic["Fare"].max() == 512.3292


@pytest.mark.parametrize(
    ("names", "rows"),
    [(["Age"], 714), (["Embarked"], 889), (["Age", "Embarked"], 712), ([], 712)],
)
def test_complete_knows_missing_numbers_and_words(names, rows):
    assert len(datasets.load_titanic().complete(*names)) == rows


HOUSING = ROOT / "data/california_housing.csv.gz"


def test_california_housing_is_what_another_reader_finds():
    housing = datasets.load_california_housing()
    *numbers, text = housing.columns
    found = np.genfromtxt(HOUSING, delimiter=",", skip_header=1, usecols=range(9))
    np.testing.assert_array_equal(housing.matrix(*numbers), found)
    lines = gzip.decompress(HOUSING.read_bytes()).decode("utf-8").splitlines()
    assert [text, *housing[text]] == [line.rpartition(",")[2] for line in lines]


def test_california_housing_lacks_only_bedrooms():
    housing = datasets.load_california_housing()
    assert np.isnan(housing["total_bedrooms"]).sum() == 207
    assert len(housing.complete()) == len(housing.complete("total_bedrooms")) == 20433


def test_california_housing_has_published_counts():
    housing = datasets.load_california_housing()
    places, counts = np.unique(housing["ocean_proximity"], return_counts=True)
    assert dict(zip(places, counts, strict=True)) == {
        "<1H OCEAN": 9136,
        "INLAND": 6551,
        "ISLAND": 5,
        "NEAR BAY": 2290,
        "NEAR OCEAN": 2658,
    }
    assert housing["population"].mean().round(1) == 1425.5


def test_california_house_values_stop_at_a_cap():
    value = datasets.load_california_housing()["median_house_value"]
    capped = gzip.decompress(HOUSING.read_bytes()).count(b",500001.0,")
    assert (value.max(), (value > 500_000).sum(), capped) == (500_001, 965, 965)


def test_california_housing_gives_the_regression_of_its_paper():
    housing = datasets.load_california_housing().complete()
    income, people = housing["median_income"], housing["population"]
    logs = [
        housing["housing_median_age"],
        housing["total_rooms"] / people,
        housing["total_bedrooms"] / people,
        people / housing["households"],
        housing["households"],
    ]
    x = np.column_stack([income**0, income, income**2, income**3, *np.log(logs)])
    weights = np.linalg.lstsq(x, np.log(housing["median_house_value"]), rcond=None)[0]
    published = [11.4939, 0.4790, -0.0166, -0.0002, 0.1570, -0.8582, 0.8043, -0.4077]
    # the paper had the 207 rows that now lack their bedrooms
    np.testing.assert_allclose(weights, [*published, 0.0477], atol=5e-3, rtol=0)


def test_digits():
    images, labels = datasets.load_digits()
    assert (images.shape, images.dtype) == ((1797, 8, 8), np.float64)
    assert (labels.shape, labels.dtype) == ((1797,), np.int64)
    assert (images.min(), images.max()) == (0, 16)
    assert (images == images.round()).all()
    counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert np.bincount(labels).tolist() == counts
    assert labels[:20].tolist() == [*range(10), *range(10)]
    # the first picture, and the mean of all pixels, as scikit-learn's pages print them
    assert images[0, 0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert images[0, 7].tolist() == [0, 0, 6, 13, 10, 0, 0, 0]
    assert images.mean() == pytest.approx(4.884164579855314, abs=1e-15)


def test_digits_are_read_only_and_come_anew():
    for array in datasets.load_digits():
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
        assert array.copy().flags.writeable


# --- the coffee, made by a rule -----------------------------------------------------


def test_coffee_is_that_of_the_course():
    x, y = datasets.make_coffee()
    assert (x.shape, y.shape, x.dtype, y.dtype) == ((200, 2), (200,), "f8", "f8")
    # the ranges that the lab prints
    assert x.max(axis=0).round(2).tolist() == [284.99, 15.45]
    assert x.min(axis=0).round(2).tolist() == [151.32, 11.51]
    assert x[0].round(2).tolist() == [185.32, 12.69]
    for (temperature, minutes), good in zip(x, y, strict=True):
        assert good == (
            175 < temperature < 260
            and 12 < minutes < 15
            and minutes <= -3 / 85 * temperature + 21
        )


@pytest.mark.parametrize(
    ("temperature", "minutes", "good"),
    [
        (200, 13.9, True),
        (200, 17, False),
        (200, 14, False),
        (175, 13, False),
        (176, 12, False),
        (176, 12.1, True),
        (260, 11.9, False),
        (254, 12.01, True),
        (212.5, 13.5, True),  # just 21 - 3/85 · 212.5
        (212.5, 13.51, False),
    ],
)
def test_good_roast(temperature, minutes, good):
    assert datasets.is_good_roast(temperature, minutes) == good


def test_coffee_is_the_same_for_the_same_seed():
    for rows in (1, 7, np.int64(1000)):
        (x, y), again = (datasets.make_coffee(rows, seed=5) for _ in range(2))
        assert x.shape == (rows, 2)
        np.testing.assert_array_equal(x, again[0])
        np.testing.assert_array_equal(y, again[1])
    assert (x != datasets.make_coffee(1000, seed=6)[0]).all()
    assert 0.1 < y.mean() < 0.5
    assert x.flags.writeable


@pytest.mark.parametrize("rows", [0, -1, 2.5, "200", None, True])
def test_coffee_needs_a_number_of_rows(rows):
    with pytest.raises(ValueError, match="rows must be a positive integer"):
        datasets.make_coffee(rows)


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


def test_a_data_set_answers_as_a_dict_of_columns_does():
    some = datasets.load_cereals().select("name", "sugars")
    assert list(some) == ["name", "sugars"]
    turned = some.select("sugars", "name")
    assert list(turned) == list(turned.columns) == ["sugars", "name"]
    assert "sugars" in some
    assert "sugar" not in some
    assert {name: len(some[name]) for name in some} == {"name": 77, "sugars": 77}


@pytest.fixture(scope="module")
def make():
    """Return the program that computes what is shipped."""
    specification = importlib.util.spec_from_file_location(
        "make", ROOT / "data/make.py"
    )
    program = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(program)
    return program


def test_digit_networks_are_what_the_program_computes(make):
    """One of the five, in the digits that float32 keeps on every processor."""
    found = make.digit_network(3)
    for ours, shipped in zip(found, datasets.load_digit_network(3), strict=True):
        np.testing.assert_allclose(ours, shipped, atol=1e-5)


def test_digit_network_reads_pictures_it_has_not_seen():
    images, labels = datasets.load_digits()
    test = np.random.default_rng(seed=0).permutation(1797)[:297]
    a = images[test].reshape(297, 64) / 16
    for seed in range(5):
        w1, b1, w2, b2, w3, b3 = datasets.load_digit_network(seed)
        scores = np.maximum(np.maximum(a @ w1 + b1, 0) @ w2 + b2, 0) @ w3 + b3
        assert np.mean(scores.argmax(axis=1) == labels[test]) > 0.96


def test_there_are_five_digit_networks():
    with pytest.raises(ValueError, match="seed must be from 0 to 4, got 5"):
        datasets.load_digit_network(5)


def test_day_networks_are_what_the_program_computes(make):
    """One of the twelve, in the three decimals that are stored."""
    day = datasets.load_day_networks()
    assert day.units.tolist() == list(make.UNITS)
    assert day.epochs.tolist() == list(make.EPOCHS)
    curves, errors = make.day_networks(8)
    np.testing.assert_allclose(day.curves[5], curves, atol=1e-3)
    np.testing.assert_allclose(day.errors[5], errors, atol=1e-3)
    for ours, shipped in zip(make.day(), day[5:], strict=True):
        np.testing.assert_allclose(shipped, ours, atol=1e-3)


def test_five_network_is_what_the_program_computes(make):
    for ours, shipped in zip(
        make.five_network(), datasets.load_five_network(), strict=True
    ):
        np.testing.assert_allclose(ours, shipped, atol=1e-5)


def test_five_network_knows_a_five_it_has_not_seen():
    images, labels = datasets.load_digits()
    test = np.random.default_rng(seed=0).permutation(1797)[:297]
    w1, b1, w2, b2, w3, b3 = datasets.load_five_network()
    a = images[test].reshape(297, 64) / 16
    scores = np.maximum(np.maximum(a @ w1 + b1, 0) @ w2 + b2, 0) @ w3 + b3
    assert np.mean((scores[:, 0] > 0) == (labels[test] == 5)) > 0.99


@pytest.mark.parametrize(
    ("kept", "given"),
    [
        (chapter_8.COAST, {}),
        (chapter_8.COAST_OF_TEST, {"tested": True}),
        (chapter_8.COAST_OF_MSE, {"loss": "mean_squared_error"}),
        (chapter_8.COAST_WITHOUT_BIAS, {"use_bias": False}),
    ],
)
def test_coast_in_a_check_is_what_the_program_computes(make, kept, given):
    for ours, computed in zip(kept, make.coast(**given), strict=True):
        np.testing.assert_allclose(ours, computed, atol=1e-4)


def test_shelves_in_a_check_are_what_the_program_computes(make):
    assert chapter_9.LEAST < make.shelves() < chapter_9.MOST


def test_five_readers_in_a_check_are_what_the_program_computes(make):
    c = chapter_9
    sure = (c.SURE, c.SURE_OF_16, c.SURE_TOGETHER)
    kept = (c.ALONE, c.TOGETHER, c.BY_VOTES, *sure)
    for ours, computed in zip(kept, make.five_readers(), strict=True):
        np.testing.assert_allclose(ours, computed, atol=1e-5)


def test_remedies_in_a_check_are_what_the_program_computes(make):
    apart, own = make.remedies()
    np.testing.assert_allclose(apart[0], chapter_10.PLAIN)
    np.testing.assert_allclose(apart[1:] - apart[0], chapter_10.GAINS)
    np.testing.assert_allclose(own[1:] - own[0], chapter_10.GAINS_IN_TRAINING)


def test_remedies_without_misprints_are_what_the_program_computes(make):
    apart, _ = make.remedies(misprinted=False, seeds=[5, 11])
    kept = np.array(chapter_10.GAINS_WITHOUT_MISPRINTS)[:, [0, -1]]
    np.testing.assert_allclose(apart[1:] - apart[0], kept, atol=1e-9)


def test_falling_rates_in_a_check_are_what_the_program_computes(make):
    c = chapter_10
    constant = make.falling(every=None)
    assert c.CONSTANT[0] < constant < c.CONSTANT[1]
    falling = make.falling()
    assert c.FALLING[0] < falling < c.FALLING[1]
    of_eight = [make.falling(every=every, epochs=8) for every in (None, 95)]
    np.testing.assert_allclose(of_eight, c.EIGHT_EPOCHS, atol=1e-4)
    assert make.falling(every=38) == pytest.approx(c.EACH_EPOCH, abs=1e-4)
    assert make.falling(hidden=8) == pytest.approx(c.EIGHT_LAYERS, abs=1e-4)


def test_houses_in_a_check_are_what_the_program_computes(make):
    for name, computed in make.houses().items():
        assert computed == pytest.approx(getattr(chapter_10, name), abs=1e-4), name
