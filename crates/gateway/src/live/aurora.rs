//! The platform as an upstream: one hand-over is one call, with one pair, one template, one set of values and one sender.

use std::sync::Arc;

use piecewise_api::Reason;
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    answer::{self, Answer, Scope, digits},
    call::{Caller, Fault, reason},
    pairs::{self, Pair},
    template_ids,
};
use crate::{
    app::App,
    error::{Error, Result},
    messages::{HandOver, HandOverError, Hold, Receipt, Upstream},
    store::query,
};

/// The name under which a hand-over's id stands in `customArgs`, and comes back in events.
pub(super) const CORRELATION: &str = "piecewise";

/// Aurora SendCloud as the upstream.
#[derive(Debug)]
pub(crate) struct Aurora {
    app: Arc<App>,
    caller: Caller,
}

/// What a call is made of, beside the group.
struct Prepared {
    pair: Pair,
    aurora_template_id: i64,
}

impl Aurora {
    /// The platform at the configured address.
    pub(crate) fn new(app: Arc<App>) -> Result<Self> {
        let caller = Caller::new(&app.config.aurora_url)?;
        Ok(Self { app, caller })
    }

    /// The pair and the template's id, or what waits because a person has not entered them.
    async fn prepare(&self, group: &HandOver) -> Result<Prepared, HandOverError> {
        let fault = |error: Error| HandOverError::NotProcessed(error.to_string());
        let mut tx = self.app.store.read().await.map_err(fault)?;
        let pair = pairs::find(&mut tx, &self.app.sealer, group.account_id, &group.sms_user).await.map_err(fault)?;
        let Some(pair) = pair else {
            return Err(held(group, Scope::SmsUser, reason(490, "no SMS_USER of Aurora was entered for this one")));
        };
        let aurora_id = template_ids::find(&mut tx, group.template_version_id).await.map_err(fault)?;
        let Some(aurora_template_id) = aurora_id else {
            let why = "no template id of Aurora was entered for this version";
            return Err(held(group, Scope::Template, reason(490, why)));
        };
        Ok(Prepared { pair, aurora_template_id })
    }

    async fn call(&self, group: &HandOver, prepared: &Prepared) -> Result<Answer, Fault> {
        let template_id = prepared.aurora_template_id.to_string();
        let phones: Vec<&str> = group.recipients.iter().map(|recipient| recipient.phone.as_str()).collect();
        // Numbers and values are only ever in the body, and no longer in memory than the call takes.
        let phones = Zeroizing::new(phones.join(","));
        let values = Zeroizing::new(json!(group.values).to_string());
        let custom_args = json!({ CORRELATION: group.send_request_id }).to_string();
        let mut form = vec![
            ("smsUser", prepared.pair.user.as_str()),
            ("smsKey", prepared.pair.key.as_str()),
            ("templateId", &template_id),
            ("phone", &phones),
            ("sendRequestId", &group.send_request_id),
            ("customArgs", &custom_args),
        ];
        if !group.values.is_empty() {
            form.push(("vars", &values));
        }
        if let Some(sender) = group.recipients.first().and_then(|recipient| recipient.sender.as_deref()) {
            form.push(("senderID", sender));
        }
        Ok(answer::read(&self.caller.send(&form).await?))
    }

    /// Writes down what the platform calls the messages that it took.
    async fn keep_ids(&self, group: &HandOver, sms_ids: &[String], receipts: &[Receipt]) -> Result<()> {
        let taken: Vec<&str> = group
            .recipients
            .iter()
            .zip(receipts)
            .filter(|(_, receipt)| matches!(receipt, Receipt::Taken))
            .map(|(recipient, _)| recipient.phone.as_str())
            .collect();
        let mut tx = self.app.store.write().await?;
        for (recipient, aurora_id) in
            group.recipients.iter().filter_map(|recipient| Some((recipient, id_of(&recipient.phone, &taken, sms_ids)?)))
        {
            query(
                "INSERT INTO live_message (message_id, account_id, aurora_id)
                 SELECT id, account_id, $2 FROM message WHERE sms_id = $1
                 ON CONFLICT (message_id) DO UPDATE SET aurora_id = excluded.aurora_id",
            )
            .bind(&recipient.sms_id)
            .bind(aurora_id)
            .execute(&mut tx)
            .await?;
        }
        tx.commit().await
    }
}

