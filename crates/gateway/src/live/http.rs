//! `/api/v1/live`: what a person settles before and while messages go out through Aurora.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use piecewise_api::{
    AllowedCountries, LiveEvent, LivePairCheck, LiveSetup, LiveVerdict, NewLiveHookKey, NewLivePair, NewLiveTemplate,
    ProblemKind, Reconciliation, StatementImport, StatementImported,
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use zeroize::Zeroizing;

use super::{
    aurora::check_pair,
    call::Caller,
    holds, hook,
    pairs::{self, Pair},
    reconcile, setup, statement, template_ids,
};
use crate::{
    app::App,
    audit,
    server::{Asked, Body, Refusal, parse_id},
    session::Person,
    store::{WriteTx, query_as},
    templates::{self, ForSending},
};

/// Characters of an SMS_USER, of a key and of a comment.
const N_CHARS: usize = 200;

/// Events that are listed.
const N_EVENTS: i64 = 200;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(enter_pair))
        .routes(routes!(check))
        .routes(routes!(enter_template))
        .routes(routes!(enter_verdict))
        .routes(routes!(enter_hook_key))
        .routes(routes!(allow))
        .routes(routes!(lift))
        .routes(routes!(events))
        .routes(routes!(import))
        .routes(routes!(compare))
}

/// What has to be in place before going live, and whether it is.
#[utoipa::path(get, path = "/live", responses((status = OK, description = "Where everything stands.", body = LiveSetup)))]
async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Json<LiveSetup>, Refusal> {
    let mut tx = app.store.write().await?;
    let setup = setup::read(&app, &mut tx, person.account_id).await?;
    tx.commit().await?;
    Ok(Json(setup))
}

/// Enters the pair that Aurora issued for an SMS_USER. Its messages that waited for it go on.
#[utoipa::path(
    put,
    path = "/live/sms-users/{sms_user}",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    request_body = NewLivePair,
    responses((status = OK, description = "Where everything stands.", body = LiveSetup))
)]
async fn enter_pair(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
    Body(new): Body<NewLivePair>,
) -> Result<Json<LiveSetup>, Refusal> {
    let pair = Pair { key: Zeroizing::new(new.aurora_key), user: new.aurora_user };
    for (field, text) in [("aurora_user", pair.user.as_str()), ("aurora_key", &pair.key)] {
        check_text(field, text)?;
    }
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let id = pairs::id_of(&mut tx, person.account_id, &sms_user).await?.ok_or_else(not_found)?;
    pairs::enter(&mut tx, &app.sealer, person.account_id, id, &pair, now_ms).await?;
    holds::lift_of_sms_user(&mut tx, person.account_id, &sms_user).await?;
    audit::write(&mut tx, &person, "live.pair", &sms_user, now_ms).await?;
    finish(&app, tx, &person).await
}

/// Asks Aurora whether it takes the pair. The question has no number, so nothing is sent.
#[utoipa::path(
    post,
    path = "/live/sms-users/{sms_user}/check",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "What Aurora said.", body = LivePairCheck))
)]
async fn check(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
) -> Result<Json<LivePairCheck>, Refusal> {
    let mut tx = app.store.read().await?;
    let pair = pairs::find(&mut tx, &app.sealer, person.account_id, &sms_user).await?.ok_or_else(not_found)?;
    drop(tx);
    let (is_good, words) = check_pair(&Caller::new(&app.config.aurora_url)?, &pair).await;
    let now_ms = app.clock.now_ms();
    let check = LivePairCheck { at_ms: now_ms, is_good, words };
    let mut tx = app.store.write().await?;
    let id = pairs::id_of(&mut tx, person.account_id, &sms_user).await?.ok_or_else(not_found)?;
    pairs::keep_check(&mut tx, id, &check).await?;
    audit::write(&mut tx, &person, "live.check", &sms_user, now_ms).await?;
    tx.commit().await?;
    Ok(Json(check))
}

