// @ts-check
/** What the element says, by language. Numbers come formatted, with their plain value behind where it matters. */

/** @param {number} n @param {string} one @param {string} many */
const plural = (n, one, many) => (n === 1 ? one : many);

const en = {
    label: "Message",
    group: "Message pieces",
    loading: "The counter is loading.",
    failed: "The counter could not be loaded. Reload the page to try again.",
    /** @param {string} name */
    badSetting: (name) => `The setting “${name}” cannot be read. It must be JSON.`,
    empty: "No pieces yet",
    /** @param {string} shown @param {number} n */
    pieces: (shown, n) => `${shown} ${plural(n, "piece", "pieces")}`,
    /** @param {string} shown @param {number} n */
    because: (shown, n) => `Unicode because of ${shown} ${plural(n, "character", "characters")}`,
    plain: "GSM-7",
    unicode: "Unicode",
    /** @param {string} shown @param {number} n */
    units: (shown, n) => `${shown} ${plural(n, "unit", "units")}`,
    /** @param {string} shown */
    left: (shown) => `${shown} left`,
    /** @param {string} amount @param {string} place */
    cost: (amount, place) => `${amount} to ${place}`,
    /** @param {string} place */
    noPrice: (place) => `no price known for ${place}`,
    sample: "sample price",
    /** @param {string} shown @param {number} n */
    over: (shown, n) => `The message is longer than ${shown} ${plural(n, "piece", "pieces")}. Shorten it.`,
    piecesTitle: "Pieces",
    forcesTitle: "What makes it Unicode",
    /** @param {string} shown @param {number} n */
    stays: (shown, n) =>
        `The message stays Unicode: GSM-7 has nothing for ${shown} of its ${plural(n, "character", "characters")}.`,
    /** @param {string} shown */
    times: (shown) => `${shown} times`,
    /** @param {string} text */
    replace: (text) => `Replace with ${text}`,
    remove: "Remove",
    space: "a space",
    lineBreak: "a line break",
    /** @param {string} text */
    replaceWith: (text) => `could be ${text}`,
    couldGo: "could be removed",
    replaceAll: "Replace all",
    /** @param {string} shown @param {number} n */
    saves: (shown, n) => `saves ${shown} ${plural(n, "piece", "pieces")}`,
    readings: "Pieces with variables",
    raw: "As written",
    examples: "With examples",
    worst: "At worst",
    /** @param {string} names */
    unknown: (names) => `No example for ${names}`,
};

/** @type {typeof en} */
const zh = {
    label: "短信内容",
    group: "短信条数",
    loading: "正在加载计数器。",
    failed: "计数器无法加载。请刷新页面重试。",
    badSetting: (name) => `设置“${name}”无法读取，必须是 JSON。`,
    empty: "还没有内容",
    pieces: (shown) => `${shown} 条`,
    because: (shown) => `因 ${shown} 个字符使用 Unicode`,
    plain: "GSM-7",
    unicode: "Unicode",
    units: (shown) => `${shown} 个单位`,
    left: (shown) => `剩余 ${shown}`,
    cost: (amount, place) => `发送到${place} ${amount}`,
    noPrice: (place) => `没有${place}的价格`,
    sample: "示例价格",
    over: (shown) => `短信超过 ${shown} 条，请缩短。`,
    piecesTitle: "分条",
    forcesTitle: "使短信变为 Unicode 的字符",
    stays: (shown) => `短信仍为 Unicode：其中 ${shown} 个字符在 GSM-7 中没有对应字符。`,
    times: (shown) => `${shown} 处`,
    replace: (text) => `替换为 ${text}`,
    remove: "删除",
    space: "空格",
    lineBreak: "换行",
    replaceWith: (text) => `可替换为 ${text}`,
    couldGo: "可以删除",
    replaceAll: "全部替换",
    saves: (shown) => `节省 ${shown} 条`,
    readings: "含变量的条数",
    raw: "按原文",
    examples: "按示例",
    worst: "最长情况",
    unknown: (names) => `缺少示例：${names}`,
};

/** @typedef {typeof en} Words */

/**
 * The words for a language tag, and the tag to format numbers by.
 *
 * @param {string} tag
 * @returns {{ words: Words, lang: "en" | "zh-CN" }}
 */
export function wordsFor(tag) {
    return /^zh\b/i.test(tag) ? { words: zh, lang: "zh-CN" } : { words: en, lang: "en" };
}
