"""The checks of what a plan would do: their parameter is `plans`, a list of `inventory.changes.Plan`."""
