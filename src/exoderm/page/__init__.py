"""What people publish: a page is read into blocks, sentences, claims and a label."""
