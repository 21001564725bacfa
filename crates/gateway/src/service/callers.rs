//! Who calls with an SMS_USER, and who still uses a pair that has been replaced. Counted in memory and written
//! every few seconds and at the end: a call does not wait for it.

use std::{
    collections::{BTreeMap, HashMap},
    mem,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::origin::CallOrigin;
use crate::{
    app::App,
    error::Result,
    server::log_cause,
    store::{WriteTx, query, query_as, query_scalar},
};

/// How often the counts are written.
const FLUSH_EVERY: Duration = Duration::from_secs(5);

/// Callers counted between two writes; what comes beyond is not counted, so that a flood takes no memory.
const N_COUNTED: usize = 10_000;

/// Callers of one SMS_USER that are kept one by one.
const N_KEPT: i64 = 50;

pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Days of which calls are kept, today included.
pub(super) const N_DAYS: i64 = 7;

/// Replaced pairs are forgotten after this.
const FORMER_KEPT_MS: i64 = 30 * DAY_MS;

/// Characters of an SMS_USER that anyone may claim to be.
const N_NAME_CHARS: usize = 64;

/// What a refused call carried.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Given {
    /// A key, of which only the hash is kept.
    Key([u8; 32]),
    /// A signature with a key that has been replaced.
    OldKey,
    /// Something else.
    Other,
}

impl Given {
    /// A key as it was given.
    pub(super) fn key(sms_key: &str) -> Self {
        Self::Key(Sha256::digest(sms_key.as_bytes()).into())
    }
}

/// Calls that were not written yet.
#[derive(Debug, Default)]
pub(crate) struct Callers(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    accepted: BTreeMap<(i64, CallOrigin), Count>,
    refused: BTreeMap<(String, Given, CallOrigin), Count>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    n: i64,
    first_at_ms: i64,
    last_at_ms: i64,
}

impl Callers {
    /// Counts a call of an SMS_USER, by its row.
    pub(super) fn accepted(&self, sms_user_id: i64, origin: CallOrigin, at_ms: i64) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        count(&mut counts.accepted, (sms_user_id, origin), at_ms);
    }

    /// Counts a call that was refused. Who it was about is found out later, so that the answer takes the same time for all.
    pub(super) fn refused(&self, sms_user: &str, given: Given, origin: CallOrigin, at_ms: i64) {
        let name = sms_user.chars().take(N_NAME_CHARS).collect();
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        count(&mut counts.refused, (name, given, origin), at_ms);
    }
}

fn count<K: Ord>(counts: &mut BTreeMap<K, Count>, key: K, at_ms: i64) {
    if let Some(count) = counts.get_mut(&key) {
        count.n += 1;
        count.last_at_ms = at_ms;
    } else if counts.len() < N_COUNTED {
        counts.insert(key, Count { n: 1, first_at_ms: at_ms, last_at_ms: at_ms });
    }
}

/// Writes the counts until the gateway shuts down; [`flush_callers`] then writes the rest.
pub(crate) async fn flush_callers_forever(app: Arc<App>) {
    while !app.shutdown.is_cancelled() {
        tokio::select! {
            () = tokio::time::sleep(FLUSH_EVERY) => {}
            () = app.shutdown.cancelled() => return,
        }
        if let Err(error) = flush_callers(&app).await {
            log_cause(&error);
        }
    }
}

/// Writes the counts, if there are any.
pub(crate) async fn flush_callers(app: &App) -> Result<()> {
    let counts = mem::take(&mut *app.callers.0.lock().unwrap_or_else(PoisonError::into_inner));
    if counts.accepted.is_empty() && counts.refused.is_empty() {
        return Ok(());
    }
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    for ((sms_user_id, origin), count) in counts.accepted {
        query("UPDATE sms_user SET last_used_at_ms = $2 WHERE id = $1 AND COALESCE(last_used_at_ms, 0) < $2")
            .bind(sms_user_id)
            .bind(count.last_at_ms)
            .execute(&mut tx)
            .await?;
        write(&mut tx, sms_user_id, origin, Outcome::Accepted, count).await?;
    }
    let mut known = HashMap::new();
    for ((name, given, origin), count) in counts.refused {
        if !known.contains_key(&name) {
            let found = Known::find(app, &mut tx, &name).await?;
            known.insert(name.clone(), found);
        }
        let Some(Some(known)) = known.get(&name) else { continue };
        write(&mut tx, known.sms_user_id, origin, known.outcome(&given), count).await?;
    }
    query("DELETE FROM sms_caller_day WHERE day <= $1")
        .bind(now_ms.div_euclid(DAY_MS) - N_DAYS)
        .execute(&mut tx)
        .await?;
    query("DELETE FROM sms_caller WHERE last_at_ms < $1").bind(now_ms - FORMER_KEPT_MS).execute(&mut tx).await?;
    query("DELETE FROM former_sms_key WHERE replaced_at_ms < $1")
        .bind(now_ms - FORMER_KEPT_MS)
        .execute(&mut tx)
        .await?;
    tx.commit().await
}

