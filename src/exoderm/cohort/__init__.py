"""Several runs held against each other: one path over values, scenarios side by side."""
