"""Figures: what is drawn, where, and that it is the same bytes each time."""

import io
import re
from xml.etree import ElementTree

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backend_bases import get_registered_canvas_class, register_backend
from matplotlib.patches import Circle
from matplotlib.text import Annotation

from firstneuron import datasets, plots
from firstneuron.perceptron import AND, BITS, NAND, OR, Perceptron, xor

mpl.use("Agg")

OKABE_ITO = {  # as published: https://jfly.uni-koeln.de/color/
    *("#000000", "#E69F00", "#56B4E9", "#009E73"),
    *("#F0E442", "#0072B2", "#D55E00", "#CC79A7"),
}


@pytest.fixture(autouse=True)
def _restored():
    canvas = get_registered_canvas_class("svg")
    with mpl.rc_context():
        yield
    register_backend("svg", canvas)
    plt.close("all")


@pytest.fixture
def ax():
    return plots.axes("sugars (g)", "calories (kcal)")


def drawn(ax):
    """Return the places and sizes of the dots, smallest x first."""
    (dots,) = ax.collections
    return dots.get_offsets().tolist(), dots.get_sizes().tolist()


# --- style --------------------------------------------------------------------------


def svg(figure=None, **settings):
    """Return the SVG of a figure, as IPython asks for it."""
    file = io.BytesIO()
    figure = figure or plt.gcf()
    figure.savefig(file, format="svg", bbox_inches="tight", **settings)
    plt.close(figure)
    return file.getvalue().decode()


def curves_and_dots(like=np.asarray):
    """Draw all that SVG gives an id: clipped lines, dots, marks; with text."""
    cereals = datasets.load_cereals().complete("sugars", "calories")
    ax = plots.axes("sugars (g)", "calories (kcal)", xlim=(0, 16))
    plots.points(ax, like(cereals["sugars"]), like(cereals["calories"]), label="0.125")
    plots.line(ax, like(2.5), like(90.0), label="2.5 x + 90")
    plots.residuals(ax, [1.0, 2.0], like([100.0, 120.0]), 2.5, 90)
    ax.plot(np.linspace(0, 16, 300), like(80 + np.linspace(0, 16, 300) ** 2), "o-")
    ax.text(3, like(100.0), "text", rotation=float(like(30.0)))
    ax.legend()


def rings(like=np.asarray):
    """Draw contours as matplotlib does: closed ones, open ones, numbers on them."""
    ax = plots.axes("x", "y")
    side = np.linspace(-2, 2, 30)
    heights = like(side**2 + 3 * side[:, None] ** 2)
    ax.clabel(ax.contour(side, side, heights, levels=[0.3, 1, 2, 5]))
    ax.contourf(side + 5, side, heights, levels=7)


def cuts(like=np.asarray):
    """Draw cuts that go through points of the grid on which they are computed."""
    gates = [(1, 1, -1.5), (1, -1, 0.0), (0.7, 0.7, -0.7), (1, 2, -0.9)]
    cut = [Perceptron(like([w1, w2]), like(b)) for w1, w2, b in gates]
    plots.gates(cut, BITS, labels=[AND(BITS)] * 4)


def heights(like=np.asarray):
    """Draw maps in panels that matplotlib lays out; some heights are just a level."""
    side = np.linspace(0, 1, 21)
    flat = np.tile(np.round(side, 1), (21, 1))
    plots.maps(side, side, {"a": like(flat), "b": like(1e-12 * flat)})


def weights(like=np.asarray):
    """Draw weights as pictures, one of them on the edge between two colours."""
    plots.pictures(like(np.linspace(-1, 1, 18).reshape(2, 3, 3)), ["a", "b"])


FIGURES = [curves_and_dots, rings, cuts, heights, weights]
each_figure = pytest.mark.parametrize("draw", FIGURES)


def test_the_same_figure_gives_the_same_bytes():
    register_backend("svg", "matplotlib.backends.backend_svg")
    curves_and_dots()
    without_style = svg()
    plots.use_style()
    curves_and_dots()
    first = svg()
    curves_and_dots()
    assert svg() == first
    assert "<dc:date>" not in first
    assert "<dc:date>" in without_style  # so the style is what does it


