"""The vesicle's path: a line from donor to deposit, then the living skin, then the cell."""
