// @ts-check
/** The package's functions in Node, on the files as they are shipped. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const folder = /** @type {string} */ (process.env.PACKAGE);
const entry = (/** @type {string} */ name) => pathToFileURL(join(folder, name)).href;
const corpus = join(import.meta.dirname, "../../../sms/tests/data/segmentation-cases.jsonl");
const cases = readFileSync(corpus, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));

for (const name of ["index.js", "count.js", "inline.js"]) {
    describe(name, () => {
        /** @type {typeof import("../../js/index.js")} */
        let api;
        before(async () => {
            api = await import(entry(name));
        });

        test("nothing is counted before it is loaded, and loading twice is loading once", async () => {
            assert.throws(() => api.count("a"), { name: "CalculatorError", code: "not-loaded" });
            await Promise.all([api.load(), api.load()]);
            await api.load();
            assert.equal(api.count("a").pieces, 1);
        });

        test("every case of the corpus is counted and cut (R-020 to R-030)", () => {
            for (const { id, text, encoding, units, pieces, segments } of cases) {
                const answer = api.segment(text);
                const cut = answer.segments.map(({ start, end }) => text.slice(start, end));
                assert.deepEqual([answer.encoding, answer.units, answer.pieces, cut], [encoding, units, pieces, segments], id);
                const { segments: _, ...count } = answer;
                assert.deepEqual(api.count(text), count, id);
            }
        });

        test("many messages are counted in one call, the wrong one is named", () => {
            const utf8 = new TextEncoder().encode("Hi [Ann]您好");
            assert.deepEqual([...api.countMany(utf8, [8, 14])], [0, 10, 1, 1, 150, 1, 2, 1, 1, 68]);
            const wrong = (/** @type {number[]} */ offsets, /** @type {string} */ message, /** @type {number} */ messageIndex) =>
                assert.throws(() => api.countMany(utf8, offsets), { code: "message", message, messageIndex });
            wrong([8, 9], "message 1 is not UTF-8", 1);
            wrong([8, 2], "message 1 ends before it starts", 1);
            wrong([99], "message 0 ends behind the end of the buffer", 0);
            assert.deepEqual([...api.countMany(new Uint8Array(0), [])], []);
        });

        test("a buffer of messages agrees with single counts", () => {
            const buffer = api.messageBuffer(100_000, cases.length);
            const taken = cases.filter(({ text }) => buffer.push(text));
            assert.ok(taken.length > 100);
            const words = buffer.count();
            taken.forEach(({ text }, at) => assert.equal(words[5 * at + 2], api.count(text).pieces));
            buffer.free();
        });

        test("a text larger than the room is counted, and memory that moves is found again", () => {
            for (const length of [10, 2_048, 2_049, 3_000_000, 10]) {
                assert.equal(api.count("a".repeat(length)).units, length);
                assert.equal(api.countMany(new Uint8Array(length), [length])[1], length);
            }
        });

        test("values of a wrong type are refused by name", () => {
            assert.throws(() => api.count(/** @type {any} */ (4)), { name: "TypeError", message: "the text must be a string, not number" });
            assert.throws(() => api.countMany(/** @type {any} */ ("x"), []), TypeError);
        });
    });
}

describe("suggestions, templates and the linter", () => {
    /** @type {typeof import("../../js/index.js")} */
    let api;
    before(async () => {
        api = await import(entry("index.js"));
        await api.load();
    });

    test("absent is undefined, never null", () => {
        const [apostrophe, han] = api.suggest("’中");
        assert.deepEqual(apostrophe.replacement, { text: "'", class: "typographic" });
        assert.deepEqual(Object.keys(han), ["text", "places", "piecesSaved"]);
    });

    test("replacements are made up to a class", () => {
        const text = "“Déjà vu” – naïve…";
        const suggestions = api.suggest(text);
        assert.equal(api.replaced(text, suggestions, "typographic"), '"Déjà vu" - naïve...');
        assert.equal(api.replaced(text, suggestions), '"Déjà vu" - naive...');
    });

    test("in the whole corpus, replacements leave GSM-7 and save what they say (R-034)", () => {
        for (const { id, text } of cases) {
            const suggestions = api.suggest(text);
            assert.equal(suggestions.length > 0, api.count(text).encoding === "UCS-2", id);
            for (const kind of suggestions) {
                for (const { start, end } of kind.places) assert.equal(text.slice(start, end), kind.text, id);
            }
            if (suggestions.some(({ replacement }) => !replacement)) continue;
            const after = api.count(api.replaced(text, suggestions));
            assert.equal(after.encoding, "GSM-7", id);
            if (suggestions.length === 1) assert.equal(suggestions[0].piecesSaved, Math.max(0, api.count(text).pieces - after.pieces), id);
        }
    });

    test("values are put in literally (R-187)", async () => {
        const { text, parts, missing } = await api.render("%name% 您好 %code%", { name: "%code%" });
        assert.deepEqual([text, parts, missing], ["%code% 您好 %code%", [{ name: "name", start: 0, end: 6 }], ["code"]]);
    });

    test("a template has three readings (R-035)", async () => {
        const variables = { a: { example: "xyz", maxLength: 10, unicode: false }, b: "" };
        const { raw, examples, worst, unknown } = await api.readings("%a%%b%", variables);
        assert.deepEqual([raw.units, examples.units, worst.units, unknown], [6, 6, 84, ["b"]]);
    });

    test("the linter speaks both languages", async () => {
        const content = "Check here:https://example.com/orders ";
        const [finding] = await api.lint({ content });
        assert.equal(finding.code, "link-space-before");
        assert.equal(api.edited(content, finding.fix?.edits ?? []), "Check here: https://example.com/orders ");
        const [chinese] = await api.lint({ content }, { lang: "zh-CN" });
        assert.match(chinese.message, /链接/);
        const missing = await api.lint({ content: "" }, { purpose: "submit" });
        assert.ok(missing.some(({ code }) => code === "content-missing"));
    });
});

test("a module that is not there can be asked for again", async () => {
    const api = await import(`${entry("index.js")}?again`);
    await assert.rejects(api.load(new URL("missing.wasm", entry("index.js"))), { name: "CalculatorError", code: "load-failed" });
    await api.load(readFileSync(join(folder, "calculator.wasm")));
    assert.equal(api.count("中").encoding, "UCS-2");
});

test("a worker counts too", async () => {
    const code = `import { load, count } from ${JSON.stringify(entry("index.js"))};
        import { parentPort } from "node:worker_threads";
        await load();
        parentPort.postMessage(count("a".repeat(161)).pieces);`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
    assert.equal(await new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject)), 2);
    await worker.terminate();
});
