"""A folder held open: everything in it is reached from its descriptor, so that no link can lead outside."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.errors import DrgenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

HERE = ""  # the folder itself; a folder below is named like "primary/manifests"

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_FOLDER_MODE, _FILE_MODE = 0o755, 0o644  # whatever the umask says: the same spec gives the same tree
_SPACE = "free some space, then run it again"
_WRITABLE = "make it writable for this user, then run it again"
_HINTS = {
    errno.EACCES: _WRITABLE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: _SPACE,
    errno.ELOOP: "drgen follows no symbolic link below an environment: put a real folder there",
    errno.ENOENT: "it was removed while drgen was at work: run it again",
    errno.ENOSPC: _SPACE,
    errno.ENOTDIR: "put a real folder there: drgen follows no symbolic link below an environment",
    errno.EPERM: _WRITABLE,
    errno.EROFS: "mount it writable, or render a copy of the project elsewhere",
    errno.EXDEV: "drgen moves finished files into place: unmount what lies below the environment",
}


@dataclass(frozen=True)
class NotPlain:
    """In the place of a file lies something that drgen neither reads nor replaces."""

    why: str


@dataclass(frozen=True)
class Tree:
    path: Path
    fd: int

    @contextmanager
    def inside(self, folder: str, *, make: bool = False) -> Iterator[int | None]:
        """A descriptor of a folder below, or None if it is not there; whatever fails names that folder."""
        with explained(self.path, folder), ExitStack() as opened:
            fd: int | None = self.fd
            for part in filter(None, folder.split("/")):
                fd = None if fd is None else _enter(fd, part, make=make)
                if fd is not None:
                    opened.callback(os.close, fd)
            yield fd

    def read(self, folder: str, names: Iterable[str]) -> dict[str, bytes | NotPlain | None]:
        """What files of one folder hold; None where there is no such file."""
        with self.inside(folder) as fd:
            return {name: None if fd is None else _content(fd, name) for name in names}

    def create(self, folder: str, contents: Iterable[tuple[str, bytes]], *, durable: bool) -> None:
        """Write new files into one folder, and wait until they are on disk if they are to be durable."""
        with self.inside(folder, make=True) as fd:
            for name, content in contents:
                new = os.open(name, _NEW, _FILE_MODE, dir_fd=fd)
                try:
                    os.fchmod(new, _FILE_MODE)
                    _write(new, content)
                    if durable:
                        os.fsync(new)
                finally:
                    os.close(new)

    def move(self, source: str, target: str, names: Iterable[tuple[str, str]]) -> None:
        """Move files from one folder into another under new names, each by one rename."""
        with self.inside(source) as old_fd, self.inside(target, make=True) as new_fd:
            for old, new in names:
                os.rename(old, new, src_dir_fd=old_fd, dst_dir_fd=new_fd)

    def remove(self, folder: str, names: Iterable[str]) -> None:
        """Delete files of one folder, and then the folder if nothing else lies in it."""
        with self.inside(folder) as fd:
            for name in names:
                with suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=fd)
        above, _, name = folder.rpartition("/")
        with self.inside(above) as fd, suppress(OSError):
            os.rmdir(name, dir_fd=fd)

    def has(self, folder: str) -> bool:
        with self.inside(folder) as fd:
            return fd is not None

    def names(self, folder: str) -> list[str]:
        with self.inside(folder) as fd:
            return [] if fd is None else [entry.name for entry in os.scandir(fd)]

    def settle(self, folders: Iterable[str]) -> None:
        """Return when the names in these folders are on disk."""
        for folder in folders:
            with self.inside(folder) as fd:
                if fd is not None:
                    os.fsync(fd)

    def check_movable(self, folders: Iterable[str]) -> None:
        """Refuse, before anything was moved, if one of the folders would not take files from here."""
        for folder in folders:
            with self.inside(folder) as fd:
                if fd is not None and (refusal := _refusal(fd, os.fstat(self.fd).st_dev)):
                    raise OSError(refusal, os.strerror(refusal))


@contextmanager
def opened(path: Path) -> Iterator[Tree | None]:
    """The folder for reading, or None if there is none."""
    with explained(path):
        try:
            fd = os.open(path, _FOLDER)
        except FileNotFoundError:
            fd = None
    try:
        yield None if fd is None else Tree(path, fd)
    finally:
        if fd is not None:
            os.close(fd)


@contextmanager
def locked(path: Path) -> Iterator[Tree]:
    """The folder, made if need be, for one writer: a second one is refused at once."""
    with explained(path):
        is_new = not path.exists()
        path.mkdir(parents=True, exist_ok=True)
        if is_new:
            path.chmod(_FOLDER_MODE)
    with opened(path) as tree:
        if tree is None:
            raise DrgenError(f"{path} is not there any more", hint=_HINTS[errno.ENOENT])
        try:
            fcntl.flock(tree.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DrgenError(f"{path}: another drgen is writing here", hint="wait until it is done") from error
        yield tree


@contextmanager
def explained(path: Path, folder: str = HERE) -> Iterator[None]:
    """Say for the user what the file system refuses."""
    try:
        yield
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "mend that, then run it again")
        raise DrgenError(f"{path / folder}: {error.strerror}", hint=hint) from error


def _enter(fd: int, name: str, *, make: bool) -> int | None:
    made = False
    if make:
        with suppress(FileExistsError):
            os.mkdir(name, dir_fd=fd)
            made = True
    try:
        below = os.open(name, _FOLDER, dir_fd=fd)
    except FileNotFoundError:
        return None
    if made:
        os.fchmod(below, _FOLDER_MODE)
    return below


def _refusal(fd: int, device: int) -> int:
    """The error with which a folder would refuse a file from that device, or 0."""
    if os.fstatvfs(fd).f_flag & os.ST_RDONLY:
        return errno.EROFS
    if not os.access(".", os.W_OK | os.X_OK, dir_fd=fd):
        return errno.EACCES
    return 0 if os.fstat(fd).st_dev == device else errno.EXDEV


def _content(fd: int, name: str) -> bytes | NotPlain | None:
    try:
        found = os.stat(name, dir_fd=fd, follow_symlinks=False)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found.st_mode):
        return NotPlain("is a symbolic link")
    if not stat.S_ISREG(found.st_mode):
        return NotPlain("is not a plain file")
    if found.st_nlink > 1:
        return NotPlain("is a hard link: it has a second name")
    file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=fd)
    try:
        return os.read(file, found.st_size)
    finally:
        os.close(file)


def _write(fd: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(fd, rest) :]
