"""What a clerk posts on one account: title, body, pictures and the words that must stand with them."""

from dataclasses import dataclass, field, replace

from govmedia.calculation.labels import is_labelled
from govmedia.calculation.lengths import excess, length
from govmedia.calculation.releasing import Due
from govmedia.calculation.texts import Variant, posted
from govmedia.calculation.wording import fold
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Correction, Manuscript, ReprintSource
from govmedia.model.platform import Platform
from govmedia.model.words import Layout
from govmedia.pages.bodies import plain, shown_pictures, styled
from govmedia.pages.cleanhtml import clean_html
from govmedia.pages.pictures import Album, Picture

AI_LABEL = "本内容含人工智能生成内容。"
_UNKNOWN = Platform.model_validate({"slug": "unknown", "name": "这个平台", "group": "unknown", "class": "account"})
LONGEST = 100_000
"""Characters of a body beyond which nothing is rendered: no platform takes so much, and some texts would take minutes."""


@dataclass(frozen=True)
class Package:
    """`title` is empty where the platform has no field for it; `html` is empty where the body goes out as text.

    `problems` keep it from being posted as it is, `reminders` are what to do on the platform; Chinese sentences without a final stop.
    """

    due: Due
    title: str
    text: str
    html: str
    link: str
    pictures: list[Picture]
    cover: str
    elsewhere: list[tuple[str, str, str]]
    title_count: str
    text_count: str
    problems: list[str] = field(default_factory=list)
    reminders: list[str] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """Its place below the output folder: `<region>/<unit>/<yyyy>/<mm-dd>-<slug>/<account>`."""
        return f"{self.due.manuscript.folder.removeprefix('content/manuscripts/')}/{self.due.outlet.stem}"


def package(due: Due, ledger: Ledger) -> Package:
    """Everything for one account. Only what the branch holds is asked."""
    manuscript, platform = due.manuscript, due.outlet.platform or _UNKNOWN
    variant, album = posted(manuscript)[due.outlet.stem], Album(manuscript, ledger)
    body, problems = _short_enough(variant.text)
    html, lines = clean_html(body, album.name), closing_lines(manuscript, variant, ledger)
    album.take_media()
    title, text = variant.title, plain(html, lines)
    if platform.title_in_text:
        title, text = "", _headed(title, text)
    limits = (("标题", title, platform.title_limit), ("正文", text, platform.text_limit))
    problems += [told for what, said, limit in limits if (told := excess(what, said, limit, platform))]
    alts = shown_pictures(html)
    return Package(
        due=due,
        title=title,
        text=text,
        html=styled(html, lines) if platform.layout is Layout.html else "",
        link=manuscript.source.url if isinstance(manuscript.source, ReprintSource) else "",
        pictures=[replace(picture, alt=picture.alt or alts.get(picture.name, "")) for picture in album.pictures.values()],
        cover=album.cover.name if album.cover else "",
        elsewhere=[(m.url, m.sha256 or "", m.alt) for m in manuscript.media if m.url],
        title_count=_count(title, platform.title_limit, platform),
        text_count=_count(text, platform.text_limit, platform),
        problems=problems + album.problems,
        reminders=_reminders(manuscript, ledger),
    )


def _short_enough(body: str) -> tuple[str, list[str]]:
    """The body, or none and why."""
    return (body, []) if len(body) <= LONGEST else ("", [f"正文有 {len(body):,} 个字符，超过 {LONGEST:,}，没有生成正文"])


def _headed(title: str, text: str) -> str:
    """The text with its title before it; one that has brackets of its own stands on its own line."""
    return f"{title}\n{text}" if "【" in title else f"【{title}】{text}"


def closing_lines(manuscript: Manuscript, variant: Variant, ledger: Ledger) -> list[str]:
    """What must stand with the text and is not in it yet: the source of a reprint, what is corrected, the label of what a machine made."""
    lines, source, said = [], manuscript.source, fold(variant.title + variant.text)
    if isinstance(source, ReprintSource) and f"来源:{fold(source.unit)}" not in said:
        lines.append(f"来源：{source.unit}" + (f"（原题：{source.title}）" if source.title and source.title != variant.title else ""))
    if manuscript.correction and not any(word in said for word in ("更正", "勘误")):
        lines.append(f"更正说明：{_corrected(manuscript.correction, ledger)}，特此更正。")
    if manuscript.ai_generated and not is_labelled(variant.title + "\n" + variant.text):
        lines.append(AI_LABEL)
    return lines


def _corrected(correction: Correction, ledger: Ledger) -> str:
    title = next((m.title for m in ledger.manuscripts if m.path == correction.of), "前文")
    return f"本号此前发布的《{title}》{correction.wrong.rstrip('。')}"


def _reminders(manuscript: Manuscript, ledger: Ledger) -> list[str]:
    told = []
    if manuscript.correction:
        told.append(f"这是更正：{_corrected(manuscript.correction, ledger)}。原来那篇要撤下或加注的，一并处理")
    if manuscript.ai_generated:
        told.append("发布时在平台上勾选“含人工智能生成内容”一类的声明，图片、视频自带的标识不要去掉")
    if any(m.url for m in manuscript.media):
        told.append("素材从链接下载，核对 SHA-256 后再上传")
    return told


def _count(text: str, limit: int | None, platform: Platform) -> str:
    """`64 / 2000 字`; without a limit the count alone, and nothing for no text."""
    if not text:
        return ""
    return f"{length(text, platform)} / {limit} 字" if limit is not None else f"{length(text, platform)} 字"
