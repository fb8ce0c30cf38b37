"""The pictures of a manuscript on their way out: found beside it, looked at, numbered in the order they are shown."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from govmedia.calculation.pictures import look
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript

FOLDER = "pictures"
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WebP": "webp"}


@dataclass(frozen=True)
class Picture:
    """One picture: its name in the package, what it shows and whose it is."""

    name: str
    alt: str
    source: str
    rights: str
    content: bytes


@dataclass
class Album:
    """Pictures as the text asks for them. `problems`: Chinese sentences about those that cannot be posted."""

    manuscript: Manuscript
    ledger: Ledger
    pictures: dict[str, Picture] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def name(self, src: str) -> str | None:
        """The name in the package of a picture that the text shows; None where there is none to post."""
        if "://" in src or src.startswith(("//", "data:")):
            self._tell(f"正文引用了库外的图片 {src[:80]}，平台不收：下载后放进 {self.manuscript.folder}/ 再引用")
            return None
        found = self._take(src.removeprefix("./").removeprefix(f"{PurePosixPath(self.manuscript.folder).name}/"))
        return found.name if found else None

    def take_media(self) -> None:
        """The pictures of the front matter too, also those that the text does not show."""
        for medium in self.manuscript.media:
            if medium.file:
                self._take(medium.file)

    @property
    def cover(self) -> Picture | None:
        """The first picture of the front matter, else the first of the text."""
        first = next((m.file for m in self.manuscript.media if m.file in self.pictures), None)
        return self.pictures[first] if first else next(iter(self.pictures.values()), None)

    def _take(self, file: str) -> Picture | None:
        if file not in self.pictures:
            path = f"{self.manuscript.folder}/{file}"
            raw = self.ledger.read([path]).get(path) if "/" not in file else None
            seen = look(raw) if raw is not None else None
            if raw is None or seen is None or not seen.kind:
                told = "没有找到" if raw is None else "不是 PNG、JPEG、GIF 或 WebP 图片"
                self._tell(f"图片 {file[:80]} {told}，应放在 {self.manuscript.folder}/ 里")
                return None
            if seen.located:
                self._tell(f"图片 {file[:80]} 带有拍摄地点，去掉以后重新送审")
            medium = next((m for m in self.manuscript.media if m.file == file), None)
            alt, source, rights = (medium.alt, medium.source, medium.rights) if medium else ("", "", "")
            self.pictures[file] = Picture(f"{FOLDER}/{len(self.pictures) + 1:02}.{_ENDINGS[seen.kind]}", alt, source, rights, raw)
        return self.pictures[file]

    def _tell(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)
