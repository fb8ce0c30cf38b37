"""Word lists: departments of each level, town names, platforms by how often they are opened."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """A line of work: its department's folder, the end of its full name, how its accounts are called (`{}` is the place), its field.

    `short`: the end of the department's standard short name, if it has one.
    """

    slug: str
    office: str
    brand: str
    field: str
    short: str = ""


TRADES = (
    Trade("public-security", "公安局", "平安{}", "公安"),
    Trade("health", "卫生健康局", "健康{}", "卫健", "卫健局"),
    Trade("education", "教育局", "{}教育", "教育"),
    Trade("culture-tourism", "文化广电旅游体育局", "{}文旅", "文旅", "文广旅体局"),
    Trade("human-resources", "人力资源和社会保障局", "{}人社", "人社", "人社局"),
    Trade("market-supervision", "市场监督管理局", "{}市场监管", "市场监管", "市场监管局"),
    Trade("transport", "交通运输局", "{}交通", "交通"),
    Trade("ecology", "生态环境局", "{}生态环境", "生态环境"),
    Trade("emergency", "应急管理局", "{}应急", "应急"),
    Trade("housing", "住房和城乡建设局", "{}住建", "住建", "住建局"),
    Trade("natural-resources", "自然资源局", "{}自然资源", "自然资源"),
    Trade("civil-affairs", "民政局", "{}民政", "民政"),
    Trade("justice", "司法局", "{}司法", "司法行政"),
    Trade("agriculture", "农业农村局", "{}农业农村", "农业农村"),
    Trade("water", "水务局", "{}水务", "水务"),
    Trade("medical-insurance", "医疗保障局", "{}医保", "医保", "医保局"),
    Trade("industry", "工业和信息化局", "{}工信", "工信", "工信局"),
    Trade("commerce", "商务局", "{}商务", "商务"),
    Trade("science", "科学技术局", "{}科技", "科技", "科技局"),
    Trade("veterans", "退役军人事务局", "{}退役军人", "退役军人"),
    Trade("city-management", "城市管理和综合执法局", "{}城管", "城市管理", "城管局"),
    Trade("fire-rescue", "消防救援局", "{}消防", "消防"),
    Trade("data", "政务服务和数据管理局", "{}政务服务", "政务服务"),
    Trade("statistics", "统计局", "{}统计", "统计"),
    Trade("finance", "财政局", "{}财政", "财政"),
    Trade("audit", "审计局", "{}审计", "审计"),
    Trade("forestry", "林业局", "{}林业", "林业"),
    Trade("ocean", "海洋局", "{}海洋", "海洋"),
    Trade("petition", "信访局", "{}信访", "信访"),
    Trade("investment", "投资促进局", "投资{}", "招商"),
)
"""In the order in which such bodies come to open accounts."""

METEOROLOGY = Trade("meteorology", "气象局", "{}天气", "气象")
TAX = Trade("tax-bureau", "税务局", "{}税务", "税务")
POLICE_TRAFFIC = Trade("traffic-police", "公安局交通警察支队", "{}交警", "公安交管")

TOWN_FIRST = (
    "云yun 石shi 竹zhu 松song 梅mei 荷he 柳liu 桃tao 杏xing 茶cha 青qing 白bai 黄huang 红hong 金jin 银yin 玉yu 龙long 凤feng 鸣ming "
    "东dong 南nan 西xi 北bei 上shang 下xia 大da 新xin 古gu 永yong 安an 平ping 和hua 泰tai 福fu 长chang 嘉jia 双shuang 三san 九jiu"
)
TOWN_SECOND = (
    "溪xi 桥qiao 塘tang 坪ping 岭ling 湾wan 洲zhou 潭tan 坑keng 岗gang 峰feng 泉quan 渡du 铺pu 圩xu 田tian 源yuan 口kou 埠bu 坝ba "
    "陂bei 陇long 墩dun 寮liao 关guan 沟gou 川chuan 林lin 谷gu 汀ting 市shi 城cheng 庄zhuang 堡bao 营ying 寨zhai 店dian 楼lou 洋yang 沙sha"
)
"""Characters and spellings of invented town names; no spelling stands twice in a list."""


def town_names() -> list[tuple[str, str]]:
    """Name and folder of every town there can be, 1,600 in all."""
    first, second = ([(word[0], word[1:]) for word in text.split()] for text in (TOWN_FIRST, TOWN_SECOND))
    return [(a + b, f"{x}{y}-town") for b, y in second for a, x in first]


FIRST_PLATFORM = {"wechat": 97, "weibo": 3}
MORE_PLATFORMS = {
    "weibo": 30,
    "douyin": 20,
    "toutiao": 15,
    "channels": 13,
    "nanfanghao": 5,
    "kuaishou": 4,
    "xiaohongshu": 3,
    "bilibili": 3,
    "miniprogram": 3,
    "zhihu": 1,
    "renminhao": 1,
    "baijiahao": 1,
    "app": 1,
}
"""Of a hundred accounts beyond a unit's first."""
