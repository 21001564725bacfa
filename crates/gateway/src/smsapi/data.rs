//! `/smsapi/data/sendDay`, `processFailed` and `sendFailed`: figures by day, template and type; every one a text.

use std::{collections::BTreeMap, sync::Arc};

use axum::extract::State;
use piecewise_sms::status::Status;
use serde_json::{Map, Value, json};

use super::{
    caller::{Caller, Dialect, authenticate},
    codes::{HOME, WantedType, code_in, message_type},
    date::{date_of_day, start_of_day_ms},
    envelope::Answer,
    paging::between_semicolons,
    parameters::Parameters,
    period::Period,
    stop::{Stop, refuse},
    words::Done,
};
use crate::{
    app::App,
    error::Error,
    store::{Connection, QueryBuilder},
};

/// Days that one question may be about.
const N_MAX_DAYS: i64 = 100;

/// The columns of `processFailed`, with the codes of the older dialect that they count.
const SUPPRESSED: [(&str, Option<i64>); 8] = [
    ("globalBlackListNum", Some(410)),
    ("userBlackListNum", Some(420)),
    ("unsubscribleNum", Some(430)),
    ("keyWordFilterNum", Some(440)),
    ("errorVarsNum", Some(450)),
    ("varsContentTooLongNum", Some(460)),
    ("encodingExceptionNum", None),
    ("sendTypeUnsupportedNum", None),
];

/// The same of `sendFailed`; what has no column is among `othersNum`.
const FAILED: [(&str, Option<i64>); 9] = [
    ("emptyPhoneNumberNum", Some(500)),
    ("outOfServiceNum", Some(510)),
    ("complaintsNum", Some(520)),
    ("busyNum", Some(530)),
    ("noAnswerNum", Some(540)),
    ("interceptNum", Some(550)),
    ("breakDownNum", Some(560)),
    ("notInServiceNum", Some(570)),
    ("shutDownNum", Some(580)),
];

/// What a day's messages of one template and type came to.
#[derive(Debug, Clone, Default)]
struct Figures {
    n_requested: i64,
    n_delivered: i64,
    n_pieces_charged: i64,
    suppressed: BTreeMap<i64, i64>,
    failed: BTreeMap<i64, i64>,
}

/// Day, template, whether it is domestic.
type Cell = (i64, i64, bool);

/// Requests, deliveries and failures.
pub(super) async fn send_day(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    answer(&app, &parameters, ("dataList", "dataListSize"), Figures::of_a_day).await
}

/// Why messages were suppressed.
pub(super) async fn process_failed(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    answer(&app, &parameters, ("voList", "count"), Figures::why_suppressed).await
}

/// Why messages failed.
pub(super) async fn send_failed(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    answer(&app, &parameters, ("voList", "count"), Figures::why_failed).await
}

async fn answer(
    app: &App,
    parameters: &Parameters,
    names: (&str, &str),
    columns: fn(&Figures) -> Vec<(&'static str, String)>,
) -> Answer {
    try_answer(app, parameters, names, columns).await.unwrap_or_else(|stop| stop.into_answer(parameters))
}

async fn try_answer(
    app: &App,
    parameters: &Parameters,
    (list_name, count_name): (&str, &str),
    columns: fn(&Figures) -> Vec<(&'static str, String)>,
) -> Result<Answer, Stop> {
    let now_ms = app.clock.now_ms();
    let caller = authenticate(app, parameters, now_ms).await?;
    let period = Period::of(parameters, N_MAX_DAYS, now_ms)?;
    let is_aggregated = match parameters.get("aggregate").map(str::trim) {
        None | Some("0") => false,
        Some("1") => true,
        Some(_) => return Err(refuse(40017, "aggregate is not 0 or 1")),
    };
    let mut tx = app.store.read().await?;
    let figures = read(&mut tx, &caller, parameters, period).await?;
    drop(tx);
    let row = |date: String, template_id: String, kind: &str, figures: &Figures| {
        let mut row = Map::new();
        row.insert("sendDate".into(), date.into());
        row.insert("templateId".into(), template_id.into());
        row.insert("msgType".into(), kind.into());
        row.extend(columns(figures).into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))));
        Value::from(row)
    };
    let info = if is_aggregated {
        let mut sum = Figures::default();
        for figures in figures.values() {
            sum.add(figures);
        }
        Map::from_iter([("total".to_owned(), row(period.words(), "None".into(), "None", &sum))])
    } else {
        let rows: Vec<Value> = figures
            .iter()
            .map(|((day, template_id, is_home), figures)| {
                let (kind, _) = message_type(caller.dialect, *is_home);
                row(date_of_day(*day), template_id.to_string(), kind, figures)
            })
            .collect();
        Map::from_iter([(count_name.to_owned(), json!(rows.len())), (list_name.to_owned(), rows.into())])
    };
    Ok(Answer::done(caller.dialect, Done::Request, info))
}

