//! Who calls, in either dialect: with the key itself (`smsKey`), or with a signature made with it (`signature`).

use super::{
    envelope::Answer,
    parameters::Parameters,
    sign::Signature,
    stop::{Stop, refuse},
    timestamp,
};
use crate::{
    app::App,
    service::{self, Authenticated, KeyOf},
    store::WriteTx,
};

/// The two dialects of the same calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `smsUser` and `smsKey`: all numbers are international.
    Key,
    /// `smsUser` and `signature`: the older one.
    Signature,
}

impl Dialect {
    /// A call with a signature is in the older dialect, whatever else it holds.
    pub(super) fn of(parameters: &Parameters) -> Self {
        let is_signed = parameters.has("signature") && parameters.get("smsKey").is_none();
        if is_signed || parameters.get("signature").is_some() { Self::Signature } else { Self::Key }
    }
}

/// Who calls.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    /// The account of the SMS_USER.
    pub account_id: i64,
    /// The pair that the call came with.
    pub pair: Authenticated,
    /// The dialect of the call.
    pub dialect: Dialect,
}

/// Checks the credentials and the `timestamp`, in the platform's order, and says who calls.
pub(super) async fn authenticate(app: &App, parameters: &Parameters, now_ms: i64) -> Result<Caller, Stop> {
    let dialect = Dialect::of(parameters);
    let origin = parameters.origin(&app.config.trusted_proxies);
    let pair = match dialect {
        Dialect::Key => {
            let sms_user = parameters.get("smsUser").unwrap_or_default();
            let sms_key = parameters.get("smsKey").unwrap_or_default();
            let pair = service::authenticate(app, sms_user, sms_key, origin)
                .await?
                .ok_or_else(|| Stop::Refused(Answer::unauthenticated()))?;
            timestamp::check(parameters.get("timestamp"), now_ms)?;
            pair
        }
        Dialect::Signature => {
            let sms_user = parameters.get("smsUser").ok_or_else(|| refuse(472, "smsUser is empty"))?;
            let signature = parameters
                .get("signature")
                .and_then(Signature::parse)
                .ok_or_else(|| refuse(421, "signature is neither an MD5 nor a SHA-256 in hexadecimal digits"))?;
            let Some(KeyOf { authenticated, sms_key }) = service::find_key(app, sms_user).await? else {
                service::note_refusal(app, sms_user, origin, |_| false).await?;
                return Err(refuse(471, "smsUser does not exist"));
            };
            timestamp::check(parameters.get("timestamp"), now_ms)?;
            if !signature.is_over(parameters, &sms_key) {
                let is_signed_with = |former: &str| signature.is_over(parameters, former);
                service::note_refusal(app, sms_user, origin, is_signed_with).await?;
                return Err(refuse(422, "the signature does not match the parameters"));
            }
            service::note_use(app, &authenticated, origin);
            authenticated
        }
    };
    let sms_user = parameters.get("smsUser").unwrap_or_default();
    app.limits.check_sms_user(sms_user).map_err(|n_seconds| Stop::Refused(Answer::too_often(n_seconds)))?;
    Ok(Caller { account_id: pair.account_id, pair, dialect })
}

impl Caller {
    /// Refuses the call if its pair has lost its force since it was checked: what is under way while a key is
    /// regenerated does nothing. Ask in the transaction that has the effect.
    pub(super) async fn check_again(&self, tx: &mut WriteTx) -> Result<(), Stop> {
        if self.pair.still_holds(tx).await? {
            return Ok(());
        }
        Err(match self.dialect {
            Dialect::Key => Stop::Refused(Answer::unauthenticated()),
            Dialect::Signature => refuse(422, "the signature does not match the parameters"),
        })
    }
}
