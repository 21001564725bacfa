// @ts-check
/**
 * What a message costs: exact, in millionths of a currency unit.
 *
 * @typedef {{ currency: string, prices: Readonly<Record<string, string | number>>, sample?: boolean }} Prices
 *     the price of a piece by country (ISO 3166-1 alpha-2), as a decimal number in words: `"0.0412"`
 */
const PLACES = 6;

/**
 * The cost as a decimal number, or `undefined` where the price is not known.
 *
 * @param {Prices} prices
 * @param {string} country
 * @param {number} pieces over all recipients
 */
export function costOf(prices, country, pieces) {
    const [, whole, part = ""] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(String(prices.prices?.[country] ?? "")) ?? [];
    if (!whole || !Number.isSafeInteger(pieces)) return undefined;
    const micros = (BigInt(whole + part.padEnd(PLACES, "0")) * BigInt(pieces)).toString().padStart(PLACES + 1, "0");
    return `${micros.slice(0, -PLACES)}.${micros.slice(-PLACES)}`;
}

/**
 * @param {string} cost
 * @param {string} currency
 * @param {string} lang
 */
export function costInWords(cost, currency, lang) {
    const format = new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: PLACES });
    return `${format.format(/** @type {any} */ (cost))} ${currency}`;
}

/**
 * @param {string} country
 * @param {string} lang
 */
export function countryName(country, lang) {
    try {
        return new Intl.DisplayNames(lang, { type: "region" }).of(country) ?? country;
    } catch {
        return country;
    }
}
