import type { Readings, Segmentation, Suggestion, TextCount, Variable } from "./types.js";

export type { Readings, Segmentation, Suggestion, TextCount, Variable };

/** The price of a piece by country (ISO 3166-1 alpha-2), as a decimal number in words: `"0.0412"`. */
export interface Prices {
    /** ISO 4217. */
    currency: string;
    prices: Readonly<Record<string, string | number>>;
    /** Whether these are made up; the element then says so. */
    sample?: boolean;
}

/** What `piecechange` tells. */
export interface PieceChangeDetail extends TextCount {
    /** Whether there are more pieces than `limit-pieces`. */
    overLimit: boolean;
    /** The cost for all recipients, where the price is known: `{ amount: "0.082400", currency: "USD" }`. */
    cost?: { amount: string; currency: string };
    /** Where the text has variables; the count itself is then that with examples. */
    readings?: Readings;
}

/** `<sms-piece-calculator>`. */
export class SmsPieceCalculator extends HTMLElement {
    /** The text. */
    text: string;
    /** The same, as form controls call it. */
    value: string;
    /** The id of a control of the page to watch. */
    htmlFor: string;
    /** The name under which a form sends the text. */
    name: string;
    label: string;
    placeholder: string;
    disabled: boolean;
    compact: boolean;
    limitPieces: number | undefined;
    variables: Readonly<Record<string, string | Variable>> | undefined;
    prices: Prices | undefined;
    country: string;
    recipients: number | undefined;
    /** Settled as soon as counting works, or cannot. */
    readonly ready: Promise<void>;
    /** What the text costs; `undefined` before the module has loaded. */
    readonly count: TextCount | undefined;
    /** The pieces of the text as written; `undefined` before the module has loaded. */
    readonly segmentation: Segmentation | undefined;
    /** What forces the text into Unicode. */
    readonly suggestions: Suggestion[];
    readonly form: HTMLFormElement | null;
    readonly validity: ValidityState;
    readonly validationMessage: string;
    readonly willValidate: boolean;
    checkValidity(): boolean;
    reportValidity(): boolean;
    /** Reads the watched control again, for pages that change it without an event. */
    refresh(): void;
}

declare global {
    interface HTMLElementTagNameMap {
        "sms-piece-calculator": SmsPieceCalculator;
    }
    interface HTMLElementEventMap {
        piecechange: CustomEvent<PieceChangeDetail>;
    }
}
