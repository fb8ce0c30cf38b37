"""One signature that a change needs."""

from pydantic import Field

from govmedia.model.record import Part
from govmedia.model.words import Approvers, Gate, Rank, Stage


class Slot(Part):
    """One signature (一道审签): the stage, the gates it answers for, the lowest rank that may give it."""

    stage: Stage = Field(description="环节：first 初审 second 复审 final 终审 duty 值班 maintain 系统维护")
    gates: list[Gate] = Field(default_factory=list, description="这一道负责哪几关：politics law policy secrecy wording")
    level: Rank = Field(Rank.staff, description="最低职务层次：staff 经办人 section 科室负责人 deputy 分管负责人 chief 主要负责人")
    by: Approvers | None = Field(None, description="由哪里的人签；不写则按改动种类")
