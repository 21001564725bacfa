//! Prices and suppressed numbers from files: read by the same importer as lists.

use std::path::Path;

use piecewise_recipients::{
    NumberReader,
    import::{ImportOptions, Importer, Record},
    is_country,
    list::{Suppression, SuppressionScope},
};
use piecewise_sms::{money::Micros, prices::PriceTable};

use super::{PlanArgs, Source};
use crate::error::Error;

/// The prices of `--prices`, or the samples.
pub(super) fn prices(args: &PlanArgs) -> Result<PriceTable, Error> {
    let Some(path) = &args.prices else { return Ok(PriceTable::sample()) };
    let mut columns = (0, 1);
    let mut prices = Vec::new();
    rows(path, |record| {
        let find = |name: &str| record.fields().position(|field| field.trim().eq_ignore_ascii_case(name));
        if let (Some(country), Some(price)) = (find("country"), find("price")) {
            columns = (country, price);
            return Ok(());
        }
        let country = record.field(columns.0).unwrap_or_default().trim().to_ascii_uppercase();
        if !is_country(&country) {
            return Err("this is no country; write two letters, such as SG");
        }
        match record.field(columns.1).unwrap_or_default().trim().parse() {
            Ok(price) if price > Micros::ZERO => prices.push((country, price)),
            _ => return Err("this is no price; write digits and a point, such as 0.0412"),
        }
        Ok(())
    })?;
    let source = path.display().to_string();
    Ok(PriceTable::new(args.currency, String::new(), source, false, prices))
}

/// The numbers of `--suppress`.
pub(super) fn suppression(args: &PlanArgs) -> Result<Suppression, Error> {
    let mut suppression = Suppression::default();
    let (Some(path), Some(reader)) = (&args.suppress, NumberReader::new(args.country.as_deref())) else {
        return Ok(suppression);
    };
    let mut columns = (None, None);
    rows(path, |record| {
        let find = |name: &str| record.fields().position(|field| field.trim().eq_ignore_ascii_case(name));
        if columns == (None, None) {
            columns = (Some(find("phone").unwrap_or(0)), find("scope"));
            if find("phone").is_some() {
                return Ok(());
            }
        }
        let text = record.field(columns.0.unwrap_or(0)).unwrap_or_default();
        let Ok(reading) = reader.read(text) else { return Err("this is no phone number") };
        let scope = columns.1.and_then(|column| record.field(column)).map(str::trim).filter(|scope| !scope.is_empty());
        let Some(scope) = scope.map_or(Some(SuppressionScope::Everything), SuppressionScope::from_name) else {
            return Err("this is no scope; write marketing or everything");
        };
        suppression.insert(reading.number, scope);
        Ok(())
    })?;
    Ok(suppression)
}

/// Gives every row of a file to `take`, until one is wrong.
fn rows(path: &Path, mut take: impl FnMut(Record<'_>) -> Result<(), &'static str>) -> Result<(), Error> {
    let mut source = Source::open(path)?;
    let origin = source.origin.clone();
    let mut importer = Importer::new(ImportOptions::default());
    let mut wrong = None;
    let mut look = |record: Record<'_>| {
        if wrong.is_none() {
            wrong = take(record).err().map(|problem| (record.row(), problem));
        }
    };
    let fault = |fault| Error::List { origin: origin.clone(), fault };
    source.chunks(|chunk| importer.push(chunk, &mut look).map_err(fault))?;
    importer.finish(&mut look).map_err(fault)?;
    match wrong {
        Some((row, problem)) => Err(Error::Row { origin, row, problem }),
        None => Ok(()),
    }
}
