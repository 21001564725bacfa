//! `/smsapi/get` and `/smsapi/list`: templates as the platform describes them, in its words and with its field names,
//! which differ between the two.

use std::sync::Arc;

use axum::extract::State;
use piecewise_sms::template::{ContentType, ReviewState};
use serde_json::{Map, Value, json};

use super::{
    caller::{Caller, authenticate},
    date::date,
    envelope::Answer,
    paging::{Page, between_semicolons},
    parameters::Parameters,
    stop::{Stop, refuse},
    words::Done,
};
use crate::{
    app::App,
    templates::{self, Newest},
};

/// What the two calls name the times of a template.
struct TimeNames {
    created: &'static str,
    updated: &'static str,
}

const IN_GET: TimeNames = TimeNames { created: "createTime", updated: "updateTime" };

const IN_LIST: TimeNames = TimeNames { created: "templateCreateTime", updated: "templateUpdateTime" };

/// One template.
pub(super) async fn get(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    get_one(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

/// Some templates, by their state or by their ids.
pub(super) async fn list(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    list_page(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

async fn get_one(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let Caller { account_id, dialect, .. } = authenticate(app, parameters, app.clock.now_ms()).await?;
    let id = parameters.get("templateIdStr").ok_or_else(|| refuse(433, "templateIdStr is empty"))?;
    let not_found = || refuse(431, "the template does not exist");
    let id: i64 = id.trim().parse().map_err(|_| not_found())?;
    let mut tx = app.store.read().await?;
    let found = templates::newest(&mut tx, account_id, Some(id)).await?;
    let template = found.first().ok_or_else(not_found)?;
    Ok(Answer::done(dialect, Done::Request, describe(template, &IN_GET)))
}

async fn list_page(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let Caller { account_id, dialect, .. } = authenticate(app, parameters, app.clock.now_ms()).await?;
    let page = Page::of(parameters)?;
    let ids = between_semicolons(parameters, "templateIdStr");
    let state = parameters.get("isVerifyStr").map(str::trim);
    let is_asked_for = |template: &Newest| {
        ids.as_ref().is_none_or(|ids| ids.contains(&template.id.to_string().as_str()))
            && state.is_none_or(|state| state == words_of_state(template.state).0)
    };
    let mut tx = app.store.read().await?;
    let mut found = templates::newest(&mut tx, account_id, None).await?;
    found.retain(is_asked_for);
    let shown: Vec<Value> =
        found.iter().skip(page.start).take(page.limit).map(|template| describe(template, &IN_LIST).into()).collect();
    Ok(Answer::done(
        dialect,
        Done::Request,
        Map::from_iter([("total".to_owned(), json!(found.len())), ("list".to_owned(), shown.into())]),
    ))
}

fn describe(template: &Newest, times: &TimeNames) -> Map<String, Value> {
    let kind = match template.content_type {
        ContentType::Otp => "验证码",
        ContentType::Notification => "行业通知",
        ContentType::Marketing => "营销",
    };
    let fields = [
        ("templateId", json!(template.id)),
        ("templateName", json!(template.name)),
        ("msgType", json!("国际短信")),
        ("smsType", json!(kind)),
        ("templateContent", json!(template.content)),
        ("isVerify", json!(words_of_state(template.state).1)),
        (times.created, json!(date(template.created_at_ms))),
        (times.updated, json!(date(template.updated_at_ms))),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A state in questions, and in answers.
const fn words_of_state(state: ReviewState) -> (&'static str, &'static str) {
    match state {
        ReviewState::InReview => ("0", "待审核"),
        ReviewState::Approved => ("1", "审核通过"),
        ReviewState::Rejected => ("-1", "审核不通过"),
        ReviewState::Draft => ("-2", "未提交审核"),
    }
}
