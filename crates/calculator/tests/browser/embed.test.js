// @ts-check
/** The page for an iframe, and the builds that are one file. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync, copyFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { BROWSERS, open } from "./browsers.js";
import { foreignHost, packageHost } from "./hosts.js";

const folder = /** @type {string} */ (process.env.PACKAGE);
const PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title></head><body></body></html>';
/** What the page for an iframe says is heard by a script of the page, which the tests put in. */
const FRAME = `
    const [source, origin, done] = arguments;
    window.heard = [];
    addEventListener("message", ({ data, origin }) => window.heard.push({ ...data, origin }));
    const frame = document.createElement("iframe");
    frame.src = source + "/embed.html#lang=en&text=Hi&origin=" + encodeURIComponent(origin);
    frame.onload = () => setTimeout(done, 300);
    document.body.append(frame);`;

for (const browser of BROWSERS) {
    describe(browser, () => {
        /** @type {import("selenium-webdriver").WebDriver} */
        let driver;
        /** @type {import("./hosts.js").Host} */
        let ours;
        /** @type {import("./hosts.js").Host} */
        let theirs;

        before(async () => {
            ours = await packageHost();
            theirs = await foreignHost(ours, { "/page.html": PAGE }, `default-src 'none'; frame-src ${ours.origin}`);
            driver = await open(browser);
        });
        after(async () => {
            await driver?.quit();
            ours?.close();
            theirs?.close();
        });

        const heard = () => /** @type {Promise<any[]>} */ (driver.executeScript("return window.heard"));
        const send = (/** @type {string} */ text) =>
            driver.executeAsyncScript(
                `const done = arguments[1];
                document.querySelector("iframe").contentWindow.postMessage({ type: "sms-piece-calculator:set", text: arguments[0] }, "*");
                setTimeout(done, 150);`,
                text,
            );

        test("the iframe speaks with its own page: ready, height, changes; and hears it", async () => {
            await driver.get(`${theirs.origin}/page.html`);
            await driver.executeAsyncScript(FRAME, ours.origin, theirs.origin);
            await send("a".repeat(161));
            const messages = await heard();
            assert.ok(messages.every(({ origin }) => origin === ours.origin));
            const of = (/** @type {string} */ type) => messages.filter((message) => message.type === `sms-piece-calculator:${type}`);
            assert.equal(of("ready").length, 1);
            assert.ok(of("height").at(-1).height > 100);
            assert.deepEqual(of("change").map(({ detail }) => detail.pieces), [1, 2]);
        });

        test("it neither speaks to nor hears another origin", async () => {
            await driver.get(`${theirs.origin}/page.html`);
            await driver.executeAsyncScript(FRAME, ours.origin, "https://elsewhere.example");
            await send("a".repeat(161));
            assert.deepEqual(await heard(), []);
            await driver.switchTo().frame(0);
            assert.equal(await driver.executeScript(`return document.querySelector("sms-piece-calculator").text`), "Hi");
            await driver.switchTo().defaultContent();
        });

        test("its own policy lets nothing out, and typing asks for nothing", async () => {
            await driver.get(`${ours.origin}/embed.html`);
            const before = ours.requests.length;
            const [refused, pieces] = /** @type {any} */ (
                await driver.executeAsyncScript(`
                    const done = arguments[0], it = document.querySelector("sms-piece-calculator");
                    (async () => {
                        await it.ready;
                        const area = it.shadowRoot.querySelector("textarea");
                        for (let n = 1; n <= 200; n++) { area.value = "中".repeat(n); area.dispatchEvent(new InputEvent("input")); }
                        const refused = await fetch("/leak").then(() => false, () => true);
                        done([refused, it.count.pieces]);
                    })();`)
            );
            assert.deepEqual([refused, pieces], [true, 3]);
            assert.equal(ours.requests.length, before);
        });

        test("from file://, the page and the one-file script count", async () => {
            const place = mkdtempSync(join(tmpdir(), "piecewise-file-"));
            try {
                copyFileSync(join(folder, "embed.html"), join(place, "embed.html"));
                copyFileSync(join(folder, "element.inline.js"), join(place, "element.inline.js"));
                writeFileSync(join(place, "page.html"), readFileSync(join(import.meta.dirname, "../../examples/file.html")));
                for (const name of ["embed.html", "page.html"]) {
                    await driver.get(pathToFileURL(join(place, name)).href);
                    const count = await driver.executeAsyncScript(`
                        const done = arguments[0], it = document.querySelector("sms-piece-calculator");
                        it.ready.then(() => { it.text = "中".repeat(71); done(it.count.pieces); });`);
                    assert.equal(count, 2, name);
                }
            } finally {
                rmSync(place, { recursive: true, force: true });
            }
        });

        test("ready within 50 ms of the script's start", async () => {
            const page = `<!doctype html><title>A shop</title><sms-piece-calculator></sms-piece-calculator>
                <script>const start = performance.now();</script><script src="{package}/element.inline.js"></script>
                <script>window.took = document.querySelector("sms-piece-calculator").ready.then(() => performance.now() - start);</script>`;
            const plain = await foreignHost(ours, { "/page.html": page }, "");
            const times = [];
            for (let n = 0; n < 5; n++) {
                await driver.get(`${plain.origin}/page.html`);
                times.push(/** @type {number} */ (await driver.executeAsyncScript("window.took.then(arguments[0])")));
            }
            plain.close();
            times.sort((a, b) => a - b);
            console.log(`# ${browser}, ms from the script's start to the first count: ${times.map(Math.round)}`);
            // The best of five: what else runs on the machine is not what is measured.
            assert.ok(times[0] < 50, `${times}`);
        });
    });
}
