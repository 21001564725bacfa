//! What a person should look at, put together from what each part of the gateway knows of itself.

use piecewise_api::{Attention, FailingHook, OldKey, Permission, RejectedTemplate, WalletAttention};

use crate::{
    app::App,
    error::Result,
    permissions::allows,
    service::reminder_days,
    session::Person,
    store::{query_as, query_scalar},
    wallet,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// As many of each as a person reads.
const N_SHOWN: i64 = 20;

/// Looks around, as far as the role may see.
pub(super) async fn look(app: &App, person: &Person) -> Result<Attention> {
    let may = |permission| allows(person.role, permission);
    let mut attention = Attention::default();
    let mut tx = app.store.read().await?;
    if may(Permission::TemplatesRead) {
        let rejected: Vec<(i64, String)> = query_as(
            "SELECT template.id, name
             FROM template JOIN template_version ON template_version.id = latest_version_id
             WHERE template.account_id = $1 AND state = 'rejected' AND deleted_at_ms IS NULL
             ORDER BY updated_at_ms DESC, template.id DESC LIMIT $2",
        )
        .bind(person.account_id)
        .bind(N_SHOWN)
        .fetch_all(&mut tx)
        .await?;
        attention.rejected_templates = rejected.into_iter().map(|(id, name)| RejectedTemplate { id, name }).collect();
    }
    if may(Permission::MessagesRead) {
        let n: i64 =
            query_scalar("SELECT COUNT(*) FROM message WHERE account_id = $1 AND journal_state = 'unconfirmed'")
                .bind(person.account_id)
                .fetch_one(&mut tx)
                .await?;
        attention.n_unconfirmed = u64::try_from(n).unwrap_or(0);
    }
    if may(Permission::WalletRead) {
        let wallet = wallet::find(&mut tx, person.account_id, app.clock.now_ms()).await?;
        attention.is_balance_low = wallet.attention.contains(&WalletAttention::LowBalance);
    }
    if may(Permission::CredentialsRead) {
        let now_ms = app.clock.now_ms();
        let reminder_ms = i64::from(reminder_days(&mut tx, person.account_id).await?) * DAY_MS;
        let old: Vec<(String, i64)> = query_as(
            "SELECT sms_user, key_created_at_ms FROM sms_user
             WHERE account_id = $1 AND key_created_at_ms <= $2 AND reminder_off_till_ms <= $4 AND NOT is_disabled
             ORDER BY key_created_at_ms LIMIT $3",
        )
        .bind(person.account_id)
        // An age of 0 means that nobody is reminded.
        .bind(if reminder_ms > 0 { now_ms - reminder_ms } else { i64::MIN })
        .bind(N_SHOWN)
        .bind(now_ms)
        .fetch_all(&mut tx)
        .await?;
        attention.old_keys =
            old.into_iter().map(|(sms_user, key_created_at_ms)| OldKey { sms_user, key_created_at_ms }).collect();
    }
    if may(Permission::HooksRead) {
        let failing: Vec<(i64, String)> = query_as(
            "SELECT id, url FROM hook
             WHERE account_id = $1 AND failing_since_ms IS NOT NULL AND removed_at_ms IS NULL
             ORDER BY failing_since_ms, id LIMIT $2",
        )
        .bind(person.account_id)
        .bind(N_SHOWN)
        .fetch_all(&mut tx)
        .await?;
        attention.failing_hooks = failing.into_iter().map(|(id, url)| FailingHook { id, url }).collect();
    }
    Ok(attention)
}
