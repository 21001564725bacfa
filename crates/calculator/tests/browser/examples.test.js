// @ts-check
/** The examples of docs/embedding.md on pages: plain HTML, WordPress, an iframe, React and Vue. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";

import { build } from "esbuild";
import { compileScript, parse } from "vue/compiler-sfc";

import { BROWSERS, open } from "./browsers.js";
import { foreignHost, packageHost } from "./hosts.js";

const folder = /** @type {string} */ (process.env.PACKAGE);
const examples = join(import.meta.dirname, "../../examples");
const example = (/** @type {string} */ name) => readFileSync(join(examples, name), "utf8");

/** @param {string} code @param {"tsx" | "js"} loader */
async function bundle(code, loader) {
    const result = await build({
        stdin: { contents: code, loader, resolveDir: import.meta.dirname },
        bundle: true,
        write: false,
        format: "esm",
        jsx: "automatic",
        define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
        alias: { "sms-piece-calculator/element": join(folder, "element.js") },
        logLevel: "error",
    });
    return result.outputFiles[0].text;
}

async function react() {
    return bundle(
        `${example("react.tsx")}
        import { createRoot } from "react-dom/client";
        createRoot(document.querySelector("#app")!).render(<Composer />);`,
        "tsx",
    );
}

async function vue() {
    const { descriptor } = parse(example("Composer.vue"));
    const templateOptions = { compilerOptions: { isCustomElement: (/** @type {string} */ tag) => tag.includes("-") } };
    const { content } = compileScript(descriptor, { id: "composer", inlineTemplate: true, genDefaultAs: "Composer", templateOptions });
    return bundle(`${content}\nimport { createApp } from "vue";\ncreateApp(Composer).mount("#app");`, "js");
}

const app = (/** @type {string} */ script) => `<!doctype html><meta charset="utf-8"><title>An app</title><div id="app"></div><script type="module" src="${script}"></script>`;

for (const browser of BROWSERS) {
    describe(browser, () => {
        /** @type {import("selenium-webdriver").WebDriver} */
        let driver;
        /** @type {import("./hosts.js").Host} */
        let ours;
        /** @type {import("./hosts.js").Host} */
        let site;

        before(async () => {
            ours = await packageHost();
            /** @type {Record<string, string>} */
            const pages = { "/react.html": app("/react.js"), "/react.js": await react(), "/vue.html": app("/vue.js"), "/vue.js": await vue() };
            for (const name of ["plain.html", "watch.html", "template.html", "iframe.html"]) pages[`/${name}`] = example(name);
            pages["/wordpress.html"] = `<!doctype html><meta charset="utf-8"><title>A blog</title>${example("wordpress.html")}`;
            site = await foreignHost(ours, pages, "", [folder]);
            driver = await open(browser);
        });
        after(async () => {
            await driver?.quit();
            ours?.close();
            site?.close();
        });

        /** @param {string} page @param {string} body @returns {Promise<any>} */
        async function on(page, body) {
            await driver.get(`${site.origin}/${page}`);
            return driver.executeAsyncScript(`
                const done = arguments[0];
                const until = async (test) => { while (!test()) await new Promise((resolve) => setTimeout(resolve, 20)); return test(); };
                const element = () => document.querySelector("sms-piece-calculator");
                const part = (name) => element()?.shadowRoot?.querySelector("[part~=" + name + "]");
                const type = (area, text) => { area.value = text; area.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true })); };
                (async () => { ${body} })().then(done, (error) => done("failed: " + error));`);
        }

        test("plain.html", async () => {
            const answer = await on("plain.html", `await until(() => element()?.count); type(part("textarea"), "中".repeat(71));
                return until(() => document.querySelector("#pieces").textContent);`);
            assert.equal(answer, "2 pieces, UCS-2");
        });

        test("watch.html", async () => {
            const answer = await on("watch.html", `await until(() => element()?.count);
                return until(() => part("cost").textContent);`);
            assert.equal(answer, "41.20 USD to Singapore");
        });

        test("template.html", async () => {
            const answer = await on("template.html", `await until(() => part("readings")?.hidden === false); return part("readings").innerText;`);
            assert.match(answer, /With examples/);
        });

        test("wordpress.html", async () => {
            const answer = await on("wordpress.html", `await until(() => element()?.count); type(part("textarea"), "您好");
                return until(() => part("pieces").textContent !== "还没有内容" && part("pieces").textContent);`);
            assert.equal(answer, "1 条");
        });

        test("iframe.html", async () => {
            const answer = await on("iframe.html", `await until(() => document.title === "1 pieces");
                return until(() => document.querySelector("iframe").style.height);`);
            assert.match(answer, /^[1-9]\d\dpx$/);
        });

        for (const name of ["react.html", "vue.html"]) {
            test(`${basename(name, ".html")} example`, async () => {
                const answer = await on(name, `await until(() => element()?.count); type(part("textarea"), "Hi %name% " + "a".repeat(160));
                    await until(() => /2 pieces/.test(document.querySelector("button, .pieces").textContent));
                    return [element().text.length, element().variables.name];`);
                assert.deepEqual(answer, [170, "Wei"]);
            });
        }
    });
}
