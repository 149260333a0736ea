"""Cards in, frozen records out. No numerics."""