/// Enters what Aurora calls the newest version of a template. Messages that waited for it go on.
#[utoipa::path(
    put,
    path = "/live/templates/{id}",
    params(("id" = i64, Path, description = "The template id.")),
    request_body = NewLiveTemplate,
    responses((status = OK, description = "Where everything stands.", body = LiveSetup))
)]
async fn enter_template(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(new): Body<NewLiveTemplate>,
) -> Result<Json<LiveSetup>, Refusal> {
    if new.aurora_id < 1 {
        return Err(Refusal::wrong("aurora_id", "the template id in Aurora's console is a number above 0"));
    }
    let id = parse_id(&id)?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    if !template_ids::enter(&mut tx, person.account_id, id, new.aurora_id, &person.name, now_ms).await? {
        return Err(not_found());
    }
    holds::lift_of_template(&mut tx, person.account_id, id).await?;
    audit::write(&mut tx, &person, "live.template", &id.to_string(), now_ms).await?;
    finish(&app, tx, &person).await
}

/// Enters the verdict that Aurora's console shows for the version in review.
#[utoipa::path(
    post,
    path = "/live/templates/{id}/verdict",
    params(("id" = i64, Path, description = "The template id.")),
    request_body = LiveVerdict,
    responses(
        (status = OK, description = "Where everything stands.", body = LiveSetup),
        (status = CONFLICT, description = "No version of it is in review.")
    )
)]
async fn enter_verdict(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(verdict): Body<LiveVerdict>,
) -> Result<Json<LiveSetup>, Refusal> {
    let id = parse_id(&id)?;
    let comment = verdict.comment.trim();
    if !verdict.is_approved && (comment.is_empty() || comment.chars().count() > N_CHARS) {
        return Err(Refusal::wrong("comment", "enter why Aurora rejected it, in at most 200 characters"));
    }
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    if templates::find_for_sending(&mut tx, person.account_id, id).await? == ForSending::Missing {
        return Err(not_found());
    }
    let result = if verdict.is_approved { 1 } else { -1 };
    if !templates::decide_from_outside(&mut tx, person.account_id, id, result, comment, now_ms).await? {
        return Err(Refusal::of(ProblemKind::TemplateState).detail("no version of this template is in review"));
    }
    holds::lift_of_template(&mut tx, person.account_id, id).await?;
    audit::write(&mut tx, &person, "live.verdict", &id.to_string(), now_ms).await?;
    finish(&app, tx, &person).await
}

/// Enters the APP KEY that Aurora signs events with; the one before stays good for two days.
#[utoipa::path(
    put,
    path = "/live/hook-key",
    request_body = NewLiveHookKey,
    responses((status = OK, description = "Where everything stands.", body = LiveSetup))
)]
async fn enter_hook_key(
    State(app): State<Arc<App>>,
    person: Person,
    Body(new): Body<NewLiveHookKey>,
) -> Result<Json<LiveSetup>, Refusal> {
    let app_key = Zeroizing::new(new.app_key);
    check_text("app_key", &app_key)?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    hook::enter_key(&mut tx, &app.sealer, person.account_id, &app_key, now_ms).await?;
    audit::write(&mut tx, &person, "live.hook_key", "", now_ms).await?;
    finish(&app, tx, &person).await
}

/// Sets the countries that may be sent to. It holds for every way of sending, in the sandbox too.
#[utoipa::path(
    put,
    path = "/live/countries",
    request_body = AllowedCountries,
    responses((status = OK, description = "Where everything stands.", body = LiveSetup))
)]
async fn allow(
    State(app): State<Arc<App>>,
    person: Person,
    Body(allowed): Body<AllowedCountries>,
) -> Result<Json<LiveSetup>, Refusal> {
    let mut tx = app.store.write().await?;
    if let Err(wrong) = setup::allow_countries(&mut tx, person.account_id, allowed.countries.as_deref()).await? {
        return Err(Refusal::wrong("countries", format!("`{wrong}` is not a country such as SG")));
    }
    audit::write(&mut tx, &person, "live.countries", "", app.clock.now_ms()).await?;
    finish(&app, tx, &person).await
}

/// Lets what was on hold go on.
#[utoipa::path(
    delete,
    path = "/live/holds/{id}",
    params(("id" = i64, Path, description = "The hold.")),
    responses((status = OK, description = "Where everything stands.", body = LiveSetup))
)]
async fn lift(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<Json<LiveSetup>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    if !holds::lift(&mut tx, person.account_id, id).await? {
        return Err(not_found());
    }
    audit::write(&mut tx, &person, "live.lift_hold", &id.to_string(), app.clock.now_ms()).await?;
    finish(&app, tx, &person).await
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: i64,
    event_type: i64,
    received_at_ms: i64,
    n_repeats: i64,
    outcome: Option<String>,
}

