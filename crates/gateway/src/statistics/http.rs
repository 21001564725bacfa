//! `/api/v1/statistics` and `/api/v1/attention`.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use piecewise_api::{Attention, MessageFilter, Slice, Statistics};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    attention, cube,
    period::{Asking, Period},
    tally::{Tally, largest_first},
};
use crate::{
    app::App,
    server::{Asked, Refusal},
    session::Person,
    smsapi::date_of_day,
    wallet,
};

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(look))
}

/// The figures of the messages that were accepted in a period of at most 400 days; of the last 30 days unless said.
/// The days of the period stand for `from_ms` and `to_ms` of the filter.
#[utoipa::path(
    get,
    path = "/statistics",
    params(Asking, MessageFilter),
    responses(
        (status = OK, description = "The figures.", body = Statistics),
        (status = UNPROCESSABLE_ENTITY, description = "The period ends before it begins, or is longer than 400 days.")
    )
)]
async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(asking): Asked<Asking>,
    Asked(mut filter): Asked<MessageFilter>,
) -> Result<Json<Statistics>, Refusal> {
    let Period { from_ms, to_ms, offsets } = asking.period(&filter, app.clock.now_ms())?;
    (filter.from_ms, filter.to_ms) = (Some(from_ms), Some(to_ms));

    let mut tx = app.store.read().await?;
    let cells = cube::cells(&mut tx, person.account_id, &filter, &offsets).await?;
    let currency = wallet::find(&mut tx, person.account_id, app.clock.now_ms()).await?.currency;
    drop(tx);
    let mut total = Tally::default();
    let mut days: BTreeMap<i64, Tally> =
        (offsets.day_of(from_ms)..=offsets.day_of(to_ms - 1)).map(|day| (day, Tally::default())).collect();
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
