//! Accepting: rows in the journal and their reservation, in the one transaction that the answer waits for.

use std::collections::{BTreeMap, HashSet};

use piecewise_api::{EventSource, Reason};
use piecewise_recipients::Phone;
use piecewise_sms::{
    money::Micros,
    pieces::count,
    sender::sender_for,
    status::Status,
    template::{Template as Parsed, render},
};
use sha2::{Digest as _, Sha256};

use super::track::{Report, report_all};
use crate::{
    error::{Error, Result},
    events, hooks, live, random, senders,
    store::{QueryBuilder, WriteTx, query, query_scalar},
    suppression,
    templates::Sendable,
    wallet::{self, Period, Reserved},
};

/// Numbers in one call, and in one hand-over.
pub(crate) const N_MAX_RECIPIENTS: usize = 2000;

/// Rows in one statement: fourteen values each, and SQLite takes 32,766.
const N_ROWS_AT_ONCE: usize = 1000;

/// What is to be sent. Its values have been checked, its recipients are valid and differ.
#[derive(Debug)]
pub(crate) struct Order<'a> {
    /// The userId of the wire.
    pub account_id: i64,
    /// On whose account.
    pub sms_user: &'a str,
    /// With which template.
    pub template: &'a Sendable,
    /// A value for each variable.
    pub values: &'a BTreeMap<String, String>,
    /// The sender to show.
    pub sender: Option<&'a str>,
    /// What the application wants to hear back in events.
    pub custom_args: Option<&'a str>,
    /// To whom, each with the price of a piece.
    pub recipients: &'a [(Phone, Micros)],
    /// The version of the price table that the prices are from.
    pub price_version: i64,
    /// How the caller wrote each number, to stand in its smsId; where there is none, its digits do.
    pub written: &'a [String],
    /// Where it came from.
    pub origin: Origin,
}

/// Where an order came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An application, through /smsapi.
    Api,
    /// A person, through \[Test\].
    Test,
    /// A campaign, which holds the money for it already.
    Campaign(i64),
}

/// An accepted message.
#[derive(Debug)]
pub(crate) struct Accepted {
    /// Its row.
    pub row_id: i64,
    /// Its smsId, which holds the number.
    pub sms_id: String,
}

/// Why an order was not accepted; then nothing is stored and nothing is held.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotAccepted {
    /// The text would be cut into too many pieces.
    #[error("the text has {n_pieces} pieces")]
    TooManyPieces {
        /// How many.
        n_pieces: u32,
    },
    /// The wallet has too little.
    #[error("the balance is too low")]
    Balance {
        /// What the order costs.
        needed: Micros,
    },
    /// The cap on what may be spent would be passed.
    #[error("the spending cap of the {} is reached", period.name())]
    SpendCap {
        /// Which cap.
        period: Period,
    },
    /// The account does not send to this country.
    #[error("{country} is not among the allowed countries")]
    Country {
        /// Which one.
        country: String,
    },
    /// The gateway failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<sqlx::Error> for NotAccepted {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Writes the order's messages and holds their money, all or nothing. The caller commits before it answers.
