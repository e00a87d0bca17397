"""checkov loads Python policies only from a folder that has this file."""
