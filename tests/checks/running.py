"""A clean platform with one of everything, of which a test changes one thing and asks the checks."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from drgen import catalog, checks, spec, stacks, suppressions
from drgen.findings import Finding
from drgen.objectives import model
from tests.conftest import ROOT

TODAY = date(2026, 11, 23)
CATALOG = catalog.read(ROOT / "modules")

PLATFORM: dict[str, Any] = yaml.safe_load("""
version: 1
name: shop
account: "111122223333"
strategy: warm_standby
active: primary
objectives: {rto: 4h, rpo: 4h, corruption: {rpo: 48h}}
regions:
  primary: {name: us-east-1, cidr: 10.0.0.0/16, zones: [us-east-1a, us-east-1b, us-east-1c]}
  standby: {name: us-west-2, cidr: 10.1.0.0/16, zones: [us-west-2a, us-west-2b, us-west-2c]}
hosts: [shop.example.com]
zone: {id: Z0123456789ABC, name: example.com}
state: {bucket: acme-shop-state, plan_roles: [shop-plan], apply_roles: [shop-apply]}
components:
  iam: {rds_rebuild: true, failover_secrets: [mail, events, worker]}
  keys: {}
  certificates: {}
  secrets: {names: {orders: {generate: true}, reporting: {}, mail: {}, events: {}, worker: {generate: true}}}
  ecr: {repositories: [storefront]}
  sessions: {}
  buckets: {names: {media: {}}}
  backup: {copy_every: 24h, keep: 35d}
  network: {}
  eks:
    kubernetes: {version: "1.35"}
    nodes: {general: {instance_types: [m7g.xlarge, m6g.xlarge], min: 6, max: 24}}
  ingress: {}
  alarms: {notify: {on_call: https://pager.example.com/dr}}
  activity: {}
  orders:
    module: aurora
    engine: {version: "16.8"}
    instances: {reader: {class: db.r7g.xlarge}, writer: {class: db.r7g.xlarge}}
  reporting: {module: rds, engine: {version: "16.8"}, class: db.m7g.large}
  carts: {module: elasticache, replication: global_datastore, durable: true, node: {type: cache.r7g.large}}
  pages:
    module: elasticache
    replication: warm
    durable: false
    because: rebuilt
    node: {type: cache.m7g.large}
    warming: {families: {all: {loader: job, run: shop/warm, rate: 100, keys: 1000}}}
  events:
    module: rabbitmq
    hosted: kubernetes
    exchanges: {orders: {link: federation}}
    queues: {orders: {durable: true, link: none, bindings: {orders: ["#"]}, ttl: 6h}}
    topology:
      addresses: {primary: events.use1.example.com, standby: events.usw2.example.com}
      users: {worker: {secret_name: worker, permissions: {/: {write: .*, read: .*}}}}
  mail:
    module: rabbitmq
    hosted: amazon_mq
    engine: {version: "3.13"}
    exchanges: {mail: {}}
    queues: {out: {durable: true, link: shovel, bindings: {mail: [out]}, ttl: 6h}}
  dns: {health_check: {path: /healthz/deep}}
  peering: {}
""")


def changed(changes: dict[str, Any], base: dict[str, Any] = PLATFORM) -> dict[str, Any]:
    """The platform with some values set by dotted path; None removes."""
    data = copy.deepcopy(base)
    for path, value in changes.items():
        *parents, last = path.split(".")
        at = data
        for part in parents:
            at = at.setdefault(part, {})
        if value is None:
            del at[last]
        else:
            at[last] = value
    return data


def ask(folder: Path, data: dict[str, Any], **facts: Any) -> list[Finding]:
    """What the checks that read a spec have to say about it, after its suppressions."""
    path = folder / "environments" / "shop" / "spec.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    loaded = spec.load(path, CATALOG)
    roots = stacks.layout(loaded, CATALOG)
    known = {
        "spec": loaded,
        "stacks": roots,
        "expected": model(loaded, roots),
        "catalog": CATALOG,
        "neighbours": {},
        "observed": {},
        "today": TODAY,
    }
    found = checks.run(known | facts)
    return suppressions.kept(found, loaded, TODAY)
