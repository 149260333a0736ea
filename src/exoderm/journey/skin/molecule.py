"""A molecule as its structure line (SMILES) tells it: which atoms, bound to which, and what they weigh.

Read here without a chemistry library, so that a line that is no molecule is refused on any machine. Stereochemistry is
read over. Implicit hydrogens fill an atom's lowest normal valence that holds its bonds.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from exoderm.errors import InputError

LONGEST = 1000
MATCHING_WORK = 100_000
"""Atoms looked at while placing double bonds, before a ring system is given the benefit of the doubt."""

# fmt: off
MASS = {
    "H": 1.008, "He": 4.0026, "Li": 6.94, "Be": 9.0122, "B": 10.81, "C": 12.011, "N": 14.007, "O": 15.999,
    "F": 18.998, "Ne": 20.180, "Na": 22.990, "Mg": 24.305, "Al": 26.982, "Si": 28.085, "P": 30.974, "S": 32.06,
    "Cl": 35.45, "Ar": 39.95, "K": 39.098, "Ca": 40.078, "Sc": 44.956, "Ti": 47.867, "V": 50.942, "Cr": 51.996,
    "Mn": 54.938, "Fe": 55.845, "Co": 58.933, "Ni": 58.693, "Cu": 63.546, "Zn": 65.38, "Ga": 69.723, "Ge": 72.630,
    "As": 74.922, "Se": 78.971, "Br": 79.904, "Kr": 83.798, "Rb": 85.468, "Sr": 87.62, "Y": 88.906, "Zr": 91.224,
    "Nb": 92.906, "Mo": 95.95, "Ru": 101.07, "Rh": 102.91, "Pd": 106.42, "Ag": 107.87, "Cd": 112.41, "In": 114.82,
    "Sn": 118.71, "Sb": 121.76, "Te": 127.60, "I": 126.90, "Xe": 131.29, "Cs": 132.91, "Ba": 137.33, "La": 138.91,
    "Ce": 140.12, "Gd": 157.25, "W": 183.84, "Re": 186.21, "Os": 190.23, "Ir": 192.22, "Pt": 195.08, "Au": 196.97,
    "Hg": 200.59, "Tl": 204.38, "Pb": 207.2, "Bi": 208.98, "Th": 232.04, "U": 238.03,
}
# fmt: on
"""g/mol: standard atomic weights."""

_VALENCES = {"B": (3,), "C": (4,), "N": (3, 5), "O": (2,), "P": (3, 5), "S": (2, 4, 6), "F": (1,), "Cl": (1,), "Br": (1,), "I": (1,)}  # fmt: skip # noqa: E501
_ORDER = {"-": 1, "/": 1, "\\": 1, "=": 2, "#": 3, "$": 4, ":": 1}
_AROMATIC = frozenset(("b", "c", "n", "o", "p", "s", "se", "as", "te"))
_BARE = re.compile(r"Cl|Br|[BCNOPSFI]|[bcnops]")
_BRACKET = re.compile(r"\[(\d{1,3})?([A-Z][a-z]?|[a-z]{1,2})(@{0,2}(?:[A-Z]{2}\d+)?)(H\d?)?(\++\d?|-+\d?)?(:\d+)?\]")
_RING = re.compile(r"\d|%\d\d")


@dataclass(frozen=True)
class Atom:
    """One heavy atom with the hydrogens on it."""

    symbol: str
    charge: int
    hydrogens: int
    aromatic: bool
    isotope: int


@dataclass(frozen=True)
class Molecule:
    """Atoms and, for each pair that is bound, the order of the bond."""

    atoms: tuple[Atom, ...]
    bonds: tuple[tuple[int, int, int], ...]

    @property
    def weight(self) -> float:
        """Relative molecular mass, g/mol, counter-ions included."""
        return sum((a.isotope or MASS[a.symbol]) + a.hydrogens * MASS["H"] for a in self.atoms)

    @property
    def charge(self) -> int:
        """Net charge."""
        return sum(a.charge for a in self.atoms)

    def key(self) -> str:
        """The same for every way of writing one structure: neighbourhoods refined until they no longer split.

        Mirror images share a key; so do, in rare symmetric cages, isomers that no neighbourhood tells apart.
        """
        near: list[list[int]] = [[] for _ in self.atoms]
        for a, b, _ in self.bonds:
            near[a].append(b)
            near[b].append(a)
        labels = [repr((a.symbol, a.charge, a.hydrogens, a.isotope)) for a in self.atoms]
        kinds = 0
        while len(set(labels)) > kinds:
            kinds = len(set(labels))
            labels = [_digest(labels[i] + "|" + ",".join(sorted(labels[j] for j in near[i]))) for i in range(len(near))]
        return _digest(" ".join(sorted(labels)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def refusal(text: str, why: str) -> InputError:
    """How a structure line is refused."""
    shown = text if len(text) <= 40 else text[:37] + "..."
    return InputError(
        f"SMILES '{shown}' is no molecule", why=why, code="smiles.invalid",
        action="mend it, or leave it out and give logp and mw",
    )  # fmt: skip


def read(text: str) -> Molecule:
    """Read a structure line.

    Raises
    ------
    InputError
        Code ``smiles.invalid``, with the character at fault, where the line is no molecule.
    """
    text = text.strip()
    if not text:
        raise refusal(text, "it is empty")
    if len(text) > LONGEST:
        raise refusal(text, f"it has {len(text)} characters; {LONGEST} are read")
    drawn, bonds = _draw(text)
    rings = _in_ring(len(drawn), bonds)
    sums = [0] * len(drawn)
    for a, b, order in bonds:
        sums[a] += order
        sums[b] += order
    degree = Counter(i for a, b, _ in bonds for i in (a, b))
    atoms: list[Atom] = []
    for i, (symbol, charge, hydrogens, isotope) in enumerate(drawn):
        aromatic = symbol in _AROMATIC
        if aromatic and i not in rings:
            raise refusal(text, f"'{symbol}' in small letters means an aromatic atom, and it lies in no ring")
        element = symbol.capitalize()
        if hydrogens is None:
            hydrogens = _implicit(text, element, aromatic, sums[i])
        atoms.append(Atom(element, charge, hydrogens, aromatic, isotope))
    if not _alternates(atoms, bonds, sums, degree):
        raise refusal(text, "single and double bonds cannot alternate in its aromatic ring")
    return Molecule(tuple(atoms), tuple(bonds))


_Drawn = tuple[str, int, "int | None", int]


def _draw(text: str) -> tuple[list[_Drawn], list[tuple[int, int, int]]]:
    """Atoms as written (hydrogens ``None`` where implied) and bonds, reading left to right."""
    atoms: list[_Drawn] = []
    bonds: dict[tuple[int, int], int] = {}
    branches: list[int] = []
    open_rings: dict[str, tuple[int, str]] = {}
    last, bond, at = -1, "", 0

    def join(a: int, b: int, sign: str) -> None:
        pair = (min(a, b), max(a, b))
        if a == b or pair in bonds:
            raise refusal(text, f"character {at + 1} binds an atom to itself or twice to another")
        bonds[pair] = _ORDER[sign or "-"]

    while at < len(text):
        sign = text[at]
        if atom := _BARE.match(text, at) or _BRACKET.match(text, at):
            atoms.append(_atom(text, atom))
            if last >= 0:
                join(last, len(atoms) - 1, bond)
            last, bond, at = len(atoms) - 1, "", atom.end()
        elif sign in _ORDER and last >= 0 and not bond:
            bond, at = sign, at + 1
        elif (ring := _RING.match(text, at)) and last >= 0 and text[at - 1] != "(":
            mark = ring.group().lstrip("%").lstrip("0") or "0"
            if mark in open_rings:
                first, earlier = open_rings.pop(mark)
                if bond and earlier and _ORDER[bond] != _ORDER[earlier]:
                    raise refusal(text, f"ring {mark} opens with '{earlier}' and closes with '{bond}'")
                join(first, last, bond or earlier)
            else:
                open_rings[mark] = (last, bond)
            bond, at = "", ring.end()
        elif sign == "(" and last >= 0 and not bond and text[at - 1] != "(":
            branches.append(last)
            at += 1
        elif sign == ")" and branches and not bond and text[at - 1] != "(":
            last, at = branches.pop(), at + 1
        elif sign == "." and last >= 0 and not bond and not branches:
            last, at = -1, at + 1
        else:
            raise refusal(text, f"character {at + 1}, '{sign}', can stand for nothing there")
    if branches:
        raise refusal(text, "a bracket '(' is never closed")
    if open_rings:
        raise refusal(text, f"ring {min(open_rings)} is never closed")
    if bond or last < 0:
        raise refusal(text, "it ends where an atom is due")
    return atoms, [(a, b, order) for (a, b), order in bonds.items()]


def _atom(text: str, found: re.Match[str]) -> _Drawn:
    if not found.group().startswith("["):
        return found.group(), 0, None, 0
    isotope, symbol, _, hydrogens, charge, _ = found.groups()
    if symbol not in _AROMATIC and symbol not in MASS:
        raise refusal(text, f"'{symbol}' is no element known here")
    charge = charge or ""
    counted = charge[-1:].isdigit()  # "+2" rather than "++"
    size = int(charge[-1]) if counted else len(charge)
    if size > 8 or (counted and len(charge) > 2):
        raise refusal(text, f"'{charge}' is no charge of an atom")
    return (
        symbol,
        size * (-1 if charge.startswith("-") else 1),
        0 if hydrogens is None else int(hydrogens[1:] or 1),
        int(isotope or 0),
    )


def _implicit(text: str, element: str, aromatic: bool, used: int) -> int:
    """Hydrogens on an atom written without brackets; an aromatic carbon gives one more bond to its ring."""
    most = _VALENCES[element][-1]
    if used > most or (element == "N" and used == 4 and not aromatic):
        raise refusal(text, f"an uncharged atom of {element} has {used} bonds and cannot")
    if aromatic:
        return max(0, 3 - used) if element == "C" else 0
    return next(v for v in _VALENCES[element] if v >= used) - used


def _in_ring(n: int, bonds: list[tuple[int, int, int]]) -> set[int]:
    """Atoms that lie in a ring or between rings: what stays after chains are cut back from their ends."""
    near: list[set[int]] = [set() for _ in range(n)]
    for a, b, _ in bonds:
        near[a].add(b)
        near[b].add(a)
    ends = [i for i in range(n) if len(near[i]) <= 1]
    gone = set(ends)
    while ends:
        end = ends.pop()
        for other in near[end]:
            near[other].discard(end)
            if len(near[other]) <= 1 and other not in gone:
                gone.add(other)
                ends.append(other)
    return set(range(n)) - gone


def _alternates(atoms: list[Atom], bonds: list[tuple[int, int, int]], sums: list[int], degree: Counter[int]) -> bool:
    """Whether each aromatic atom that owes a double bond can have one with a neighbour that owes one too."""

    def owes(i: int) -> bool:
        atom = atoms[i]
        if not atom.aromatic or sums[i] > degree[i]:
            return False
        if atom.symbol == "C":
            return atom.charge == 0
        if atom.symbol in ("N", "P", "As"):
            return degree[i] + atom.hydrogens == (3 if atom.charge > 0 else 2) and atom.charge >= 0
        return atom.symbol in ("O", "S", "Se", "Te") and atom.charge > 0

    owing = {i for i in range(len(atoms)) if owes(i)}
    near: dict[int, set[int]] = {i: set() for i in owing}
    for a, b, _ in bonds:
        if a in owing and b in owing:
            near[a].add(b)
            near[b].add(a)
    return all(_matched(system, near) for system in _pieces(near))


def _pieces(near: dict[int, set[int]]) -> list[set[int]]:
    """Atoms that hang together, piece by piece."""
    rest, pieces = set(near), []
    while rest:
        piece, reach = set(), {min(rest)}
        while reach:
            piece |= reach
            reach = set().union(*(near[i] for i in reach)) - piece
        rest -= piece
        pieces.append(piece)
    return pieces


def _matched(free: set[int], near: dict[int, set[int]]) -> bool:
    """Whether all atoms pair up with neighbours: fewest choices first, going back where that fails."""
    work = 0
    trail: list[tuple[list[int], int, set[int]]] = []
    while free:
        work += len(free)
        if work > MATCHING_WORK:
            return True
        atom = min(free, key=lambda i: (len(near[i] & free), i))
        choices = sorted(near[atom] & free)
        while not choices:
            if not trail:
                return False
            choices, atom, free = trail.pop()
        partner = choices.pop()
        trail.append((choices, atom, free))
        free = free - {atom, partner}
    return True
