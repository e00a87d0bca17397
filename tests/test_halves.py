import os

import pytest

from drgen.halves import mapped

MANY = range(20)


def square(number: int) -> int:
    return number * number


def test_the_results_are_in_order() -> None:
    assert mapped(square, MANY) == [square(number) for number in MANY]


def test_two_processes_do_many_items_and_one_does_few() -> None:
    assert len(set(mapped(lambda _: os.getpid(), MANY))) == 2
    assert set(mapped(lambda _: os.getpid(), range(3))) == {os.getpid()}


@pytest.mark.parametrize("wrong", [0, 3, 12], ids=["first", "first half", "second half"])
def test_an_error_is_raised_as_in_a_loop(wrong: int) -> None:
    with pytest.raises(ZeroDivisionError):
        mapped(lambda number: 1 / (number - wrong), MANY)


def test_of_several_errors_the_first_is_raised() -> None:
    def fail(number: int) -> int:
        raise ValueError(number) if number in (5, 15) else ZeroDivisionError if number > 15 else KeyError(number)

    with pytest.raises(KeyError, match="0"):
        mapped(fail, MANY)


def test_what_a_killed_process_owes_is_done_again() -> None:
    parent = os.getpid()
    assert mapped(lambda number: number if os.getpid() == parent else os._exit(9), MANY) == list(MANY)
