"""Images that the other region's registry lacks, and how they get there: by the registry's HTTP API, no Docker."""
