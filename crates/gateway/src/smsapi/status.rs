//! `/smsapi/status/query`: what became of single messages.
//!
//! The platform answers the same question alike for ten minutes. This gateway answers with what is the case.

use std::sync::Arc;

use axum::extract::State;
use piecewise_sms::status::Status;
use serde_json::{Map, Value, json};

use super::{
    caller::{Caller, Dialect, authenticate},
    codes::{HOME, WantedType, message_type, status_of},
    date::{date_time, start_of_day_ms},
    envelope::Answer,
    numbers::{ElevenDigits, parse},
    paging::{Page, between_semicolons},
    parameters::Parameters,
    period::Period,
    stop::{Stop, refuse},
    words::Done,
};
use crate::{app::App, error::Error, store::QueryBuilder};

/// Days that one question may be about.
const N_MAX_DAYS: i64 = 30;

/// Numbers, and smsIds, in one question.
const N_MAX_ASKED: usize = 100;

#[derive(sqlx::FromRow)]
struct Row {
    sms_id: String,
    country: Option<String>,
    status: String,
    reason_code: Option<i64>,
    reason_text: Option<String>,
    accepted_at_ms: i64,
    updated_at_ms: i64,
    sms_user: String,
    template_id: i64,
    template_name: String,
}

/// Some messages of a period, newest first.
pub(super) async fn query(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    try_query(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

async fn try_query(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let now_ms = app.clock.now_ms();
    let caller = authenticate(app, parameters, now_ms).await?;
    let period = Period::of(parameters, N_MAX_DAYS, now_ms)?;
    let page = Page::of(parameters)?;
    let wanted = Wanted::of(caller.dialect, parameters)?;
    let mut tx = app.store.read().await?;
    let mut count = QueryBuilder::new("SELECT COUNT(*)");
    wanted.push(&mut count, &caller, period);
    let total: i64 = count.build_scalar().fetch_one(&mut tx).await?;
    let mut select = QueryBuilder::new(
        "SELECT sms_id, country, status, reason_code, reason_text, message.accepted_at_ms, updated_at_ms, sms_user,
                template_id, template_name",
    );
    wanted.push(&mut select, &caller, period);
    select.push(" ORDER BY message.accepted_at_ms DESC, message.id DESC LIMIT ").push_bind(to_i64(page.limit));
    select.push(" OFFSET ").push_bind(to_i64(page.start));
    let rows: Vec<Row> = select.build_as().fetch_all(&mut tx).await?;
    let items = rows.iter().map(|row| describe(caller.dialect, row)).collect::<Result<Vec<Value>, Stop>>()?;
    let info = [
        ("voListSize".to_owned(), json!(items.len())),
        ("voList".to_owned(), items.into()),
        ("total".to_owned(), json!(total.to_string())),
    ];
    Ok(Answer::done(caller.dialect, Done::Request, Map::from_iter(info)))
}

fn to_i64(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Which messages are asked for.
struct Wanted<'a> {
    phones: Option<Vec<String>>,
    sms_ids: Option<Vec<&'a str>>,
    template_id: Option<i64>,
    template_name: Option<&'a str>,
    message_type: WantedType,
}

impl<'a> Wanted<'a> {
    fn of(dialect: Dialect, parameters: &'a Parameters) -> Result<Self, Stop> {
        let message_type = WantedType::of(dialect, parameters)?;
        let eleven_digits = match (dialect, message_type) {
            (Dialect::Signature, WantedType::Any | WantedType::Domestic) => ElevenDigits::Chinese,
            _ => ElevenDigits::International,
        };
        let phones = between_semicolons(parameters, "phones");
        if phones.as_ref().is_some_and(|phones| phones.len() > N_MAX_ASKED) {
            return Err(refuse(412, "more than 100 numbers in phones"));
        }
        let phones = phones
            .map(|phones| phones.into_iter().map(|phone| parse(phone, eleven_digits)).collect::<Option<Vec<_>>>())
            .map(|phones| phones.ok_or_else(|| refuse(412, "phones holds something that is no phone number")))
            .transpose()?;
        let sms_ids = between_semicolons(parameters, "smsIds");
        if sms_ids.as_ref().is_some_and(|ids| ids.len() > N_MAX_ASKED) {
            return Err(refuse(441, "more than 100 ids in smsIds"));
        }
        let template_id = match parameters.get("templateId") {
            None => None,
            Some(id) => Some(id.trim().parse().map_err(|_| refuse(431, "the template does not exist"))?),
        };
        Ok(Self {
            phones: phones.map(|phones| phones.iter().map(|phone| phone.e164().to_owned()).collect()),
            sms_ids,
            template_id,
            template_name: parameters.get("templateName"),
            message_type,
        })
    }

    fn push(&self, sql: &mut QueryBuilder, caller: &Caller, period: Period) {
        sql.push(
            " FROM message JOIN submission ON submission.id = submission_id
             WHERE message.account_id = ",
        );
        sql.push_bind(caller.account_id);
        sql.push(" AND message.accepted_at_ms >= ").push_bind(start_of_day_ms(period.first_day));
        sql.push(" AND message.accepted_at_ms < ").push_bind(start_of_day_ms(period.last_day + 1));
        if let Some(phones) = &self.phones {
            sql.push(" AND phone IN (").push_list(phones).push(")");
        }
        if let Some(ids) = &self.sms_ids {
            sql.push(" AND sms_id IN (").push_list(ids.iter().copied()).push(")");
        }
        if let Some(id) = self.template_id {
            sql.push(" AND template_id = ").push_bind(id);
        }
        if let Some(name) = self.template_name {
            sql.push(" AND template_name = ").push_bind(name);
        }
        match self.message_type {
            WantedType::Any => {}
            WantedType::Domestic => {
                sql.push(" AND COALESCE(country, '') = ").push_bind(HOME);
            }
            WantedType::International => {
                sql.push(" AND COALESCE(country, '') <> ").push_bind(HOME);
            }
            WantedType::None => {
                sql.push(" AND FALSE");
            }
        }
    }
}

/// A message in the platform's words. The template's id is a text here.
fn describe(dialect: Dialect, row: &Row) -> Result<Value, Stop> {
    let status = Status::from_name(&row.status).ok_or(Error::Damaged("message"))?;
    let (status_code, words) = status_of(dialect, status, row.reason_code);
    let (_, kind) = message_type(dialect, row.country.as_deref() == Some(HOME));
    let send_log = match status {
        Status::Delivered => "发送成功",
        _ => row.reason_text.as_deref().unwrap_or_default(),
    };
    Ok(json!({
        "smsId": row.sms_id,
        "msgType": kind,
        "receiver": row.sms_id.split_once('$').map_or("", |(_, receiver)| receiver),
        "requestTime": date_time(row.accepted_at_ms),
        "sendLog": send_log,
        "smsUser": row.sms_user,
        "status": words,
        "statusCode": status_code,
        "templateId": row.template_id.to_string(),
        "templateName": row.template_name,
        "updateTime": date_time(row.updated_at_ms),
    }))
}
