// @ts-check
/** The browser side: measures in a page and posts the answer to the server that gave it. */
import * as bindings from "piecewise-calculator";

import { measure } from "./suite.js";
import { personalised } from "./texts.js";

const post = (path, body) => fetch(path, { method: "POST", body: JSON.stringify(body) });

try {
    const module = await bindings.default({ module_or_path: "/calculator.wasm" });
    const [, version] = /Chrome\/([\d.]+)/.exec(navigator.userAgent) ?? [];
    await post("/answer", { runtime: `Chromium ${version}`, ...measure(bindings, module, personalised()) });
} catch (error) {
    await post("/failure", String(error?.stack ?? error));
}
