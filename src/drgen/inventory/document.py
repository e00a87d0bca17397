"""One JSON document out of a file: what CI systems put around it taken off, what is not whole refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec

from drgen.errors import DrgenError
from drgen.inventory import filetext

SHOW = "terraform plan -out=plan.tfplan && terraform show -json plan.tfplan > plan.json"
_START = re.compile(rb'\{\s*"(?:format_version|terraform_version|version)"\s*:|^\{', re.MULTILINE)
_ANOTHER = re.compile(rb'^\s*\{|\{\s*"(?:format_version|terraform_version|version)"\s*:', re.MULTILINE)
_ECHO = re.compile(rb"^::(?:debug|set-output).*$", re.MULTILINE)  # the wrapper repeats what it printed
_STREAM = re.compile(rb'^\{\s*"@(?:level|message|module)"', re.MULTILINE)
_TRAILING = re.compile(r"trailing characters \(byte (\d+)\)")
_T = TypeVar("_T")


MALFORMED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)  # what a decoder may say
NOTHING = msgspec.Raw()  # a part that is not there


class Document(msgspec.Struct):
    """The parts of a plan, of `terraform show -json` of a state, or of a raw state; heavy ones are not decoded yet."""

    format_version: object = None
    terraform_version: object = None
    version: object = None  # of a raw state
    lineage: object = None
    resources: msgspec.Raw = NOTHING  # of a raw state
    values: msgspec.Raw = NOTHING  # of a state
    variables: msgspec.Raw = NOTHING
    planned_values: msgspec.Raw = NOTHING
    prior_state: msgspec.Raw = NOTHING
    configuration: msgspec.Raw = NOTHING
    resource_changes: msgspec.Raw = NOTHING
    resource_drift: msgspec.Raw = NOTHING
    output_changes: msgspec.Raw = NOTHING
    deferred_changes: msgspec.Raw = NOTHING
    checks: msgspec.Raw = NOTHING
    errored: object = None
    complete: object = None
    applyable: object = None
    timestamp: object = None


def read(path: Path, source: str) -> Document:
    """One file as a document; `source` is its name in messages.

    Raises DrgenError, with what to do, for what cannot be read whole: a binary plan, a stream of log lines, several
    documents, a file that is cut off, text.
    """
    return decode(filetext.read(path, source), source)


def decode(data: bytes, source: str) -> Document:
    """The one JSON document in `data`; see `read`."""
    if _STREAM.search(data[:4096]):
        raise DrgenError(f"{source}: the log of `terraform plan -json`, not a plan", hint=f"make one with: {SHOW}")
    try:
        return msgspec.json.decode(data, type=Document)
    except MALFORMED as error:
        if _is_json(data):
            raise DrgenError(f"{source}: neither a plan nor a state: {error}", hint=f"make it with: {SHOW}") from error
        return _within(data, source)


def given(raw: msgspec.Raw) -> bool:
    """Whether a part is there and not null."""
    start = memoryview(raw)[:4]
    return bool(start) and bytes(start) != b"null"


def part(raw: msgspec.Raw, kind: type[_T], source: str, name: str) -> _T | None:
    """A part of a document, decoded; None where it is not there or null.

    Raises DrgenError where it is not as Terraform writes it.
    """
    try:
        return msgspec.json.decode(raw, type=kind) if given(raw) else None
    except MALFORMED as error:
        raise DrgenError(f"{source}: its {name} cannot be read: {error}", hint=f"make it anew: {SHOW}") from error


def _is_json(data: bytes) -> bool:
    """Whether all of it is one JSON value, if not the one that was looked for."""
    try:
        msgspec.json.decode(data, type=dict[str, msgspec.Raw] | list[msgspec.Raw] | str | float | bool | None)
    except MALFORMED:
        return False
    return True


def _within(data: bytes, source: str) -> Document:
    """The document inside a CI system's log lines; the wrapper of setup-terraform writes before and after it."""
    begin = _START.search(data)
    if not begin:
        raise DrgenError(f"{source}: no JSON in it", hint=f"make it with: {SHOW}")
    view = memoryview(data)[begin.start() :]
    end = _end(view, source)
    rest = _ECHO.sub(b"", bytes(view[end:]))
    if _ANOTHER.search(rest):
        raise DrgenError(
            f"{source}: several JSON documents, one after another", hint="one plan a file: name each file for itself"
        )
    return msgspec.json.decode(bytes(view[:end]), type=Document)


def _end(view: memoryview, source: str) -> int:
    """Where the document ends that `view` begins with."""
    try:
        msgspec.json.decode(view, type=Document)
    except msgspec.ValidationError as error:
        _refuse(source, str(error))
    except RecursionError:
        _refuse(source, "nested too deeply")
    except MALFORMED as error:
        if found := _TRAILING.search(str(error)):
            return int(found[1]) - 1  # the byte is counted from one
        _refuse(source, "the file is cut off" if "truncated" in str(error) else str(error))
    return len(view)


def _refuse(source: str, what: str) -> NoReturn:
    raise DrgenError(f"{source}: no whole plan or state: {what}", hint=f"make it anew: {SHOW}")