/// The events that Aurora posted of late, newest first. They are kept for three days.
#[utoipa::path(get, path = "/live/events", responses((status = OK, description = "The events.", body = [LiveEvent])))]
async fn events(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<LiveEvent>>, Refusal> {
    let mut tx = app.store.read().await?;
    let rows: Vec<EventRow> = query_as(
        "SELECT id, event_type, received_at_ms, n_repeats, outcome FROM live_event
         WHERE account_id = $1 ORDER BY id DESC LIMIT $2",
    )
    .bind(person.account_id)
    .bind(N_EVENTS)
    .fetch_all(&mut tx)
    .await?;
    let describe = |row: EventRow| LiveEvent {
        id: row.id,
        event: hook::describe(row.event_type).into(),
        event_type: row.event_type,
        received_at_ms: row.received_at_ms,
        n_repeats: row.n_repeats,
        outcome: row.outcome,
    };
    Ok(Json(rows.into_iter().map(describe).collect()))
}

/// Takes Aurora's statement in, whole or not at all.
#[utoipa::path(
    post,
    path = "/live/statement",
    request_body = StatementImport,
    responses((status = OK, description = "What was taken.", body = StatementImported))
)]
async fn import(
    State(app): State<Arc<App>>,
    person: Person,
    Body(import): Body<StatementImport>,
) -> Result<Json<StatementImported>, Refusal> {
    let lines = statement::read(&import.csv)?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    statement::keep(&mut tx, person.account_id, &lines, now_ms).await?;
    audit::write(&mut tx, &person, "live.statement", &lines.len().to_string(), now_ms).await?;
    tx.commit().await?;
    Ok(Json(StatementImported { n_lines: i64::try_from(lines.len()).unwrap_or(i64::MAX) }))
}

/// Which month is compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Month {
    /// The month, `YYYY-MM`, UTC.
    #[param(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$")]
    month: String,
}

/// Compares what was charged here in a month with what Aurora's statement charges.
#[utoipa::path(
    get,
    path = "/live/reconciliation",
    params(Month),
    responses((status = OK, description = "The comparison.", body = Reconciliation))
)]
async fn compare(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(Month { month }): Asked<Month>,
) -> Result<Json<Reconciliation>, Refusal> {
    let range = range_of(&month).ok_or_else(|| Refusal::wrong("month", "a month is written YYYY-MM"))?;
    let mut tx = app.store.read().await?;
    Ok(Json(reconcile::compare(&mut tx, person.account_id, month, range).await?))
}

/// From the first millisecond of a month to the first of the next.
fn range_of(month: &str) -> Option<(i64, i64)> {
    let first: Date = (month.len() == 7).then(|| format!("{month}-01").parse().ok()).flatten()?;
    let at = |day: Date| Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond());
    Some((at(first)?, at(first.checked_add(1.month()).ok()?)?))
}

/// What Aurora issued is one line without spaces around it.
fn check_text(field: &str, text: &str) -> Result<(), Refusal> {
    let is_fine = !text.is_empty()
        && text.chars().count() <= N_CHARS
        && text.trim() == text
        && text.chars().all(|c| c.is_ascii_graphic());
    if is_fine {
        return Ok(());
    }
    Err(Refusal::wrong(field, "it has spaces, hidden characters or nothing in it; copy it again from Aurora's console"))
}

fn not_found() -> Refusal {
    Refusal::of(ProblemKind::NotFound)
}

/// Commits, lets what waited go on, and says where everything stands.
async fn finish(app: &App, mut tx: WriteTx, person: &Person) -> Result<Json<LiveSetup>, Refusal> {
    let setup = setup::read(app, &mut tx, person.account_id).await?;
    tx.commit().await?;
    app.wake.dispatcher.notify_one();
    app.hub.wake();
    Ok(Json(setup))
}

#[cfg(test)]
mod tests {
    use super::range_of;

    #[test]
    fn a_month_is_from_its_first_day_to_the_next_months() {
        assert_eq!(range_of("2026-02"), Some((1_769_904_000_000, 1_772_323_200_000)));
        for wrong in ["", "2026", "2026-13", "2026-2", "2026-02-01"] {
            assert_eq!(range_of(wrong), None, "{wrong}");
        }
    }
}
