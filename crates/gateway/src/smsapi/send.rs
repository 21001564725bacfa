//! `/smsapi/send`: one approved template with one set of values, to up to 2,000 numbers.

use std::{collections::BTreeMap, mem, sync::Arc};

use axum::extract::State;
use piecewise_sms::{
    prices::PriceTable,
    template::{Code, Template as Parsed, lint_values},
};
use serde_json::{Map, Value};

use super::{
    caller::{Caller, Dialect, authenticate},
    envelope::Answer,
    not_offered::NOT_OFFERED,
    numbers::{self, ElevenDigits, Refused, Sorted},
    parameters::Parameters,
    replay,
    stop::{Stop, refuse},
};
use crate::{
    app::App,
    error::{Error, Result},
    messages::{NotAccepted, Order, Origin, accept},
    store::{Connection, WriteTx},
    suppression,
    templates::{self, ForSending, Sendable},
    wallet::current_prices,
};

/// Characters of `sendRequestId`, of `customArgs` and of `tag`.
const N_TEXT_CHARS: usize = 128;

/// Answers a call. A failure of ours is code 501, with the cause in the log only.
pub(super) async fn send(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    process(&app, &parameters).await.unwrap_or_else(Stop::into_answer)
}

async fn process(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let now_ms = app.clock.now_ms();
    let caller = authenticate(app, parameters, now_ms).await?;
    let Caller { account_id, dialect, .. } = caller;
    let sms_user = parameters.get("smsUser").unwrap_or_default();
    let send_request_id = parameters.get("sendRequestId");
    if send_request_id.is_some_and(|id| id.chars().count() > N_TEXT_CHARS) {
        return Err(refuse(441, "sendRequestId is longer than 128 characters"));
    }
    let mut tx = app.store.read().await?;
    if let Some(answer) = find_answer(&mut tx, sms_user, send_request_id, now_ms).await? {
        return Ok(answer);
    }
    let eleven_digits = check_message_type(dialect, parameters.get("msgType"))?;
    let template_id = parameters.get("templateId").ok_or_else(|| refuse(433, "templateId is empty"))?;
    find_sendable(&mut tx, account_id, template_id).await?;
    let prices = current_prices(&mut tx, &app.prices, account_id, now_ms).await?;
    drop(tx);
    let mut sorted = sort_numbers(prices.table, dialect, parameters.get("phone"), eleven_digits).await?;
    let vars = read_vars(parameters.get("vars"))?;
    let custom_args = check_custom_args(dialect, parameters)?;

    let mut tx = app.store.write().await?;
    caller.check_again(&mut tx).await?;
    if let Some(answer) = find_answer(&mut tx, sms_user, send_request_id, now_ms).await? {
        return Ok(answer);
    }
    let template = find_sendable(&mut tx, account_id, template_id).await?;
    let values = check_values(&template, vars.clone())?;
    hold_back_frequent(&mut tx, account_id, &template, &mut sorted, now_ms).await?;
    if sorted.accepted.is_empty() {
        return Ok(Answer::sent(dialect, &[], &sorted.refused, &vars));
    }
    let order = Order {
        account_id,
        sms_user,
        template: &template,
        values: &values,
        sender: parameters.get("senderID"),
        custom_args,
        recipients: &sorted.accepted,
        price_version: prices.version,
        origin: Origin::Api,
    };
    let accepted = accept(&mut tx, &order, now_ms).await.map_err(|refused| match refused {
        NotAccepted::Balance { .. } => refuse(499, "the balance is too low; nothing was sent"),
        NotAccepted::SpendCap { period } => {
            refuse(499, format!("the spending cap of the {} is reached; nothing was sent", period.name()))
        }
        NotAccepted::TooManyPieces { n_pieces } => {
            refuse(441, format!("the text has {n_pieces} pieces, and at most 255 can be concatenated"))
        }
        NotAccepted::Failed(error) => Stop::Failed(error),
    })?;
    let sms_ids: Vec<String> = accepted.into_iter().map(|accepted| accepted.sms_id).collect();
    let answer = Answer::sent(dialect, &sms_ids, &sorted.refused, &vars);
    if let Some(id) = send_request_id {
        replay::keep(&mut tx, sms_user, id, &answer, now_ms).await?;
    }
    tx.commit().await?;
    app.wake.dispatcher.notify_one();
    app.hub.wake();
    Ok(answer)
}

