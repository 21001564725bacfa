//! `/smsapi/send`: one approved template with one set of values, to up to 2,000 numbers.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use axum::extract::State;
use piecewise_api::Template;
use piecewise_recipients::{Phone, PlusSign, parse_phone};
use piecewise_sms::{
    money::Micros,
    prices::PriceTable,
    template::{Code, Template as Parsed, lint_values},
};
use serde_json::{Map, Value};

use super::{
    envelope::{Answer, RefusedNumber},
    not_offered::NOT_OFFERED,
    parameters::Parameters,
    replay,
    stop::{Stop, refuse},
    timestamp,
};
use crate::{
    app::App,
    error::{Error, Result},
    messages::{N_MAX_RECIPIENTS, NotAccepted, Order, Origin, accept},
    service, templates,
};

/// Characters of `sendRequestId` and of `customArgs`.
const N_TEXT_CHARS: usize = 128;

/// Answers a call. A failure of ours is code 501, with the cause in the log only.
pub(super) async fn send(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    process(&app, &parameters).await.unwrap_or_else(Stop::into_answer)
}

async fn process(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let sms_user = parameters.get("smsUser").unwrap_or_default();
    let sms_key = parameters.get("smsKey").unwrap_or_default();
    if !service::authenticate(app, sms_user, sms_key).await? {
        return Ok(Answer::unauthenticated());
    }
    let now_ms = app.clock.now_ms();
    timestamp::check(parameters.get("timestamp"), now_ms)?;
    let send_request_id = parameters.get("sendRequestId");
    if let Some(id) = send_request_id {
        if id.chars().count() > N_TEXT_CHARS {
            return Err(refuse(441, "sendRequestId is longer than 128 characters"));
        }
        let mut tx = app.store.read().await?;
        if let Some(answer) = replay::find(&mut tx, sms_user, id, now_ms).await? {
            return Ok(answer);
        }
    }
    check_message_type(parameters.get("msgType"))?;
    let template_id = parameters.get("templateId").ok_or_else(|| refuse(433, "templateId is empty"))?;
    let custom_args = check_custom_args(parameters.get("customArgs"))?;
    let vars = read_vars(parameters.get("vars"))?;
    let numbers = split_numbers(parameters.get("phone"))?;
    let prices = app.prices.clone();
    let items_vars: Map<String, Value> = vars.iter().map(|(k, v)| (k.clone(), Value::from(v.as_str()))).collect();
    let sorting = move || sort_numbers(&numbers, &prices, &items_vars);
    // Two thousand numbers take a while to parse, and others wait on this thread.
    let sorted = tokio::task::spawn_blocking(sorting).await.map_err(|_| Error::Damaged("number"))?;
    if let Some(answer) = sorted.single_bad_number {
        return Ok(answer);
    }

    let mut tx = app.store.write().await?;
    if let Some(id) = send_request_id
        && let Some(answer) = replay::find(&mut tx, sms_user, id, now_ms).await?
    {
        return Ok(answer);
    }
    let not_found = || refuse(431, "the template does not exist");
    let template_id: i64 = template_id.trim().parse().map_err(|_| not_found())?;
    let template = templates::find(&mut tx, template_id).await?.ok_or_else(not_found)?;
    if !template.state.is_sendable() {
        return Err(refuse(432, "template not submitted or not approved"));
    }
    let values = check_values(&template, vars)?;
    if sorted.accepted.is_empty() {
        return Ok(Answer::sent(&[], &sorted.refused));
    }
    let order = Order {
        account_id: app.account_id,
        sms_user,
        template: &template,
        values: &values,
        sender: parameters.get("senderID"),
        custom_args,
        recipients: &sorted.accepted,
        origin: Origin::Api,
    };
    let accepted = accept(&mut tx, &order, now_ms).await.map_err(|refused| match refused {
        NotAccepted::Balance { .. } => refuse(499, "the balance is too low; nothing was sent"),
        NotAccepted::TooManyPieces { n_pieces } => {
            refuse(441, format!("the text has {n_pieces} pieces, and at most 255 can be concatenated"))
        }
        NotAccepted::Failed(error) => Stop::Failed(error),
    })?;
    let sms_ids: Vec<String> = accepted.into_iter().map(|accepted| accepted.sms_id).collect();
    let answer = Answer::sent(&sms_ids, &sorted.refused);
    if let Some(id) = send_request_id {
        replay::keep(&mut tx, sms_user, id, &answer, now_ms).await?;
    }
    tx.commit().await?;
    app.wake.dispatcher.notify_one();
    app.hub.wake();
    Ok(answer)
}

