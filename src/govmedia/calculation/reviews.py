"""A forge's reviews as opinions: a plain approval signs all that the post answers for, a first line signs less or refuses.

/审签                      all gates, all items (as a plain approval)
/审签 法律关 11-20-clinic    these gates, these items only
/退回 文字关 数字不对         refused; what is neither gate nor item is the reason
/撤回                      what I said before no longer holds
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from govmedia.calculation.opinions import Opinion
from govmedia.calculation.submission import Item
from govmedia.calculation.testimony import SEEN, person_of
from govmedia.forges.facts import Review
from govmedia.loading.ledger import Ledger
from govmedia.model.words import Gate, Verdict

_WORDS = {"/审签": Verdict.approve, "/退回": Verdict.reject, "/撤回": Verdict.revoke}
_STATES = {"approved": Verdict.approve, "rejected": Verdict.reject}
_GATES = {word: gate for gate in Gate for word in (gate.value, gate.zh)}

_NAMED = re.compile(r"\d{2}-\d{2}-[a-z0-9-]+")
"""What looks like a manuscript's short name is one, even after the manuscript has been dropped from the change."""

Seen = Callable[[str, Item], Mapping[str, str] | None]
"""Blob ids, by path, of an item's files in a commit; None where the commit is not at hand."""


@dataclass(frozen=True)
class Said:
    """What the words of one review come to. `items`: short names, empty for all."""

    verdict: Verdict
    gates: frozenset[Gate] | None
    items: frozenset[str]
    reason: str


def read_words(review: Review, names: Iterable[str]) -> Said | str | None:
    """What a review says; a Chinese sentence where it cannot be taken at its word, None where it says nothing of signing."""
    first, _, rest = review.body.strip().partition("\n")
    word, *tokens = [part for part in first.split() if not _is_commit(part, review)] or [""]
    verdict = _WORDS.get(word) or _STATES.get(review.state)
    if verdict is None or review.state in ("dismissed", "unknown"):
        return None
    if review.edited:
        return "审核意见提交后改过，或平台说不清有没有改过：请重新提交一次"
    if word not in _WORDS:
        return Said(verdict, None, frozenset(), first if verdict is Verdict.reject else "")
    return _taken(verdict, tokens, set(names), rest)


def _is_commit(token: str, review: Review) -> bool:
    """Where a forge does not say what was seen, the reviewer names the commit."""
    return len(token) >= 12 and review.commit.startswith(token)


def _taken(verdict: Verdict, tokens: list[str], names: set[str], rest: str) -> Said | str:
    gates = frozenset(_GATES[token] for token in tokens if token in _GATES)
    items = frozenset(token for token in tokens if token in names or _NAMED.fullmatch(token))
    others = [token for token in tokens if token not in _GATES and token not in items]
    if others and verdict is Verdict.approve:
        return f"“{others[0]}”不是关口，也不是这次的稿件：关口写{'、'.join(gate.zh for gate in Gate)}，别的话另起一行"
    reason = " ".join(others) or rest.strip().partition("\n")[0]
    return Said(verdict, gates or None if verdict is Verdict.approve else None, items, reason)


def short_name(item: Item) -> str:
    """How reviewers name an item: of a manuscript the file's name without suffix."""
    return item.key.rpartition("/")[2].removesuffix(".md")


@dataclass
class Reading:
    """Turns the reviews of one pull request into opinions on its items."""

    forge: str
    base: Ledger
    items: tuple[Item, ...]
    seen: Seen

    def opinions(self, reviews: Iterable[Review]) -> Iterator[Opinion | tuple[str, str]]:
        """Opinions in the order of the reviews; for a review that counts for nothing, its login and why."""
        names = [short_name(item) for item in self.items]
        for review in reviews:
            said = None if review.bot else read_words(review, names)
            if said is None:
                continue
            person = person_of(self.forge, review.login, self.base)
            if isinstance(said, str):
                yield review.login, said
            elif person is None:
                yield review.login, "不在 registry/people.yml 里，意见不算数"
            else:
                yield from self._on_items(review, said, person)

    def _on_items(self, review: Review, said: Said, person: str) -> Iterator[Opinion | tuple[str, str]]:
        for item in self.items:
            if said.items and short_name(item) not in said.items:
                continue
            files = self.seen(review.commit, item) if review.commit else None
            if not review.commit and said.verdict is not Verdict.approve:
                files = item.files  # doubt needs no proof of what was read
            if files is None:
                yield review.login, _unseen(review.commit)
            else:
                yield Opinion(
                    person, item.key, files, said.verdict, review.at, SEEN, gates=said.gates, reason=said.reason, source=review.id
                )


def _unseen(commit: str) -> str:
    if not commit:
        return "没有写明看的是哪个提交：在首行写上提交号（至少 12 位）"
    return f"审核时的提交 {commit[:12]} 已不在库里，请重新审核"
