"""docs/emulator-limits.md, out of what the extensions say of themselves: `python -m drgen.local_aws.limits`."""

from __future__ import annotations

import sys

from drgen.local_aws import control_planes, extensions, kubernetes, routes

_HEAD = """# What the local AWS copies, and what not

Written by `python -m drgen.local_aws.limits` from the extensions' own docstrings; do not edit.

`drgen rehearse` and the tests run against two emulators on loopback: moto answers {moto}; ministack answers the rest.
What neither has, or has otherwise than AWS, is added by drgen, service by service, below. What an emulator lacks
altogether is refused with `NotRehearsable`, at once; a bug of the local AWS itself is answered as `RehearsalFailed`. A
call that an SDK sends again, by its `amz-sdk-invocation-id`, because the connection broke, is carried out once: AWS
would do it twice, which the tests try by losing answers on purpose.

A region that is dark refuses, resets or swallows every request for it. Requests of these services are decided not by
the region that they name, but by the one that they are controlled from ({source}):

{planes}
"""


def markdown() -> str:
    """The page."""
    planes = "\n".join(f"- `{name}`: {region}" for name, region in sorted(control_planes.CONTROLLED_FROM.items()))
    head = _HEAD.format(
        moto=", ".join(sorted(routes.MOTO)), planes=planes, source="AWS Fault Isolation Boundaries, Global services"
    )
    parts = [*extensions.modules(), kubernetes]
    return head + "".join(f"\n## {_title(part.__doc__ or '')}\n\n{_rest(part.__doc__ or '')}\n" for part in parts)


def _title(doc: str) -> str:
    first = doc.strip().splitlines()[0].rstrip(".")
    return first[0].upper() + first[1:]


def _rest(doc: str) -> str:
    """Each statement of a docstring, `Copied`, `Kept` and `Not copied`, as a paragraph of its own."""
    lines = doc.strip().splitlines()[1:]
    starts = ("Copied", "Not copied", "Kept for")
    spaced = [f"\n{line}" if line.startswith(starts) else line for line in lines]
    return "\n".join(spaced).replace("\n- ", "\n  - ").strip()


if __name__ == "__main__":
    sys.stdout.write(markdown())
