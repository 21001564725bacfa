// @ts-check
/** The browser side: measures in a page and posts the answer to the server that gave it. */
import { load } from "sms-piece-calculator";

import { measure } from "./suite.js";
import { personalised } from "./texts.js";

const post = (path, body) => fetch(path, { method: "POST", body: JSON.stringify(body) });

try {
    await load("/calculator.wasm");
    const [, version] = /Chrome\/([\d.]+)/.exec(navigator.userAgent) ?? [];
    await post("/answer", { runtime: `Chromium ${version}`, ...measure(personalised()) });
} catch (error) {
    await post("/failure", String(error?.stack ?? error));
}
