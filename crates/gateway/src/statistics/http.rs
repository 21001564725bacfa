//! `/api/v1/statistics` and `/api/v1/attention`.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State, http::StatusCode};
use piecewise_api::{Attention, MessageFilter, ProblemKind, Slice, Statistics};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    attention, cube,
    tally::{Tally, largest_first},
};
use crate::{
    app::App,
    server::{Asked, Refusal},
    session::Person,
    smsapi::date_of_day,
    wallet,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The period where the request does not say: today and so many days before it.
const N_DAYS_BEFORE: i64 = 29;

/// The longest period.
const MAX_PERIOD_MS: i64 = 400 * DAY_MS;

/// Years have four digits until then.
const END_OF_TIME_MS: i64 = 253_402_300_800_000;

/// No time zone is further from UTC.
const MAX_OFFSET_MINUTES: i64 = 18 * 60;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(look))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Zone {
    /// Minutes that the time zone of the days is ahead of UTC: 480 for Singapore, −300 for New York in winter.
    #[param(minimum = -1080, maximum = 1080)]
    offset_minutes: Option<i64>,
}

/// The figures of the messages that were accepted in a period of at most 400 days; of the last 30 days unless said.
#[utoipa::path(
    get,
    path = "/statistics",
    params(Zone, MessageFilter),
    responses(
        (status = OK, description = "The figures.", body = Statistics),
        (status = UNPROCESSABLE_ENTITY, description = "The period ends before it begins, or is longer than 400 days.")
    )
)]
async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(zone): Asked<Zone>,
    Asked(mut filter): Asked<MessageFilter>,
) -> Result<Json<Statistics>, Refusal> {
    let offset_minutes = zone.offset_minutes.unwrap_or(0);
    if offset_minutes.saturating_abs() > MAX_OFFSET_MINUTES {
        return Err(Refusal::of(ProblemKind::Malformed)
            .field("offset_minutes")
            .detail("no time zone is more than 18 hours from UTC"));
    }
    let offset_ms = offset_minutes * 60_000;
    let today = (app.clock.now_ms() + offset_ms).div_euclid(DAY_MS);
    let to_ms = filter.to_ms.unwrap_or((today + 1) * DAY_MS - offset_ms);
    let from_ms = filter.from_ms.unwrap_or_else(|| to_ms.saturating_sub((N_DAYS_BEFORE + 1) * DAY_MS));
    if from_ms < 0 || to_ms > END_OF_TIME_MS || !(1..=MAX_PERIOD_MS).contains(&to_ms.saturating_sub(from_ms)) {
        return Err(Refusal::of(ProblemKind::Malformed)
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .field("from_ms")
            .detail("a period ends after it begins, and has at most 400 days; give from_ms and to_ms"));
    }
    (filter.from_ms, filter.to_ms) = (Some(from_ms), Some(to_ms));

    let mut tx = app.store.read().await?;
    let cells = cube::cells(&mut tx, person.account_id, &filter, offset_ms).await?;
    let currency = wallet::find(&mut tx, person.account_id, app.clock.now_ms()).await?.currency;
    drop(tx);
    let mut total = Tally::default();
    let first_day = (from_ms + offset_ms).div_euclid(DAY_MS);
    let last_day = (to_ms - 1 + offset_ms).div_euclid(DAY_MS);
    let mut days: BTreeMap<i64, Tally> = (first_day..=last_day).map(|day| (day, Tally::default())).collect();
    let mut countries = BTreeMap::new();
    let mut templates = BTreeMap::new();
    let mut sms_users = BTreeMap::new();
    for cell in &cells {
        total.add(cell)?;
        days.entry(cell.day).or_default().add(cell)?;
        part(&mut countries, cell.country.clone().unwrap_or_default(), None).add(cell)?;
        part(&mut templates, cell.template_id.to_string(), Some(&cell.template_name)).add(cell)?;
        part(&mut sms_users, cell.sms_user.clone(), None).add(cell)?;
    }
    let by_day = days
        .into_iter()
        .map(|(day, tally)| Slice { key: date_of_day(day), name: None, figures: tally.figures() })
        .collect();
    Ok(Json(Statistics {
        from_ms,
        to_ms,
        currency,
        total: total.figures(),
        by_day,
        by_country: largest_first(countries),
        by_template: largest_first(templates),
        by_sms_user: largest_first(sms_users),
    }))
}

fn part<'a>(
    parts: &'a mut BTreeMap<String, (Option<String>, Tally)>,
    key: String,
    name: Option<&str>,
) -> &'a mut Tally {
    &mut parts.entry(key).or_insert_with(|| (name.map(Into::into), Tally::default())).1
}

/// What a person should look at, as far as the role may see it.
#[utoipa::path(get, path = "/attention", responses((status = OK, description = "What there is.", body = Attention)))]
async fn look(State(app): State<Arc<App>>, person: Person) -> Result<Json<Attention>, Refusal> {
    Ok(Json(attention::look(&app, &person).await?))
}
