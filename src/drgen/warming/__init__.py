"""Caches that no datastore replicates: filled before traffic is released.

spec → `plan` (what loads which keys, how fast, how much must be warm) → `copying` (from a cache that lives) or
`reading` (through the application). Each goes on where it was killed, and holds the rate that it was given.
"""
