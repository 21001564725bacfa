import { CalculatorError, countMany, load } from "sms-piece-calculator/count";

await load();

const messages = ["Your code is 482913.", "您的验证码是 482913。", "🎉 Sale!"];
const parts = messages.map((message) => new TextEncoder().encode(message));
const utf8 = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
const offsets: number[] = [];
let end = 0;
for (const part of parts) {
    utf8.set(part, end);
    end += part.length;
    offsets.push(end);
}
try {
    const words: Uint32Array = countMany(utf8, offsets);
    messages.forEach((message, at) => console.log(message, words[5 * at + 2]));
} catch (error) {
    if (error instanceof CalculatorError) console.error(error.code, error.messageIndex, error.message);
    else throw error;
}
