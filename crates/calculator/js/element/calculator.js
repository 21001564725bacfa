// @ts-check
/**
 * `<sms-piece-calculator>`: what a text costs in pieces, below a text area of its own or for one of the page.
 *
 * @typedef {import("../types.js").TextCount} TextCount
 * @typedef {import("../types.js").Segmentation} Segmentation
 * @typedef {import("../types.js").Suggestion} Suggestion
 * @typedef {import("../types.js").Readings} Readings
 * @typedef {import("../types.js").Variable} Variable
 * @typedef {import("./cost.js").Prices} Prices
 * @typedef {{ amount: string, currency: string }} Cost the amount as a decimal number: `"0.082400"`
 * @typedef {TextCount & { overLimit: boolean, cost?: Cost, readings?: Readings }} PieceChangeDetail
 */
import { Counter } from "../counter.js";
import { once } from "../open.js";
import { coreSource, templatesSource } from "../sources.js";
import { edited, replaced, suggestions } from "../suggestions.js";
import { asVariable, Templates } from "../templates.js";
import { Announcer } from "./announcer.js";
import { costInWords, costOf, countryName } from "./cost.js";
import { setText, View } from "./view.js";
import { Watch } from "./watch.js";
import { wordsFor } from "./words.js";

/** Settings that are attributes and properties alike, with the attribute's name. */
const STRINGS = /** @type {const} */ ({ name: "name", htmlFor: "for", country: "country", placeholder: "placeholder", label: "label" });
const NUMBERS = /** @type {const} */ ({ limitPieces: "limit-pieces", recipients: "recipients" });
const FLAGS = /** @type {const} */ ({ compact: "compact", disabled: "disabled" });
const OBJECTS = /** @type {const} */ ({ variables: "variables", prices: "prices" });
/** The meter warns from this share of a piece. */
const NEAR = 0.9;
/** In a longer text, what forces Unicode is looked up when the keys rest, so that no keystroke waits for it. */
const LONG_UNITS = 480;
const REST_MS = 40;

const core = once(coreSource, (module) => new Counter(module));
const templates = once(templatesSource, (module) => new Templates(module));

export class SmsPieceCalculator extends HTMLElement {
    static formAssociated = true;
    static observedAttributes = [
        "lang",
        "text",
        ...[STRINGS, NUMBERS, FLAGS, OBJECTS].flatMap((settings) => Object.values(settings)),
    ];

    #internals = this.attachInternals();
    #view = new View(this.attachShadow({ mode: "open", delegatesFocus: true }));
    #watch = new Watch(this, (text) => this.#read(text));
    #announcer = new Announcer(this.#view.status);
    #text = "";
    /** Whether the text was set or typed, so that the attribute no longer speaks for it. */
    #isTouched = false;
    #isFormDisabled = false;
    /** @type {Counter | undefined} */
    #counter;
    /** @type {Templates | undefined} */
    #templates;
    #hasFailed = false;
    /** @type {Segmentation | undefined} */
    #cut;
    /** @type {Readings | undefined} */
    #readings;
    /** What the shown pieces are pieces of: the text, or the template with its examples. */
    #shown = "";
    #lastDetail = "";
    #isRendering = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #restTimer;
    /** What forces the shown text into Unicode, or forced the one before it. @type {Suggestion[]} */
    #forcing = [];
    /** @type {Map<string, boolean>} */
    #twoUnits = new Map();
    /** @type {Record<string, any>} Objects that were set as properties or read from attributes. */
    #objects = {};
    #badSetting = "";

    /** Settled as soon as counting works, or cannot. @type {Promise<void>} */
    ready;

