"""An instance of the standby uses a machine image of another region.

An AMI id is of one region: `InvalidAMIID.NotFound` when the standby wants to start.
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/CopyingAMIs.html

Look the image up in the standby's region, or copy it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.HIGH


_IMAGES = {
    "aws_instance": "ami", "aws_launch_template": "image_id", "aws_launch_configuration": "image_id",
    "aws_spot_instance_request": "ami",
}  # fmt: skip


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    used = {text(one, _IMAGES[one.type]) for one in regions.everything.of(*_IMAGES) if is_primary(regions, one)}
    for one in regions.everything.of(*_IMAGES):
        argument = _IMAGES[one.type]
        image = text(one, argument)
        if is_standby(regions, one) and image.startswith("ami-") and image in used:
            yield about(one, argument, f"is {image}, which {regions.primary_region} uses")
        elif (far := links.elsewhere(one, argument)) and re.search(r"aws_(ami|ssm_parameter)", far):
            yield about(one, argument, f"is {far}; this is in {one.region}")
