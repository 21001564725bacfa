// @ts-check
/**
 * The page for an iframe: the element, and messages with the one page that put it there.
 *
 * The settings stand behind `#`, which no server sees: `embed.html#origin=https://shop.example&lang=zh-CN`. Without
 * `origin` nothing is said and nothing is heard; with it, only that origin's parent window is.
 */
import { SmsPieceCalculator } from "../js/element/index.js";

const PREFIX = "sms-piece-calculator:";
const ATTRIBUTES = ["text", "label", "placeholder", "limit-pieces", "variables", "prices", "country", "recipients"];

const settings = new URLSearchParams(location.hash.slice(1));
const calculator = /** @type {SmsPieceCalculator} */ (document.querySelector("sms-piece-calculator"));
const origin = settings.get("origin");

const lang = settings.get("lang");
if (lang) document.documentElement.lang = lang;
const theme = settings.get("theme");
if (theme) document.documentElement.dataset.theme = theme;
if (parent === window) document.documentElement.dataset.alone = "";
calculator.toggleAttribute("compact", settings.has("compact"));
for (const name of ATTRIBUTES) {
    const value = settings.get(name);
    if (value !== null) calculator.setAttribute(name, value);
}

if (origin && origin !== "null" && parent !== window) {
    /** @param {string} type @param {object} more */
    const tell = (type, more) => parent.postMessage({ type: PREFIX + type, ...more }, origin);
    calculator.addEventListener("piecechange", (event) => tell("change", { detail: /** @type {CustomEvent} */ (event).detail }));
    addEventListener("message", (event) => {
        if (event.origin !== origin || event.source !== parent || event.data?.type !== `${PREFIX}set`) return;
        for (const [name, value] of Object.entries(event.data)) {
            if (name === "text") calculator.text = String(value);
            else if (ATTRIBUTES.includes(name)) calculator.setAttribute(name, typeof value === "string" ? value : JSON.stringify(value));
        }
    });
    new ResizeObserver(() => tell("height", { height: Math.ceil(document.documentElement.getBoundingClientRect().height) })).observe(document.documentElement);
    calculator.ready.then(() => tell("ready", {}));
}
