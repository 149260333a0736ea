"""Grids, transport and random draws. Knows no biology; imports nothing of exoderm."""
