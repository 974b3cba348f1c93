"""How much of a plan distribution is basis: over the whole plan, inside a separate source, or basis
first."""

from __future__ import annotations

from megaroth.kernel.money import Cents, proportion, smaller
from megaroth.kernel.trace import least, rule


@rule(cites="IRC 72(e)(8)")
def distributed_basis(distributed: Cents, basis: Cents, balance: Cents) -> Cents:
    """The basis that a distribution carries: its share of the contract's basis.

    The contract is the whole vested plan balance, or, where the plan accounts for after-tax
    contributions and their earnings apart, that source alone. A value below basis makes every
    dollar basis.

    Args:
        distributed: the distribution, cents, scalar or (n,).
        basis: investment in the contract, cents, scalar or (n,).
        balance: vested value of the contract before it, cents, scalar or (n,).

    Returns:
        Cents, at most the distribution and the basis, in the shape of the arguments.

    Source:
        26 USC 72(e)(8)(A)-(B), 72(d)(2); Notice 87-13.

    >>> distributed_basis(50_000_00, 20_000_00, 100_000_00)
    1000000
    """
    return least(
        pro_rata=proportion(distributed, smaller(basis, balance), balance),
        distribution=distributed,
        basis=basis,
    )


@rule(cites="IRC 72(e)(8)(D)")
def distributed_basis_first(
    distributed: Cents, pre_1987_basis: Cents, basis: Cents, balance: Cents
) -> Cents:
    """The basis that a distribution carries where the plan let pre-1987 contributions out on May 5,
    1986: those first.

    Args:
        distributed: the distribution, cents, scalar or (n,).
        pre_1987_basis: after-tax contributions made before 1987, part of ``basis``, cents, scalar
            or (n,).
        basis: investment in the contract, cents, scalar or (n,).
        balance: vested value of the contract before it, cents, scalar or (n,).

    Returns:
        Cents, at most the distribution and the basis, in the shape of the arguments.

    Source:
        26 USC 72(e)(8)(D); Notice 87-13.

    >>> distributed_basis_first(5_000_00, 8_000_00, 8_000_00, 40_000_00)
    500000
    """
    first = smaller(distributed, pre_1987_basis)
    return first + distributed_basis(distributed - first, basis - first, balance - first)


@rule(cites="IRC 402A(d)(4), 72(e)(8)")
def designated_roth_basis(distributed: Cents, contributions: Cents, balance: Cents) -> Cents:
    """The basis in a distribution from a designated Roth account: always pro rata, qualified or
    not.

    Args:
        distributed: the distribution, cents, scalar or (n,).
        contributions: investment in that account, cents, scalar or (n,).
        balance: its value before the distribution, cents, scalar or (n,).

    Returns:
        Cents, in the shape of the arguments.

    Source:
        26 USC 402A(d)(4); 26 CFR 1.402A-1 A-7.

    >>> designated_roth_basis(5_000_00, 9_400_00, 10_000_00)
    470000
    """
    return smaller(distributed, proportion(distributed, smaller(contributions, balance), balance))
