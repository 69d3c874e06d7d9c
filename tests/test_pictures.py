"""The pictures that carry a chapter: what is drawn is what the state says."""

import math
import re
from itertools import combinations, pairwise, product

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from firstneuron import datasets, pictures, plots
from firstneuron.perceptron import AND, BITS, NAND, OR, Perceptron

XOR_KERNEL, XOR_BIAS = [[3, -2], [-2, 3]], [0, 0]
XOR_LABELS = [0, 1, 1, 0]


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def test_hinges_add_up_to_the_curve_that_is_drawn():
    places, weights = [1, 6, 10], [2, -2, 1]
    pictures.hinges(places, weights, start=0, end=14)
    upper, lower = plt.gcf().axes
    curve = lower.lines[-2]
    x, y = curve.get_data()
    # A price list, read as people read it: free, 2 an hour, at most 10, then 1 an hour.
    assert dict(zip(x, y, strict=True)) == {0: 0, 1: 0, 6: 10, 10: 10, 14: 14}
    assert [text.get_text() for text in upper.texts] == ["$+2$", "$-2$", "$+1$"]
    slopes = [float(text.get_text().strip("$")) for text in lower.texts]
    np.testing.assert_allclose(slopes, np.diff(y) / np.diff(x))


def test_folded_carries_the_corners_along():
    pictures.folded(XOR_KERNEL, XOR_BIAS, [1, 1], -2.5, inputs=BITS, labels=XOR_LABELS)
    left, right = plt.gcf().axes
    dots = [ax.collections[-1] for ax in (left, right)]
    np.testing.assert_array_equal(dots[0].get_offsets(), BITS)
    # Corner by corner: (0, 0), (-2, 3) and (3, -2) without what is below 0, (1, 1).
    expected = [[0, 0], [0, 3], [3, 0], [1, 1]]
    np.testing.assert_array_equal(dots[1].get_offsets(), expected)
    for one in dots:
        filled = [face[:3].tolist() != [1, 1, 1] for face in one.get_facecolors()]
        assert filled == [False, True, True, False]


def test_folded_draws_the_border_where_the_last_score_is_0():
    pictures.folded(XOR_KERNEL, XOR_BIAS, [1, 1], -2.5, inputs=BITS, labels=XOR_LABELS)
    left, right = plt.gcf().axes
    _, border, *_ = left.collections
    for x1, x2 in border.get_paths()[0].vertices:
        z1, z2 = 3 * x1 - 2 * x2, 3 * x2 - 2 * x1
        assert max(z1, 0) + max(z2, 0) == pytest.approx(2.5, abs=0.02)
    _, border, *_ = right.collections
    assert border.get_paths()[0].vertices.sum(axis=1) == pytest.approx(2.5)


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_surprise_puts_its_dots_at_the_probability(p):
    pictures.surprise(p)
    left, right = plt.gcf().axes
    dots = [[line.get_data() for line in ax.lines[1::2]] for ax in (left, right)]
    odds = p / (1 - p)
    for place, ((x, surprise), (_, squared)) in zip(
        (p, math.log(odds)), dots, strict=True
    ):
        assert x == pytest.approx([place])
        assert math.exp(-surprise[0]) == pytest.approx(p)
        assert squared == pytest.approx([(p - 1) ** 2])


ROASTS = np.array([[150.0, 12.0], [200.0, 13.0], [250.0, 14.0], [200.0, 13.0]])
WATCHES_HEAT, WATCHES_TIME = [[-9, 0], [0, 5]], [-9, 2.5]