/// What became of calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Accepted,
    OldKey,
    Refused,
}

/// An SMS_USER, by its present name or by a former one.
struct Known {
    sms_user_id: i64,
    is_former_name: bool,
    former_keys: Vec<[u8; 32]>,
}

impl Known {
    async fn find(app: &App, tx: &mut WriteTx, name: &str) -> Result<Option<Self>> {
        let present: Option<i64> =
            query_scalar("SELECT id FROM sms_user WHERE sms_user = $1").bind(name).fetch_optional(tx).await?;
        let former: Vec<(i64, Vec<u8>)> =
            query_as("SELECT sms_user_id, sealed_key FROM former_sms_key WHERE sms_user = $1 ORDER BY id")
                .bind(name)
                .fetch_all(tx)
                .await?;
        let Some(sms_user_id) = present.or(former.first().map(|(id, _)| *id)) else { return Ok(None) };
        let former_keys = former
            .iter()
            // A key that cannot be opened any more is no key that anyone could have used.
            .filter_map(|(_, sealed)| app.sealer.open_key(name, sealed).ok())
            .map(|key| Sha256::digest(key.as_bytes()).into())
            .collect();
        Ok(Some(Self { sms_user_id, is_former_name: present.is_none(), former_keys }))
    }

    fn outcome(&self, given: &Given) -> Outcome {
        let is_old = match given {
            _ if self.is_former_name => true,
            Given::Key(digest) => self.former_keys.iter().any(|former| bool::from(former.ct_eq(digest))),
            Given::OldKey => true,
            Given::Other => false,
        };
        if is_old { Outcome::OldKey } else { Outcome::Refused }
    }
}

async fn write(tx: &mut WriteTx, sms_user_id: i64, origin: CallOrigin, outcome: Outcome, count: Count) -> Result<()> {
    let others: i64 =
        query_scalar("SELECT COUNT(*) FROM sms_caller WHERE sms_user_id = $1 AND NOT (network = $2 AND client = $3)")
            .bind(sms_user_id)
            .bind(&origin.network)
            .bind(&origin.client)
            .fetch_one(tx)
            .await?;
    let origin = if others < N_KEPT { origin } else { CallOrigin::other() };
    query(
        "INSERT INTO sms_caller (sms_user_id, network, client, first_at_ms, last_at_ms, last_old_key_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (sms_user_id, network, client) DO UPDATE
         SET last_at_ms = excluded.last_at_ms,
             last_old_key_at_ms = COALESCE(excluded.last_old_key_at_ms, sms_caller.last_old_key_at_ms)",
    )
    .bind(sms_user_id)
    .bind(&origin.network)
    .bind(&origin.client)
    .bind(count.first_at_ms)
    .bind(count.last_at_ms)
    .bind((outcome == Outcome::OldKey).then_some(count.last_at_ms))
    .execute(tx)
    .await?;
    let n_if = |is: Outcome| if outcome == is { count.n } else { 0 };
    query(
        "INSERT INTO sms_caller_day (sms_user_id, network, client, day, n_accepted, n_old_key, n_refused)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (sms_user_id, network, client, day) DO UPDATE
         SET n_accepted = sms_caller_day.n_accepted + excluded.n_accepted,
             n_old_key = sms_caller_day.n_old_key + excluded.n_old_key,
             n_refused = sms_caller_day.n_refused + excluded.n_refused",
    )
    .bind(sms_user_id)
    .bind(&origin.network)
    .bind(&origin.client)
    .bind(count.last_at_ms.div_euclid(DAY_MS))
    .bind(n_if(Outcome::Accepted))
    .bind(n_if(Outcome::OldKey))
    .bind(n_if(Outcome::Refused))
    .execute(tx)
    .await?;
    Ok(())
}
