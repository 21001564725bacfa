// @ts-check
/** The element on a page of a foreign origin whose policy allows only our host and WebAssembly. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";

import { BROWSERS, open } from "./browsers.js";
import { foreignHost, packageHost } from "./hosts.js";

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<script type="module" src="{package}/element.js"></script></head>
<body><main><h1>A shop</h1><form><label for="theirs">Theirs</label><textarea id="theirs"></textarea><div id="place"></div></form></main></body></html>`;
const CORPUS = join(import.meta.dirname, "../../../sms/tests/data/segmentation-cases.jsonl");
const AXE = readFileSync(join(import.meta.dirname, "../../../../node_modules/axe-core/axe.min.js"), "utf8");

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
            theirs = await foreignHost(ours, { "/page.html": PAGE, "/bare.html": PAGE.replace(/<script.*<\/script>/, "") });
            driver = await open(browser);
        });
        after(async () => {
            await driver?.quit();
            ours?.close();
            theirs?.close();
        });
        beforeEach(async () => {
            await driver.get(`${theirs.origin}/page.html`);
            await run(`await customElements.whenDefined("sms-piece-calculator")`);
        });

        /**
         * Runs the body of an async function in the page; `place` is where things are put.
         *
         * @param {string} body
         * @param {...unknown} args
         * @returns {Promise<any>}
         */
        async function run(body, ...args) {
            const script = `
                const args = [...arguments], done = args.pop();
                const place = document.querySelector("#place");
                const put = async (html) => { place.innerHTML = html; const it = place.querySelector("sms-piece-calculator"); await it.ready; await settle(); return it; };
                const settle = () => new Promise((resolve) => setTimeout(resolve));
                const part = (it, name) => it.shadowRoot.querySelector("[part~=" + name + "]");
                const type = (area, text) => { area.value = text; area.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true })); };
                (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: error.name + ": " + error.message + error.stack }));`;
            const { value, error } = /** @type {any} */ (await driver.executeAsyncScript(script, ...args));
            if (error) assert.fail(error);
            return value;
        }

        test("every case of the corpus through the public properties (R-020 to R-030)", async () => {
            const cases = readFileSync(CORPUS, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
            const wrong = await run(
                `const it = await put("<sms-piece-calculator></sms-piece-calculator>");
                return args[0].filter(({ text, encoding, units, pieces, segments }) => {
                    it.text = text;
                    if (text.includes("\\r")) return false; // A text area has no CR.
                    const { count, segmentation } = it;
                    const cut = segmentation.segments.map(({ start, end }) => text.slice(start, end));
                    return count.encoding !== encoding || count.units !== units || count.pieces !== pieces || cut.join("|") !== segments.join("|");
                }).map(({ id }) => id);`,
                cases,
            );
            assert.deepEqual(wrong, []);
        });

        test("it says what a text costs and tells it once in an event", async () => {
            const { events, facts, status } = await run(`
                const it = await put("<sms-piece-calculator></sms-piece-calculator>");
                const events = [];
                document.addEventListener("piecechange", ({ detail, bubbles, composed }) => events.push({ ...detail, bubbles, composed }));
                type(part(it, "textarea"), "a".repeat(160));
                type(part(it, "textarea"), "a".repeat(161));
                type(part(it, "textarea"), "a".repeat(161));
                await settle();
                return { events, facts: ["pieces", "encoding", "units", "remaining"].map((name) => part(it, name).textContent), status: part(it, "status").textContent };`);
            assert.deepEqual(events.map((/** @type {any} */ { pieces }) => pieces), [1, 2]);
            assert.deepEqual(events[1], { encoding: "GSM-7", units: 161, pieces: 2, simplePieces: 2, remaining: 145, overLimit: false, bubbles: true, composed: true });
            assert.deepEqual(facts, ["2 pieces", "GSM-7", "161 units", "145 left"]);
            assert.ok(status);
        });

        test("what forces Unicode is shown and replaced, one kind or all (R-034)", async () => {
            const result = await run(`
                const it = await put("<sms-piece-calculator></sms-piece-calculator>");
                it.text = "It’s today’s “offer”" + "a".repeat(60);
                await settle();
                const before = [part(it, "encoding").textContent, it.shadowRoot.querySelectorAll("[part~=kind]").length];
                it.shadowRoot.querySelector("[part~=replace]").click();
                await settle();
                const one = it.text.slice(0, 20);
                part(it, "replace-all").click();
                await settle();
                return { before, one, all: it.text.slice(0, 20), count: it.count };`);
            assert.deepEqual(result.before, ["Unicode because of 4 characters", 3]);
            assert.equal(result.one, "It's today's “offer”");
            assert.equal(result.all, "It's today's \"offer\"");
            assert.deepEqual([result.count.encoding, result.count.pieces], ["GSM-7", 1]);
        });

        test("it watches a text area of the page and never writes to it", async () => {
            const result = await run(`
                const theirs = document.querySelector("#theirs");
                theirs.value = "Ünïcode’s";
                const it = await put('<sms-piece-calculator for="theirs"></sms-piece-calculator>');
                const first = it.count.encoding;
                type(theirs, "’".repeat(71));
                await settle();
                const buttons = [...it.shadowRoot.querySelectorAll("button")].filter((button) => button.checkVisibility()).length;
                const second = it.count.pieces;
                theirs.remove();
                const other = document.createElement("input");
                other.id = "theirs";
                place.append(other);
                type(other, "abc");
                await settle();
                return { first, second, buttons, third: it.count.units, own: part(it, "textarea").checkVisibility(), attributes: theirs.getAttributeNames() };`);
            assert.deepEqual(result, { first: "UCS-2", second: 2, buttons: 0, third: 3, own: false, attributes: ["id"] });
        });

        test("it is part of a form: value, limit, reset, disabled", async () => {
            const result = await run(`
                const it = await put('<sms-piece-calculator name="body" text="Hi" limit-pieces="1"></sms-piece-calculator>');
                const form = document.querySelector("form");
                const sent = () => new FormData(form).get("body");
                const first = [sent(), it.form === form, form.checkValidity()];
                it.text = "a".repeat(161);
                await settle();
                const second = [sent().length, form.checkValidity(), it.validity.tooLong, part(it, "error").textContent, part(it, "textarea").ariaInvalid];
                form.reset();
                await settle();
                const third = [sent(), it.validity.valid];
                place.innerHTML = "<fieldset disabled></fieldset>";
                place.firstChild.append(it);
                await settle();
                return { first, second, third, disabled: part(it, "textarea").disabled };`);
            assert.deepEqual(result.first, ["Hi", true, true]);
            assert.deepEqual(result.second, [161, false, true, "The message is longer than 1 piece. Shorten it.", "true"]);
            assert.deepEqual([result.third, result.disabled], [["Hi", true], true]);
        });

        test("variables have three readings, and prices a cost", async () => {
            const result = await run(`
                const it = await put('<sms-piece-calculator country="SG" recipients="1000"></sms-piece-calculator>');
                const told = new Promise((resolve) => it.addEventListener("piecechange", ({ detail }) => detail.readings && resolve(detail)));
                it.setAttribute("variables", '{"name":"Wei","code":{"example":"","maxLength":6,"unicode":false}}');
                it.prices = { currency: "USD", prices: { SG: "0.0412" } };
                it.text = "%name%, your code is %code%";
                const { readings, cost, units } = await told;
                await settle();
                return { units, cost, worst: readings.worst.units, unknown: readings.unknown, rows: part(it, "readings").innerText.split(/\\s*\\n\\s*/), costWords: part(it, "cost").textContent };`);
            assert.deepEqual([result.units, result.worst, result.unknown], [24, 91, ["code"]]);
            assert.deepEqual(result.cost, { amount: "41.200000", currency: "USD" });
            assert.equal(result.costWords, "41.20 USD to Singapore");
            assert.ok(result.rows.join(" ").includes("No example for code"), result.rows.join("|"));
        });

        test("a setting that cannot be read is said", async () => {
            const words = await run(`
                const it = await put("<sms-piece-calculator variables='{'></sms-piece-calculator>");
                const before = part(it, "error").textContent;
                it.removeAttribute("variables");
                await settle();
                return [before, part(it, "error").hidden];`);
            assert.deepEqual(words, ["The setting “variables” cannot be read. It must be JSON.", true]);
        });

        test("it speaks Chinese where the page or the attribute says so", async () => {
            const words = await run(`
                const it = await put('<div lang="zh-CN"><sms-piece-calculator text="您好"></sms-piece-calculator></div>');
                const inherited = part(it, "pieces").textContent;
                it.lang = "en";
                await settle();
                return [inherited, part(it, "pieces").textContent, part(it, "label").textContent];`);
            assert.deepEqual(words, ["1 条", "1 piece", "Message"]);
        });

        test("two instances, one moved, and a second script", async () => {
            const result = await run(`
                const one = await put("<sms-piece-calculator></sms-piece-calculator>");
                const two = document.createElement("sms-piece-calculator");
                place.append(two);
                one.text = "one";
                two.text = "中";
                const section = document.createElement("section");
                place.append(section);
                section.append(one);
                await settle();
                type(part(one, "textarea"), "moved");
                await settle();
                const moved = [one.count.units, two.count.encoding, one.shadowRoot.querySelectorAll("[part=root]").length];
                const Class = customElements.get("sms-piece-calculator");
                await import(args[0] + "/element.js?again");
                return { moved, same: customElements.get("sms-piece-calculator") === Class };`, ours.origin);
            assert.deepEqual(result, { moved: [5, "UCS-2", 1], same: true });
        });

        test("properties that were set before the script came are kept, and texts wait for the module", async () => {
            await driver.get(`${theirs.origin}/bare.html`);
            const result = await run(
                `const it = document.createElement("sms-piece-calculator");
                Object.assign(it, { text: "a".repeat(161), limitPieces: 1, variables: { a: "b" } });
                place.append(it);
                const told = new Promise((resolve) => it.addEventListener("piecechange", ({ detail }) => resolve(detail.pieces)));
                await import(args[0] + "/element.js");
                await settle();
                const early = it.shadowRoot.querySelector("textarea").value.length;
                return { early, told: await told, limit: it.getAttribute("limit-pieces"), variables: it.variables, valid: it.validity.valid };`,
                ours.origin,
            );
            assert.deepEqual(result, { early: 161, told: 2, limit: "1", variables: { a: "b" }, valid: false });
        });

        test("a module that cannot be loaded is said", async () => {
            const bare = await foreignHost(ours, { "/page.html": PAGE }, `script-src ${ours.origin}; connect-src 'none'`);
            await driver.get(`${bare.origin}/page.html`);
            const words = await run(`
                const it = await put("<sms-piece-calculator text='Hi'></sms-piece-calculator>");
                return [part(it, "error").textContent, part(it, "textarea").value, it.count === undefined];`);
            bare.close();
            assert.deepEqual(words, ["The counter could not be loaded. Reload the page to try again.", "Hi", true]);
        });

        test("no style leaks, in or out", async () => {
            const result = await run(`
                const sheet = new CSSStyleSheet();
                sheet.replaceSync("* { color: rgb(1, 2, 3); } textarea, p { background: red !important; font-size: 40px !important; } .root { display: none !important; }");
                document.adoptedStyleSheets = [sheet];
                const theirs = getComputedStyle(document.querySelector("#theirs"));
                const before = [theirs.padding, theirs.borderRadius];
                const it = await put('<sms-piece-calculator text="Hi"></sms-piece-calculator>');
                const own = getComputedStyle(part(it, "textarea"));
                return { before, after: [theirs.padding, theirs.borderRadius], own: [own.backgroundColor, own.fontSize], root: getComputedStyle(part(it, "root")).display };`);
            assert.deepEqual(result.after, result.before);
            assert.deepEqual([result.own[1], result.root], ["16px", "grid"]);
            assert.notEqual(result.own[0], "rgb(255, 0, 0)");
        });

        test("no request leaves while 500 characters are typed (R-032)", async () => {
            await run(`await put("<sms-piece-calculator></sms-piece-calculator>")`);
            const before = ours.requests.length + theirs.requests.length;
            const count = await run(`
                const it = place.firstChild;
                const seen = performance.getEntriesByType("resource").length;
                for (let n = 1; n <= 500; n++) type(part(it, "textarea"), "Grüße ’ 中 ".repeat(50).slice(0, n));
                await settle();
                return [it.count.units, performance.getEntriesByType("resource").length - seen];`);
            assert.deepEqual(count, [500, 0]);
            assert.equal(ours.requests.length + theirs.requests.length, before);
        });

        test("a keystroke at 1,600 characters costs under a millisecond", async () => {
            const ms = await run(`
                const it = await put("<sms-piece-calculator></sms-piece-calculator>");
                const area = part(it, "textarea");
                const median = async (make) => {
                    const times = [];
                    for (let n = 0; n < 60; n++) {
                        area.value = make(n);
                        const start = performance.now();
                        area.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
                        await Promise.resolve();
                        times.push(performance.now() - start);
                        if (n % 8 === 0) await settle();
                    }
                    return times.sort((a, b) => a - b)[30];
                };
                const plain = await median((n) => "Your order has been shipped. ".repeat(56).slice(0, 1599) + n % 10);
                const quoted = await median((n) => "It’s on its way — ".repeat(90).slice(0, 1599) + n % 10);
                const chinese = await median((n) => Array.from({ length: 1599 }, (_, at) => String.fromCharCode(0x4e00 + at % 400)).join("") + n % 10);
                return { plain, quoted, chinese };`);
            console.log(`# ${browser}, ms for a keystroke at 1,600 characters: ${JSON.stringify(ms)}`);
            assert.ok(ms.plain < 1 && ms.quoted < 1 && ms.chinese < 1, JSON.stringify(ms));
        });

        test("no rule of accessibility is broken, in any state", async () => {
            await driver.executeScript(AXE);
            const states = {
                empty: "<sms-piece-calculator></sms-piece-calculator>",
                plain: '<sms-piece-calculator text="Hi [there]"></sms-piece-calculator>',
                unicode: '<sms-piece-calculator text="It’s “here” 🎉"></sms-piece-calculator>',
                chinese: '<sms-piece-calculator lang="zh-CN" text="您好，您的验证码是 482913"></sms-piece-calculator>',
                rtl: '<div dir="rtl" lang="ar"><sms-piece-calculator text="مرحبا بك في متجرنا"></sms-piece-calculator></div>',
                over: `<sms-piece-calculator limit-pieces="1" text="${"a".repeat(300)}"></sms-piece-calculator>`,
                compact: '<sms-piece-calculator compact text="Hi"></sms-piece-calculator>',
                watching: '<sms-piece-calculator for="theirs"></sms-piece-calculator>',
                disabled: '<sms-piece-calculator disabled text="Hi"></sms-piece-calculator>',
                variables: `<sms-piece-calculator text="Hi %name%" variables='{"name":""}' country="SG" prices='{"currency":"USD","prices":{"SG":"0.04"},"sample":true}'></sms-piece-calculator>`,
                failed: "<sms-piece-calculator variables='{'></sms-piece-calculator>",
            };
            for (const scheme of ["light", "dark"]) {
                for (const [state, html] of Object.entries(states)) {
                    const broken = await run(
                        `document.documentElement.style.colorScheme = args[1];
                        document.documentElement.style.background = args[1] === "dark" ? "#0e1117" : "#f7f8fb";
                        document.querySelector("h1").style.color = document.querySelector("label").style.color = args[1] === "dark" ? "#fff" : "#000";
                        const it = await put(args[0]);
                        await new Promise((resolve) => setTimeout(resolve, 30));
                        const { violations } = await axe.run(document.querySelector("main"), { resultTypes: ["violations"] });
                        return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + " " + html + failureSummary));`,
                        html,
                        scheme,
                    );
                    assert.deepEqual(broken, [], `${state}, ${scheme}`);
                }
            }
        });

        test("1,000 mounts leave memory where it was", async () => {
            const cycles = `
                for (let n = 0; n < 1000; n++) {
                    const it = document.createElement("sms-piece-calculator");
                    if (n % 2) it.setAttribute("for", "theirs");
                    it.text = "It’s number " + n;
                    place.append(it);
                    await Promise.resolve();
                    it.remove();
                }
                await settle();`;
            await run(`await put("<sms-piece-calculator></sms-piece-calculator>"); ${cycles}`);
            const used = async () => {
                if (browser !== "chromium") return 0;
                const chromium = /** @type {import("selenium-webdriver/chrome.js").Driver} */ (/** @type {unknown} */ (driver));
                await chromium.sendDevToolsCommand("HeapProfiler.enable", {});
                await chromium.sendDevToolsCommand("HeapProfiler.collectGarbage", {});
                await chromium.sendDevToolsCommand("Performance.enable", {});
                const { metrics } = /** @type {any} */ (await chromium.sendAndGetDevToolsCommand("Performance.getMetrics", {}));
                const metric = (/** @type {string} */ name) => metrics.find((/** @type {any} */ one) => one.name === name).value;
                return { nodes: metric("Nodes"), bytes: metric("JSHeapUsedSize"), listeners: metric("JSEventListeners") };
            };
            const before = /** @type {any} */ (await used());
            await run(cycles);
            const after = /** @type {any} */ (await used());
            if (browser !== "chromium") return;
            console.log(`# after 1,000 mounts more: ${after.nodes - before.nodes} nodes, ${after.listeners - before.listeners} listeners, ${after.bytes - before.bytes} bytes`);
            assert.ok(after.nodes - before.nodes < 200, `${before.nodes} nodes became ${after.nodes}`);
            assert.ok(after.listeners - before.listeners < 50, `${before.listeners} listeners became ${after.listeners}`);
            assert.ok(after.bytes - before.bytes < 200_000, `${before.bytes} bytes became ${after.bytes}`);
        });
    });
}
