"""词表的每一条都经得起自己的例句

What
----
registry/words/ 里的每一条：编号不重复；有词语或域名；依据的条款有用词表的规则；抬高类别的条写明 raises；
must_flag 的例句都命中，must_pass 的例句都放过；只作提示的规则，词条不能写 binding。

Why
---
词表不用程序员就能添改，所以要自己证明自己：写错一个括号，就拦不住该拦的，或拦住不该拦的。

Good
----
words: [集赞]
must_flag: [集赞领雨伞。]
must_pass: [为他们点赞。]

Bad
---
words: [点赞]
must_flag: [集赞领雨伞。]
must_pass: [为他们点赞。]

Mend
----
改词语、例外（unless）或例句，直到例句都对得上。
"""

from collections.abc import Iterator

from pydantic_core import from_json, to_json

from govmedia.calculation.lexicon import Lexicon
from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import VERSION
from govmedia.fault import Fault, Keys
from govmedia.hooks import (
    class_not_lowered,
    likes_not_forced,
    no_advertising,
    no_personal_opinion,
    no_secrets,
    unified_release_quoted,
    wording_correct,
)
from govmedia.loading.ledger import Ledger
from govmedia.model.wordlist import Row

USERS = {
    hook.RULE.clause: hook.RULE
    for hook in (
        class_not_lowered,
        wording_correct,
        unified_release_quoted,
        no_personal_opinion,
        no_advertising,
        likes_not_forced,
        no_secrets,
    )
}
"""Rules that read rows, by clause."""


def check(ledger: Ledger) -> Iterator[Fault]:
    cache = ledger.reader.beside(0, "rows", f"rows {VERSION}")
    first: dict[str, str] = {}
    for path, rows in ledger.word_files.items():
        for number, row in enumerate(rows) if path in ledger.present else ():
            known = cache.get(row.model_dump_json())
            troubles = list(_troubles(row)) if known is None else from_json(known)
            if known is None:
                cache.put(row.model_dump_json(), to_json(troubles))
            yield from (Fault(path, (number, *keys), message, mend) for keys, message, mend in troubles)
            if first.setdefault(row.id, path) != path or sum(other.id == row.id for other in rows[:number]):
                yield Fault(path, (number, "id"), f"编号“{row.id}”在 {first[row.id]} 已有", "换一个编号")
    cache.save()


def _troubles(row: Row) -> Iterator[tuple[Keys, str, str]]:
    rule = USERS.get(row.clause)
    if rule is None:
        yield ("clause",), f"条款“{row.clause}”没有用词表的规则", f"可用的条款：{'、'.join(f'{c}（{r.name}）' for c, r in USERS.items())}"
    elif not rule.binding and row.strength == "binding":
        yield ("strength",), f"{rule.name} 只作提示，词条不能写 binding", "改为 advisory"
    if row.clause == class_not_lowered.RULE.clause and row.raises is None:
        yield ("clause",), "这一条款的词条要写抬高到哪一类", "补写 raises"
    yield from _unproven(row)


def _unproven(row: Row) -> Iterator[tuple[Keys, str, str]]:
    if not (row.words or row.domains):
        yield (), f"“{row.id}”没有词语，也没有域名", "写 words 或 domains"
        return
    lexicon = Lexicon([row])
    for place, sentence in enumerate(row.must_flag):
        if not lexicon.touches(sentence):
            yield ("must_flag", place), f"例句“{sentence}”应当命中，没有命中", "核对词语和例外，或改例句"
    for place, sentence in enumerate(row.must_pass):
        if touches := lexicon.touches(sentence):
            said = sentence[touches[0].start : touches[0].end]
            yield ("must_pass", place), f"例句“{sentence}”应当放过，命中了“{said}”", "写明例外（unless），或改例句"


RULE = Rule(name="words_prove_themselves", clause="house-words", binding=True, check=check)
