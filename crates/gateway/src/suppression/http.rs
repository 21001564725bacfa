//! `/api/v1/suppression`: add, release, look up, list, import, export; and the limits of frequency.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode, response::Response};
use piecewise_api::{
    FrequencyLimits, NewSuppression, ProblemKind, SuppressionEntry, SuppressionImport, SuppressionImported,
    SuppressionLookup, SuppressionPage, SuppressionScope, SuppressionState,
};
use piecewise_recipients::{Phone, PlusSign, parse_phone};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    frequency, import,
    rows::{self, Said},
};
use crate::{
    app::App,
    audit,
    error::Error,
    export::csv,
    server::{Asked, Body, Refusal},
    session::Person,
};

/// Entries on a page where the request does not say, and at most.
const N_ENTRIES: (usize, usize) = (50, 500);

/// Characters of a reason.
pub(super) const N_REASON_CHARS: usize = 200;

/// Characters of the evidence.
pub(super) const N_EVIDENCE_CHARS: usize = 1000;

/// No limit is higher.
const N_MOST_MESSAGES: i64 = 1_000_000;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(release))
        .routes(routes!(look_up))
        .routes(routes!(take_in))
        .routes(routes!(download))
        .routes(routes!(show_limits, set_limits))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// Only entries before this one.
    before: Option<i64>,
    /// At most so many: 50 unless said, and never more than 500.
    limit: Option<usize>,
}

/// The list with every release in it, newest first.
#[utoipa::path(
    get,
    path = "/suppression",
    params(Page),
    responses((status = OK, description = "A page of it.", body = SuppressionPage))
)]
async fn list(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(page): Asked<Page>,
) -> Result<Json<SuppressionPage>, Refusal> {
    let limit = page.limit.unwrap_or(N_ENTRIES.0).clamp(1, N_ENTRIES.1);
    let mut tx = app.store.read().await?;
    let (rows, next) = rows::list(&mut tx, person.account_id, None, page.before.unwrap_or(i64::MAX), limit).await?;
    let entries = rows.into_iter().map(|(_, entry)| entry).collect();
    Ok(Json(SuppressionPage { entries, next: next.map(|id| id.to_string()) }))
}

/// Adds a number: from now on it gets no messages of the scope.
#[utoipa::path(
    post,
    path = "/suppression",
    request_body = NewSuppression,
    responses((status = CREATED, description = "The new entry.", body = SuppressionEntry))
)]
async fn add(
    State(app): State<Arc<App>>,
    person: Person,
    Body(new): Body<NewSuppression>,
) -> Result<(StatusCode, Json<SuppressionEntry>), Refusal> {
    say(&app, &person, &new, false).await
}

/// Releases a number: another entry, which the earlier ones stay beside.
#[utoipa::path(
    post,
    path = "/suppression/release",
    request_body = NewSuppression,
    responses((status = CREATED, description = "The new entry.", body = SuppressionEntry))
)]
async fn release(
    State(app): State<Arc<App>>,
    person: Person,
    Body(new): Body<NewSuppression>,
) -> Result<(StatusCode, Json<SuppressionEntry>), Refusal> {
    say(&app, &person, &new, true).await
}

async fn say(
    app: &App,
    person: &Person,
    new: &NewSuppression,
    is_release: bool,
) -> Result<(StatusCode, Json<SuppressionEntry>), Refusal> {
    let phone = read_phone(&new.phone)?;
    let reason = new.reason.trim();
    let evidence = new.evidence.as_deref().map(str::trim).filter(|evidence| !evidence.is_empty());
    if !is_text(reason, N_REASON_CHARS) {
        return Err(Refusal::wrong("reason", "say why, in 1 to 200 characters"));
    }
    if evidence.is_some_and(|evidence| !is_text(evidence, N_EVIDENCE_CHARS)) {
        return Err(Refusal::wrong("evidence", "the evidence has at most 1,000 characters"));
    }
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    if rows::is_held(&mut tx, person.account_id, phone.e164(), new.scope).await? != is_release {
        return Err(Refusal::wrong(
            "phone",
            if is_release { "the number is not suppressed in this scope" } else { "the number is suppressed already" },
        )
        .status(StatusCode::CONFLICT));
    }
    let said =
        Said { phone: &phone, scope: new.scope, is_release, reason, evidence, origin: "console", actor: &person.name };
    let id = rows::insert(&mut tx, person.account_id, &said, now_ms).await?;
    let action = if is_release { "suppression.release" } else { "suppression.add" };
    audit::write(&mut tx, person, action, &id.to_string(), now_ms).await?;
    let (mut found, _) = rows::list(&mut tx, person.account_id, Some(phone.e164()), i64::MAX, 1).await?;
    let (_, entry) = found.pop().ok_or(Error::Damaged("suppression"))?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(entry)))
}

