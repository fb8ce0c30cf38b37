"""Which platforms a body is on, and identifiers in each platform's own form that belong to nobody."""

from collections.abc import Callable, Iterator
from random import Random

from govmedia.fiction.bodies import Body
from govmedia.fiction.words import FIRST_PLATFORM, MORE_PLATFORMS
from govmedia.model.words import Level

APPS = ("app", "miniprogram")
_FORMS: dict[str, Callable[[int], str]] = {
    "wechat": lambda n: f"gh: gh_99{n:010x}",
    "weibo": lambda n: f"uid: 99{n:08}",
    "douyin": lambda n: f"douyin_id: nanling_{n:07}",
    "toutiao": lambda n: f"user_id: 99{n:010}",
    "channels": lambda n: f"channels_id: sphNanling{n:07}",
    "nanfanghao": lambda n: f"nanfanghao_id: 99{n:07}",
    "kuaishou": lambda n: f"kuaishou_id: nanling_{n:07}",
    "xiaohongshu": lambda n: f"red_id: nanling_{n:07}",
    "bilibili": lambda n: f"uid: 99{n:08}",
    "miniprogram": lambda n: f"appid: wx99{n:014x}",
    "zhihu": lambda n: f"token: nanling-{n:07}",
    "renminhao": lambda n: f"renminhao_id: 99{n:07}",
    "baijiahao": lambda n: f"app_id: 99{n:014}",
    "app": lambda n: f"package_name: example.nanling.app{n:07}",
}
_ADDRESSES = {"weibo": "https://weibo.com/u/99{:08}", "bilibili": "https://space.bilibili.com/99{:08}"}


def platforms(body: Body, rng: Random) -> list[str]:
    """Platform slugs of a body, each once: governments have several, most others one."""
    more = 0 if body.kind == "internal" else _more(body, rng)
    first = rng.choices(list(FIRST_PLATFORM), list(FIRST_PLATFORM.values()))[0]
    found = ["wechat"] if body.kind in ("government", "internal") else [first]
    while len(found) <= more:
        slug = rng.choices(list(MORE_PLATFORMS), list(MORE_PLATFORMS.values()))[0]
        if slug not in found and not (slug in APPS and body.level is Level.township):
            found.append(slug)
    return found


def _more(body: Body, rng: Random) -> int:
    """How many accounts beyond the first."""
    if body.slug == "government":
        return rng.choice((1, 2, 3, 4)) if body.level is not Level.county else rng.choice((0, 1, 1, 2))
    return rng.choices((0, 1, 2), (70, 22, 8))[0]


def identifiers(stem: str, number: int) -> Iterator[str]:
    """Lines `platform_ids` and `url`; the number is an account's own."""
    yield f"platform_ids: {{{_FORMS[stem](number)}}}"
    if stem in _ADDRESSES:
        yield f"url: {_ADDRESSES[stem].format(number)}"
