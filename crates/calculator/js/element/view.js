// @ts-check
/** What the element shows: built once, and changed only where something is different. */
import css from "./style.css";

/**
 * @typedef {import("../types.js").Segmentation} Segmentation
 * @typedef {import("../types.js").Suggestion} Suggestion
 * @typedef {import("../types.js").Readings} Readings
 */

const HTML = `<div class="root" part="root">
<label part="label" for="text"></label>
<textarea id="text" part="textarea" dir="auto" rows="4" aria-describedby="verdict error"></textarea>
<div part="verdict" id="verdict">
<p class="line"><strong part="pieces"></strong><span part="encoding" class="encoding"></span><span part="units"></span><span part="remaining"></span><span part="cost"></span></p>
</div>
<div class="meter" part="meter"><div class="fill" part="meter-fill"></div></div>
<p class="error" part="error" id="error" hidden></p>
<div class="details" part="details">
<section part="readings" hidden><p class="title" id="readings"></p><table aria-labelledby="readings"><tbody></tbody></table><p class="muted"></p></section>
<section part="forcing" hidden><div class="head"><p class="title" id="forcing"></p><button type="button" part="replace-all"></button></div><p class="muted"></p><ul class="kinds" part="kinds" role="list" aria-labelledby="forcing"></ul></section>
<section part="list" hidden><p class="title" id="list"></p><ol class="list" part="piece-list" role="list" aria-labelledby="list"></ol></section>
</div>
<p class="status" part="status" role="status"></p>
</div>`;

/** Characters that show nothing by themselves, or not what they are. */
const UNSEEN = /^[\p{C}\p{Z}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164]/u;

/** @type {CSSStyleSheet | undefined} */
let sheet;
/** @type {HTMLTemplateElement | undefined} */
let template;

export class View {
    /** @type {string[]} What each row of the pieces was made of. */
    #rows = [];
    #kinds = "";

    /** @param {ShadowRoot} root */
    constructor(root) {
        if (!sheet || !template) {
            sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            template = document.createElement("template");
            template.innerHTML = HTML.replace(/\n/g, "");
        }
        root.adoptedStyleSheets = [sheet];
        root.append(template.content.cloneNode(true));
        /** @param {string} name @returns {any} */
        const part = (name) => root.querySelector(`[part=${name}]`);
        /** @type {HTMLElement} */
        this.root = part("root");
        /** @type {HTMLLabelElement} */
        this.label = part("label");
        /** @type {HTMLTextAreaElement} */
        this.textarea = part("textarea");
        /** @type {HTMLElement} */
        this.verdict = part("verdict");
        /** @type {HTMLElement[]} Pieces, encoding, units, what is left, cost. */
        this.facts = ["pieces", "encoding", "units", "remaining", "cost"].map(part);
        /** @type {HTMLElement} */
        this.fill = part("meter-fill");
        /** @type {HTMLElement} */
        this.error = part("error");
        /** @type {HTMLElement} */
        this.details = part("details");
        /** @type {HTMLElement} */
        this.readings = part("readings");
        /** @type {HTMLElement} */
        this.forcing = part("forcing");
        /** @type {HTMLElement} */
        this.kinds = part("kinds");
        /** @type {HTMLButtonElement} */
        this.replaceAll = part("replace-all");
        /** @type {HTMLElement} */
        this.list = part("list");
        /** @type {HTMLElement} */
        this.status = part("status");
    }

