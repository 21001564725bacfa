// @ts-check
/** The sources of the element. */
export const coreSource = () => new URL("./element.wasm", import.meta.url);
export const templatesSource = () => new URL("./templates.wasm", import.meta.url);
