// @ts-check
/**
 * Registers `<sms-piece-calculator>`. Loading this twice is harmless: the first one stays.
 *
 * @typedef {import("./calculator.js").PieceChangeDetail} PieceChangeDetail
 * @typedef {import("./cost.js").Prices} Prices
 * @typedef {import("../types.js").Variable} Variable
 */
import { SmsPieceCalculator } from "./calculator.js";

const NAME = "sms-piece-calculator";
if (!customElements.get(NAME)) customElements.define(NAME, SmsPieceCalculator);

export { SmsPieceCalculator };
