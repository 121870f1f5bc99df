"""Promises of the memory that shots are drawn into."""

from pathlib import Path

import numpy as np
import pytest

from rushes.engines.animatic import stock

SIZE = 1_050_000


@pytest.fixture(autouse=True)
def empty() -> None:
    """Nothing is spare at first."""
    stock._spare.clear()


def where(memory: np.ndarray) -> int:
    return memory.__array_interface__["data"][0]


@pytest.mark.parametrize("shared", [False, True])
def test_memory_is_used_again_when_nobody_looks_at_it(shared: bool) -> None:
    """The next shot, a little larger (a full shoot after a draft), gets the very same pages; not before the
    last view of the first one is gone."""
    memory = stock.lend(SIZE, shared).array(SIZE)
    place, view = where(memory), memory[100:200].reshape(10, 10)
    del memory
    other = stock.lend(SIZE, shared).array(SIZE)
    assert where(other) != place

    del view
    assert where(stock.lend(SIZE + 5000, shared).array(SIZE + 5000)) == place


def test_spoilt_memory_is_never_lent_again() -> None:
    """A worker that was not waited for may still be writing."""
    loan = stock.lend(SIZE, shared=True)
    loan.spoilt = True
    del loan

    assert stock._spare == []


def test_private_and_shared_memory_are_not_confused() -> None:
    """Workers could not find private memory."""
    stock.lend(SIZE, shared=False)

    assert len(stock._spare) == 1
    assert stock.lend(SIZE, shared=True).path


@pytest.mark.skipif(not stock._NAMELESS, reason="files without a name cannot be opened here")
def test_a_worker_sees_the_same_memory_and_no_file_stays_behind() -> None:
    """Both sides write into one memory, which has no name that a killed program could leave behind."""
    loan = stock.lend(SIZE, shared=True)
    here, there = loan.array(SIZE), stock.developed(loan.path, SIZE)

    there[:] = 7
    assert (here == 7).all()
    assert where(stock.developed(loan.path, SIZE)) == where(there)
    assert Path(loan.path).stat().st_nlink == 0
