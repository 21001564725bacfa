// Fills an empty gateway through its own API, in the session of the page: credentials, templates in every state,
// messages with every outcome. Runs as the body of an async function.
const call = async (method, path, body) => {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
  const answer = await fetch(`api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : null;
};
const until = async (what, check) => {
  for (let n = 0; n < 100; n += 1) {
    const found = await check();
    if (found) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited in vain for ${what}`);
};

const service = await call("GET", "service");
const user = service.sms_users[0] ?? (await call("POST", "service/connect", {})).sms_user;
const templates = [
  ["Welcome_OTP_Verification", "otp", "Your verification code is %code%. Valid for 10 minutes. Do not share this code.", { code: "482913" }, ["SG", "US", "DE"]],
  ["Order_Confirmation_Notification", "notification", "Hi %name%, your order %order_id% has been shipped. Track it here: https://example.com/track ", { name: "Zoë", order_id: "A-4711" }, ["SG", "GB"]],
  ["Autumn_Sale", "marketing", "🎉 Special offer for %name%! Get 20% off your next purchase. Use code: SAVE20. Shop now: https://example.com/sale ", { name: "Ada" }, ["SG", "JP"]],
  ["预约提醒", "notification", "%name%，您预约的时间是 %time%，地址： https://example.com/map 。如需更改请提前一天联系。", { name: "李雷", time: "周五 15:30" }, ["CN", "SG"]],
];
const made = [];
const known = await call("GET", "templates");
for (const [name, content_type, content, examples, countries] of templates) {
  made.push(known.find((template) => template.name === name) ?? (await call("POST", "templates", { name, content_type, content, examples, countries })));
}
const approved = await until("the approval", async () => {
  const list = await call("GET", "templates");
  const found = made.map(({ id }) => list.find((template) => template.id === id));
  return found.every((template) => template.state !== "in_review") && found.filter((template) => template.state === "approved");
});
const endings = ["4567", "0202", "0550", "0580", "0430", "1188", "2299", "3377"];
for (const [at, ending] of endings.entries()) {
  const template = approved[at % approved.length];
  await call("POST", `templates/${template.id}/tests`, { phone: `+65 9123 ${ending}`, sms_user: user.sms_user, values: template.examples });
}
await until("the outcomes", async () => {
  const { messages } = await call("GET", "messages");
  const n = (wanted) => messages.filter(({ status }) => status === wanted).length;
  return n("sending") === 0 && n("failed") >= 2 && n("suppressed") >= 1;
});
const { messages } = await call("GET", "messages");
const lost = messages.find(({ status }) => status === "failed");
return { sms_user: user.sms_user, template: approved[1].id, message: lost.id };
