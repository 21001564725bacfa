//! From a file to a plan: who gets what, in how many pieces, and what that costs. Pure, but for what is given.

use std::collections::BTreeMap;

use piecewise_api::{CampaignCountry, CampaignPieces, CampaignPlan};
use piecewise_recipients::{
    columns::ColumnFault,
    import::{FileFault, ImportOptions, Importer},
    list::{List, ListBuilder, ListOptions, Suppression},
};
use piecewise_sms::{
    money::Micros,
    pieces::count,
    prices::PriceTable,
    template::{Template, render},
};

use crate::error::Error;

/// What a plan is made of.
#[derive(Debug)]
pub(super) struct Given {
    /// The file.
    pub(super) chunks: Vec<Vec<u8>>,
    /// How its rows are read.
    pub(super) import: ImportOptions,
    /// What its columns are.
    pub(super) list: ListOptions,
    /// The text that is sent.
    pub(super) content: String,
    /// Who must not get it.
    pub(super) suppression: Suppression,
    /// What a piece costs.
    pub(super) prices: std::sync::Arc<PriceTable>,
}

/// A recipient of a plan.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) file_row: u32,
    pub(super) phone: String,
    pub(super) country: Option<&'static str>,
    /// The place of its values in [`Outcome::values`].
    pub(super) group: u32,
    pub(super) n_pieces: u32,
    pub(super) unit_price: Option<Micros>,
}

/// What came of a file.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) recipients: Vec<Planned>,
    /// The different sets of values, each as a JSON object.
    pub(super) values: Vec<String>,
    pub(super) plan: CampaignPlan,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoPlan {
    /// The file is no list.
    #[error(transparent)]
    File(#[from] FileFault),
    /// The columns do not fit.
    #[error(transparent)]
    Columns(#[from] ColumnFault),
    /// A text would be cut into too many pieces.
    #[error("the text for row {row} has {n_pieces} pieces, and at most 255 can be concatenated")]
    TooManyPieces {
        /// The row.
        row: u32,
        /// Its pieces.
        n_pieces: u32,
    },
    /// The gateway failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Plans a file.
pub(super) fn plan(given: &Given, sha256: String, price_version: i64) -> Result<Outcome, NoPlan> {
    let template = Template::parse(&given.content);
    let list = read(given, &template)?;
    let mut values = Vec::with_capacity(list.n_groups());
    let mut pieces = Vec::with_capacity(list.n_groups());
    for group in (0..).take(list.n_groups()) {
        let set: BTreeMap<String, String> =
            list.variables().iter().cloned().zip(list.group(group).map(str::to_owned)).collect();
        let counted = count(&render(&template, &set).text);
        pieces.push((counted.n_pieces, counted.is_unsendable()));
        values.push(serde_json::to_string(&set).map_err(|_| Error::Damaged("values"))?);
    }
    let mut recipients = Vec::with_capacity(list.recipients().len());
    for recipient in list.recipients() {
        let (n_pieces, is_unsendable) = pieces.get(recipient.group as usize).copied().unwrap_or_default();
        if is_unsendable {
            return Err(NoPlan::TooManyPieces { row: recipient.row, n_pieces });
        }
        let country = recipient.number.country();
        recipients.push(Planned {
            file_row: recipient.row,
            phone: recipient.number.to_string(),
            country,
            group: recipient.group,
            n_pieces,
            unit_price: country.and_then(|country| given.prices.price(country)),
        });
    }
    let plan = sum_up(&list, &recipients, given, sha256, price_version)?;
    Ok(Outcome { recipients, values, plan })
}

fn read(given: &Given, template: &Template) -> Result<List, NoPlan> {
    let mut builder = ListBuilder::new(template, given.list.clone(), &given.suppression)?;
    let mut importer = Importer::new(given.import.clone());
    for chunk in &given.chunks {
        importer.push(chunk, |record| {
            builder.push(record);
        })?;
    }
    importer.finish(|record| {
        builder.push(record);
    })?;
    Ok(builder.finish())
}

#[derive(Default)]
struct Country {
    n_recipients: u32,
    n_pieces: u64,
    unit_price: Option<Micros>,
}

fn sum_up(
    list: &List,
    recipients: &[Planned],
    given: &Given,
    sha256: String,
    price_version: i64,
) -> Result<CampaignPlan, NoPlan> {
    let mut by_country: BTreeMap<Option<&str>, Country> = BTreeMap::new();
    let mut histogram: BTreeMap<u32, u32> = BTreeMap::new();
    for recipient in recipients {
        let country = by_country.entry(recipient.country).or_default();
        country.n_recipients += 1;
        country.n_pieces += u64::from(recipient.n_pieces);
        country.unit_price = recipient.unit_price;
        *histogram.entry(recipient.n_pieces).or_default() += 1;
    }
    let mut countries = Vec::with_capacity(by_country.len());
    let mut total = Micros::ZERO;
    for (country, sum) in by_country {
        let too_much = || Error::Damaged("price");
        let cost = match sum.unit_price {
            Some(price) => Some(price.times(sum.n_pieces).ok_or_else(too_much)?),
            None => None,
        };
        total = total.plus(cost.unwrap_or(Micros::ZERO)).ok_or_else(too_much)?;
        countries.push(CampaignCountry {
            country: country.map(str::to_owned),
            n_recipients: sum.n_recipients,
            n_pieces: sum.n_pieces,
            unit_price: sum.unit_price,
            cost,
        });
    }
    countries.sort_by(|a, b| b.cost.cmp(&a.cost).then_with(|| a.country.cmp(&b.country)));
    let counts = list.counts();
    Ok(CampaignPlan {
        sha256,
        n_rows: counts.rows,
        n_accepted: counts.accepted,
        n_rejected: counts.rejected,
        n_duplicate: counts.duplicate,
        n_suppressed: counts.suppressed,
        n_without_price: countries.iter().filter(|c| c.unit_price.is_none()).map(|c| c.n_recipients).sum(),
        n_recent: 0,
        n_pieces: countries.iter().map(|country| country.n_pieces).sum(),
        total,
        currency: given.prices.currency.code().to_owned(),
        price_version,
        countries,
        histogram: histogram.into_iter().map(|(n_pieces, n)| CampaignPieces { n_pieces, n_recipients: n }).collect(),
    })
}