@each_figure
def test_last_digits_do_not_show(draw):
    plots.use_style()
    draw()
    first = svg()
    assert len(first) > 5_000
    for seed in range(5):
        chance = np.random.default_rng(seed)

        def like(numbers, chance=chance):
            numbers = np.asarray(numbers)
            return numbers * (1 + 4e-16 * chance.integers(-2, 3, numbers.shape))

        draw(like)
        assert svg() == first


@each_figure
def test_what_a_reader_could_see_shows(draw):
    plots.use_style()
    draw()
    first = svg()
    draw(lambda numbers: np.asarray(numbers) + 0.01 * np.cos(numbers))
    assert svg() != first


def written_places(svg):
    """Return all numbers that say where something is drawn, and how large it is."""
    places = [
        element.get(name, "")
        for element in ElementTree.fromstring(svg).iter()
        for name in ("d", "x", "y", "width", "height", "viewBox", "transform")
    ]
    return [float(place) for place in re.findall(r"-?\d+\.?\d*", " ".join(places))]


@each_figure
def test_nothing_moves_as_far_as_a_reader_could_see(draw):
    plots.use_style()
    draw()
    figure = plt.gcf()
    plain = svg(figure)
    register_backend("svg", "matplotlib.backends.backend_svg")
    as_matplotlib_does = svg(figure)
    where, meant = written_places(plain), written_places(as_matplotlib_does)
    np.testing.assert_allclose(where, meant, rtol=0, atol=0.01)
    assert where != meant


def test_names_in_two_figures_differ():
    plots.use_style()
    found = []
    for draw in FIGURES:
        draw()
        text = svg()
        names = re.findall(r'id="(f[0-9a-f]{10}-\d+)"', text)
        assert set(re.findall(r'(?:url\(|")#(f[0-9a-f]{10}-\d+)', text)) == set(names)
        assert len(names) == len(set(names))
        found += names
    assert len(found) == len(set(found)) > len(FIGURES)


@pytest.mark.parametrize("apart", [-1e-6, 0, 1e-6])
def test_a_number_between_two_roundings_is_always_written_alike(apart):
    number = f"{1.005 + apart:.6f}"
    assert plots._plain(f'<rect x="{number}"/>') == '<rect x="1.01"/>'


def test_a_path_that_ends_where_it_began_is_closed():
    closed = '<path d="M 1 2 \nL 3 4 \nL 5 6 \nL 1 2 \nz\n"/>'
    assert plots._plain(closed) == closed
    assert plots._plain(closed.replace("z\n", "")) == closed
    for opened in ("M 1 2 \nL 3 4 \nL 5 6 \nL 1 3 \n", "M 1 2 \nL 1 2 \n"):
        assert plots._plain(f'<path d="{opened}"/>') == f'<path d="{opened}"/>'


def test_a_figure_is_saved_as_before(tmp_path):
    plots.use_style()
    ax = plots.axes("x", "y")
    ax.figure.savefig(tmp_path / "a.svg", metadata={"Title": "a title"})
    ax.figure.savefig(tmp_path / "b.svg")
    a, b = ((tmp_path / name).read_text() for name in ("a.svg", "b.svg"))
    assert "a title" in a
    text = io.StringIO()
    ax.figure.savefig(text, format="svg")
    assert text.getvalue() == b
    ax.figure.savefig(tmp_path / "c.png")


def test_style_draws_in_the_book_s_colours():
    plots.use_style()
    cycle = [style["color"] for style in mpl.rcParams["axes.prop_cycle"]]
    assert cycle[0] == plots.BLUE
    assert len(set(cycle)) == 5
    assert plots.axes("x", "y").plot([1, 2])[0].get_color() == plots.BLUE


def test_colours_are_those_of_okabe_and_ito():
    assert {plots.BLUE, plots.ORANGE, plots.GREEN, plots.PINK} <= OKABE_ITO
    red, green, blue = mpl.colors.to_rgb(plots.GREY)
    assert red == green == blue


