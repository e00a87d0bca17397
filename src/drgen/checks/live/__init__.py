"""Checks of a platform as AWS says that it is: see drgen.checks, and drgen.failover.live for what they read."""
