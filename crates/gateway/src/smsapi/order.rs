//! What `send` and `sendx` have in common: who calls, with which template, and how their messages are accepted, all or
//! none.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use piecewise_api::Reason;
use piecewise_recipients::Phone;
use piecewise_sms::{
    money::Micros,
    template::{Code, Template as Parsed, lint_values},
};
use serde_json::{Map, Value};

use super::{
    caller::{Caller, Dialect, authenticate},
    envelope::{Answer, RefusedItem},
    not_offered::NOT_OFFERED,
    numbers::{self, ElevenDigits, Refused, Sorted},
    parameters::Parameters,
    replay,
    stop::{Stop, refuse},
    words::NumberFault,
};
use crate::{
    app::App,
    error::{Error, Result},
    messages::{self, NotAccepted, Order, Origin, accept},
    store::{Connection, WriteTx},
    suppression,
    templates::{self, ForSending, Sendable},
    wallet::{VersionedPrices, current_prices},
};

/// Characters of `sendRequestId`, of `customArgs` and of `tag`.
const N_TEXT_CHARS: usize = 128;

/// Values of variables, by name.
pub(super) type Vars = BTreeMap<String, String>;

/// A call whose caller, template and type are in order.
pub(super) struct Call<'a> {
    app: &'a App,
    parameters: &'a Parameters,
    caller: Caller,
    sms_user: &'a str,
    send_request_id: Option<&'a str>,
    template_id: &'a str,
    eleven_digits: ElevenDigits,
    prices: VersionedPrices,
    now_ms: i64,
}

/// A call has its answer already, because it is a repeat; or it is to be processed.
pub(super) enum Begun<'a> {
    Answered(Answer),
    Open(Call<'a>),
}

/// Whom and what a call is for.
pub(super) struct Contents {
    /// The numbers as they were written.
    pub(super) numbers: Vec<String>,
    /// What becomes of each.
    pub(super) sorted: Sorted,
    /// The values as they were given: one set for all numbers, or one for each.
    pub(super) vars: Vec<Vars>,
}

impl Contents {
    /// The set of values that is for the number at `place`.
    fn set_of(&self, place: usize) -> usize {
        if self.vars.len() == 1 { 0 } else { place }
    }
}

/// Values that the template is sent with.
struct Checked {
    values: Vars,
    /// The older dialect accepts a message without one of its values, and suppresses it.
    is_incomplete: bool,
}