/// Text messages at home and abroad are one; the other types are other services.
fn check_message_type(message_type: Option<&str>) -> Result<(), Stop> {
    match message_type.map(str::trim) {
        None | Some("0" | "2") => Ok(()),
        Some("1") => Err(refuse(NOT_OFFERED, "MMS is not offered; leave msgType out, or set it to 0 or 2")),
        Some("3") => Err(refuse(NOT_OFFERED, "voice is not offered; leave msgType out, or set it to 0 or 2")),
        Some(_) => Err(refuse(NOT_OFFERED, "this msgType is not offered; leave it out, or set it to 0 or 2")),
    }
}

fn check_custom_args(custom_args: Option<&str>) -> Result<Option<&str>, Stop> {
    let Some(text) = custom_args else { return Ok(None) };
    if text.chars().count() > N_TEXT_CHARS {
        return Err(refuse(441, "customArgs is longer than 128 characters"));
    }
    match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(_) => Ok(Some(text)),
        Err(_) => Err(refuse(441, "customArgs is not a JSON object")),
    }
}

/// `{"name": "lucy"}` or `{"%name%": "lucy"}`; a number stands for its digits.
fn read_vars(vars: Option<&str>) -> Result<BTreeMap<String, String>, Stop> {
    let Some(text) = vars else { return Ok(BTreeMap::new()) };
    let object: Map<String, Value> =
        serde_json::from_str(text).map_err(|_| refuse(441, "vars is not a JSON object"))?;
    let mut values = BTreeMap::new();
    for (key, value) in object {
        let value = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            _ => return Err(refuse(441, "a value in vars is not a string")),
        };
        let name = key.strip_prefix('%').and_then(|key| key.strip_suffix('%')).unwrap_or(&key);
        values.insert(name.to_owned(), value);
    }
    Ok(values)
}

/// The values that the template needs, checked by the linter; others are ignored.
fn check_values(template: &Template, mut vars: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Stop> {
    let parsed = Parsed::parse(&template.content);
    let variables = parsed.variables();
    vars.retain(|name, _| variables.contains(&name.as_str()));
    let found = lint_values(&parsed, &vars);
    let has = |code| found.iter().any(|diagnostic| diagnostic.code == code);
    if has(Code::ValueMissing) {
        return Err(refuse(441, "a variable of the template has no value"));
    }
    if has(Code::ValueLink) {
        return Err(refuse(441, "a value holds a link"));
    }
    if has(Code::ValueTooLong) {
        return Err(refuse(483, "a value is longer than 32 characters"));
    }
    Ok(vars)
}

fn split_numbers(phone: Option<&str>) -> Result<Vec<String>, Stop> {
    let numbers: Vec<String> = phone
        .unwrap_or_default()
        .split(',')
        .map(|number| number.trim().to_owned())
        .filter(|number| !number.is_empty())
        .collect();
    match numbers.len() {
        0 => Err(refuse(411, "phone is empty")),
        1..=N_MAX_RECIPIENTS => Ok(numbers),
        _ => Err(refuse(412, "more than 2,000 numbers in one call")),
    }
}

/// The numbers of a call by what becomes of them.
struct Sorted {
    accepted: Vec<(Phone, Micros)>,
    refused: Vec<RefusedNumber>,
    single_bad_number: Option<Answer>,
}

/// A number is accepted, or refused as malformed, repeated, or without a known price. A `+` that a form decoder turned
/// into a space is gone by now, and is not needed here.
fn sort_numbers(numbers: &[String], prices: &PriceTable, vars: &Map<String, Value>) -> Sorted {
    let mut sorted = Sorted { accepted: Vec::new(), refused: Vec::new(), single_bad_number: None };
    let mut seen = HashSet::new();
    for number in numbers {
        let refusal = match parse_phone(number, PlusSign::Optional) {
            Err(_) => "invalid phone number format",
            Ok(phone) => match phone.country().and_then(|country| prices.price(country)) {
                _ if !seen.insert(phone.e164().to_owned()) => "duplicate phone number",
                None => "no price is known for this country",
                Some(unit_price) => {
                    sorted.accepted.push((phone, unit_price));
                    continue;
                }
            },
        };
        sorted.refused.push(RefusedNumber { phone: number.clone(), vars: vars.clone(), message: refusal });
    }
    if let ([_], [refused]) = (numbers, &sorted.refused[..])
        && refused.message == "invalid phone number format"
    {
        sorted.single_bad_number = Some(Answer::refused(412, "invalid phone number format"));
    }
    sorted
}
