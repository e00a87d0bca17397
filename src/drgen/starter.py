"""The spec that `drgen init` writes: everything that must be said, and a word about each."""

from __future__ import annotations

# Zones whose letters are not a, b, c in every account: docs.aws.amazon.com, "Regions and Availability Zones".
_LETTERS = {"ap-northeast-1": "acd", "ca-central-1": "abd", "us-west-1": "ac"}


def starter(
    name: str,
    *,
    account: str = "111122223333",
    primary: str = "eu-central-1",
    standby: str = "eu-west-1",
    schema: str = "../../schemas/drgen.schema.json",
) -> str:
    """A commented spec that loads as it is. The zones are a proposal: an account may see others."""
    return _TEXT.format(
        name=name,
        account=account,
        schema=schema,
        primary=_region(primary, "10.0.0.0/16"),
        standby=_region(standby, "10.1.0.0/16"),
    )


def zones(region: str) -> list[str]:
    """Three zones of a region, a proposal."""
    return [f"{region}{letter}" for letter in _LETTERS.get(region, "abc")]


def _region(region: str, cidr: str) -> str:
    return f"{{name: {region}, cidr: {cidr}, zones: [{', '.join(zones(region))}]}}"


_TEXT = """\
# yaml-language-server: $schema={schema}
version: 1
name: {name}
account: "{account}"            # 12 digits, in quotes
strategy: warm_standby             # backup_restore | pilot_light | warm_standby | hot_standby
active: primary                    # who serves now: a failover changes this line and nothing else

objectives:                        # what is promised; a drill measures it
  rto: 90m                         # until the platform serves again: `drgen objectives` says what it takes
  rpo: 5m                          # what may be lost, as time
  decision: manual                 # a person pulls the trigger
  corruption: {{rpo: 24h}}           # damaged data is replicated too: only backups answer it

traffic: orchestrated              # orchestrated: after the databases | automatic | routing_control

regions:                           # their places never change; ranges must not overlap
  primary: {primary}
  standby: {standby}

# hosts: [shop.example.com]        # the names that fail over, and the public zone that holds them
# zone: {{id: Z0123456789ABC, name: example.com}}

state:
  bucket: {name}-state             # a prefix: one bucket per region, named with its suffix
  # plan_roles: [{name}-plan]      # who may read state
  # apply_roles: [{name}-apply]    # who may write it

tags: {{}}                           # on every resource

components:                        # `drgen explain aurora` says what a module takes; modules/ holds them all
  # What both regions stand on.
  iam: {{}}
  keys: {{}}

  # Each region. `standby:` under a component is the only place where the regions may differ.
  network: {{}}
"""