async fn read(
    connection: &mut Connection,
    caller: &Caller,
    parameters: &Parameters,
    period: Period,
) -> Result<BTreeMap<Cell, Figures>, Stop> {
    let wanted = WantedType::of(caller.dialect, parameters)?;
    let template_ids: Option<Vec<i64>> = between_semicolons(parameters, "templateIdsStr")
        .map(|ids| ids.into_iter().filter_map(|id| id.parse().ok()).collect());
    if wanted == WantedType::None || template_ids.as_ref().is_some_and(Vec::is_empty) {
        return Ok(BTreeMap::new());
    }
    let mut select = QueryBuilder::new(
        "SELECT (message.accepted_at_ms + 28800000) / 86400000, template_id, COALESCE(country, '') = ",
    );
    select.push_bind(HOME);
    select.push(
        ", status, COALESCE(reason_code, 0), COUNT(*),
           CAST(SUM(CASE WHEN charge IS NULL THEN 0 ELSE n_pieces END) AS BIGINT)
         FROM message JOIN submission ON submission.id = submission_id
         WHERE message.account_id = ",
    );
    select.push_bind(caller.account_id);
    select.push(" AND message.accepted_at_ms >= ").push_bind(start_of_day_ms(period.first_day));
    select.push(" AND message.accepted_at_ms < ").push_bind(start_of_day_ms(period.last_day + 1));
    if let Some(ids) = template_ids {
        select.push(" AND template_id IN (").push_list(ids).push(")");
    }
    match wanted {
        WantedType::Domestic => {
            select.push(" AND COALESCE(country, '') = ").push_bind(HOME);
        }
        WantedType::International => {
            select.push(" AND COALESCE(country, '') <> ").push_bind(HOME);
        }
        WantedType::Any | WantedType::None => {}
    }
    select.push(" GROUP BY 1, 2, 3, 4, 5");
    let rows: Vec<(i64, i64, bool, String, i64, i64, i64)> = select.build_as().fetch_all(connection).await?;
    let mut figures: BTreeMap<Cell, Figures> = BTreeMap::new();
    for (day, template_id, is_home, status, reason_code, n_messages, n_pieces_charged) in rows {
        // Where everything is international, a country is no reason for a row of its own.
        let cell = (day, template_id, is_home && caller.dialect == Dialect::Signature);
        let status = Status::from_name(&status).ok_or(Error::Damaged("message"))?;
        let of_cell = figures.entry(cell).or_default();
        of_cell.n_requested += n_messages;
        of_cell.n_pieces_charged += n_pieces_charged;
        let code = code_in(Dialect::Signature, reason_code);
        match status {
            Status::Sending | Status::WaitingResult => {}
            Status::Delivered => of_cell.n_delivered += n_messages,
            Status::Suppressed => *of_cell.suppressed.entry(code).or_default() += n_messages,
            Status::Failed => *of_cell.failed.entry(code).or_default() += n_messages,
        }
    }
    Ok(figures)
}

impl Figures {
    fn add(&mut self, other: &Self) {
        self.n_requested += other.n_requested;
        self.n_delivered += other.n_delivered;
        self.n_pieces_charged += other.n_pieces_charged;
        for (own, others) in [(&mut self.suppressed, &other.suppressed), (&mut self.failed, &other.failed)] {
            for (code, n_messages) in others {
                *own.entry(*code).or_default() += n_messages;
            }
        }
    }

    fn of_a_day(&self) -> Vec<(&'static str, String)> {
        let [n_suppressed, n_failed] = [&self.suppressed, &self.failed].map(|by_code| by_code.values().sum::<i64>());
        vec![
            ("requestNum", self.n_requested.to_string()),
            ("sendNum", self.n_delivered.to_string()),
            ("processFailedNum", n_suppressed.to_string()),
            ("sendFailedNum", n_failed.to_string()),
            ("billingNum", self.n_pieces_charged.to_string()),
            ("sendRatio", percent(self.n_delivered, self.n_requested)),
            ("processFailedRatio", percent(n_suppressed, self.n_requested)),
            ("sendFailedRatio", percent(n_failed, self.n_requested)),
        ]
    }

    fn why_suppressed(&self) -> Vec<(&'static str, String)> {
        let n_of = |code: Option<i64>| code.and_then(|code| self.suppressed.get(&code)).copied().unwrap_or(0);
        SUPPRESSED.iter().map(|(name, code)| (*name, n_of(*code).to_string())).collect()
    }

    fn why_failed(&self) -> Vec<(&'static str, String)> {
        let n_of = |code: Option<i64>| code.and_then(|code| self.failed.get(&code)).copied().unwrap_or(0);
        let mut columns: Vec<_> = FAILED.iter().map(|(name, code)| (*name, n_of(*code))).collect();
        let n_counted: i64 = columns.iter().map(|(_, n_messages)| n_messages).sum();
        columns.push(("othersNum", self.failed.values().sum::<i64>() - n_counted));
        columns.into_iter().map(|(name, n_messages)| (name, n_messages.to_string())).collect()
    }
}

/// A share in percent with two decimals, rounded half up.
fn percent(part: i64, whole: i64) -> String {
    if whole == 0 {
        return "0.00".into();
    }
    let hundredths = (part * 10_000 * 2 + whole) / (whole * 2);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::percent;

    /// The figures of the platform's own sample.
    #[test]
    fn shares_are_rounded_to_two_decimals() {
        for (part, expected) in [(0, "0.00"), (6, "13.95"), (11, "25.58"), (26, "60.47"), (43, "100.00")] {
            assert_eq!(percent(part, 43), expected);
        }
        assert_eq!(percent(0, 0), "0.00");
    }
}
