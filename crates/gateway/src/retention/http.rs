//! `POST /api/v1/numbers/forget`: a person's number is removed because they ask for it.

use std::sync::Arc;

use axum::{Json, extract::State};
use piecewise_api::{ForgetNumber, NumberForgotten, ProblemKind};
use piecewise_recipients::{PlusSign, parse_phone};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::forget::{self, Which};
use crate::{
    app::App,
    audit,
    server::{Body, Refusal},
    session::Person,
};

/// How often it is tried to let nothing of it stay in the write-ahead log.
const N_FOLDS: usize = 20;

/// What keeps the number, and why.
const KEPT: [&str; 2] = [
    "The suppression list keeps its entry for the number, if it has one: it is the evidence that the number must not be \
     messaged, and without it the next call would be sent.",
    "For an hour after a call, its answer is kept for a repeat with the same sendRequestId, so that nothing is sent twice.",
];

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(forget_number))
}

/// Removes a number from every message that it was sent; status, charge and the masked number stay.
#[utoipa::path(
    post,
    path = "/numbers/forget",
    request_body = ForgetNumber,
    responses(
        (status = OK, description = "What was removed and what was not.", body = NumberForgotten),
        (status = UNPROCESSABLE_ENTITY, description = "That is no number.")
    )
)]
async fn forget_number(
    State(app): State<Arc<App>>,
    person: Person,
    Body(request): Body<ForgetNumber>,
) -> Result<Json<NumberForgotten>, Refusal> {
    let phone = parse_phone(&request.phone, PlusSign::Required)
        .map_err(|fault| Refusal::of(ProblemKind::NumberInvalid).field("phone").detail(fault.as_str()))?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    audit::write(&mut tx, &person, "numbers.forget", &phone.masked(), now_ms).await?;
    let n_under_way = forget::mark_under_way(&mut tx, person.account_id, phone.e164()).await?;
    tx.commit().await?;
    let which = Which::Of { account_id: person.account_id, phone: phone.e164() };
    let n_messages = forget::forget_all(&app.store, &which, now_ms).await?;
    for _ in 0..N_FOLDS {
        // A reader that is at it just now has soon ended.
        if app.store.fold().await? {
            break;
        }
    }
    Ok(Json(NumberForgotten { n_messages, n_under_way, kept: KEPT.map(str::to_owned).into() }))
}
