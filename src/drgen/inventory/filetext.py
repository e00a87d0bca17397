"""A file's bytes as UTF-8: unpacked, re-coded from what PowerShell writes, or refused with the cure."""

from __future__ import annotations

import codecs
import gzip
import re
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from drgen.errors import DrgenError

_MOST = 2 << 30  # bytes that a gzip file may unpack to: a bomb stops there
_CHUNK = 1 << 20
_SOMETHING = re.compile(rb"[^\s\0]")


def read(path: Path, source: str) -> bytes:
    """The text of a file, `-` being standard input; `source` is its name in messages.

    Raises DrgenError for a file that is not there, empty, packed or binary, and for one of another encoding.
    """
    data = _utf8(_unpacked(_bytes(path, source), source), source)
    if not _SOMETHING.search(data):
        raise DrgenError(f"{source}: the file is empty", hint="see what the command said that should have written it")
    _refuse_invalid(data, source)
    return data


def _bytes(path: Path, source: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except FileNotFoundError as error:
        raise DrgenError(f"{source}: there is no such file") from error
    except OSError as error:
        raise DrgenError(f"{source}: cannot be read: {error.strerror}") from error


def _unpacked(data: bytes, source: str) -> bytes:
    if data.startswith(b"\x1f\x8b"):
        return _gunzipped(data, source)
    if data.startswith(b"PK\x03\x04"):
        raise _zip(data, source)
    return data


def _gunzipped(data: bytes, source: str) -> bytes:
    try:
        found = gzip.GzipFile(fileobj=BytesIO(data)).read(_MOST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DrgenError(f"{source}: cut off or damaged: {error}", hint="fetch it again") from error
    if len(found) > _MOST:
        raise DrgenError(f"{source}: unpacks to more than {_MOST >> 30} GiB")
    return found


def _zip(data: bytes, source: str) -> DrgenError:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        names = []
    if "tfplan" in names:
        return DrgenError(
            f"{source}: a binary plan; only the Terraform that made it can read it",
            hint=f"in its root, where `terraform init` ran: terraform show -json {source} > plan.json",
        )
    return DrgenError(f"{source}: a zip archive", hint="unpack it, and name the plan's JSON")


def _utf8(data: bytes, source: str) -> bytes:
    """The same as UTF-8, without a byte order mark. PowerShell's `>` writes UTF-16."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    coding = _utf16(data[:2])
    if not coding:
        return data
    try:
        return data.decode(coding).encode()
    except UnicodeError as error:
        raise DrgenError(
            f"{source}: UTF-16 that cannot be decoded",
            hint="write it as UTF-8: terraform show -json plan.tfplan | Out-File -Encoding utf8 plan.json",
        ) from error


def _utf16(start: bytes) -> str:
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    return "utf-16-be" if start.startswith(b"\0") else "utf-16-le" if start[1:] == b"\0" else ""


def _refuse_invalid(data: bytes, source: str) -> None:
    """Values are decoded later, one by one: what is no UTF-8 is found now."""
    if data.isascii():
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(view[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise DrgenError(f"{source}: not UTF-8", hint="write it as UTF-8; or is it a binary file?") from error