/// Refuses the numbers that have had as many messages as they may; a call for only one such number as a whole.
async fn hold_back_frequent(
    tx: &mut WriteTx,
    account_id: i64,
    template: &Sendable,
    sorted: &mut Sorted,
    now_ms: i64,
) -> Result<(), Stop> {
    let phones: Vec<&str> = sorted.accepted.iter().map(|(phone, _)| phone.e164()).collect();
    let found = suppression::too_many(tx, account_id, template.content_type, &phones, now_ms).await?;
    if let ([Some(too_many)], true) = (&found[..], sorted.refused.is_empty()) {
        return Err(refuse(too_many.code(), too_many.words()));
    }
    for (recipient, too_many) in mem::take(&mut sorted.accepted).into_iter().zip(found) {
        match too_many {
            None => sorted.accepted.push(recipient),
            Some(too_many) => {
                sorted.refused.push(Refused { phone: recipient.0.digits().into(), message: too_many.words() });
            }
        }
    }
    Ok(())
}

async fn find_answer(
    connection: &mut Connection,
    sms_user: &str,
    send_request_id: Option<&str>,
    now_ms: i64,
) -> Result<Option<Answer>, Stop> {
    match send_request_id {
        Some(id) => Ok(replay::find(connection, sms_user, id, now_ms).await?),
        None => Ok(None),
    }
}

/// The template, if there is one and it may be sent.
async fn find_sendable(connection: &mut Connection, account_id: i64, template_id: &str) -> Result<Sendable, Stop> {
    let not_found = || refuse(431, "the template does not exist");
    let template_id: i64 = template_id.trim().parse().map_err(|_| not_found())?;
    match templates::find_for_sending(connection, account_id, template_id).await? {
        ForSending::Sendable(template) => Ok(template),
        ForSending::Missing => Err(not_found()),
        ForSending::NotApproved => Err(refuse(432, "template not submitted or not approved")),
    }
}

/// The numbers, where the call is not to be refused as a whole because of them. The older dialect refuses repeats.
async fn sort_numbers(
    prices: Arc<PriceTable>,
    dialect: Dialect,
    phone: Option<&str>,
    eleven_digits: ElevenDigits,
) -> Result<Sorted, Stop> {
    let given = numbers::split(phone)?;
    // Two thousand numbers take a while to parse, and others wait on this thread.
    let sorted = tokio::task::spawn_blocking(move || numbers::sort(given, &prices, eleven_digits))
        .await
        .map_err(|_| Error::Damaged("number"))?;
    if sorted.is_one_malformed() {
        return Err(refuse(412, "invalid phone number format"));
    }
    if dialect == Dialect::Signature && sorted.has_duplicate() {
        return Err(refuse(413, "a phone number stands twice in the call"));
    }
    Ok(sorted)
}

/// Text messages at home and abroad are one; the other types are other services. Only the older dialect has a home.
fn check_message_type(dialect: Dialect, message_type: Option<&str>) -> Result<ElevenDigits, Stop> {
    match (message_type.map(str::trim), dialect) {
        (None | Some("0"), Dialect::Signature) => Ok(ElevenDigits::Chinese),
        (None | Some("0" | "2"), _) => Ok(ElevenDigits::International),
        (Some("1"), _) => Err(refuse(NOT_OFFERED, "MMS is not offered; leave msgType out, or set it to 0 or 2")),
        (Some("3"), _) => Err(refuse(NOT_OFFERED, "voice is not offered; leave msgType out, or set it to 0 or 2")),
        (Some(_), _) => Err(refuse(NOT_OFFERED, "this msgType is not offered; leave it out, or set it to 0 or 2")),
    }
}

/// What comes back in events: `customArgs`, or `tag` in the older dialect.
fn check_custom_args(dialect: Dialect, parameters: &Parameters) -> Result<Option<&str>, Stop> {
    let name = match dialect {
        Dialect::Key => "customArgs",
        Dialect::Signature => "tag",
    };
    let Some(text) = parameters.get(name) else { return Ok(None) };
    if text.chars().count() > N_TEXT_CHARS {
        return Err(refuse(441, format!("{name} is longer than 128 characters")));
    }
    match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(_) => Ok(Some(text)),
        Err(_) => Err(refuse(441, format!("{name} is not a JSON object"))),
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
fn check_values(template: &Sendable, mut vars: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Stop> {
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