def test_axes_are_labelled_and_set():
    ax = plots.axes("x (g)", "y (kcal)", xlim=(0, 16), title="title")
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x (g)", "y (kcal)")
    assert ax.get_xlim() == (0, 16)
    assert ax.get_title() == "title"


# --- what is drawn ------------------------------------------------------------------


def test_points_that_coincide_make_one_larger_dot(ax):
    plots.points(ax, [1, 2, 1, 1, 2, 3], [5, 6, 5, 5, 7, 5])
    places, sizes = drawn(ax)
    assert places == [[1, 5], [2, 6], [2, 7], [3, 5]]
    assert [size / sizes[-1] for size in sizes] == [3, 1, 1, 1]


def test_points_that_differ_in_their_last_digits_coincide(ax):
    plots.points(ax, [0.3, 0.1 + 0.2, 0.3001], [5, 5, 5])
    places, sizes = drawn(ax)
    assert places == [[0.3, 5], [0.3001, 5]]
    assert sizes[0] == 2 * sizes[1]


def test_points_leave_out_what_is_missing(ax):
    plots.points(ax, [1, np.nan, 3, np.nan], [5, 6, np.nan, np.nan])
    assert drawn(ax)[0] == [[1, 5]]


@pytest.mark.parametrize(("x", "y"), [([], []), ([np.nan], [1]), ([0], [np.nan])])
def test_no_points(x, y, ax):
    plots.points(ax, x, y)
    ax.figure.canvas.draw()
    assert drawn(ax)[0] == []


def test_points_may_be_columns(ax):
    plots.points(ax, np.array([[1], [2]]), [5, 6])
    assert drawn(ax)[0] == [[1, 5], [2, 6]]


def ends(ax):
    """Return where the one line starts and ends on the screen, in data units."""
    ax.figure.canvas.draw()
    (line,) = ax.lines
    corners = line.get_transform().transform(line.get_xydata())
    return ax.transData.inverted().transform(corners)


@pytest.mark.parametrize("w", [2.5, -2.5, 0, [[2.5]], np.float32([2.5])])
@pytest.mark.parametrize("xlim", [(0, 16), (-3, 3), (2000, 2020)])
def test_line_spans_the_axes(w, xlim, ax):
    number = np.ravel(w)[0]
    middle, *at_ends = number * np.array([np.mean(xlim), *xlim]) + 90
    ax.set(xlim=xlim, ylim=(middle - 1000, middle + 1000))
    plots.line(ax, w, [90])
    (left, at_left), (right, at_right) = ends(ax)
    assert (left, right) == pytest.approx(xlim)
    assert [at_left, at_right] == pytest.approx(at_ends)


def test_line_spans_axes_that_grow_later(ax):
    plots.line(ax, 1, 0)
    plots.points(ax, [0, 500], [0, 500])
    assert (ends(ax)[:, 0]) == pytest.approx(ax.get_xlim())
    assert ax.get_xlim()[1] > 500


def test_line_leaves_faraway_axes_where_they_are(ax):
    plots.points(ax, [2000, 2020], [5, 6])
    before = ax.get_xlim(), ax.get_ylim()
    plots.line(ax, 0.05, -95)
    assert (ax.get_xlim(), ax.get_ylim()) == before


def test_residuals_join_examples_and_line(ax):
    plots.residuals(ax, [[1], [2]], [5, 1], [[2]], [1])
    (lines,) = ax.collections
    segments = [segment.tolist() for segment in lines.get_segments()]
    assert segments == [[[1, 3], [1, 5]], [[2, 1], [2, 5]]]


def test_network_draws_each_node_and_arrow_once():
    plots.network([["a", "b", "c"], ["d", "e"]])
    ax = plt.gca()
    circles = [patch for patch in ax.patches if isinstance(patch, Circle)]
    arrows = [text for text in ax.texts if isinstance(text, Annotation)]
    assert len(circles) == 5
    assert len(arrows) == 3 * 2
    assert {text.get_text() for text in ax.texts} >= {"a", "b", "c", "d", "e"}


def test_network_draws_only_the_arrows_that_are_named():
    plots.network([["a", "b"], ["c"]], [{(1, 0): "w"}])
    ax = plt.gca()
    arrows = [text for text in ax.texts if isinstance(text, Annotation)]
    assert len(arrows) == 1
    assert "w" in [text.get_text() for text in ax.texts]


