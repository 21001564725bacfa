//! `/smsapi/addsms`, `updatesms`, `submitsms`, `deletesms`: templates written by an application.
//!
//! The wire has no examples and no applicant countries, so what comes this way is reviewed without them. Signatures of
//! senders exist in mainland China only: there a `signName` becomes part of the text, elsewhere it is ignored.

use std::{collections::BTreeMap, sync::Arc};

use axum::extract::State;
use piecewise_api::NewTemplate;
use piecewise_sms::{
    Lang,
    template::{ContentType, Draft, Purpose, ReviewState, Severity, limits, lint, message},
};
use serde_json::{Map, json};

use super::{
    caller::{Caller, Dialect, authenticate},
    envelope::Answer,
    not_offered::NOT_OFFERED,
    parameters::Parameters,
    stop::{Stop, refuse},
    words::Done,
};
use crate::{
    app::App,
    store::WriteTx,
    templates::{self, By, Newest, NotChanged, Source},
};

/// The text is empty, or too long: codes of the platform for what it does not list elsewhere.
const EMPTY_TEXT: u16 = 401;
const LONG_TEXT: u16 = 402;

/// A field is missing or wrong.
const MALFORMED: u16 = 441;

/// Writes a template: a draft.
pub(super) async fn add(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    try_add(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

/// Rewrites a template: as a draft, whose predecessor stays sendable if it was approved.
pub(super) async fn update(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    try_update(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

/// Hands a draft in.
pub(super) async fn submit(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    try_submit(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

/// Deletes a template.
pub(super) async fn delete(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    try_delete(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

async fn try_add(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let now_ms = app.clock.now_ms();
    let caller = authenticate(app, parameters, now_ms).await?;
    let text = parameters.get("templateText").ok_or_else(|| refuse(EMPTY_TEXT, "templateText is empty"))?;
    let new = NewTemplate {
        name: name(parameters)?,
        content_type: content_type(parameters)?,
        content: with_sign(caller.dialect, parameters, text)?,
        examples: BTreeMap::new(),
        countries: Vec::new(),
    };
    let mut tx = app.store.write().await?;
    caller.check_again(&mut tx).await?;
    let id = templates::create(&mut tx, &new, by(&caller, parameters, now_ms)).await?;
    commit(app, tx).await?;
    Ok(Answer::done(caller.dialect, Done::Inserted, Map::from_iter([("templateId".to_owned(), json!(id))])))
}

async fn try_update(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let now_ms = app.clock.now_ms();
    let caller = authenticate(app, parameters, now_ms).await?;
    let id = id(parameters)?;
    let (name, content_type) = (name(parameters)?, content_type(parameters)?);
    let content = parameters.get("templateText").map(|text| with_sign(caller.dialect, parameters, text)).transpose()?;
    let mut tx = app.store.write().await?;
    caller.check_again(&mut tx).await?;
    let content = match content {
        Some(content) => content,
        None => find(&mut tx, &caller, id).await?.content,
    };
    let new = NewTemplate { name, content_type, content, examples: BTreeMap::new(), countries: Vec::new() };
    templates::edit(&mut tx, id, &new, by(&caller, parameters, now_ms)).await?;
    commit(app, tx).await?;
    Ok(Answer::done(caller.dialect, Done::Updated, Map::new()))
}

async fn try_submit(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let now_ms = app.clock.now_ms();
    let caller = authenticate(app, parameters, now_ms).await?;
    let id = id(parameters)?;
    let mut tx = app.store.write().await?;
    caller.check_again(&mut tx).await?;
    let template = find(&mut tx, &caller, id).await?;
    if template.state == ReviewState::Draft {
        check(&template)?;
    }
    let due_at_ms = templates::due_at_ms(&app.config, now_ms);
    templates::submit(&mut tx, id, due_at_ms, by(&caller, parameters, now_ms)).await?;
    commit(app, tx).await?;
    app.wake.reviewer.notify_one();
    Ok(Answer::done(caller.dialect, Done::Submitted, Map::new()))
}

async fn try_delete(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let now_ms = app.clock.now_ms();
    let caller = authenticate(app, parameters, now_ms).await?;
    let id = id(parameters)?;
    let mut tx = app.store.write().await?;
    caller.check_again(&mut tx).await?;
    templates::delete(&mut tx, id, by(&caller, parameters, now_ms)).await?;
    commit(app, tx).await?;
    Ok(Answer::done(caller.dialect, Done::Deleted, Map::new()))
}

async fn commit(app: &App, tx: WriteTx) -> Result<(), Stop> {
    tx.commit().await?;
    app.hub.wake();
    Ok(())
}

fn by<'a>(caller: &Caller, parameters: &'a Parameters, at_ms: i64) -> By<'a> {
    let actor = parameters.get("smsUser").unwrap_or_default();
    By { account_id: caller.account_id, actor, source: Source::Smsapi, at_ms }
}

/// The template's id, if it can be one.
fn id(parameters: &Parameters) -> Result<i64, Stop> {
    let id = parameters.get("templateIdStr").ok_or_else(|| refuse(433, "templateIdStr is empty"))?;
    id.trim().parse().map_err(|_| not_found())
}

fn not_found() -> Stop {
    refuse(431, "the template does not exist")
}

async fn find(tx: &mut WriteTx, caller: &Caller, id: i64) -> Result<Newest, Stop> {
    templates::newest(tx, caller.account_id, Some(id)).await?.pop().ok_or_else(not_found)
}

fn name(parameters: &Parameters) -> Result<String, Stop> {
    let name = parameters.get("templateName").map(str::trim).unwrap_or_default();
    match name.chars().count() {
        0 => Err(refuse(MALFORMED, "templateName is empty")),
        1..=limits::N_NAME_CHARS => Ok(name.to_owned()),
        _ => Err(refuse(MALFORMED, format!("templateName is longer than {} characters", limits::N_NAME_CHARS))),
    }
}

fn content_type(parameters: &Parameters) -> Result<ContentType, Stop> {
    match parameters.get("smsTypeStr").map(str::trim) {
        Some("0") => Ok(ContentType::Otp),
        Some("1") => Ok(ContentType::Notification),
        Some("2") => Ok(ContentType::Marketing),
        _ => Err(refuse(MALFORMED, "smsTypeStr is not 0 (code), 1 (notification) or 2 (marketing)")),
    }
}

/// The text, with the sender's name in 【】 where the template is for mainland China.
fn with_sign(dialect: Dialect, parameters: &Parameters, text: &str) -> Result<String, Stop> {
    let is_domestic =
        dialect == Dialect::Signature && matches!(parameters.get("msgType").map(str::trim), None | Some("0"));
    let content = match (parameters.get("signName"), parameters.get("signId")) {
        (Some(sign), _) if is_domestic => match parameters.get("signPositionStr").map(str::trim) {
            None | Some("0") => format!("【{sign}】{text}"),
            Some("1") => format!("{text}【{sign}】"),
            Some(_) => return Err(refuse(MALFORMED, "signPositionStr is not 0 (front) or 1 (back)")),
        },
        (None, Some(_)) if is_domestic => {
            return Err(refuse(
                NOT_OFFERED,
                "signatures have no ids here; give signName, or write it into templateText",
            ));
        }
        _ => text.to_owned(),
    };
    if content.chars().count() > limits::N_CONTENT_CHARS {
        return Err(refuse(LONG_TEXT, format!("the text is longer than {} characters", limits::N_CONTENT_CHARS)));
    }
    Ok(content)
}

/// The first error that the linter finds, apart from parts that the wire does not have.
fn check(template: &Newest) -> Result<(), Stop> {
    let draft = Draft {
        content: template.content.clone(),
        content_type: Some(template.content_type),
        name: Some(template.name.clone()),
        ..Draft::default()
    };
    let found = lint(&draft, Purpose::Submit);
    let error =
        found.iter().find(|found| found.severity() == Severity::Error && !templates::is_unknown_to_smsapi(found.code));
    error.map_or(Ok(()), |error| Err(refuse(MALFORMED, message(error, Lang::En))))
}

impl From<NotChanged> for Stop {
    fn from(refused: NotChanged) -> Self {
        match refused {
            NotChanged::Missing => not_found(),
            NotChanged::NameTaken => refuse(MALFORMED, "another template has this templateName"),
            NotChanged::State(ReviewState::InReview) => refuse(NOT_OFFERED, "the template is in review"),
            NotChanged::State(ReviewState::Draft) => refuse(432, "the template is a draft"),
            NotChanged::State(ReviewState::Approved | ReviewState::Rejected) => {
                refuse(NOT_OFFERED, "the template has been reviewed; change it with updatesms first")
            }
            NotChanged::InUse => {
                refuse(NOT_OFFERED, "messages with the template wait to be sent; try again when they have been")
            }
            NotChanged::Failed(error) => Self::Failed(error),
        }
    }
}
