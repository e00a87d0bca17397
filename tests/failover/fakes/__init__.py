"""AWS in memory, with a clock: stateful, regional, and as unreliable as a test wants it."""