pub(crate) async fn accept(tx: &mut WriteTx, order: &Order<'_>, now_ms: i64) -> Result<Vec<Accepted>, NotAccepted> {
    let rendered = render(&Parsed::parse(&order.template.content), order.values);
    let counted = count(&rendered.text);
    if counted.is_unsendable() {
        return Err(NotAccepted::TooManyPieces { n_pieces: counted.n_pieces });
    }
    if let Some(allowed) = live::allowed_countries(tx, order.account_id).await? {
        let is_allowed = |country: &str| allowed.iter().any(|allowed| allowed == country);
        let mut countries = order.recipients.iter().map(|(phone, _)| phone.country().unwrap_or("??"));
        if let Some(country) = countries.find(|country| !is_allowed(country)) {
            return Err(NotAccepted::Country { country: country.into() });
        }
    }
    let fates = fates(tx, order, counted.n_pieces).await?;
    let needed = fates.iter().try_fold(Micros::ZERO, |sum, fate| sum.plus(fate.cost)).ok_or(Error::Damaged("price"))?;
    let campaign_id = match order.origin {
        Origin::Campaign(id) => Some(id),
        Origin::Api | Origin::Test => match wallet::reserve(tx, order.account_id, needed, now_ms).await? {
            Reserved::Held => None,
            Reserved::TooLittle => return Err(NotAccepted::Balance { needed }),
            Reserved::Capped(period) => return Err(NotAccepted::SpendCap { period }),
        },
    };
    let vars = serde_json::to_string(order.values).map_err(|_| Error::Damaged("values"))?;
    let submission_id: i64 = query_scalar(
        "INSERT INTO submission
             (account_id, sms_user, template_id, template_version_id, template_name, vars, sender, custom_args, group_key,
              is_test, encoding, n_pieces, price_version, class, accepted_at_ms, campaign_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         RETURNING id",
    )
    .bind(order.account_id)
    .bind(order.sms_user)
    .bind(order.template.id)
    .bind(order.template.version_id)
    .bind(&order.template.name)
    .bind(&vars)
    .bind(order.sender)
    .bind(order.custom_args)
    .bind(group_key(order, &vars))
    .bind(order.origin == Origin::Test)
    .bind(counted.encoding.as_str())
    .bind(counted.n_pieces)
    .bind(order.price_version)
    .bind(order.template.content_type.as_str())
    .bind(now_ms)
    .bind(campaign_id)
    .fetch_one(tx)
    .await?;

    let sms_ids = insert_messages(tx, order, submission_id, &fates, now_ms).await?;
    query(
        "INSERT INTO message_event (message_id, at_ms, status, source)
         SELECT id, accepted_at_ms, status, 'gateway' FROM message WHERE submission_id = $1 ORDER BY id",
    )
    .bind(submission_id)
    .execute(tx)
    .await?;
    hooks::submission_accepted(tx, order.account_id, submission_id, now_ms).await?;
    events::submission_accepted(tx, submission_id, now_ms).await?;
    let suppressed: Vec<_> = sms_ids
        .iter()
        .zip(&fates)
        .filter_map(|(sms_id, fate)| {
            let reason = fate.suppressed.as_ref()?;
            let (status, source) = (Status::Suppressed, EventSource::Gateway);
            Some(Report { sms_id, status, reason: Some(reason), source, at_ms: now_ms })
        })
        .collect();
    report_all(tx, &suppressed).await?;
    tx.happened.n_accepted += order.recipients.len() as u64;
    let row_ids: Vec<i64> = query_scalar("SELECT id FROM message WHERE submission_id = $1 ORDER BY id")
        .bind(submission_id)
        .fetch_all(tx)
        .await?;
    Ok(row_ids.into_iter().zip(sms_ids).map(|(row_id, sms_id)| Accepted { row_id, sms_id }).collect())
}

/// What becomes of one recipient's message at once.
struct Fate {
    /// What is held for it; a suppressed one is free (D7).
    cost: Micros,
    /// The sender ID that it comes from.
    sender: Option<String>,
    /// Why it is not sent.
    suppressed: Option<Reason>,
}

/// The fate of each recipient: who is on the suppression list, and which sender ID is registered for whom.
async fn fates(tx: &mut WriteTx, order: &Order<'_>, n_pieces: u32) -> Result<Vec<Fate>> {
    let registered = senders::registered(tx, order.account_id).await?;
    let registered = || registered.iter().map(|(sender_id, country)| (sender_id.as_str(), country.as_str()));
    let phones: Vec<&str> = order.recipients.iter().map(|(phone, _)| phone.e164()).collect();
    let suppressed = suppression::check(tx, order.account_id, order.template.content_type, &phones).await?;
    let fate = |((phone, unit_price), suppressed): (&(Phone, Micros), Option<Reason>)| {
        let cost = unit_price.times(n_pieces.into()).ok_or(Error::Damaged("price"))?;
        Ok(Fate {
            cost: if suppressed.is_some() { Micros::ZERO } else { cost },
            sender: sender_for(order.sender, phone.country(), registered()).map(str::to_owned),
            suppressed,
        })
    };
    order.recipients.iter().zip(suppressed).map(fate).collect()
}

/// Writes a row for each recipient, and gives their smsIds in order.
async fn insert_messages(
    tx: &mut WriteTx,
    order: &Order<'_>,
    submission_id: i64,
    fates: &[Fate],
    now_ms: i64,
) -> Result<Vec<String>> {
    let mut suffixes = HashSet::with_capacity(order.recipients.len());
    let mut stems = Vec::with_capacity(order.recipients.len());
    while stems.len() < order.recipients.len() {
        let suffix = random::base36(6)?;
        if suffixes.insert(suffix.clone()) {
            // `<epoch ms>_<userId>_<number>_<templateId>_<6 chars>$<phone>`, as the platform writes it.
            stems.push(format!("{now_ms}_{}_{submission_id}_{}_{suffix}", order.account_id, order.template.id));
        }
    }
    let written = (0..).map(|at| order.written.get(at).map(String::as_str));
    let rows: Vec<_> = order.recipients.iter().zip(fates).zip(&stems).zip(written).collect();
    for chunk in rows.chunks(N_ROWS_AT_ONCE) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO message
                 (account_id, sms_id, public_id, submission_id, phone, phone_masked, country, sender, unit_price, reserved,
                  status, journal_state, accepted_at_ms, updated_at_ms) ",
        );
        insert.push_rows(chunk, |((((phone, unit_price), fate), stem), written)| {
            [
                order.account_id.into(),
                sms_id(stem, phone, *written).into(),
                format!("{stem}${}", masked_digits(phone.digits())).into(),
                submission_id.into(),
                phone.e164().into(),
                phone.masked().into(),
                phone.country().into(),
                (&fate.sender).into(),
                unit_price.0.into(),
                fate.cost.0.into(),
                Status::Sending.as_str().into(),
                if fate.suppressed.is_some() { "refused" } else { "queued" }.into(),
                now_ms.into(),
                now_ms.into(),
            ]
        });
        insert.build().execute(tx).await?;
    }
    Ok(rows.into_iter().map(|((((phone, _), _), stem), written)| sms_id(stem, phone, written)).collect())
}

fn sms_id(stem: &str, phone: &Phone, written: Option<&str>) -> String {
    format!("{stem}${}", written.unwrap_or(phone.digits()))
}

/// What may be handed over together: same version of a template, values and sender, on the same account (D9).
fn group_key(order: &Order<'_>, vars: &str) -> Vec<u8> {
    let mut hasher = Sha256::new();
    for part in [order.sms_user, &order.template.version_id.to_string(), order.sender.unwrap_or_default(), vars] {
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_vec()
}

/// The digits of a number with all but the last four hidden, in characters that need no escape in a URL.
fn masked_digits(digits: &str) -> String {
    let n_hidden = digits.len().saturating_sub(4);
    format!("{}{}", "x".repeat(n_hidden), digits.get(n_hidden..).unwrap_or_default())
}