impl<'a> Call<'a> {
    /// Checks what stands before the numbers, in the platform's order.
    pub(super) async fn begin(app: &'a App, parameters: &'a Parameters) -> Result<Begun<'a>, Stop> {
        let now_ms = app.clock.now_ms();
        let caller = authenticate(app, parameters, now_ms).await?;
        let sms_user = parameters.get("smsUser").unwrap_or_default();
        let send_request_id = parameters.get("sendRequestId");
        if send_request_id.is_some_and(|id| id.chars().count() > N_TEXT_CHARS) {
            return Err(refuse(441, "sendRequestId is longer than 128 characters"));
        }
        let mut tx = app.store.read().await?;
        if let Some(answer) = find_answer(&mut tx, sms_user, send_request_id, now_ms).await? {
            return Ok(Begun::Answered(answer));
        }
        let eleven_digits = check_message_type(caller.dialect, parameters.get("msgType"))?;
        let template_id = parameters.get("templateId").ok_or_else(|| refuse(433, "templateId is empty"))?;
        find_sendable(&mut tx, caller.account_id, template_id).await?;
        let prices = current_prices(&mut tx, &app.prices, caller.account_id, now_ms).await?;
        Ok(Begun::Open(Self {
            app,
            parameters,
            caller,
            sms_user,
            send_request_id,
            template_id,
            eleven_digits,
            prices,
            now_ms,
        }))
    }

    /// What becomes of the numbers, where the call is not to be refused as a whole because of them. The older dialect
    /// refuses repeats.
    pub(super) async fn sort(&self, given: Vec<String>) -> Result<(Vec<String>, Sorted), Stop> {
        let prices = Arc::clone(&self.prices.table);
        let eleven_digits = self.eleven_digits;
        // Two thousand numbers take a while to parse, and others wait on this thread.
        let sorting = tokio::task::spawn_blocking(move || {
            let sorted = numbers::sort(&given, &prices, eleven_digits);
            (given, sorted)
        });
        let (given, sorted) = sorting.await.map_err(|_| Error::Damaged("number"))?;
        if sorted.is_one_malformed() {
            return Err(refuse(412, "invalid phone number format"));
        }
        if self.caller.dialect == Dialect::Signature && sorted.has_duplicate() {
            return Err(refuse(413, "a phone number stands twice in the call"));
        }
        Ok((given, sorted))
    }

    /// Accepts the messages in one transaction, and answers once they are durable.
    pub(super) async fn accept(self, mut contents: Contents) -> Result<Answer, Stop> {
        let dialect = self.caller.dialect;
        let custom_args = check_custom_args(dialect, self.parameters)?;
        let mut tx = self.app.store.write_together().await?;
        self.caller.check_again(&mut tx).await?;
        if let Some(answer) = find_answer(&mut tx, self.sms_user, self.send_request_id, self.now_ms).await? {
            tx.commit().await?;
            return Ok(answer);
        }
        let template = find_sendable(&mut tx, self.caller.account_id, self.template_id).await?;
        let parsed = Parsed::parse(&template.content);
        let checked = contents
            .vars
            .iter()
            .map(|vars| check_values(&parsed, vars, dialect))
            .collect::<Result<Vec<Checked>, Stop>>()?;
        hold_back_frequent(&mut tx, self.caller.account_id, &template, &mut contents.sorted, self.now_ms).await?;
        let mut sms_ids = Vec::with_capacity(contents.sorted.accepted.len());
        for (set, group) in group(&mut contents, &checked) {
            let written: Vec<String> = match dialect {
                Dialect::Key => Vec::new(),
                Dialect::Signature => group.iter().map(|(place, ..)| bare(&contents.numbers[*place])).collect(),
            };
            let (places, recipients): (Vec<usize>, Vec<(Phone, Micros)>) =
                group.into_iter().map(|(place, phone, unit_price)| (place, (phone, unit_price))).unzip();
            let Some(Checked { values, is_incomplete }) = checked.get(set) else { continue };
            let order = Order {
                account_id: self.caller.account_id,
                sms_user: self.sms_user,
                template: &template,
                values,
                sender: self.parameters.get("senderID"),
                custom_args,
                recipients: &recipients,
                written: &written,
                price_version: self.prices.version,
                origin: Origin::Api,
            };
            let ids = accept_group(&mut tx, &order, *is_incomplete, self.now_ms).await?;
            sms_ids.extend(places.into_iter().zip(ids));
        }
        // In the order of the call, whatever the groups were.
        sms_ids.sort_unstable_by_key(|(place, _)| *place);
        let sms_ids: Vec<String> = sms_ids.into_iter().map(|(_, sms_id)| sms_id).collect();
        let answer = answer(dialect, &contents, &sms_ids);
        if sms_ids.is_empty() {
            return Ok(answer);
        }
        if let Some(id) = self.send_request_id {
            replay::keep(&mut tx, self.sms_user, id, &answer, self.now_ms).await?;
        }
        tx.commit().await?;
        self.app.wake.dispatcher.notify_one();
        self.app.hub.wake();
        Ok(answer)
    }
}

/// Refuses the numbers that have had as many messages as they may; a call for only one such number as a whole.
async fn hold_back_frequent(
    tx: &mut WriteTx,
    account_id: i64,
    template: &Sendable,
    sorted: &mut Sorted,
    now_ms: i64,
) -> Result<(), Stop> {
    let phones: Vec<&str> = sorted.accepted.iter().map(|accepted| accepted.phone.e164()).collect();
    let found = suppression::too_many(tx, account_id, template.content_type, &phones, now_ms).await?;
    if let ([Some(too_many)], true) = (&found[..], sorted.refused.is_empty()) {
        return Err(refuse(too_many.code(), too_many.words()));
    }
    for (accepted, too_many) in std::mem::take(&mut sorted.accepted).into_iter().zip(found) {
        match too_many {
            None => sorted.accepted.push(accepted),
            Some(too_many) => {
                let fault = NumberFault::Frequent(too_many.words());
                sorted.refused.push(Refused { place: accepted.place, fault });
            }
        }
    }
    Ok(())
}

