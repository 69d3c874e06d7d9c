"""`make test-machines` runs what it says, and says what it does not run."""

import platform

import pytest

import machines
from machines import Setting

on_x86 = pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="The kernels are for x86-64."
)


@on_x86
def test_a_kernel_is_proven_to_be_in_force():
    setting = machines.kernel("Nehalem")
    assert setting.skipped is None
    assert machines.found(**setting.variables)[0] == ["Nehalem"]


@on_x86
def test_a_kernel_that_openblas_ignores_is_refused():
    with pytest.raises(RuntimeError, match="not in force"):
        machines.kernel("Nehalm")


def test_a_kernel_that_the_processor_lacks_is_skipped(monkeypatch):
    monkeypatch.setattr(machines, "found", lambda **_: None)
    assert machines.kernel("Nehalem").skipped


def test_a_process_that_stops_at_an_instruction_is_no_error(monkeypatch):
    monkeypatch.setattr(
        machines, "FOUND", "import os, signal; os.kill(os.getpid(), signal.SIGILL)"
    )
    assert machines.found() is None


def test_numpy_loops_are_proven_to_be_cut():
    setting = machines.cut_loops()
    assert setting.skipped or machines.found()[1]
    assert machines.found(**setting.variables)[1] == []


def test_numpy_loops_that_stay_are_refused(monkeypatch):
    monkeypatch.setattr(machines, "found", lambda **_: [["Haswell"], ["X86_V3"]])
    with pytest.raises(RuntimeError, match="not in force"):
        machines.cut_loops()


@pytest.mark.parametrize(
    ("outcomes", "code", "says"),
    [
        ([True, True], 0, ["same", "same"]),
        ([True, "too old"], 0, ["same", "skipped: too old"]),
        ([False, True], 1, ["DIFFERENT", "same"]),
        (["too old", "too old"], 1, ["skipped: too old", "skipped: too old"]),
    ],
)
def test_last_lines_say_how_each_went(outcomes, code, says, monkeypatch, capsys):
    skipped = iter(
        outcome if isinstance(outcome, str) else None for outcome in outcomes
    )
    ran = iter(outcome for outcome in outcomes if not isinstance(outcome, str))
    monkeypatch.setattr(machines, "KERNELS", ["one"])
    monkeypatch.setattr(
        machines, "kernel", lambda name: Setting(name, {}, next(skipped))
    )
    monkeypatch.setattr(
        machines, "cut_loops", lambda: Setting("two", {}, next(skipped))
    )
    monkeypatch.setattr(machines, "same", lambda _: next(ran))
    assert machines.main() == code
    last = capsys.readouterr().out.splitlines()[-2:]
    assert [line.split(maxsplit=1)[1] for line in last] == says