    /**
     * The pieces with their borders, and in them what forces Unicode and what costs two units.
     *
     * @param {string} text
     * @param {Segmentation} cut
     * @param {Suggestion[]} suggestions
     * @param {(char: string) => boolean} costsTwo
     * @param {(units: number) => string} units
     */
    showPieces(text, cut, suggestions, costsTwo, units) {
        const list = /** @type {HTMLElement} */ (this.list.lastElementChild);
        const marks = suggestions
            .flatMap(({ places, replacement, text }) => places.map(({ start, end }) => ({ start, end, text, kind: replacement ? "forces" : "foreign" })))
            .sort((a, b) => a.start - b.start);
        let mark = 0;
        cut.segments.forEach(({ start, end, units: n }, at) => {
            const from = mark;
            while (mark < marks.length && marks[mark].start < end) mark++;
            const own = marks.slice(from, mark);
            const piece = text.slice(start, end);
            const made = piece + "\0" + n + units(n) + own.map(({ start: place, kind }) => `${place - start}${kind}`);
            if (this.#rows[at] === made) return;
            this.#rows[at] = made;
            const row = list.children[at] ?? list.appendChild(rowOf(at + 1));
            row.children[1].replaceChildren(...pieceNodes(text, start, end, own, costsTwo));
            row.children[2].textContent = units(n);
        });
        while (list.children.length > cut.segments.length) list.lastElementChild?.remove();
        this.#rows.length = cut.segments.length;
    }

    /**
     * The kinds that force Unicode, each with what could be done.
     *
     * @param {{ text: string, times: string, what: string, saves: string, act?: () => void }[]} kinds
     */
    showKinds(kinds) {
        const made = JSON.stringify(kinds) + kinds.map(({ act }) => !!act);
        if (made === this.#kinds) {
            // The same words, but what a button does depends on the text.
            kinds.forEach(({ act }, at) => {
                const button = this.kinds.children[at].querySelector("button");
                if (button && act) button.onclick = act;
            });
            return;
        }
        this.#kinds = made;
        this.kinds.replaceChildren(
            ...kinds.map(({ text, times, what, saves, act }) => {
                const row = make("li", "");
                row.part.add("kind");
                const glyph = make("span", "glyph");
                glyph.append(charNode(text, ""));
                const [code] = UNSEEN.test(text) ? [] : codes(text);
                row.append(glyph, make("span", "muted", [code, times, act ? "" : what, saves].filter(Boolean).join(" · ")));
                if (act) {
                    const button = /** @type {HTMLButtonElement} */ (make("button", "", what));
                    button.type = "button";
                    button.part.add("replace");
                    button.onclick = act;
                    row.append(button);
                }
                return row;
            }),
        );
    }

    /**
     * @param {[string, string, string][]} rows name, pieces, units
     * @param {string} note
     */
    showReadings(rows, note) {
        const [, table, paragraph] = this.readings.children;
        const body = rows.map(([name, pieces, units]) => {
            const row = make("tr", "");
            const head = /** @type {HTMLTableCellElement} */ (make("th", "", name));
            head.scope = "row";
            row.append(head, make("td", "", pieces), make("td", "", units));
            return row;
        });
        table.firstElementChild?.replaceChildren(...body);
        setText(/** @type {HTMLElement} */ (paragraph), note);
    }
}

/** @param {HTMLElement} element @param {string} text */
export function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
}

/** @param {number} number */
function rowOf(number) {
    const row = make("li", "");
    row.part.add("piece");
    row.append(make("span", "number", `${number}`), make("span", "text"), make("span", "units"));
    return row;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {{ start: number, end: number, text: string, kind: string }[]} marks
 * @param {(char: string) => boolean} costsTwo
 */
function pieceNodes(text, start, end, marks, costsTwo) {
    /** @type {(Node | string)[]} */
    const nodes = [];
    let at = start;
    let run = "";
    const flush = () => {
        if (run) nodes.push(make("mark", "foreign", run));
        run = "";
    };
    for (const mark of marks) {
        if (mark.start > at) {
            flush();
            nodes.push(...plainNodes(text.slice(at, mark.start), costsTwo));
        }
        // A letter with marks may lie across a border.
        at = Math.min(mark.end, end);
        // Text of another script is one run, not a box for each letter.
        if (mark.kind === "foreign") run += text.slice(mark.start, at);
        else {
            flush();
            nodes.push(charNode(text.slice(mark.start, at), "forces"));
        }
    }
    flush();
    if (at < end) nodes.push(...plainNodes(text.slice(at, end), costsTwo));
    return nodes;
}

/** @param {string} text @param {(char: string) => boolean} costsTwo */
function plainNodes(text, costsTwo) {
    /** @type {(Node | string)[]} */
    const nodes = [];
    let plain = "";
    for (const char of text) {
        if (costsTwo(char)) {
            nodes.push(plain, make("mark", "two", char));
            plain = "";
        } else plain += char;
    }
    nodes.push(plain);
    return nodes;
}

/** A character, or what stands for one that nobody would see. @param {string} text @param {string} kind */
function charNode(text, kind) {
    if (!UNSEEN.test(text)) return make("mark", kind, text);
    return make("mark", `pill ${kind}`, codes(text).join(" "));
}

/** The code points of a text, as U+2019. @param {string} text */
function codes(text) {
    return Array.from(text, (char) => `U+${/** @type {number} */ (char.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0")}`);
}

/** @param {string} tag @param {string} kind @param {string} [text] */
function make(tag, kind, text) {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    return element;
}
