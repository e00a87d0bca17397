"""Stage 6: the platform is destroyed, and nothing is left."""

from __future__ import annotations

from drgen.rehearsal.stage import Theatre

TITLE = "destroy: nothing is left"


def play(theatre: Theatre) -> None:
    """Light every region, for what is dark cannot be destroyed; `drgen destroy`; then look for what it left."""
    theatre.light()
    theatre.drgen("destroy", theatre.name, "--yes", f"destroy {theatre.name}", "--no-snapshots")
    left = sorted(leftovers(theatre))
    theatre.proves("nothing is left", held=not left, seen=", ".join(left[:8]) or "no resource")


def leftovers(theatre: Theatre) -> set[str]:
    """What bears the platform's tag, or its buckets' name, in either region."""
    found = set()
    for region in (theatre.spec.regions.primary.name, theatre.spec.regions.standby.name):
        for vpc in theatre.aws.client("ec2", region).describe_vpcs()["Vpcs"]:
            if not vpc.get("IsDefault"):
                found.add(f"{vpc['VpcId']} in {region}")
        rds = theatre.aws.client("rds", region)
        found |= {f"{one['DBInstanceIdentifier']} in {region}" for one in rds.describe_db_instances()["DBInstances"]}
        found |= {f"{one['DBClusterIdentifier']} in {region}" for one in rds.describe_db_clusters()["DBClusters"]}
    buckets = theatre.aws.client("s3", theatre.spec.regions.standby.name).list_buckets()["Buckets"]
    found |= {f"bucket {one['Name']}" for one in buckets}
    roles = theatre.aws.client("iam", theatre.spec.regions.standby.name).list_roles()["Roles"]
    return found | {f"role {one['RoleName']}" for one in roles if one["RoleName"].startswith(f"{theatre.spec.name}-")}
