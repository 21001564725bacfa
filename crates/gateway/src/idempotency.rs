//! Idempotency keys: a repeated request gets the first one's answer, and there is one effect.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use piecewise_api::{IDEMPOTENCY_KEY, ProblemKind};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Type},
    },
};

use crate::{
    error::Error,
    server::Refusal,
    store::{WriteTx, query, query_as},
};

/// Keys are forgotten after a day.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// Longer keys are refused.
const N_KEY_CHARS: usize = 200;

/// Where a key is unique.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The account.
    pub account_id: i64,
    /// The call.
    pub call: &'a str,
}

/// The key that a request must carry.
#[derive(Debug, Clone)]
pub(crate) struct IdempotencyKey(String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts
            .headers
            .get(IDEMPOTENCY_KEY)
            .and_then(|value| value.to_str().ok())
            .filter(|key| !key.is_empty() && key.len() <= N_KEY_CHARS)
            .map(|key| Self(key.to_owned()))
            .ok_or_else(|| {
                Refusal::of(ProblemKind::IdempotencyKey)
                    .detail("send a fresh Idempotency-Key header, and the same one when you repeat the request")
            })
    }
}

impl IntoParams for IdempotencyKey {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![
            ParameterBuilder::new()
                .name(IDEMPOTENCY_KEY)
                .parameter_in(ParameterIn::Header)
                .required(Required::True)
                .description(Some(
                    "A repeat with the same key and body gets the first answer and has no second effect.",
                ))
                .schema(Some(
                    ObjectBuilder::new()
                        .schema_type(Type::String)
                        .min_length(Some(1))
                        .max_length(Some(N_KEY_CHARS))
                        .pattern(Some("^[!-~]([ -~]*[!-~])?$")),
                ))
                .build(),
        ]
    }
}

impl IdempotencyKey {
    /// The answer that this key was given before, within `scope`.
    ///
    /// Call it first in the transaction that will have the effect: the one writer makes requests with the same key
    /// wait for each other.
    pub(crate) async fn first_answer<T: DeserializeOwned>(
        &self,
        tx: &mut WriteTx,
        scope: Scope<'_>,
        request: &impl Serialize,
    ) -> Result<Option<T>, Refusal> {
        let found: Option<(Vec<u8>, String)> =
            query_as("SELECT request_hash, answer FROM idempotency WHERE account_id = $1 AND scope = $2 AND key = $3")
                .bind(scope.account_id)
                .bind(scope.call)
                .bind(&self.0)
                .fetch_optional(tx)
                .await?;
        let Some((request_hash, answer)) = found else { return Ok(None) };
        if request_hash != hash(request) {
            return Err(Refusal::of(ProblemKind::IdempotencyKey)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .detail("this Idempotency-Key was used with another request"));
        }
        let answer = serde_json::from_str(&answer).map_err(|_| Error::Damaged("answer"))?;
        Ok(Some(answer))
    }

    /// Keeps the answer, in the transaction that had the effect.
    pub(crate) async fn keep(
        &self,
        tx: &mut WriteTx,
        scope: Scope<'_>,
        request: &impl Serialize,
        answer: &impl Serialize,
        now_ms: i64,
    ) -> Result<(), Refusal> {
        query("DELETE FROM idempotency WHERE created_at_ms < $1").bind(now_ms - KEPT_MS).execute(tx).await?;
        query(
            "INSERT INTO idempotency (account_id, scope, key, request_hash, answer, created_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(scope.account_id)
        .bind(scope.call)
        .bind(&self.0)
        .bind(hash(request))
        .bind(serde_json::to_string(answer).map_err(|_| Error::Damaged("answer"))?)
        .bind(now_ms)
        .execute(tx)
        .await?;
        Ok(())
    }
}

fn hash(request: &impl Serialize) -> Vec<u8> {
    Sha256::digest(serde_json::to_vec(request).unwrap_or_default()).to_vec()
}
