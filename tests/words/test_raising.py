"""What class words call for, and which declared class is enough."""

import pytest
from desk import manuscript, read

from govmedia.calculation.raising import gravest, raised, suffices
from govmedia.model.wordlist import Row
from govmedia.model.words import ManuscriptClass as Kind


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("办事提醒", "带身份证到窗口办理。", None),
        ("办事提醒", "市长到产业园调研。", Kind.leadership),
        ("市长调研产业园", "详情见图。", Kind.leadership),
        ("通知", "现印发给你们，请认真组织实施。", Kind.policy),
        ("通报", "事故造成两人死亡。", Kind.emergency),
        ("通报", "事故造成两人死亡，市长率队赶到现场。", Kind.leadership),
        ("公告", "条例草案今起公开征求意见。", None),
        ("消息", "省政府常务会议研究稳就业工作。", Kind.leadership),
        ("消息", "市 長 到产业园调 研。", Kind.leadership),
    ],
)
def test_raised(rows: list[Row], title: str, text: str, kind: Kind | None) -> None:
    item = read(manuscript(text, title))
    assert raised(item, item.body, rows) is kind


def test_gravity() -> None:
    assert gravest([]) is None
    assert gravest([None, Kind.emergency]) is Kind.emergency
    assert gravest([Kind.emergency, Kind.policy]) is Kind.policy
    assert gravest([Kind.policy, Kind.leadership, Kind.emergency]) is Kind.leadership
    assert gravest([Kind.reprint, Kind.service]) is Kind.service


@pytest.mark.parametrize("declared", list(Kind))
def test_nothing_called_for_suits_every_class(declared: Kind) -> None:
    assert suffices(declared, [])


@pytest.mark.parametrize(
    ("called", "enough"),
    [
        ({Kind.leadership}, {Kind.leadership}),
        ({Kind.policy}, {Kind.policy, Kind.leadership}),
        ({Kind.original}, {Kind.original, Kind.service, Kind.policy, Kind.leadership, Kind.emergency}),
        ({Kind.emergency}, {Kind.emergency, Kind.policy, Kind.leadership}),
        ({Kind.emergency, Kind.leadership}, {Kind.emergency, Kind.leadership}),
        ({Kind.policy, Kind.leadership}, {Kind.leadership}),
    ],
)
def test_what_is_enough(called: set[Kind], enough: set[Kind]) -> None:
    """Emergency goes first only where the words tell of one; it is no way around the review of anything else."""
    assert {kind for kind in Kind if suffices(kind, called)} == enough
