"""The formats of a review of plans: one a file, named after it."""
