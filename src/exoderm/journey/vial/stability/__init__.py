"""A laboratory's own counts over time and temperature: how fast this product loses them, and what stays open."""