def test_network_with_names_below_shows_that_inputs_are_no_units():
    plots.network([["a", "b"], ["c"]], below=["in", "out"])
    ax = plt.gca()
    colours = [mpl.colors.to_hex(circle.get_edgecolor()) for circle in ax.patches[:3]]
    assert colours == [plots.GREY.lower()] * 2 + [plots.BLUE.lower()]
    places = {text.get_text(): text.get_position() for text in ax.texts}
    for name, nodes in (("in", "ab"), ("out", "c")):
        assert all(places[name][0] == places[node][0] for node in nodes)
        assert all(places[name][1] < places[node][1] for node in nodes)


def test_gates_fill_dots_by_label_and_draw_each_line():
    plots.gates([AND, [OR, NAND], None], BITS, [AND(BITS), xor(BITS), [0] * 4])
    figure = plt.gcf()
    filled = [
        [bool((face[:3] != 1).any()) for face in ax.collections[-1].get_facecolors()]
        for ax in figure.axes
    ]
    assert filled == [
        [False, False, False, True],
        [False, True, True, False],
        [False] * 4,
    ]
    assert [len(ax.lines) for ax in figure.axes] == [1, 2, 0]


@pytest.mark.parametrize(
    ("cut", "fires"), [(AND, AND(BITS)), (NAND, NAND(BITS)), ([OR, NAND], xor(BITS))]
)
def test_gates_shade_where_all_perceptrons_fire(cut, fires):
    plots.gates([cut], BITS, [fires])
    shade, _ = plt.gca().collections
    shaded = [
        any(path.contains_point(dot) for path in shade.get_paths()) for dot in BITS
    ]
    assert shaded == np.ravel(fires).astype(bool).tolist()


@pytest.mark.parametrize("weights", [[1, 0], [0, 1], [0, 0]])
def test_gates_draw_upright_flat_and_no_lines(weights):
    plots.gates([Perceptron(weights, -0.5)], BITS)
    (ax,) = plt.gcf().axes
    assert len(ax.lines) == (1 if any(weights) else 0)


def test_picture_shows_each_point_in_its_colour():
    points = np.random.default_rng(0).random((3, 4, 3))
    plots.picture(points)
    ax = plt.gca()
    (squares,) = ax.collections
    ax.figure.canvas.draw()
    np.testing.assert_allclose(
        squares.get_facecolors()[:, :3], points.reshape(12, 3), atol=1 / 255
    )
    assert ax.yaxis_inverted()  # row 0 stands on top
    assert list(ax.get_xticks()) == [0, 1, 2, 3]


def test_grey_picture_is_dark_where_numbers_are_large():
    plots.picture([[0, 16], [8, 0]])
    ax = plt.gca()
    ax.figure.canvas.draw()
    light = ax.collections[0].get_facecolors()[:, :3].mean(axis=1)
    assert light[1] < light[2] < light[0] == light[3]


def test_picture_writes_each_number_on_its_point():
    plots.picture([[0, 16], [8, 2.5]], numbers=True)
    found = {text.get_position(): text.get_text() for text in plt.gca().texts}
    assert found == {(0, 0): "0", (1, 0): "16", (0, 1): "8", (1, 1): "2.5"}


@pytest.mark.parametrize("shape", [(4,), (3, 4, 2), (2, 3, 4, 3)])
def test_picture_refuses_other_shapes(shape):
    with pytest.raises(ValueError, match=r"height, width"):
        plots.picture(np.zeros(shape))


def test_curves_draw_each_function_and_its_slope():
    z = np.linspace(-1, 1, 5)
    plots.curves({"a": (np.sin, np.cos), "b": (np.exp, np.exp)}, z)
    figure = plt.gcf()
    assert [ax.get_title() for ax in figure.axes] == ["a", "b"]
    (function, slope) = figure.axes[0].lines
    np.testing.assert_array_equal(function.get_ydata(), np.sin(z))
    np.testing.assert_array_equal(slope.get_ydata(), np.cos(z))
    assert (function.get_linestyle(), slope.get_linestyle()) == ("-", "--")