impl Upstream for Aurora {
    async fn hand_over(&self, group: &HandOver) -> Result<Vec<Receipt>, HandOverError> {
        let prepared = self.prepare(group).await?;
        match self.call(group, &prepared).await {
            Err(Fault::NotReached(why)) | Ok(Answer::Busy(why)) => Err(HandOverError::NotProcessed(why)),
            Err(Fault::BrokeOff(why)) | Ok(Answer::Unknown(why)) => Err(HandOverError::NoAnswer(why)),
            Ok(Answer::Refused(why)) => Err(HandOverError::Refused(why)),
            Ok(Answer::Held(scope, why)) => Err(held(group, scope, why)),
            Ok(Answer::Taken { sms_ids, refused }) => {
                let receipts = receipts(group, &refused);
                // Without them, events are joined by the hand-over's id.
                if let Err(error) = self.keep_ids(group, &sms_ids, &receipts).await {
                    crate::server::log_cause(&error);
                }
                Ok(receipts)
            }
        }
    }
}

/// Whether Aurora takes a pair, found out with a call that has no number: nothing can be sent by it.
pub(super) async fn check_pair(caller: &Caller, pair: &Pair) -> (Option<bool>, String) {
    let form = [("smsUser", pair.user.as_str()), ("smsKey", pair.key.as_str()), ("templateId", "0"), ("phone", "")];
    let answer = match caller.send(&form).await {
        Ok(reply) => answer::read(&reply),
        Err(fault) => return (None, fault.to_string()),
    };
    let words = match &answer {
        Answer::Refused(why) | Answer::Held(_, why) => why.text.clone(),
        Answer::Busy(why) | Answer::Unknown(why) => why.clone(),
        Answer::Taken { .. } => "200".into(),
    };
    (answer::is_pair_good(&answer), words)
}

fn held(group: &HandOver, scope: Scope, why: Reason) -> HandOverError {
    HandOverError::Held(Hold {
        sms_user: (scope == Scope::SmsUser).then(|| group.sms_user.clone()),
        template_id: (scope == Scope::Template).then_some(group.template_id),
        reason: why,
    })
}

fn receipts(group: &HandOver, refused: &[(String, Reason)]) -> Vec<Receipt> {
    let receipt = |phone: &str| {
        let phone = digits(phone);
        match refused.iter().find(|(refused, _)| *refused == phone) {
            Some((_, why)) => Receipt::Refused(why.clone()),
            None => Receipt::Taken,
        }
    };
    group.recipients.iter().map(|recipient| receipt(&recipient.phone)).collect()
}

/// The id of the message to `phone`: the one that ends with its digits; where the ids have no numbers in them, the one
/// at its place among those that were taken.
fn id_of<'a>(phone: &str, taken: &[&str], sms_ids: &'a [String]) -> Option<&'a str> {
    let place = taken.iter().position(|one| *one == phone)?;
    let wanted = digits(phone);
    let has_digits = |id: &&String| id.rsplit_once('$').is_some_and(|(_, number)| digits(number) == wanted);
    if let Some(id) = sms_ids.iter().find(has_digits) {
        return Some(id);
    }
    let have_numbers = sms_ids.iter().any(|id| id.contains('$'));
    (!have_numbers && sms_ids.len() == taken.len()).then(|| sms_ids.get(place).map(String::as_str)).flatten()
}

#[cfg(test)]
mod tests {
    use super::id_of;

    #[test]
    fn a_message_is_found_by_its_number_and_else_by_its_place() {
        let taken = ["+6591234567", "+14155550142"];
        let ids = ["1_2_3_4_p0x7ze$14155550142".to_owned(), "1_2_3_4_k3m9qa$6591234567".to_owned()];
        assert_eq!(id_of("+6591234567", &taken, &ids), Some(ids[1].as_str()));
        let bare = ["first".to_owned(), "second".to_owned()];
        assert_eq!(id_of("+14155550142", &taken, &bare), Some("second"));
        assert_eq!(id_of("+14155550142", &taken, &bare[..1]), None);
        assert_eq!(id_of("+447700900123", &taken, &ids), None);
    }
}
