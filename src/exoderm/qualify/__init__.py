"""How far the model can be trusted: published experiments run again, and data sets scored, misses included."""
