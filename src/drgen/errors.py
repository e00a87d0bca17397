"""The one error a user is meant to see."""

from __future__ import annotations


class DrgenError(Exception):
    """Something the user can fix: the message says where and what, `hint` says how."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
