//! Who calls, in either dialect: with the key itself (`smsKey`), or with a signature made with it (`signature`).

use super::{
    envelope::Answer,
    parameters::Parameters,
    sign::Signature,
    stop::{Stop, refuse},
    timestamp,
};
use crate::{app::App, service};

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
    fn of(parameters: &Parameters) -> Self {
        let is_signed = parameters.has("signature") && parameters.get("smsKey").is_none();
        if is_signed || parameters.get("signature").is_some() { Self::Signature } else { Self::Key }
    }
}

/// Who calls.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    /// The account of the SMS_USER.
    pub account_id: i64,
    /// The dialect of the call.
    pub dialect: Dialect,
}

/// Checks the credentials and the `timestamp`, in the platform's order, and says who calls.
pub(super) async fn authenticate(app: &App, parameters: &Parameters, now_ms: i64) -> Result<Caller, Stop> {
    let dialect = Dialect::of(parameters);
    let account_id = match dialect {
        Dialect::Key => {
            let sms_user = parameters.get("smsUser").unwrap_or_default();
            let sms_key = parameters.get("smsKey").unwrap_or_default();
            let account_id = service::authenticate(app, sms_user, sms_key)
                .await?
                .ok_or_else(|| Stop::Refused(Answer::unauthenticated()))?;
            timestamp::check(parameters.get("timestamp"), now_ms)?;
            account_id
        }
        Dialect::Signature => {
            let sms_user = parameters.get("smsUser").ok_or_else(|| refuse(472, "smsUser is empty"))?;
            let signature = parameters
                .get("signature")
                .and_then(Signature::parse)
                .ok_or_else(|| refuse(421, "signature is neither an MD5 nor a SHA-256 in hexadecimal digits"))?;
            let (account_id, sms_key) =
                service::find_key(app, sms_user).await?.ok_or_else(|| refuse(471, "smsUser does not exist"))?;
            timestamp::check(parameters.get("timestamp"), now_ms)?;
            if !signature.is_over(parameters, &sms_key) {
                return Err(refuse(422, "the signature does not match the parameters"));
            }
            service::note_use(app, sms_user).await?;
            account_id
        }
    };
    let sms_user = parameters.get("smsUser").unwrap_or_default();
    app.limits.check_sms_user(sms_user).map_err(|n_seconds| Stop::Refused(Answer::too_often(n_seconds)))?;
    Ok(Caller { account_id, dialect })
}