def test_forward_pass_shows_the_numbers_of_a_computation_by_hand():
    kernel, bias = [[-6, 0], [-6, 8]], [4, -4]
    pictures.forward_pass([0.1, 0.3], [(kernel, bias), ([[4], [2]], [-1])])
    texts = [text.get_text() for text in plt.gca().texts]
    first, second = 1 / (1 + math.exp(-1.6)), 1 / (1 + math.exp(1.6))
    last = 4 * first + 2 * second - 1
    for number in (-0.6, -1.8, 2.4, 4 * first, 2 * second):
        assert f"{number:.2f}".rstrip("0").rstrip(".").replace("-", "−") in texts
    for inside in (0.1, 0.3, first, second, 1 / (1 + math.exp(-last))):
        assert f"{inside:.3f}".rstrip("0") in texts
    assert "$b$ 4\n$z$ 1.6" in texts
    assert "$b$ −4\n$z$ −1.6" in texts
    arrows = [text for text in plt.gca().texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == 5  # six weights, of which one is 0


def test_forward_pass_keeps_its_numbers_apart():
    """Where arrows cross, each number stands on its own arrow only."""
    pictures.forward_pass([1, 2], [([[3, 4, 5], [6, 7, 8]], [0, 0, 0])])
    texts = [text for text in plt.gca().texts if text.get_text()]
    products = [text for text in texts if text.get_fontsize() == 12]
    assert len(products) == 6
    plt.gcf().canvas.draw()
    boxes = [text.get_window_extent() for text in products]
    for box, other in combinations(boxes, 2):
        assert not box.overlaps(other)
    starts, ends = [(0, 1.05), (0, -1.05)], [(3, 2.1), (3, 0), (3, -2.1)]
    for text, (start, end) in zip(products, product(starts, ends), strict=True):
        x, y = text.get_position()
        for (_, first), (_, last) in product(starts, ends):
            apart = abs(y - (first + x / 3 * (last - first)))
            assert apart > 0.35 or (first, last) == (start[1], end[1])


def test_forward_pass_draws_what_lowers_a_score_in_orange():
    pictures.forward_pass([1, 2], [([[3], [-4]], [0])])
    colours = {text.get_text(): text.get_color() for text in plt.gca().texts}
    assert (colours["3"], colours["−8"]) == (plots.BLUE, plots.ORANGE)


def test_alarms_have_their_lines_where_the_units_turn():
    first, last = (WATCHES_HEAT, WATCHES_TIME), ([[-30], [-30]], [15])
    pictures.alarms(ROASTS, [0, 1, 0, 1], [first, last], ["cool", "long", "good"])
    cool, long, good = plt.gcf().axes
    # One std below the mean of the temperature; half a std below that of the minutes.
    borders = {0: 200 - np.sqrt(1250), 1: 13 - np.sqrt(0.5) / 2}
    lines = [_lines(ax) for ax in (cool, long, good)]
    assert [len(found) for found in lines] == [1, 1, 2]
    for axis, line in ((0, lines[0][0]), (1, lines[1][0]), *enumerate(lines[2])):
        np.testing.assert_allclose(line[:, axis], borders[axis], atol=1e-6)
    for ax in (cool, long, good):
        dots = [one.get_offsets() for one in ax.collections if len(one.get_offsets())]
        np.testing.assert_array_equal(np.concatenate(dots[-2:]), ROASTS[[1, 3, 0, 2]])


def _lines(ax):
    """Return the points of the single lines among what `contour` drew."""
    drawn = [one for one in ax.collections if getattr(one, "filled", None) is False]
    return [path.vertices for one in drawn for path in one.get_paths()]


def test_matrix_product_lights_the_numbers_that_are_multiplied():
    a, w = np.arange(6).reshape(3, 2), [[1, 2, 3, 4], [5, 6, 7, 8]]
    pictures.matrix_product(a, w, row=2, column=1)
    shown = [text.get_text() for text in plt.gca().texts]
    assert {"8", "30", "38"} <= set(shown)  # 4 · 2 and 5 · 6
    lit = [box for box in plt.gca().patches if box.get_facecolor()[3] not in (0, 1)]
    assert len(lit) == 2 + 2 + 1 + 2 + 1  # row, column, result; products, sum


def test_votes_are_ink_times_weight():
    images = np.array([[[1, 0], [0.5, 0]], [[0, 1], [0, 1]]])
    pictures.votes(images, [[2, -1], [3, -4]], ["a", "b"])
    axes = plt.gcf().axes
    assert [ax.get_title() for ax in axes[2::3]] == ["sum 3.5", "sum −5"]
    drawn = axes[2].collections[0].get_array().reshape(2, 2)[::-1]
    np.testing.assert_array_equal(drawn, [[2, 0], [1.5, 0]])


def test_digits_read_says_and_frames_what_was_read_wrong():
    images = datasets.load_digits().images[:3]  # a 0, a 1 and a 2
    pictures.digits_read(images, answers=[0, 7, 2], truth=[0, 1, 2])
    places = plt.gcf().axes
    assert [ax.get_xlabel() for ax in places] == ["0", "7 ≠ 1", "2"]
    thick = [ax.spines["left"].get_linewidth() > 1 for ax in places]
    assert thick == [False, True, False]
    for ax, image in zip(places, images, strict=True):
        (drawn,) = ax.collections
        np.testing.assert_array_equal(drawn.get_array()[::-1], image)
        assert drawn.get_clim() == (0, 16)  # alike in all pictures: 16 is ink


def test_digits_stand_alone_without_answers():
    pictures.digits_read(datasets.load_digits().images[:7])
    assert {ax.get_xlabel() for ax in plt.gcf().axes} == {""}


def shown_numbers(ax):
    """Return the numbers in a picture by their place: (column, level) in halves."""
    found = {}
    for text in ax.texts:
        number = text.get_text().replace("−", "-")
        if number.lstrip("-").isdigit():
            found[text.get_position()] = int(number)
    return found


@pytest.mark.parametrize("row", [0, 1, 2])
def test_row_times_weights_shows_the_products_of_its_row_and_their_sum(row):
    inputs, w, b = [[1, 2, 3], [4, 5, 6], [7, 8, 10]], [100, 10, -1], 7
    pictures.row_times_weights(inputs, w, b, row=row)
    shown = shown_numbers(plt.gca())
    # Read from top to bottom, then from left to right.
    columns = {}
    for x, y in sorted(shown, key=lambda at: (at[0], -at[1])):
        columns.setdefault(x, []).append(shown[x, y])
    products = [[100, 20, -3], [400, 50, -6], [700, 80, -10]][row]
    table = [
        [*column, last]
        for column, last in zip(np.transpose(inputs), products, strict=True)
    ]
    sums = [124, 451, 777]
    assert list(columns.values()) == [*table, w, [b, b], [*sums, sums[row]]]


def test_row_times_weights_lights_up_one_row():
    pictures.row_times_weights(np.ones((4, 2)), [1, 1], 0, row=1)
    squares = [patch for patch in plt.gca().patches if patch.get_alpha() < 1]
    in_the_row = [one for one in squares if one.get_y() == -1.88]
    # Two numbers, the bias and the sum.
    assert len(in_the_row) == 4


def test_plane_draws_its_lines_and_residuals_at_the_right_height():
    pictures.plane([0, 1, 2], [0, 1, 2], [9, 0, 9], [1, 3], 5, at=[0, 2], labels="xyz")
    ends = [line.get_data_3d() for line in plt.gca().lines]
    lines, residuals = ends[:2], ends[2:]
    # x1 + 3 x2 + 5, from x1 = 0 to the largest, 2.
    assert [list(map(list, line)) for line in lines] == [
        [[0, 2], [0, 0], [5, 7]],
        [[0, 2], [2, 2], [11, 13]],
    ]
    assert [list(bar[2]) for bar in residuals] == [[5, 9], [9, 0], [13, 9]]


def test_plane_lets_the_second_feature_grow_towards_the_reader():
    pictures.plane([0, 1], [0, 1], [0, 1], [1, 1], 0, at=[0], labels="xyz")
    assert plt.gca().yaxis_inverted()


DESCENT = {"weights": (0, 4), "biases": (-1, 3), "levels": [1, 4]}


def test_descent_draws_a_line_for_each_place_of_the_walk():
    x, y, path = [0, 1, 2], [1, 3, 5], [(0, 3), (1, 2.5), (1.5, 2), (1.8, 1.2)]
    pictures.descent(x, y, path, **DESCENT, labels=("g", "kcal"))
    left, right = plt.gcf().axes
    for line, (w, b) in zip(left.lines, path, strict=True):
        (x1, y1), slope = line.get_xy1(), line.get_slope()
        assert (slope, y1 - slope * x1) == pytest.approx((w, b))
    seen = [line.get_alpha() for line in left.lines]
    assert seen == sorted(seen)
    assert len(set(seen)) == len(path)
    assert (left.get_xlabel(), left.get_ylabel()) == ("g", "kcal")
    star, walk, start = right.lines
    assert star.get_marker() == "*"
    # The examples lie on the line 2 x + 1.
    np.testing.assert_allclose(star.get_xydata(), [[2, 1]])
    np.testing.assert_array_equal(walk.get_xydata(), path)
    np.testing.assert_array_equal(start.get_xydata(), path[:1])


def test_descent_keeps_the_examples_in_view_and_can_draw_true_angles():
    x, y, wild = [0, 1, 2], [1, 3, 5], [(900, 3), (-900, 2)]
    pictures.descent(x, y, wild, **DESCENT, equal=True)
    left, right = plt.gcf().axes
    assert left.get_ylim()[1] < 6
    assert right.get_aspect() == 1


def test_descent_numbers_the_first_places_of_the_walk():
    path = [(0, 3), (1, 2.5), (1.5, 2), (1.8, 1.2)]
    pictures.descent([0, 1, 2], [1, 3, 5], path, **DESCENT, numbered=3)
    texts = [text for text in plt.gcf().axes[1].texts if hasattr(text, "xy")]
    assert [(text.get_text(), text.xy) for text in texts] == [
        ("0", (0, 3)),
        ("1", (1, 2.5)),
        ("2", (1.5, 2)),
    ]


def test_bowl_shows_a_line_and_its_place_on_the_map():
    rows = datasets.load_cereals().complete("sugars", "calories")
    x, y = rows["sugars"], rows["calories"]
    view = {"weights": (0, 5), "biases": (60, 120), "levels": [280, 400, 1000]}
    pictures.bowl(x, y, 1, 75, valley=True, **view)
    examples, heights = plt.gcf().axes

    (line,) = examples.lines
    assert line.get_slope() == 1
    assert line.get_xy1()[1] - line.get_xy1()[0] == pytest.approx(75)
    bars = examples.collections[0].get_segments()
    mse = np.mean([(ends[1, 1] - ends[0, 1]) ** 2 for ends in bars])
    assert heights.texts[-1].get_text().strip() == f"{mse:.0f}"
    assert heights.collections[-1].get_offsets().tolist() == [[1, 75]]

    _, rings, _ = heights.collections
    for level, ring in zip(rings.levels, rings.get_paths(), strict=True):
        for w, b in ring.vertices:
            assert np.mean((y - w * x - b) ** 2) == pytest.approx(level, rel=0.02)

    valley, star = heights.lines
    columns = np.column_stack([x, np.ones(len(x))])
    best, *_ = np.linalg.lstsq(columns, y)
    assert np.ravel(star.get_data()) == pytest.approx(best)
    (w, b), slope = valley.get_xy1(), valley.get_slope()
    for step in (0, 1):  # at each weight the lowest of many biases lies in the valley
        biases = b + step * slope + np.linspace(-5, 5, 101)
        mses = [np.mean((y - (w + step) * x - bias) ** 2) for bias in biases]
        assert np.argmin(mses) == 50


def test_bowl_leaves_the_star_out_if_asked():
    view = {"weights": (0, 4), "biases": (-1, 3), "levels": [1, 4], "best": False}
    pictures.bowl([0, 1, 2], [1, 3, 5], 1, 2, **view)
    assert len(plt.gcf().axes[1].lines) == 0


def test_seesaw_turns_about_the_averages_and_says_what_is_left():
    x, y = np.array([0.0, 2.0, 3.0, 7.0]), np.array([4.0, 1.0, 3.0, -2.0])
    best, best_b = np.polyfit(x, y, 1)
    weights = [-2, best, 0.5]
    pictures.seesaw(x, y, weights)
    left, right = plt.gcf().axes
    for w, line, text in zip(weights, left.lines, right.texts, strict=True):
        assert line.get_slope() == w
        b = line.get_xy1()[1] - w * line.get_xy1()[0]
        tried = b + np.linspace(-1, 1, 201)
        sums = [np.sum((y - w * x - one) ** 2) for one in tried]
        assert np.argmin(sums) == 100  # its best bias
        assert float(text.get_text()) == pytest.approx(sums[100], rel=5e-3)
        assert b == pytest.approx(best_b) or w != best
    parabola, star = right.lines
    assert star.get_xdata() == pytest.approx([best])
    assert parabola.get_ydata().min() == pytest.approx(star.get_ydata()[0])
    assert left.collections[-1].get_offsets().tolist() == [[3, 1.5]]


def test_bowl_writes_a_high_loss_in_full_and_keeps_the_map_in_its_place():
    view = {"weights": (0, 4), "biases": (-1, 3), "levels": [1, 4], "best": False}
    pictures.bowl([0, 1, 2], [1, 3, 5], 100, 2, **view)
    heights = plt.gcf().axes[1]
    misses = [1, 99, 197]
    assert float(heights.texts[-1].get_text()) == round(np.mean(np.square(misses)))
    assert heights.collections[-1].get_clip_on()


def test_polls_keep_each_guess_at_its_slope_in_its_row():
    guesses = {1: [-5, 3, 0.5, 2], 4: [-1, 0, 1]}
    pictures.polls(guesses, -0.25)
    ax = plt.gca()
    zero, *rows, truth = ax.lines
    assert zero.get_xdata()[0] == 0
    assert truth.get_xdata()[0] == -0.25
    for place, (row, slopes) in enumerate(zip(rows, guesses.values(), strict=True)):
        assert row.get_xdata().tolist() == slopes
        assert (abs(row.get_ydata() - place) < 0.31).all()
    assert ax.yaxis_inverted()


DESCENTS = {"epochs": 2, "weights": (-1, 4), "biases": (-1, 3), "levels": [1, 4]}


def test_descents_draw_each_path_and_what_is_left_of_the_loss():
    paths = {
        "2": [(0, 0), (1, 1), (2, 0)],
        "1": [(0, 0), (0, 1), (1, 2), (2, 1), (2, 2)],
    }
    pictures.descents([0, 1, 2], [1, 3, 5], paths, **DESCENTS)
    left, right = plt.gcf().axes
    for name, line, heights in zip(
        paths, left.lines[0:-1:2], right.lines[::2], strict=True
    ):
        np.testing.assert_array_equal(line.get_xydata(), paths[name])
        # The examples lie on 2 x + 1: at w, b the errors are (w - 2) x + b - 1.
        errors = [[(w - 2) * x + b - 1 for x in range(3)] for w, b in paths[name]]
        np.testing.assert_allclose(heights.get_ydata(), np.square(errors).mean(axis=1))
        assert heights.get_xdata()[[0, -1]].tolist() == [0, 2]
        assert line.get_color() == heights.get_color()
    np.testing.assert_allclose(left.lines[-1].get_xydata(), [[2, 1]])
    assert {text.get_text() for text in right.texts} == {"1", "2"}
    assert right.get_xlabel() == "epoch"


def test_descents_name_each_path_on_the_map_beside_a_place_of_its_own():
    paths = {
        "a": [(0, 0), (0, 1), (0, 2)],
        "b": [(0, 0), (2, 0.5), (0, 2)],
        "c": [(0, 0), (1, 1), (0, 2)],
    }
    pictures.descents([0, 1], [1, 3], paths, time="step", **DESCENTS)
    left, right = plt.gcf().axes
    places = {text.get_text(): text.xy for text in left.texts[-3:]}
    np.testing.assert_allclose(places["b"], (2, 0.5))  # where it is alone
    np.testing.assert_allclose(places["a"], (1, 1))  # to the right of c as well
    heights = [place[1] for place in places.values()]
    assert min(np.diff(sorted(heights))) > 0.08 * 4
    assert right.get_xlabel() == "step"


def test_descents_name_paths_that_end_alike_one_above_the_other():
    same = {name: [(0, 0), (2, 1.5)] for name in "abc"}
    pictures.descents([0, 1, 2], [1, 3, 5], same, **DESCENTS)
    right = plt.gcf().axes[1]
    heights = [right.transData.transform(text.xy)[1] for text in right.texts]
    assert min(np.diff(sorted(heights))) > 10


def test_loss_curves_draw_what_was_measured():
    trainings = {"A": ([4, 2, 1], [5, 4, 6]), "B": ([1, 40, 90], [2, 9, 99])}
    pictures.loss_curves({**trainings, "C": ([3, 2, 1], [3, 3, 3])})
    panels = plt.gcf().axes
    assert [ax.get_title() for ax in panels] == ["A", "B", "C"]
    for ax, losses in zip(panels, trainings.values(), strict=False):
        drawn = [line.get_ydata() for line in ax.lines]
        np.testing.assert_array_equal(drawn, losses)
        assert ax.lines[0].get_xdata().tolist() == [1, 2, 3]
    names = {text.get_text(): text.get_color() for text in panels[0].texts}
    lines = [line.get_color() for line in panels[0].lines]
    assert names == dict(zip(["loss", "val_loss"], lines, strict=True))
    # A loss that runs away is cut, or nobody would see where it began.
    assert panels[0].get_ylim()[1] > 6
    assert panels[1].get_ylim() == (0, 6)


def test_hidden_plane_puts_each_corner_at_its_two_answers():
    pictures.hidden_plane(OR, NAND, AND, names=("OR", "NAND", "AND"))
    left, right = plt.gcf().axes
    dots = [
        {
            tuple(dot.get_offsets()[0].tolist()): dot.get_facecolor()[0][:3].max() < 1
            for dot in ax.collections[1:]  # the first is the shade
        }
        for ax in (left, right)
    ]
    # (x1, x2) and whether just one of them is 1; then (x1 or x2, not both).
    assert dots[0] == {(0, 0): False, (0, 1): True, (1, 0): True, (1, 1): False}
    assert dots[1] == {(0, 1): False, (1, 1): True, (1, 0): False}
    texts = [[text.get_text() for text in ax.texts] for ax in (left, right)]
    assert set(texts[0]) == {"OR", "NAND", "00", "01", "10", "11"}
    assert set(texts[1]) == {"AND", "00", "01, 10", "11"}


def test_hidden_plane_shades_where_the_network_would_fire():
    pictures.hidden_plane(OR, NAND, AND, names=("OR", "NAND", "AND"))
    left, right = plt.gcf().axes
    shades = [ax.collections[0].get_paths()[0] for ax in (left, right)]
    for x1, x2 in np.random.default_rng(0).uniform(-0.4, 1.4, (50, 2)):
        strip = min(x1 + x2 - 0.5, 1.5 - x1 - x2)
        if abs(strip) > 0.03:
            assert shades[0].contains_point((x1, x2)) == (strip > 0)
        if abs(x1 + x2 - 1.5) > 0.03:
            assert shades[1].contains_point((x1, x2)) == (x1 + x2 > 1.5)


def test_hidden_plane_draws_a_line_that_stands_upright():
    upright = Perceptron([1, 0], -0.5)
    pictures.hidden_plane(upright, NAND, AND, names=("a", "b", "c"))
    assert plt.gcf().axes[0].lines[0].get_xdata() == [0.5, 0.5]


CAFE = {"price": (0, 0), "cups": (1, 1), "income": (2, 0)}
CAFE_LINKS = [("price", "cups"), ("price", "income"), ("cups", "income")]


def income(price):
    """Return what a café earns: 120 cups for nothing, 20 fewer for each euro."""
    return price * (120 - 20 * price)


def cafe_graph(price, slopes=None):
    """Draw the café's computation; return each number that stands beside a box."""
    values = {"price": price, "cups": 120 - 20 * price, "income": income(price)}
    pictures.computation_graph(CAFE, CAFE_LINKS, values, slopes)
    ax = plt.gca()
    places = {place: name for name, place in CAFE.items()}
    above, below = {}, {}
    for text in ax.texts:
        if re.fullmatch(r"−?[\d.]+", text.get_text()):
            number = float(text.get_text().replace("−", "-"))
            side = above if text.xyann[1] > 0 else below
            side[places[tuple(text.xy)]] = number
    return ax, above, below


@pytest.mark.parametrize("price", [2, 3, 4.5])
def test_computation_graph_has_values_above_and_slopes_below(price):
    cups = 120 - 20 * price
    slopes = dict(zip(CAFE_LINKS, (-20, cups, price), strict=True))
    # The rule of the chapter: along a path multiply, where paths come together add.
    slopes |= {"income": 1, "cups": price, "price": cups - 20 * price}
    _, above, below = cafe_graph(price, slopes)
    assert above == {"price": price, "cups": cups, "income": income(price)}
    measured = (income(price + 1e-6) - income(price - 1e-6)) / 2e-6
    assert below == {
        "price": pytest.approx(measured, abs=1e-3),
        "cups": pytest.approx(price),
        "income": 1,
    }


def test_computation_graph_turns_its_arrows_round_where_there_is_a_slope():
    ax, _, below = cafe_graph(2, {("price", "cups"): -20})
    assert below == {}
    arrows = [
        (text.xyann, text.xy) for text in ax.texts if getattr(text, "arrow_patch", None)
    ]
    turned = (CAFE["cups"], CAFE["price"])
    kept = [(CAFE[start], CAFE[end]) for start, end in CAFE_LINKS[1:]]
    assert arrows == [turned, *kept]
    assert [text.get_text() for text in ax.texts if "×" in text.get_text()] == ["× −20"]


def test_computation_graph_tints_what_nothing_leads_to():
    ax, *_ = cafe_graph(2)
    faces = {
        text.get_text(): text.get_bbox_patch().get_facecolor()[:3]
        for text in ax.texts
        if text.get_text() in CAFE
    }
    white = (1, 1, 1)
    assert faces["cups"] == faces["income"] == white
    assert faces["price"] != white


def test_classes_are_named_above_their_own_dots():
    ax = plots.axes("length", "sugar")
    pictures.classes(
        ax, [[1, 5], [3, 6], [8, 1]], [0, 0, 2], ["apple", "grape", "pear"]
    )
    apples, pears = ax.collections
    assert apples.get_offsets().tolist() == [[1, 5], [3, 6]]
    assert pears.get_offsets().tolist() == [[8, 1]]
    places = {text.get_text(): text.xy for text in ax.texts}
    assert places == {"apple": (2, 6), "pear": (8, 1)}
    assert ax.texts[1].get_color() == plots.CLASS_COLOURS[2]


def test_regions_are_where_a_class_has_the_largest_share():
    def shares(features):  # the nearest of three corners, by plain distance
        corners = [(0, 0), (6, 0), (0, 6)]
        far = [[math.dist(one, corner) for corner in corners] for one in features]
        return -np.array(far)

    ax, side = plots.axes("$x_1$", "$x_2$"), np.linspace(0, 6, 61)
    pictures.regions(ax, shares, side, side)
    for place, winner in {(1, 1): 0, (5, 1): 1, (1, 5): 2, (4, 3): 1}.items():
        inside = [
            any(path.contains_point(place) for path in drawn.get_paths())
            for drawn in ax.collections
        ]
        assert inside == [number == winner for number in range(3)]
    pictures.regions(ax, shares, side, side, shade=False)
    borders = [path.vertices for one in ax.collections[3:] for path in one.get_paths()]
    for x, y in np.concatenate(borders):
        *_, second, first = sorted(shares([(x, y)])[0])
        assert first == pytest.approx(second, abs=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_reliability_counts_every_answer_in_its_bin(seed):
    chance = np.random.default_rng(seed)
    shares = chance.dirichlet([0.4] * 4, size=300)
    labels = chance.integers(4, size=300)
    pictures.reliability({"once": (shares, labels), "again": (shares[:9], labels[:9])})
    first, second = plt.gcf().axes
    assert [ax.get_title() for ax in (first, second)] == ["once", "again"]
    bins = {}
    for row, label in zip(shares.tolist(), labels, strict=True):
        tenth = max(5, min(10, math.ceil(10 * max(row))))
        bins.setdefault(tenth, []).append((max(row), row.index(max(row)) == label))
    dots = [line.get_data() for line in first.lines if line.get_marker() == "o"]
    counts = [text.get_text() for text in first.texts if text.get_text().isdigit()]
    for (tenth, answers), (x, y), count in zip(
        sorted(bins.items()), dots, counts, strict=True
    ):
        assert int(count) == len(answers), tenth
        assert x[0] == pytest.approx(sum(share for share, _ in answers) / len(answers))
        assert y[0] == pytest.approx(sum(right for _, right in answers) / len(answers))


def test_reliability_draws_the_too_sure_in_orange_and_honesty_as_the_diagonal():
    shares = [[0.75, 0.25]] * 4 + [[0.55, 0.45]] * 2
    pictures.reliability({"": (shares, [0, 0, 1, 1, 0, 0])})
    ax = plt.gca()
    diagonal, *_ = ax.lines
    assert diagonal.get_slope() == 1
    assert diagonal.get_xy1() == (0, 0)
    colors = {
        line.get_xdata()[0]: line.get_color()
        for line in ax.lines
        if line.get_marker() == "o"
    }
    assert colors == {0.55: plots.BLUE, 0.75: plots.ORANGE}


def test_confusion_writes_each_count_where_truth_and_answer_meet():
    counts = np.array([[5, 2, 0], [0, 7, 1], [0, 0, 0]])
    pictures.confusion(counts, ["a", "b", "c"])
    ax = plt.gca()
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("truth", "answer")
    assert ax.yaxis_inverted()
    read = np.zeros((3, 3))
    for text in ax.texts:
        column, row = (math.floor(place) for place in text.get_position())
        read[row, column] = int(text.get_text())
    np.testing.assert_array_equal(read, counts)
    names = [
        [text.get_text() for text in axis.get_ticklabels()]
        for axis in (ax.xaxis, ax.yaxis)
    ]
    assert names == [["a", "b", "c"]] * 2


def test_confusion_shows_mistakes_in_another_colour_the_stronger_the_more():
    pictures.confusion([[50, 10, 2], [0, 60, 0], [1, 0, 9]])
    faces = [patch.get_facecolor() for patch in plt.gca().patches]
    right, many, few = faces[0], faces[1], faces[2]
    assert mpl.colors.to_hex(right) == plots.BLUE.lower()
    assert mpl.colors.to_hex(many) == mpl.colors.to_hex(few) == plots.ORANGE.lower()
    assert many[3] > few[3]


@pytest.mark.parametrize("counts", [[1, 2], [[1, 2, 3], [4, 5, 6]]])
def test_confusion_needs_a_square(counts):
    with pytest.raises(ValueError, match=r"counts must be \(k, k\)"):
        pictures.confusion(counts)


def test_collapsed_computes_the_same_with_three_units_and_with_one():
    first, second, last = [2, -3], [0.5, 4], [5, -1]
    pictures.collapsed([7, 10], first, second, last)
    texts = [text.get_text() for text in plt.gca().texts if text.get_text()]
    # By hand: 2·7 − 3·10 = −16, 0.5·7 + 4·10 = 43.5, 5·(−16) − 43.5 = −123.5.
    assert {"−16", "43.5"} <= set(texts)
    assert texts.count("−123.5") == 2
    sums = [text.replace("−", "-").replace("·", "*") for text in texts if " = " in text]
    weights = [eval(text.partition("=")[0]) for text in sums]
    assert weights == [float(text.partition("=")[2]) for text in sums]
    assert np.dot(weights, [7, 10]) == -123.5


def test_collapsed_follows_each_input_to_the_output():
    """Each way of an input has its colour: two arrows above, twice, and one below."""
    pictures.collapsed([5, 4], [3, 0.5], [-1, 1], [1, 2])
    arrows = [text for text in plt.gca().texts if hasattr(text, "arrow_patch")]
    colours = [mpl.colors.to_hex(one.arrow_patch.get_edgecolor()) for one in arrows]
    assert colours.count(plots.BLUE.lower()) == 2 + 2 + 1
    assert colours.count(plots.ORANGE.lower()) == 2 + 2 + 1


def test_nested_puts_each_part_inside_the_one_before():
    pictures.nested(["a", "b", "c", "d"])
    ax = plt.gca()
    areas = ax.patches[1::2]  # the outlines
    for outer, inner in pairwise(areas):
        (x, y), (middle_x, middle_y) = inner.center, outer.center
        turn = np.linspace(0, 2 * np.pi, 181)
        edge_x = (x + inner.width / 2 * np.cos(turn) - middle_x) / (outer.width / 2)
        edge_y = (y + inner.height / 2 * np.sin(turn) - middle_y) / (outer.height / 2)
        assert (edge_x**2 + edge_y**2).max() < 1
    for number, text in enumerate(ax.texts):  # a name stands in its own area only
        height = text.get_position()[1]
        tops = [area.center[1] + area.height / 2 for area in areas]
        assert [height < top for top in tops] == [one <= number for one in range(4)]


@pytest.mark.parametrize("scores", [(2.584, -0.305, -2.28), (0, 0, 1)])
def test_scores_to_shares_draws_the_three_steps_of_softmax(scores):
    pictures.scores_to_shares(scores, ["apple", "grape", "pear"])
    bars = [[bar.get_height() for bar in ax.containers[0]] for ax in plt.gcf().axes]
    np.testing.assert_allclose(bars[0], scores)
    np.testing.assert_allclose(bars[1], [math.exp(z) for z in scores])
    np.testing.assert_allclose(bars[2], np.array(bars[1]) / math.fsum(bars[1]))
    for ax, heights in zip(plt.gcf().axes, bars, strict=True):
        said = [float(text.get_text().replace("−", "-")) for text in ax.texts]
        assert said == pytest.approx(heights, abs=0.0051)


def test_temperatures_keep_the_order_and_change_the_odds():
    pictures.temperatures([2, 1, 0], ["a", "b", "c"], [0.5, 1, 4])
    for ax, odds in zip(plt.gcf().axes, (2, 1, 1 / 4), strict=True):
        first, second, third = [bar.get_height() for bar in ax.containers[0]]
        assert first + second + third == pytest.approx(1)
        assert math.log(first / second) == pytest.approx(odds)
        assert math.log(second / third) == pytest.approx(odds)
