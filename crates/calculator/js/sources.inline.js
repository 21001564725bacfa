// @ts-check
/** The modules inside the script, for where nothing may be fetched; the bundler puts their bytes here. */
// @ts-ignore
import calculator from "calculator.wasm";
// @ts-ignore
import linter from "linter.wasm";
// @ts-ignore
import templates from "templates.wasm";

/** @type {() => BufferSource} */
export const coreSource = () => calculator;
/** @type {() => BufferSource} */
export const templatesSource = () => templates;
/** @type {() => BufferSource} */
export const linterSource = () => linter;
