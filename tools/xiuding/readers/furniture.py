"""Page furniture: what stands on a page or in a page of the web but is not of the text.

Every rule looks at whole lines and says why; a line that is furniture only in part is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from xiuding.language import say
from xiuding.manuscript import Dropped
from xiuding.readers.line import Line

_HEAD = 12
"""How many lines from the top a page may repeat its title."""
_COLOPHON = 12
"""How many lines a colophon (版记) may have from 抄送 to 印发."""
_LONGEST = 200
"""No line of furniture is longer; longer ones are not looked at."""

_FIELD = (
    "发布日期|发布时间|发文时间|成文日期|更新时间|访问次数|浏览次数|浏览量|阅读次数|阅读量|点击次数|点击数|点击率|"
    "字体|字号|字体大小|来源|信息来源|文章来源|稿件来源|作者|编辑|责任编辑|责编|审核|索引号|信息索引|主题分类|"
    "信息分类|公开方式|公开范围|公开形式|发文机关|发布机构|发文机构|信息名称|主题词|有效性|上一篇|下一篇|分享到|视力保护色"
)
_DAY = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
_BAR = re.compile(rf"(?:{_DAY}\s+)?[【\[]?(?:{_FIELD})[】\]]?\s*[:：][^。；]{{0,100}}$")
_EDITOR = re.compile(r"[（(](?:责任编辑|责编|编辑|校对|审核|作者)\s*[:：][^（()）。；]{1,40}[）)]$")
_CONTROL = re.compile(
    "打印(?:本页|此页)?|关闭(?:本页|窗口|此页)?|收藏(?:本页)?|分享|纠错|返回(?:顶部|首页|列表)|回到顶部|大|中|小|微信|微博"
    "|扫一扫(?:在手机打开当前页)?|下载(?:文件|附件)?|[简繁]体(?:版|中文)?|无障碍(?:浏览|阅读)"
).fullmatch
_BETWEEN_CONTROLS = re.compile(r"[\s|｜/【】\[\]〖〗（）()]+")
_SENTENCE_ENDS = ("。", "；")
"""No line of furniture ends so, but the breadcrumb of a page whose title does."""
_BREADCRUMB = re.compile(
    r"(?:您?(?:现在|当前|目前)?(?:所在)?的?(?<=[您的前在])位置\s*[:：].*|首页\s*[>›»＞/].*)$"
)
_IMAGE = re.compile(r"[^\s，。；：]{1,120}\.(?:png|jpe?g|gif|bmp|webp|tiff?|emf|wmf|svg)$", re.IGNORECASE)
_PAGE = re.compile(r"[-—－–―]+\s*\d{1,4}\s*[-—－–―]+$|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?$")
#: 3, ·3·, 3/12, Page 3 of 12: a page number where all of them together count up.
_NUMBER = re.compile(r"(?:·\s*|Page\s*)?(\d{1,4})(?:\s*/\s*\d{1,4}|\s*of\s*\d{1,4}|\s*·)?$", re.IGNORECASE)
_RELEASE = re.compile(r"[（(](?:此件|本件|此文)[^（()）]{0,8}公开[^（()）]{0,6}[）)]$")
_COPIES = re.compile(r"(?:抄\s?送|分\s?送|抄\s?报)\s?[:：]")
_PRINTED = re.compile(r"(?:\S{0,40}[\s　]+)?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印\s*发$")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .©]*$")
_IMPRINT = re.compile(
    r"ICP[备证]|公网安备|版权所有|网站标识码|Copyright|©|技术支持\s*[:：]|建议使用.{0,40}(?:浏览器|分辨率)",
    re.IGNORECASE,
)
_BESIDE_IMPRINT = re.compile(
    r"(?:(?:主办|承办|协办|制作|维护|管理)(?:单位|部门)?|(?:联系)?(?:地址|电话|人)|邮编|邮政编码|传真|电子邮箱|邮箱|举报|分享[至到]?|分类)\s*[:：]"
    r"|(?:(?:网站地图|联系我们|关于我们|网站声明|隐私声明|设为首页|加入收藏|友情链接)[\s|｜]*)+$"
)
_HOST = re.compile(r"(?:主办|承办|协办)(?:单位|部门)?\s*[:：]")
_ELSEWHERE = re.compile(
    "相关(?:文章|链接|阅读|新闻|信息|报道|解读|稿件|法规|文件)|延伸阅读|推荐阅读|热点(?:新闻|推荐|关注)|友情链接"
    "|阅读原文|喜欢此内容的人还喜欢|往期(?:精彩)?(?:回顾|推荐)|发表评论|网友评论|(?:微信)?扫一扫.{0,20}|导航菜单"
    "|取自“http.{1,150}|(?:特别|免责)声明[:：].{1,150}|本页面最后编辑于.{1,40}"
).fullmatch
_UNIT_LABEL = re.compile(r"第[零〇一二三四五六七八九十百千]+(?:分?编|[章节条])")


def sort_out(lines: Sequence[Line], *, paged: bool) -> tuple[list[Line], list[Dropped]]:
    """The lines that are text, and what was left out with the reason.

    Only a `paged` source, one that was printed, has bare numbers for page numbers.
    """
    reasons: dict[int, str] = {}
    for index, line in enumerate(lines):
        if line.rows is None and (why := _reason(line)):
            reasons[index] = why
    page_numbers = (_bare_page_numbers,) if paged else ()
    for rule in (*page_numbers, _imprint, _colophon, _page_heading, _widget_remains):
        for index, why in rule(lines, reasons).items():
            reasons.setdefault(index, why)
    kept = [line for index, line in enumerate(lines) if index not in reasons]
    dropped = [
        Dropped(line.text, reasons[index], line.span, line.image or bool(_IMAGE.match(line.text)))
        for index, line in enumerate(lines)
        if index in reasons
    ]
    return kept, dropped


def _breadcrumb() -> str:
    return say("breadcrumb of a web page", "网页导航路径")


_LINE_RULES: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (_BREADCRUMB, _breadcrumb),
    (_BAR, lambda: say("information bar of a web page", "网页信息栏")),
    (_EDITOR, lambda: say("information bar of a web page", "网页信息栏")),
    (_PAGE, lambda: say("page number", "页码")),
    (_RELEASE, lambda: say("release mark", "公开属性标注")),
)


def _reason(line: Line) -> str | None:
    if len(line.text) > _LONGEST:
        return None
    if line.text.endswith(_SENTENCE_ENDS) and not line.image:
        return _breadcrumb() if _BREADCRUMB.match(line.text) else None
    if line.image or _IMAGE.match(line.text):
        return say("an image: what it shows is not in the text", "图片：其内容不在文本之中")
    controls = list(filter(None, _BETWEEN_CONTROLS.split(line.text)))
    if controls and line.text != controls[0] and all(map(_CONTROL, controls)):
        return say("controls of a web page", "网页操作按钮")
    for pattern, why in _LINE_RULES:
        if pattern.match(line.text):
            return why()
    return None


def _bare_page_numbers(lines: Sequence[Line], _: dict[int, str]) -> dict[int, str]:
    """Lines that are a bare number are page numbers where, all together, they count up by one."""
    found = {i: m for i, line in enumerate(lines) if line.rows is None and (m := _NUMBER.match(line.text))}
    numbers = [int(match[1]) for match in found.values()]
    if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return {}
    return dict.fromkeys(found, say("page number", "页码"))


def _colophon(lines: Sequence[Line], _: dict[int, str]) -> dict[int, str]:
    """From 抄送 to the line that says when it was printed; without such a line, 抄送 alone."""
    found: dict[int, str] = {}
    why = say("colophon (copies to, printed by)", "版记（抄送、印发）")
    for index, line in enumerate(lines):
        if _COPIES.match(line.text):
            window = range(index, min(index + _COLOPHON, len(lines)))
            end = next((at for at in window if _PRINTED.match(lines[at].text)), index)
            found |= dict.fromkeys(range(index, end + 1), why)
        elif index >= len(lines) - _COLOPHON and _PRINTED.match(line.text):
            found[index] = why
    return found


def _page_heading(lines: Sequence[Line], reasons: dict[int, str]) -> dict[int, str]:
    """Titles that a page of the web sets above the text, which repeats them.

    A title that merely stands twice is text: only beside other furniture is it known to be the page's.
    """
    found: dict[int, str] = {}
    for index, line in enumerate(lines[:_HEAD]):
        if index in reasons:
            continue
        if _UNIT_LABEL.match(line.text) or not _is_repeated(line, lines[index + 1 : index + 1 + _HEAD]):
            break
        found[index] = say("heading of the page, repeated in the text", "网页标题，正文中重复出现")
    beside = {near for index in found for near in (index - 1, index + 1)}
    return found if beside & reasons.keys() else {}


def _is_repeated(line: Line, below: Sequence[Line]) -> bool:
    """Whether lines below, one or several together, say the same."""
    wanted = _compact(line.text)
    for start in range(len(below)):
        text = ""
        for after in below[start:]:
            text += _compact(after.text)
            if text == wanted:
                return True
            if not wanted.startswith(text):
                break
    return False


def _widget_remains(lines: Sequence[Line], reasons: dict[int, str]) -> dict[int, str]:
    """Lines of Latin letters alone at the foot, such as the name of a map, if there is other furniture."""
    found: dict[int, str] = {}
    for index in range(len(lines) - 1, 0, -1) if reasons else ():
        if index in reasons:
            continue
        if lines[index].rows is not None or not _LATIN.match(lines[index].text):
            break
        found[index] = say("remains of a page's widgets", "网页插件残留文字")
    return found


def _imprint(lines: Sequence[Line], reasons: dict[int, str]) -> dict[int, str]:
    """What a site prints below every page: who runs it and under which licence, and links to other pages.

    An address or a telephone number may be the notice's own: it is the site's only below a line that no
    notice has, such as its licence.
    """
    first = len(lines)
    adjoins = False
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if index in reasons:
            continue
        if line.rows is not None or len(line.text) > _LONGEST:
            break
        elsewhere = _ELSEWHERE(line.text)
        if line.text.endswith(_SENTENCE_ENDS) and not elsewhere:
            break
        if _IMPRINT.search(line.text) or elsewhere or (adjoins and _HOST.match(line.text)):
            first, adjoins = index, True
        elif _BESIDE_IMPRINT.match(line.text):
            adjoins = False
        else:
            break
    why = say("foot of a web page", "网页页脚")
    return {index: why for index in range(first, len(lines)) if index not in reasons}


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text)