/// What holds for a number, and how that came.
#[utoipa::path(
    post,
    path = "/suppression/lookup",
    request_body = SuppressionLookup,
    responses((status = OK, description = "What holds.", body = SuppressionState))
)]
async fn look_up(
    State(app): State<Arc<App>>,
    person: Person,
    Body(SuppressionLookup { phone }): Body<SuppressionLookup>,
) -> Result<Json<SuppressionState>, Refusal> {
    let phone = read_phone(&phone)?;
    let mut tx = app.store.read().await?;
    let mut scopes = Vec::new();
    for scope in SuppressionScope::ALL {
        if rows::is_held(&mut tx, person.account_id, phone.e164(), scope).await? {
            scopes.push(scope);
        }
    }
    let (found, _) = rows::list(&mut tx, person.account_id, Some(phone.e164()), i64::MAX, N_ENTRIES.1).await?;
    Ok(Json(SuppressionState { scopes, entries: found.into_iter().map(|(_, entry)| entry).collect() }))
}

/// Adds the numbers of a table, or nothing. Repeating it adds nothing.
#[utoipa::path(
    post,
    path = "/suppression/import",
    request_body = SuppressionImport,
    responses((status = CREATED, description = "What was added.", body = SuppressionImported))
)]
async fn take_in(
    State(app): State<Arc<App>>,
    person: Person,
    Body(SuppressionImport { csv }): Body<SuppressionImport>,
) -> Result<(StatusCode, Json<SuppressionImported>), Refusal> {
    let lines = import::read(&csv)?;
    let now_ms = app.clock.now_ms();
    let mut imported = SuppressionImported { n_added: 0, n_already: 0 };
    let mut tx = app.store.write().await?;
    // An export has the newest first; the order in which things were said is the other one.
    for line in lines.iter().rev() {
        if rows::is_held(&mut tx, person.account_id, line.phone.e164(), line.scope).await? != line.is_release {
            imported.n_already += 1;
            continue;
        }
        let said = Said {
            phone: &line.phone,
            scope: line.scope,
            is_release: line.is_release,
            reason: &line.reason,
            evidence: line.evidence.as_deref(),
            origin: "import",
            actor: &person.name,
        };
        rows::insert(&mut tx, person.account_id, &said, now_ms).await?;
        imported.n_added += 1;
    }
    audit::write(&mut tx, &person, "suppression.import", &format!("{} numbers", imported.n_added), now_ms).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(imported)))
}

/// The whole list as CSV, with whole numbers; written down.
#[utoipa::path(
    get,
    path = "/suppression.csv",
    responses((status = OK, description = "Every entry.", body = String, content_type = "text/csv"))
)]
async fn download(State(app): State<Arc<App>>, person: Person) -> Result<Response, Refusal> {
    let mut tx = app.store.write().await?;
    audit::write(&mut tx, &person, "suppression.export", "suppression.csv", app.clock.now_ms()).await?;
    tx.commit().await?;
    let account_id = person.account_id;
    Ok(csv::download("suppression.csv", &import::COLUMNS, i64::MAX, move |before| {
        let app = Arc::clone(&app);
        async move {
            let mut tx = app.store.read().await?;
            let (rows, next) = rows::list(&mut tx, account_id, None, before, N_ENTRIES.1).await?;
            Ok((rows.into_iter().map(cells_of).collect(), next))
        }
    })?)
}

fn cells_of((phone, entry): (String, SuppressionEntry)) -> Vec<String> {
    vec![
        phone,
        entry.scope.as_str().into(),
        entry.reason,
        entry.evidence.unwrap_or_default(),
        entry.is_release.to_string(),
        entry.origin,
        entry.actor,
        entry.at_ms.to_string(),
    ]
}

/// How many messages one number may be sent.
#[utoipa::path(
    get,
    path = "/suppression/limits",
    responses((status = OK, description = "The limits.", body = FrequencyLimits))
)]
async fn show_limits(State(app): State<Arc<App>>, person: Person) -> Result<Json<FrequencyLimits>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(frequency::limits(&mut tx, person.account_id).await?))
}

/// Sets how many messages one number may be sent.
#[utoipa::path(
    post,
    path = "/suppression/limits",
    request_body = FrequencyLimits,
    responses((status = OK, description = "The limits.", body = FrequencyLimits))
)]
async fn set_limits(
    State(app): State<Arc<App>>,
    person: Person,
    Body(limits): Body<FrequencyLimits>,
) -> Result<Json<FrequencyLimits>, Refusal> {
    for (field, limit) in [
        ("per_minute", limits.per_minute),
        ("per_day", limits.per_day),
        ("otp_per_minute", limits.otp_per_minute),
        ("otp_per_day", limits.otp_per_day),
    ] {
        if limit.is_some_and(|limit| !(1..=N_MOST_MESSAGES).contains(&limit)) {
            return Err(Refusal::wrong(field, "a limit is 1 to 1,000,000 messages; leave it out for none"));
        }
    }
    let mut tx = app.store.write().await?;
    frequency::set_limits(&mut tx, person.account_id, limits).await?;
    audit::write(&mut tx, &person, "suppression.limits", "frequency", app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(Json(limits))
}

fn read_phone(phone: &str) -> Result<Phone, Refusal> {
    parse_phone(phone, PlusSign::Required)
        .map_err(|fault| Refusal::of(ProblemKind::NumberInvalid).field("phone").detail(fault.as_str()))
}

/// Whether a text is there, not too long, and can be kept by either database.
pub(super) fn is_text(text: &str, n_most_chars: usize) -> bool {
    !text.is_empty() && text.chars().count() <= n_most_chars && !text.contains('\0')
}
