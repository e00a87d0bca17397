"""RabbitMQ's part of a failover: what the brokers hold, how they are linked, and whether the links keep up.

spec → `topology` (what is wanted, without sides) → `definitions` (one broker's objects, by side and by who is active)
→ `rendering` (files) or `differences` (against a running broker, by its `management` API) → `applying`.
"""
