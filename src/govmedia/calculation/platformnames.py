"""Which platform a ledger means, and what its links and account numbers say. Nothing is guessed."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from govmedia.calculation.addresses import host_of, is_within
from govmedia.calculation.wording import fold, near
from govmedia.model.platform import Platform
from govmedia.model.words import AccountType

# What a header says about the kind of number below it.
_KIND_OF_HEADER = (
    ("ghid", "gh"),
    ("原始id", "gh"),
    ("微信号", "wechat_id"),
    ("uid", "uid"),
    ("抖音号", "douyin_id"),
    ("快手号", "kuaishou_id"),
    ("appid", "appid"),
    ("包名", "package_name"),
)
_NAMED = re.compile(r"_{0,2}(biz|gh|uid|id|ghid|sec_?uid|appid|微信号|抖音号|快手号|原始id)\s*[=:：]\s*", re.IGNORECASE)
_TAILS = ("政务账号", "账号", "帐号", "平台", "官方账号", "号名称", "名称", "名")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,3}", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """A platform, and the type of account that the wording told."""

    platform: Platform
    type: AccountType | None = None


class PlatformNames:
    """Look-ups over registry/platforms.yml."""

    def __init__(self, platforms: Iterable[Platform]) -> None:
        self.platforms = list(platforms)
        self.known: dict[str, Known] = {}
        for platform in self.platforms:
            for word in (platform.slug, platform.name, *platform.aliases):
                self.known.setdefault(fold(word), Known(platform))
            self.known |= {fold(word): Known(platform, type_) for word, type_ in platform.types.items()}
        self.urls = [(re.compile(pattern), platform) for platform in self.platforms for pattern in platform.urls]

    def find(self, text: str) -> Known | None:
        """The platform that a word names, whatever its width, case and spaces."""
        key = re.sub("^(?:政务|官方)(?=..)", "", fold(text)) if fold(text) not in self.known else fold(text)
        bare = (key.removesuffix(tail) for tail in _TAILS if key.endswith(tail))
        return next((self.known[k] for k in (key, re.sub(r"\(.*\)", "", key), *bare) if k in self.known), None)

    def like(self, text: str) -> list[str]:
        """Names of the platforms that an unknown word resembles."""
        words = near(fold(text), list(self.known))
        return list(dict.fromkeys(self.known[word].platform.name for word in words))[:3]

    def of_url(self, url: str) -> Platform | None:
        """The one platform whose home pages look like this."""
        found = {platform.slug: platform for pattern, platform in self.urls if pattern.fullmatch(url)}
        return next(iter(found.values())) if len(found) == 1 else None

    def of_host(self, url: str) -> Known | None:
        """The platform on whose hosts a link lies."""
        host = host_of(url)[0]
        return next((Known(p) for p in self.platforms if is_within(host, p.hosts)), None)

    def ids_in_url(self, platform: Platform, url: str) -> dict[str, str]:
        """Numbers that a home page's address shows."""
        matches = (re.fullmatch(pattern, url) for pattern in platform.urls)
        found = next((m for m in matches if m), None)
        return {kind: value for kind, value in found.groupdict().items() if value and kind in platform.ids} if found else {}

    def ids_in_cell(self, platform: Platform, text: str, header: str) -> dict[str, str]:
        """The number in a cell by its kind; empty where it is none of this platform's."""
        value = _NAMED.sub("", text.strip(), count=1)
        said = fold(text[: len(text.strip()) - len(value)] + " " + header)
        kinds = [kind for word, kind in (*_KIND_OF_HEADER, ("biz=", "biz")) if word in said and kind in platform.ids]
        fitting = [kind for kind in [*kinds, *platform.ids] if _fits(platform, kind, value, sure=kind in kinds)]
        return {fitting[0]: value} if fitting else {}


def _fits(platform: Platform, kind: str, value: str, *, sure: bool) -> bool:
    if not re.fullmatch(platform.ids[kind].pattern, value):
        return False
    return kind != "biz" or sure or _is_biz(value)


def _is_biz(value: str) -> bool:
    """A __biz is a number in base64; without this a WeChat name of the same length would pass for one."""
    try:
        return base64.b64decode(value, validate=True).isdigit()
    except (binascii.Error, ValueError):
        return False


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet program turned a long number into 7.70E+09, its digits lost."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None