def test_pictures_stand_upright_on_one_scale():
    plots.pictures([[[1.0, 0.0], [0.0, -2.0]], [[2.0, -1.0], [0.0, 0.0]]], ["a", "b"])
    plt.gcf().canvas.draw()
    first, second = (
        ax.collections[0].get_facecolors()[:, :3].reshape(2, 2, 3)[::-1]
        for ax in plt.gcf().axes  # the y axis points up, a picture's rows go down
    )
    blue, orange = mpl.colors.to_rgb(plots.BLUE), mpl.colors.to_rgb(plots.ORANGE)
    np.testing.assert_allclose(second[0, 0], blue, atol=0.01)
    np.testing.assert_allclose(first[1, 1], orange, atol=0.01)
    np.testing.assert_allclose(first[0, 1], 1, atol=0.01)  # 0 is white
    half = (np.array(blue) + 1) / 2
    np.testing.assert_allclose(first[0, 0], half, atol=0.01)


def test_the_same_colour_is_the_same_number_in_all_pictures():
    plots.pictures([[[1.0, 0.0]], [[1.0, -4.0]]], ["a", "b"])
    plt.gcf().canvas.draw()
    first, second = (ax.collections[0].get_facecolors() for ax in plt.gcf().axes)
    np.testing.assert_array_equal(first[0], second[0])
    quarter = (np.array(mpl.colors.to_rgb(plots.BLUE)) + 3) / 4
    np.testing.assert_allclose(first[0, :3], quarter, atol=0.01)


def test_maps_draw_heights_where_they_are():
    x, y = np.linspace(0, 1, 11), np.linspace(5, 6, 21)
    heights = x + 0 * y[:, None]  # rises to the right
    plots.maps(x, y, {"a": heights})
    (ax,) = plt.gcf().axes
    (bands,) = ax.collections
    centres = [path.vertices[:, 0].mean() for path in bands.get_paths()]
    assert centres == sorted(centres)
    light = bands.get_facecolors()[:, :3].mean(axis=1)
    assert list(light) == sorted(light, reverse=True)


def test_curve_goes_through_its_points(ax):
    plots.curve(ax, [1, 2], [3, 4], color=plots.PINK, style="--", label="a")
    (line,) = ax.lines
    assert line.get_xydata().tolist() == [[1, 3], [2, 4]]
    assert (line.get_color(), line.get_linestyle()) == (plots.PINK, "--")


@pytest.mark.parametrize("size", [1e-30, 1.0, 1e30])
def test_heights_are_rounded_but_for_what_shows(size, ax):
    heights = size * np.array([[0.3, 0.1 + 0.2], [0.300001, 0.5]])
    bands = ax.pcolormesh(heights)
    (first, second), (third, _) = bands.get_array()
    assert first == second != third
    np.testing.assert_allclose(bands.get_array(), heights, rtol=1e-8)


def test_heights_that_are_missing_or_hidden_stay_so(ax):
    heights = np.ma.masked_greater(np.array([[0.0, 1.0], [np.nan, np.inf]]), 0.5)
    shown = ax.pcolormesh(heights).get_array()
    assert shown.mask.tolist() == [[False, True], [True, True]]
    colours = np.array([[[255, 0, 0]]], dtype=np.uint8)
    assert ax.pcolormesh(colours).get_array().dtype == np.uint8
    ax.pcolormesh(np.zeros((2, 2)))


def test_path_marks_its_places_and_its_start(ax):
    plots.path(ax, [0, 2, 3], [5, 4, 1], color=plots.BLUE)
    walk, start = ax.lines
    assert walk.get_xydata().tolist() == [[0, 5], [2, 4], [3, 1]]
    assert start.get_xydata().tolist() == [[0, 5]]
    assert start.get_markersize() > walk.get_markersize()
    assert {walk.get_color(), start.get_color()} == {plots.BLUE}


def test_path_of_many_steps_is_fine(ax):
    plots.path(ax, range(10), range(10))
    plots.path(ax, range(300), range(300))
    few, _, many, _ = ax.lines
    assert many.get_markersize() < few.get_markersize()
