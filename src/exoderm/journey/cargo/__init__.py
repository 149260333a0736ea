"""Named cargo: what single microRNAs, proteins, lipids and surface ligands amount to on or in one vesicle.

A cargo card says how it stands to what a donor's card counts (microRNA, protein, membrane); a donor's card may write
its own number over it, by path: ``cargo.stratifin.protein``, or ``cargo.ligand.protein`` for all that are like it.
"""
