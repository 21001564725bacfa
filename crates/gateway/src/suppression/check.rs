//! Whether a number may get a message, by what the message is for.

use std::collections::HashMap;

use piecewise_api::{Reason, SuppressionScope};
use piecewise_sms::template::ContentType;

use crate::{
    error::{Error, Result},
    store::{QueryBuilder, WriteTx, query_scalar},
};

/// Numbers in one statement.
const N_AT_ONCE: usize = 1000;

/// Why each of `phones` is not sent a message of this kind, in order; `None` lets it through.
pub(crate) async fn check(
    tx: &mut WriteTx,
    account_id: i64,
    content_type: ContentType,
    phones: &[&str],
) -> Result<Vec<Option<Reason>>> {
    let has_list: bool = query_scalar("SELECT EXISTS (SELECT 1 FROM suppression WHERE account_id = $1)")
        .bind(account_id)
        .fetch_one(tx)
        .await?;
    if !has_list {
        return Ok(vec![None; phones.len()]);
    }
    let mut holds: HashMap<(String, SuppressionScope), bool> = HashMap::new();
    for chunk in phones.chunks(N_AT_ONCE) {
        let mut select = QueryBuilder::new("SELECT phone, scope, is_release FROM suppression WHERE account_id = ");
        select.push_bind(account_id).push(" AND phone IN (").push_list(chunk.iter().copied()).push(") ORDER BY id");
        let rows: Vec<(String, String, bool)> = select.build_as().fetch_all(tx).await?;
        for (phone, scope, is_release) in rows {
            let scope = SuppressionScope::from_name(&scope).ok_or(Error::Damaged("suppression"))?;
            holds.insert((phone, scope), !is_release);
        }
    }
    let reason = |phone: &&str| {
        let is_held = |scope| holds.get(&((*phone).to_owned(), scope)).copied().unwrap_or_default();
        reason_of(content_type, is_held)
    };
    Ok(phones.iter().map(reason).collect())
}

/// The platform's code for the list that holds a message back.
fn reason_of(content_type: ContentType, is_held: impl Fn(SuppressionScope) -> bool) -> Option<Reason> {
    if is_held(SuppressionScope::Everything) {
        return Some(Reason { code: 420, text: "the number is on the account's suppression list".into() });
    }
    let is_marketing = content_type == ContentType::Marketing;
    (is_marketing && is_held(SuppressionScope::Marketing))
        .then(|| Reason { code: 430, text: "the recipient has unsubscribed from marketing".into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_holds_back_what_it_says() {
        use SuppressionScope::{Everything, Marketing};
        for (held, content_type, expected) in [
            (vec![], ContentType::Marketing, None),
            (vec![Marketing], ContentType::Marketing, Some(430)),
            (vec![Marketing], ContentType::Notification, None),
            (vec![Marketing], ContentType::Otp, None),
            (vec![Everything], ContentType::Otp, Some(420)),
            (vec![Marketing, Everything], ContentType::Marketing, Some(420)),
        ] {
            let reason = reason_of(content_type, |scope| held.contains(&scope));
            assert_eq!(reason.map(|reason| reason.code), expected, "{held:?} {content_type:?}");
        }
    }
}
