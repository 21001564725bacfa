// @ts-check
/**
 * Who is measured. Each gives `run`, which does the work and returns the pieces, and `check`, which says everything
 * it knows about a text: encoding, pieces, and the pieces' texts where it cuts.
 */
import smsCounter from "sms-counter";
import * as smsLength from "sms-length";
import segmentsCalculator from "sms-segments-calculator";
import splitSms from "split-sms";

import { count, segment } from "sms-piece-calculator";

const { SegmentedMessage } = segmentsCalculator;

/** @typedef {{ encoding: string, pieces: number, segments?: string[] }} Checked */
/** @typedef {{ name: string, run: (text: string) => number, check: (text: string) => Checked }} Contestant */

/** @type {Contestant[]} */
export const OURS = [
    {
        name: "piecewise: segment",
        run: (text) => segment(text).segments.length,
        check: (text) => {
            const { encoding, pieces, segments } = segment(text);
            return { encoding, pieces, segments: segments.map(({ start, end }) => text.slice(start, end)) };
        },
    },
    { name: "piecewise: count", run: (text) => count(text).pieces, check: (text) => count(text) },
];

/** @type {Contestant[]} */
export const PEERS = [
    {
        name: "sms-segments-calculator",
        run: (text) => new SegmentedMessage(text).segments.length,
        check: (text) => {
            const message = new SegmentedMessage(text);
            // A segment is an Array whose derived arrays would grow headers of their own.
            const units = (segment) => Array.from(segment).filter((unit) => !unit.isReservedChar && !unit.isUserDataHeader);
            return {
                encoding: message.encodingName,
                pieces: message.segments.length,
                segments: message.segments.map((segment) => units(segment).map((unit) => unit.raw).join("")),
            };
        },
    },
    {
        name: "split-sms",
        run: (text) => splitSms.split(text).parts.length,
        check: (text) => {
            const { characterSet, parts } = splitSms.split(text);
            return {
                encoding: characterSet === "GSM" ? "GSM-7" : "UCS-2",
                pieces: parts.length,
                segments: parts.map((part) => part.content),
            };
        },
    },
    {
        name: "sms-length (counts only)",
        run: (text) => smsLength.count(text).messages,
        check: (text) => {
            const { encoding, messages } = smsLength.count(text);
            return { encoding: encoding === "UTF16" ? "UCS-2" : "GSM-7", pieces: messages };
        },
    },
    {
        name: "sms-counter (counts only)",
        run: (text) => smsCounter.count(text).messages,
        check: (text) => {
            const { encoding, messages } = smsCounter.count(text);
            return { encoding: encoding === "UTF16" ? "UCS-2" : "GSM-7", pieces: messages };
        },
    },
];
