"""Write what was rendered, or compare with it: nobody else's file is touched, and none is left half-written.

New files are staged; the next manifest is put down; each file moves into place by one rename; the next manifest
becomes the manifest.  So a file is old or new, never torn; a mixture shows by its next manifest, and writing again
ends it.  Only what a manifest lists, unchanged since, is overwritten or deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drgen import manifest
from drgen.errors import DrgenError
from drgen.manifest import MANIFEST, NEXT, STAGE, Manifest
from drgen.staging import Job, by_folder, carry_out, join
from drgen.tree import HERE, NotPlain, Tree, locked, opened

Rendered = Mapping[str, str]  # by path relative to the environment's folder


@dataclass(frozen=True)
class Change:
    """What writing does to one file."""

    path: str
    kind: Literal["add", "change", "remove"]
    old: str | None
    new: str | None


@dataclass(frozen=True)
class _Seen:
    """What lies in a folder, of what is rendered now or was written before."""

    contents: dict[str, bytes | None]
    written: list[Manifest]  # the last one; and the next one, if its write was interrupted
    manifest: bytes | None
    interrupted: bool


@dataclass(frozen=True)
class _Plan:
    """What brings a folder from what it is to what it shall be."""

    changes: list[Change]
    edited: list[str]  # why some of it must not be overwritten or deleted
    files: dict[str, bytes]
    removed: list[str]
    lists: dict[str, bytes]  # the manifests on the way: of what lies there after an interruption, and the next one
    pending: bool


def compare(folder: Path, rendered: Rendered) -> list[Change]:
    """What `write` would change; reads only.  The manifest is listed when it alone is out of date."""
    with opened(folder) as tree:
        return _plan(tree, rendered, force=False).changes


def write(folder: Path, rendered: Rendered, *, force: bool = False) -> list[Change]:
    """Make the folder as rendered; raises DrgenError, and changes nothing, if that would lose anything of others'."""
    return write_all({folder: rendered}, force=force)[folder]


def write_all(wanted: Mapping[Path, Rendered], *, force: bool = False) -> dict[Path, list[Change]]:
    """`write` for many folders, which is faster than one by one: nothing is written if one of them refuses."""
    with ExitStack() as held:
        trees = {folder: held.enter_context(locked(folder)) for folder in wanted}
        plans = [(tree, _plan(tree, wanted[folder], force=force)) for folder, tree in trees.items()]
        if not force:
            _refuse_edited(plan for _, plan in plans)
        carry_out([Job(tree, plan.files, plan.removed, plan.lists) for tree, plan in plans if plan.pending])
    return {tree.path: plan.changes for tree, plan in plans}


def replace(path: Path, text: str) -> None:
    """Write one file, whole or not at all, unless it holds the text already."""
    part, content = f".{path.name}.part", text.encode()
    with locked(path.parent) as tree:
        if _contents(tree, [path.name]) == {path.name: content}:
            return
        tree.remove(HERE, [part])
        try:
            tree.create(HERE, [(part, content)], durable=True)
            tree.move(HERE, HERE, [(part, path.name)])
        except DrgenError:
            tree.remove(HERE, [part])
            raise
        tree.settle([HERE])


def unfinished(folder: Path) -> bool:
    """Whether a write was interrupted here: the files may be of two generations until it is done again."""
    return os.path.lexists(folder / NEXT)


def _plan(tree: Tree | None, rendered: Rendered, *, force: bool) -> _Plan:
    manifest.check_paths(rendered)
    wanted = {path: text.encode() for path, text in rendered.items()}
    seen = _look(tree, wanted, force=force) if tree else _Seen({}, [], None, interrupted=False)
    files = {path: new for path, new in wanted.items() if seen.contents.get(path) != new}
    removed = [path for path, old in seen.contents.items() if path not in wanted and old is not None]
    lists = {"next.json": manifest.dumps(manifest.of(wanted))}
    if seen.interrupted:
        lists["manifest.json"] = manifest.dumps(_as_it_lies(seen))
    stale = lists["next.json"] != seen.manifest and (bool(wanted) or seen.manifest is not None)
    touched = sorted([*files, *removed])
    changes = [_change(path, seen.contents.get(path), rendered.get(path)) for path in touched]
    if stale and not changes:
        changes = [_change(MANIFEST, seen.manifest, lists["next.json"].decode())]
    edited = [_edited(tree, seen, path) for path in touched if tree and _is_edited(seen, path)]
    return _Plan(changes, edited, files, removed, lists, pending=stale or bool(changes) or seen.interrupted)


def _look(tree: Tree, wanted: Iterable[str], *, force: bool) -> _Seen:
    lists = _contents(tree, [MANIFEST, NEXT])
    written = [
        _listed(tree.path / path, content, force=force) for path, content in lists.items() if content is not None
    ]
    paths = sorted({*wanted}.union(*written))
    interrupted = lists[NEXT] is not None or tree.has(STAGE)
    return _Seen(_contents(tree, paths), written, lists[MANIFEST], interrupted)


def _contents(tree: Tree, paths: Iterable[str]) -> dict[str, bytes | None]:
    """What these files hold.  Raises DrgenError for all that are links, pipes or devices."""
    found = {
        join(folder, name): content
        for folder, names in by_folder(paths)
        for name, content in tree.read(folder, names).items()
    }
    odd = [f"{tree.path / path} {content.why}" for path, content in found.items() if isinstance(content, NotPlain)]
    if odd:
        raise DrgenError("\n".join(odd), hint="drgen writes plain files only: move it away")
    return {path: content for path, content in found.items() if not isinstance(content, NotPlain)}


def _listed(path: Path, content: bytes, *, force: bool) -> Manifest:
    try:
        return manifest.loads(content)
    except (ValueError, AttributeError) as error:
        if force:
            return {}
        hint = "restore it from version control, or write all files anew with --force"
        raise DrgenError(f"{path} cannot be read: {error}", hint=hint) from error


def _as_it_lies(seen: _Seen) -> Manifest:
    """What an interrupted write left, so that doing it again knows every file for drgen's own."""
    found = dict(pair for written in reversed(seen.written) for pair in written.items())
    for path, content in seen.contents.items():
        if content is not None and (digest := manifest.digest(content)) in _known(seen, path):
            found[path] = digest
    return found


def _known(seen: _Seen, path: str) -> set[str]:
    return {written[path] for written in seen.written if path in written}


def _is_edited(seen: _Seen, path: str) -> bool:
    old = seen.contents[path]
    return old is not None and manifest.digest(old) not in _known(seen, path)


def _edited(tree: Tree, seen: _Seen, path: str) -> str:
    why = "was edited by hand" if _known(seen, path) else "was not written by drgen"
    return f"{tree.path / path} {why}"


def _change(path: str, old: bytes | None, new: str | None) -> Change:
    kind: Literal["add", "change", "remove"] = "add" if old is None else "remove" if new is None else "change"
    return Change(path, kind, None if old is None else old.decode(errors="replace"), new)


def _refuse_edited(plans: Iterable[_Plan]) -> None:
    if edited := [line for plan in plans for line in plan.edited]:
        hint = "move the change into the spec or a module and the file away, or overwrite it with --force"
        raise DrgenError("\n".join(edited), hint=hint)