    constructor() {
        super();
        const { textarea, replaceAll } = this.#view;
        textarea.addEventListener("input", () => this.#read(textarea.value));
        replaceAll.addEventListener("click", () => this.#type(replaced(this.#text, this.#suggestions())));
        // What is found in the constructor's wake was set before the element was defined.
        for (const name of ["text", "value", ...[STRINGS, NUMBERS, FLAGS, OBJECTS].flatMap((settings) => Object.keys(settings))]) {
            if (!Object.hasOwn(this, name)) continue;
            const value = /** @type {any} */ (this)[name];
            delete (/** @type {any} */ (this)[name]);
            queueMicrotask(() => (/** @type {any} */ (this)[name] = value));
        }
        this.ready = core().then(
            (counter) => {
                this.#counter = counter;
                this.#count();
            },
            () => {
                this.#hasFailed = true;
                this.#render();
            },
        );
    }

    /** The text. Setting it fires no `input`, but `piecechange` where the count changes. */
    get text() {
        return this.#text;
    }

    set text(text) {
        this.#read(`${text ?? ""}`);
    }

    /** The same, as form controls call it. */
    get value() {
        return this.text;
    }

    set value(text) {
        this.text = text;
    }

    /** What the text costs; `undefined` before the module has loaded. @returns {TextCount | undefined} */
    get count() {
        const detail = this.#detail();
        return detail && { encoding: detail.encoding, units: detail.units, pieces: detail.pieces, simplePieces: detail.simplePieces, remaining: detail.remaining };
    }

    /** The pieces of the text as written; `undefined` before the module has loaded. @returns {Segmentation | undefined} */
    get segmentation() {
        return this.#counter?.segment(this.#text);
    }

    /** What forces the text into Unicode. @returns {Suggestion[]} */
    get suggestions() {
        return this.#suggestions();
    }

    get form() {
        return this.#internals.form;
    }

    get validity() {
        return this.#internals.validity;
    }

    get validationMessage() {
        return this.#internals.validationMessage;
    }

    get willValidate() {
        return this.#internals.willValidate;
    }

    checkValidity() {
        return this.#internals.checkValidity();
    }

    reportValidity() {
        return this.#internals.reportValidity();
    }

    /** Reads the watched control again, for pages that change it without an event. */
    refresh() {
        this.#watch.read();
    }

    connectedCallback() {
        this.#watch.start(this.getAttribute("for"));
        this.#render();
    }

    disconnectedCallback() {
        this.#watch.stop();
        this.#announcer.stop();
        clearTimeout(this.#restTimer);
    }

    /** @param {string} name @param {string | null} before @param {string | null} value */
    attributeChangedCallback(name, before, value) {
        if (before === value) return;
        if (name === "text") {
            if (!this.#isTouched) this.#take(value ?? "");
        } else if (name === "for") {
            if (this.isConnected) this.#watch.start(value);
        } else if (name in OBJECTS) {
            this.#readObject(name, value);
        }
        this.#count();
    }

    formResetCallback() {
        this.#isTouched = false;
        this.#take(this.getAttribute("text") ?? "");
        this.#count();
    }

    /** @param {boolean} isDisabled */
    formDisabledCallback(isDisabled) {
        this.#isFormDisabled = isDisabled;
        this.#render();
    }

    /** @param {unknown} state */
    formStateRestoreCallback(state) {
        if (typeof state === "string") this.#read(state);
    }

    /** @param {string} name @param {string | null} json */
    #readObject(name, json) {
        this.#badSetting = this.#badSetting === name ? "" : this.#badSetting;
        try {
            this.#objects[name] = json === null ? undefined : JSON.parse(json);
        } catch {
            this.#objects[name] = undefined;
            this.#badSetting = name;
        }
    }

    /** @param {string} name @param {unknown} value */
    setObject(name, value) {
        this.#objects[name] = value ?? undefined;
        this.#badSetting = "";
        this.#count();
    }

    /** @param {string} name */
    getObject(name) {
        return this.#objects[name];
    }

    /** A text that a person or a program has entered. @param {string} text */
    #read(text) {
        this.#isTouched = true;
        if (text === this.#text) return;
        this.#take(text);
        this.#count();
    }

    /** @param {string} text */
    #take(text) {
        // A text area makes one line break of CR LF; so does an SMS.
        this.#text = text.replace(/\r\n?/g, "\n");
        const { textarea } = this.#view;
        // What is being typed is never written over.
        if (textarea.value !== this.#text && !this.#watch.isOn) textarea.value = this.#text;
    }

    /** Puts a text in as if it were typed, so that it can be undone. @param {string} text */
    #type(text) {
        const { textarea } = this.#view;
        textarea.focus();
        textarea.select();
        if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
            textarea.value = text;
            textarea.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        }
    }

    /** Counts, tells, and shows soon. */
    #count() {
        const counter = this.#counter;
        if (counter) {
            const { variables } = this.#objects;
            const usesTemplates = variables && this.#text.includes("%");
            if (usesTemplates && !this.#templates) this.#loadTemplates();
            this.#readings = usesTemplates ? this.#templates?.readings(this.#text, variables) : undefined;
            this.#shown = this.#readings?.variables.length ? this.#withExamples(variables) : this.#text;
            this.#cut = counter.segment(this.#shown);
            const detail = /** @type {PieceChangeDetail} */ (this.#detail());
            this.#setForm(detail);
            const told = JSON.stringify(detail);
            if (told !== this.#lastDetail) {
                this.#lastDetail = told;
                this.dispatchEvent(new CustomEvent("piecechange", { bubbles: true, composed: true, detail }));
            }
        } else {
            this.#setForm(undefined);
        }
        this.#render();
    }

    /** @param {Record<string, string | Variable>} variables */
    #withExamples(variables) {
        const examples = Object.entries(variables).map(([name, variable]) => [name, asVariable(variable).example ?? ""]);
        const values = Object.fromEntries(examples.filter(([, example]) => example.trim()));
        return this.#templates?.render(this.#text, values).text ?? this.#text;
    }

    #loadTemplates() {
        templates().then(
            (loaded) => {
                if (this.#templates) return;
                this.#templates = loaded;
                this.#count();
            },
            () => {
                this.#hasFailed = true;
                this.#render();
            },
        );
    }

    /** @returns {PieceChangeDetail | undefined} */
    #detail() {
        if (!this.#cut) return undefined;
        const { segments, ...count } = this.#cut;
        const { limitPieces } = /** @type {any} */ (this);
        const amount = this.#cost(count.pieces);
        return {
            ...count,
            overLimit: limitPieces !== undefined && count.pieces > limitPieces,
            ...(amount && { cost: { amount, currency: this.#objects.prices.currency } }),
            ...(this.#readings?.variables.length && { readings: this.#readings }),
        };
    }

    /** @param {number} pieces */
    #cost(pieces) {
        const { country, recipients } = /** @type {any} */ (this);
        const { prices } = this.#objects;
        return prices && country ? costOf(prices, country, pieces * (recipients ?? 1)) : undefined;
    }

    #suggestions() {
        return this.#counter && this.#cut?.encoding === "UCS-2" ? suggestions(this.#counter.place, this.#text) : [];
    }

    /** @param {PieceChangeDetail | undefined} detail */
    #setForm(detail) {
        this.#internals.setFormValue(this.#watch.isOn ? null : this.#text);
        if (detail?.overLimit) {
            const { words, lang } = this.#words();
            const { limitPieces } = /** @type {any} */ (this);
            const message = words.over(limitPieces.toLocaleString(lang), limitPieces);
            this.#internals.setValidity({ tooLong: true }, message, this.#watch.isOn ? this.#view.verdict : this.#view.textarea);
        } else {
            this.#internals.setValidity({});
        }
    }

    #words() {
        return wordsFor(this.closest("[lang]")?.getAttribute("lang") ?? "");
    }

    #render() {
        if (this.#isRendering) return;
        this.#isRendering = true;
        queueMicrotask(() => {
            this.#isRendering = false;
            this.#show();
        });
    }

    /** @param {boolean} [isRested] whether what takes longer is due */
    #show(isRested) {
        const view = this.#view;
        const { words, lang } = this.#words();
        const { limitPieces, compact, disabled, label, placeholder } = /** @type {any} */ (this);
        const isOwn = !this.#watch.isOn;
        const detail = this.#detail();
        const number = (/** @type {number} */ n) => n.toLocaleString(lang);

        view.root.lang = lang;
        view.label.hidden = view.textarea.hidden = !isOwn;
        setText(view.label, label || words.label);
        view.textarea.placeholder = placeholder;
        view.textarea.disabled = disabled || this.#isFormDisabled;
        view.root.ariaLabel = isOwn ? null : words.group;
        view.root.role = isOwn ? null : "group";
        view.verdict.tabIndex = -1;
        view.root.ariaBusy = detail || this.#hasFailed ? null : "true";

        const isOver = !!detail?.overLimit;
        const error = this.#hasFailed
            ? words.failed
            : this.#badSetting
              ? words.badSetting(this.#badSetting)
              : isOver
                ? words.over(number(limitPieces), limitPieces)
                : "";
        setText(view.error, error);
        view.error.hidden = !error;
        view.root.classList.toggle("over", isOver);
        view.textarea.ariaInvalid = isOver ? "true" : null;
        const isEmpty = !this.#text;
        view.details.hidden = compact || !detail || isEmpty;
        if (!detail || !this.#cut) {
            view.facts.forEach((fact, at) => setText(fact, at || this.#hasFailed ? "" : words.loading));
            return;
        }

        const { pieces, units, remaining } = detail;
        const isUnicode = detail.encoding === "UCS-2";
        clearTimeout(this.#restTimer);
        const isLate = isUnicode && units > LONG_UNITS && !isRested;
        if (isLate) this.#restTimer = setTimeout(() => this.#show(true), REST_MS);
        else this.#forcing = this.#suggestions();
        const forcing = this.#forcing.reduce((sum, { places }) => sum + places.length, 0);
        const encoding = !isUnicode ? words.plain : forcing ? words.because(number(forcing), forcing) : words.unicode;
        const facts = [
            isEmpty ? words.empty : words.pieces(number(pieces), pieces),
            isEmpty ? "" : encoding,
            isEmpty ? "" : words.units(number(units), units),
            words.left(number(remaining)),
            isEmpty ? "" : this.#costWords(pieces),
        ];
        facts.forEach((fact, at) => setText(view.facts[at], fact));
        view.facts[1].classList.toggle("forced", isUnicode);
        const last = this.#cut.segments.at(-1)?.units ?? 0;
        const share = last / (last + remaining);
        view.fill.style.width = `${100 * share}%`;
        view.root.classList.toggle("near", share >= NEAR);
        this.#announcer.say([facts[0], facts[1], error].filter(Boolean).join(", "), `${pieces} ${detail.encoding} ${error}`);
        if (!view.details.hidden && !isLate) this.#showDetails(words, lang, this.#forcing, forcing);
    }

    /** @param {number} pieces */
    #costWords(pieces) {
        const { country } = /** @type {any} */ (this);
        const { prices } = this.#objects;
        if (!prices || !country) return "";
        const { words, lang } = this.#words();
        const cost = this.#cost(pieces);
        const place = countryName(country, lang);
        if (!cost) return words.noPrice(place);
        return words.cost(costInWords(cost, prices.currency, lang), place) + (prices.sample ? ` (${words.sample})` : "");
    }

    /**
     * @param {import("./words.js").Words} words
     * @param {string} lang
     * @param {Suggestion[]} suggestions
     * @param {number} forcing
     */
    #showDetails(words, lang, suggestions, forcing) {
        const view = this.#view;
        const number = (/** @type {number} */ n) => n.toLocaleString(lang);
        const readings = this.#readings?.variables.length ? this.#readings : undefined;
        view.readings.hidden = !readings;
        if (readings) {
            setText(/** @type {HTMLElement} */ (view.readings.firstElementChild), words.readings);
            const row = (/** @type {string} */ name, /** @type {TextCount} */ { pieces, units, encoding }) =>
                /** @type {[string, string, string]} */ ([name, words.pieces(number(pieces), pieces), `${words.units(number(units), units)} · ${encoding === "GSM-7" ? words.plain : words.unicode}`]);
            const rows = [row(words.raw, readings.raw), row(words.examples, readings.examples), row(words.worst, readings.worst)];
            view.showReadings(rows, readings.unknown.length ? words.unknown(readings.unknown.join(", ")) : "");
        }

        const stuck = suggestions.filter(({ replacement }) => !replacement).reduce((sum, { places }) => sum + places.length, 0);
        const isOwn = !this.#watch.isOn && !view.textarea.disabled;
        view.forcing.hidden = !forcing;
        setText(/** @type {HTMLElement} */ (view.forcing.querySelector(".title")), words.forcesTitle);
        setText(/** @type {HTMLElement} */ (view.forcing.querySelector(".muted")), stuck ? words.stays(number(stuck), stuck) : "");
        const saved = stuck || !isOwn ? 0 : (this.count?.pieces ?? 0) - (this.#counter?.count(replaced(this.#text, suggestions)).pieces ?? 0);
        setText(view.replaceAll, words.replaceAll + (saved > 0 ? ` · ${words.saves(number(saved), saved)}` : ""));
        view.replaceAll.hidden = !!stuck || !isOwn || forcing < 2;
        // While anything has no replacement, replacing the rest saves nothing.
        view.kinds.hidden = !!stuck;
        view.showKinds(stuck ? [] : suggestions.map((suggestion) => this.#kind(suggestion, words, number, isOwn)));

        view.list.hidden = false;
        setText(/** @type {HTMLElement} */ (view.list.firstElementChild), words.piecesTitle);
        const isGsm = this.#cut?.encoding === "GSM-7";
        const costsTwo = (/** @type {string} */ char) => {
            if (!isGsm || /^[\w ]$/.test(char)) return false;
            if (!this.#twoUnits.has(char)) this.#twoUnits.set(char, this.#counter?.count(char).units === 2);
            return /** @type {boolean} */ (this.#twoUnits.get(char));
        };
        // Of a text in another script, every character would be marked.
        const isForeign = stuck && 2 * forcing > this.#text.length;
        const marks = this.#shown === this.#text && !isForeign ? suggestions : [];
        view.showPieces(this.#shown, /** @type {Segmentation} */ (this.#cut), marks, costsTwo, (n) => words.units(number(n), n));
    }

    /**
     * @param {Suggestion} suggestion
     * @param {import("./words.js").Words} words
     * @param {(n: number) => string} number
     * @param {boolean} isOwn
     */
    #kind({ text, places, replacement, piecesSaved }, words, number, isOwn) {
        const insert = replacement?.text ?? "";
        const shown = insert === "\n" ? words.lineBreak : insert.trim() ? insert : words.space;
        const what = insert ? (isOwn ? words.replace : words.replaceWith)(shown) : isOwn ? words.remove : words.couldGo;
        const act = () => this.#type(edited(this.#text, places.map(({ start, end }) => ({ start, end, insert }))));
        return {
            text,
            times: places.length > 1 ? words.times(number(places.length)) : "",
            what,
            saves: piecesSaved ? words.saves(number(piecesSaved), piecesSaved) : "",
            ...(isOwn && { act }),
        };
    }
}

for (const [property, attribute] of Object.entries(STRINGS)) {
    reflect(property, (/** @type {SmsPieceCalculator} */ self) => self.getAttribute(attribute) ?? "", attribute);
}
for (const [property, attribute] of Object.entries(NUMBERS)) {
    const get = (/** @type {SmsPieceCalculator} */ self) => {
        const value = self.getAttribute(attribute)?.trim();
        return value && /^\d+$/.test(value) ? Number(value) : undefined;
    };
    reflect(property, get, attribute);
}
for (const [property, attribute] of Object.entries(FLAGS)) {
    reflect(property, (/** @type {SmsPieceCalculator} */ self) => self.hasAttribute(attribute), attribute);
}
for (const property of Object.keys(OBJECTS)) {
    Object.defineProperty(SmsPieceCalculator.prototype, property, {
        configurable: true,
        enumerable: true,
        get() {
            return this.getObject(property);
        },
        set(value) {
            this.setObject(property, value);
        },
    });
}

/**
 * A property that is its attribute.
 *
 * @param {string} property
 * @param {(self: SmsPieceCalculator) => unknown} get
 * @param {string} attribute
 */
function reflect(property, get, attribute) {
    Object.defineProperty(SmsPieceCalculator.prototype, property, {
        configurable: true,
        enumerable: true,
        get() {
            return get(this);
        },
        set(value) {
            if (value === undefined || value === null || value === false) this.removeAttribute(attribute);
            else this.setAttribute(attribute, value === true ? "" : `${value}`);
        },
    });
}
