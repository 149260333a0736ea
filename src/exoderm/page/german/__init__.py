"""German pages, read by a gloss: each sentence is put into plain English by a lexicon and rules of order."""
