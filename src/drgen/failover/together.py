"""Questions asked side by side, for as long as one is willing to wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TypeVar

from drgen.aws import AwsError
from drgen.errors import DrgenError

T = TypeVar("T")
_AT_ONCE = 16


def ask(questions: Sequence[Callable[[], T]], seconds: float) -> list[T | DrgenError]:
    """The answer to each question, or the error that came instead of it: nobody waits for longer than `seconds`.

    What is not a DrgenError is a bug, and raised. Whoever still waits then is left behind: a thread that ends with the
    program.
    """
    waiting: SimpleQueue[tuple[int, Callable[[], T]]] = SimpleQueue()
    told: SimpleQueue[tuple[int, T | BaseException]] = SimpleQueue()
    for numbered in enumerate(questions):
        waiting.put(numbered)
    for _ in range(min(_AT_ONCE, len(questions))):
        Thread(target=_work, args=(waiting, told), daemon=True).start()
    late = AwsError(f"no answer within {seconds:g} s", kind="silent", code="Late")
    answers: list[T | BaseException] = [late] * len(questions)
    until = monotonic() + seconds
    for _ in questions:
        try:
            number, answer = told.get(timeout=max(0.0, until - monotonic()))
        except Empty:
            break
        answers[number] = answer
    return [_or_raise(answer) for answer in answers]


def _work(waiting: SimpleQueue[tuple[int, Callable[[], T]]], told: SimpleQueue[tuple[int, T | BaseException]]) -> None:
    """Ask what nobody asked yet, until nothing is left."""
    while True:
        try:
            number, question = waiting.get_nowait()
        except Empty:
            return
        told.put((number, _answer(question)))


def _answer(question: Callable[[], T]) -> T | BaseException:
    try:
        return question()
    except BaseException as error:
        return error


def _or_raise(answer: T | BaseException) -> T | DrgenError:
    if isinstance(answer, BaseException) and not isinstance(answer, DrgenError):
        raise answer
    return answer
