import { count, lint, load, render, replaced, segment, suggest } from "sms-piece-calculator";

await load();

const { text } = await render("%name% 您好，您的验证码是 %code%。", { name: "Wei", code: "482913" });
console.log(text, count(text).pieces);

const long = "Your parcel is on its way — track it at https://s.example/x1 ".repeat(3);
for (const { start, end, units } of segment(long).segments) console.log(units, long.slice(start, end));

const plain = replaced(long, suggest(long), "typographic");
console.log(count(long).pieces, "pieces become", count(plain).pieces);

for (const { severity, message } of await lint({ content: "Track it here:https://s.example/x1" })) {
    console.log(severity, message);
}
