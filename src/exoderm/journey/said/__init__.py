"""What a run says: each part of its document, from the books of the run and its plan."""
