"""Values that are decoded when somebody looks at them: most of a big plan nobody ever does."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping
from itertools import zip_longest
from typing import Any

import msgspec

from drgen.errors import DrgenError
from drgen.inventory import Sensitive, Unknown
from drgen.inventory.document import MALFORMED, NOTHING, given

Path = tuple[str | int, ...]  # keys of maps and places in lists
References = Callable[[Path], tuple[str, ...]]  # of the argument at a path


class Values(Mapping[str, Any]):
    """A resource's values, with their masks laid over them, decoded when first asked for.

    Raises DrgenError where the JSON inside cannot be decoded; the JSON around it is known to be well-formed.
    """

    __slots__ = ("_found", "_raw", "_references", "_sensitive", "_unknown", "_where")

    def __init__(
        self,
        where: str,
        raw: msgspec.Raw,
        unknown: msgspec.Raw = NOTHING,
        sensitive: msgspec.Raw = NOTHING,
        references: References | None = None,
    ) -> None:
        self._where, self._raw, self._unknown, self._sensitive = where, raw, unknown, sensitive
        self._references = references or _nothing
        self._found: dict[str, Any] | None = None

    def __getitem__(self, key: str) -> Any:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key; a mixin's own way would be several times slower, here and below."""
        return self._all().get(key, default)

    def items(self) -> ItemsView[str, Any]:
        """The values by key."""
        return self._all().items()

    def __contains__(self, key: object) -> bool:
        return key in self._all()

    def __repr__(self) -> str:
        return f"<values of {self._where}>"  # what they hold may be secret

    def _all(self) -> dict[str, Any]:
        if self._found is None:
            value, unknown, sensitive = (self._decode(raw) for raw in (self._raw, self._unknown, self._sensitive))
            self._found = _as_map(masked(value, unknown, sensitive, self._references))
        return self._found

    def _decode(self, raw: msgspec.Raw) -> Any:
        try:
            return msgspec.json.decode(raw) if given(raw) else None
        except MALFORMED as error:
            raise DrgenError(f"{self._where}: its values cannot be read: {error}") from error


def masked(value: Any, unknown: Any, sensitive: Any, references: References, path: Path = ()) -> Any:
    """A value with `Unknown` and `Sensitive` where its masks say `true`; the masks have its shape, or parts of it.

    The value is changed in place: it was decoded for this.
    """
    if unknown is True:
        return Unknown(references(path))
    if sensitive is True or (sensitive and _misfits(sensitive, value)):
        whole = isinstance(value, dict) and not path
        return {key: Sensitive(one) for key, one in value.items()} if whole else Sensitive(value)
    if not unknown and not sensitive:
        return value
    if isinstance(value, dict) or (value is None and isinstance(unknown, dict) and _says(unknown)):
        return _masked_map(value or {}, unknown, sensitive, references, path)
    if isinstance(value, list) or (value is None and isinstance(unknown, list) and _says(unknown)):
        return _masked_list(value or [], unknown, sensitive, references, path)
    return value


def _masked_map(value: dict[str, Any], unknown: Any, sensitive: Any, references: References, path: Path) -> Any:
    unknown, sensitive = (mask if isinstance(mask, dict) else {} for mask in (unknown, sensitive))
    for key in {**unknown, **sensitive}:
        ahead, hidden = unknown.get(key), sensitive.get(key)
        if (ahead or hidden) and (key in value or _says(ahead)):
            value[key] = masked(value.get(key), ahead, hidden, references, (*path, key))
    return value


def _masked_list(value: list[Any], unknown: Any, sensitive: Any, references: References, path: Path) -> Any:
    masks = [mask if isinstance(mask, list) else [] for mask in (unknown, sensitive)]
    if not any(any(mask) for mask in masks):
        return value
    length = max(len(value), len(masks[0]))
    rows = list(zip_longest(value, *masks))[:length]
    return [masked(one, u, s, references, (*path, index)) for index, (one, u, s) in enumerate(rows)]


def _misfits(mask: Any, value: Any) -> bool:
    """Whether a mask that says anything has another shape than its value: what it hides may be anywhere."""
    return value is not None and type(mask) is not type(value) and _says(mask)


def _says(mask: Any) -> bool:
    """Whether `true` stands anywhere in a mask."""
    if isinstance(mask, dict):
        return any(_says(part) for part in mask.values())
    return any(_says(part) for part in mask) if isinstance(mask, list) else mask is True


def _as_map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _nothing(_path: Path) -> tuple[str, ...]:
    return ()
