// @ts-check
/** What the calculator throws, apart from `TypeError` for values of a wrong type. */
export class CalculatorError extends Error {
    name = "CalculatorError";

    /**
     * @param {"not-loaded" | "load-failed" | "message"} code what went wrong: nothing is loaded yet, the module could
     *     not be loaded, or a message of many could not be counted
     * @param {string} message
     * @param {{ cause?: unknown, messageIndex?: number }} [more]
     */
    constructor(code, message, more = {}) {
        super(message, "cause" in more ? { cause: more.cause } : undefined);
        this.code = code;
        /** @type {number | undefined} Which message could not be counted, from 0. */
        this.messageIndex = more.messageIndex;
    }
}

/**
 * @param {unknown} value
 * @param {string} what
 */
export function checkString(value, what) {
    if (typeof value !== "string") throw new TypeError(`${what} must be a string, not ${value === null ? null : typeof value}`);
}
