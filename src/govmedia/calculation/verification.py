"""Under whose name an account may be verified on its platform (认证主体)."""

from govmedia.calculation.bodies import legal_body, names_of
from govmedia.calculation.opening import speaks_for_government
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.unit import Unit


def accepted_names(account: Account, unit: Unit, ledger: Ledger) -> tuple[str, ...]:
    """Names of the sponsor and of the legal body it is part of; for a government's account also the government's own."""
    body = ledger.units.get(legal_body(unit.id, ledger), unit)
    names = (*names_of(unit), *names_of(body))
    region = ledger.regions.get(unit.region)
    return (*names, f"{region.name}人民政府") if region and speaks_for_government(account, body, ledger) else names


def former_names(unit: Unit, ledger: Ledger) -> tuple[str, ...]:
    """Names that the sponsor or its legal body has given up (曾用名)."""
    body = ledger.units.get(legal_body(unit.id, ledger), unit)
    return (*unit.former_names, *body.former_names)
