// @ts-check
/** The element's modules inside the script. */
// @ts-ignore
import element from "element.wasm";
// @ts-ignore
import templates from "templates.wasm";

/** @type {() => BufferSource} */
export const coreSource = () => element;
/** @type {() => BufferSource} */
export const templatesSource = () => templates;
