//! `GET /api/v1/sandbox/numbers`: the magic numbers.

use axum::Json;
use piecewise_api::SandboxNumber;

use super::outcome;
use crate::session::Person;

/// The endings that choose what becomes of a message; any other number is reached.
#[utoipa::path(
    get,
    path = "/sandbox/numbers",
    responses((status = OK, description = "The endings.", body = [SandboxNumber]))
)]
pub(super) async fn list(_: Person) -> Json<Vec<SandboxNumber>> {
    Json(outcome::numbers())
}
