"""One provider process for all runs of `terraform test`.

Terraform starts the provider anew for each run, which takes ten times as long as the run; mocks need its schema only.
A provider that runs already is named to Terraform by TF_REATTACH_PROVIDERS:
https://developer.hashicorp.com/terraform/plugin/debugging
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROVIDER = ".terraform/providers/*/hashicorp/aws/*/*/terraform-provider-aws*"
_SAID = re.compile(r"TF_REATTACH_PROVIDERS='(.+)'")


@contextmanager
def provider(folder: Path) -> Iterator[dict[str, str]]:
    """The environment that names the running provider of an initialised folder, until the block ends."""
    [program] = folder.glob(_PROVIDER)
    with subprocess.Popen([program, "-debug"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            [said] = next(found for line in process.stdout if (found := _SAID.findall(line)))
            yield {"TF_REATTACH_PROVIDERS": said}
        finally:
            process.terminate()