/// Accepted numbers with the same values: which set these are, and of each number its place, itself and its price.
type Group = (usize, Vec<(usize, Phone, Micros)>);

/// The accepted numbers with equal values together (D9), each with its place and price. Takes them out of `contents`.
fn group(contents: &mut Contents, checked: &[Checked]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<&Vars, usize> = HashMap::new();
    for accepted in std::mem::take(&mut contents.sorted.accepted) {
        let set = contents.set_of(accepted.place);
        let Some(Checked { values, .. }) = checked.get(set) else { continue };
        let at = *known.entry(values).or_insert_with(|| {
            groups.push((set, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push((accepted.place, accepted.phone, accepted.unit_price));
    }
    groups
}

/// Accepts messages with the same values, and gives their smsIds.
async fn accept_group(
    tx: &mut WriteTx,
    order: &Order<'_>,
    is_incomplete: bool,
    now_ms: i64,
) -> Result<Vec<String>, Stop> {
    let accepted = accept(tx, order, now_ms).await.map_err(|refused| match refused {
        NotAccepted::Balance { .. } => refuse(499, "the balance is too low; nothing was sent"),
        NotAccepted::SpendCap { period } => {
            refuse(499, format!("the spending cap of the {} is reached; nothing was sent", period.name()))
        }
        NotAccepted::TooManyPieces { n_pieces } => {
            refuse(441, format!("the text has {n_pieces} pieces, and at most 255 can be concatenated"))
        }
        NotAccepted::Country { country } => {
            refuse(412, format!("{country} is not among the countries that this account sends to; nothing was sent"))
        }
        NotAccepted::Failed(error) => Stop::Failed(error),
    })?;
    if is_incomplete {
        let reason = Reason { code: VARIABLE_ERROR, text: "a variable of the template has no value".into() };
        messages::suppress(tx, &accepted, &reason, now_ms).await?;
    }
    Ok(accepted.into_iter().map(|accepted| accepted.sms_id).collect())
}

/// The reason of a message without one of its values.
const VARIABLE_ERROR: i32 = 470;

fn answer(dialect: Dialect, contents: &Contents, sms_ids: &[String]) -> Answer {
    let refused: Vec<RefusedItem> = contents
        .sorted
        .refused
        .iter()
        .map(|refused| RefusedItem {
            phone: &contents.numbers[refused.place],
            vars: &contents.vars[contents.set_of(refused.place)],
            fault: refused.fault,
        })
        .collect();
    Answer::sent(dialect, sms_ids, &refused)
}

/// A number as it was written, without what stands between its digits.
fn bare(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
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

/// `{"name": "lucy"}` or `{"%name%": "lucy"}`; a number or a truth stands for its text. `None` where a value is neither.
pub(super) fn values_of(object: Map<String, Value>) -> Option<Vars> {
    let mut values = Vars::new();
    for (key, value) in object {
        let value = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        let name = key.strip_prefix('%').and_then(|key| key.strip_suffix('%')).unwrap_or(&key);
        values.insert(name.to_owned(), value);
    }
    Some(values)
}

/// The values that the template needs, checked by the linter; others are ignored.
fn check_values(template: &Parsed, vars: &Vars, dialect: Dialect) -> Result<Checked, Stop> {
    let variables = template.variables();
    let mut values = vars.clone();
    values.retain(|name, _| variables.contains(&name.as_str()));
    let found = lint_values(template, &values);
    let has = |code| found.iter().any(|diagnostic| diagnostic.code == code);
    let is_incomplete = has(Code::ValueMissing);
    if is_incomplete && dialect == Dialect::Key {
        return Err(refuse(441, "a variable of the template has no value"));
    }
    if has(Code::ValueLink) {
        return Err(refuse(441, "a value holds a link"));
    }
    if has(Code::ValueTooLong) {
        return Err(refuse(483, "a value is longer than 32 characters"));
    }
    Ok(Checked { values, is_incomplete })
}
