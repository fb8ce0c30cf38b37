"""What invented manuscripts are about. `{place}` is the region, `{unit}` the sponsor, `{n}` a small
and `{m}` a larger number, `{day}` a date in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A subject with its title and two sentences; `kind` is the class of the manuscript."""

    slug: str
    kind: str
    form: str
    title: str
    first: str
    second: str


COMMON = (
    Topic(
        "open-day",
        "original",
        "image",
        "{unit}举办政务开放日活动",
        "{day}，{unit}邀请{m}名市民走进办公场所，了解办事流程。",
        "参加活动的市民提出建议{n}条，均已登记，将逐条答复。",
    ),
    Topic(
        "guide",
        "service",
        "qa",
        "{place}群众常问的{n}个办事问题",
        "我们把近一个月来电来访最多的{n}个问题整理成问答，方便查阅。",
        "没有找到答案的，可在菜单“咨询留言”中提问，五个工作日内答复。",
    ),
    Topic(
        "measures",
        "policy",
        "figures",
        "{unit}印发便民利民若干措施",
        "{unit}印发便民利民措施{n}条，自本月起施行。",
        "措施全文可在政府网站查阅，办理渠道和所需材料同步公布。",
    ),
    Topic(
        "hours",
        "service",
        "text",
        "关于调整{place}办事窗口服务时间的提醒",
        "自{day}起，办事窗口午间不休息，周六上午照常办理。",
        "节假日安排以窗口公告为准，也可网上预约，现场取号。",
    ),
    Topic(
        "survey",
        "original",
        "text",
        "{unit}邀请您参与满意度调查",
        "为改进服务，{unit}开展为期{n}天的满意度调查。",
        "问卷不收集姓名和电话，结果汇总后向社会公布。",
    ),
    Topic(
        "safety",
        "service",
        "infographic",
        "{place}居民请注意：这{n}个安全隐患要排查",
        "入户走访发现，不少家庭存在{n}类常见隐患。",
        "请对照图解自查，发现问题及时联系社区处理。",
    ),
    Topic(
        "volunteer",
        "original",
        "image",
        "{place}招募志愿者",
        "现面向社会招募志愿者{m}名，年满十八周岁、身体健康即可报名。",
        "报名后将安排半天培训，服务时长计入志愿服务记录。",
    ),
    Topic(
        "progress",
        "original",
        "figures",
        "数说：{place}本月重点工作进展",
        "本月安排的{n}项重点工作全部开工，其中过半已完成年度任务。",
        "后续进展将按月公布，欢迎监督。",
    ),
    Topic(
        "meeting",
        "leadership",
        "text",
        "{unit}部署近期重点工作",
        "{day}，{unit}召开工作会议，部署近期{n}项重点工作。",
        "会议要求把群众反映的问题逐项列出，明确时限，按期办结。",
    ),
    Topic(
        "reprint-service",
        "reprint",
        "text",
        "国家发布便民服务新举措",
        "有关部门发布便民服务新举措，涉及群众日常办理的{n}个事项。",
        "（演示用的虚构转载，非真实新闻。）",
    ),
    Topic(
        "storm",
        "emergency",
        "text",
        "{place}发布强降雨提醒",
        "受云系影响，{day}夜间有大到暴雨，请减少外出，远离低洼地带。",
        "各值班点位二十四小时有人值守，遇险请拨打报警电话。",
    ),
)

BY_FIELD = {
    "卫健": (
        Topic(
            "vaccine",
            "service",
            "qa",
            "{place}疫苗接种门诊安排",
            "{place}现有{n}家接种门诊开放预约，周末照常接种。",
            "接种后请留观三十分钟，出现不适及时告知医生。",
        ),
        Topic(
            "clinic",
            "original",
            "video",
            "基层医疗机构添新设备",
            "{place}为{n}家基层医疗机构更新检查设备，群众就近即可检查。",
            "检查结果在区域内互认，不必重复检查。",
        ),
    ),
    "教育": (
        Topic(
            "enrolment",
            "policy",
            "infographic",
            "{place}义务教育招生政策图解",
            "今年招生划分{n}个片区，全部实行网上登记。",
            "随迁子女凭居住证登记，由学校统筹安排。",
        ),
        Topic(
            "reading",
            "original",
            "image",
            "校园阅读节开幕",
            "阅读节期间安排{n}场活动，面向全体师生和家长开放。",
            "活动照片由学校提供，已征得家长同意。",
        ),
    ),
    "公安": (
        Topic(
            "fraud",
            "original",
            "video",
            "反诈提醒：这{n}句话一听就是骗局",
            "近期冒充客服、冒充熟人的骗局增多，民警总结了{n}句常用话术。",
            "遇到转账要求先核实，拿不准就拨打96110。",
        ),
        Topic(
            "traffic",
            "service",
            "text",
            "{place}道路施工绕行提示",
            "{day}起，部分路段封闭施工约{n}天。",
            "请按现场标志绕行，公交线路同步调整。",
        ),
    ),
    "文旅": (
        Topic(
            "festival",
            "original",
            "image",
            "{place}周末文化活动预告",
            "本周末安排演出、展览等活动{n}场，全部免费。",
            "热门场次需预约，人满即止。",
        ),
        Topic(
            "route",
            "original",
            "video",
            "跟着镜头走{place}古道",
            "这条古道全长{n}公里，沿途有古桥、老村和茶亭。",
            "出行请走标识步道，带走垃圾。",
        ),
    ),
    "气象": (
        Topic("forecast", "service", "text", "{place}一周天气", "未来一周气温起伏较大，最大温差{n}度。", "早晚添衣，雨天行车注意减速。"),
    ),
    "人社": (
        Topic(
            "jobs",
            "service",
            "text",
            "{place}招聘会岗位预告",
            "{day}举办招聘会，提供岗位{m}个，求职者免费入场。",
            "现场设政策咨询台，可办理就业登记。",
        ),
    ),
    "交通": (
        Topic("bus", "service", "text", "公交线路优化调整", "{day}起优化公交线路{n}条，新增停靠站点。", "线路图可在菜单“公交查询”中查看。"),
    ),
    "市场监管": (
        Topic(
            "food",
            "original",
            "figures",
            "食品抽检结果公布",
            "本期抽检食品{m}批次，不合格产品已下架并立案。",
            "购买食品请查看生产日期，保留小票。",
        ),
    ),
    "税务": (
        Topic(
            "tax",
            "policy",
            "qa",
            "纳税申报期限提醒",
            "本月申报期至{day}，请提前办理，避开高峰。",
            "常见的{n}个问题可在菜单“办税指南”查看。",
        ),
    ),
    "应急": (
        Topic(
            "drill",
            "original",
            "image",
            "{place}开展防汛应急演练",
            "演练设置{n}个科目，转移群众流程全部走通。",
            "请熟悉家附近的避护场所位置。",
        ),
    ),
}
