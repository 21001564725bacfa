//! A price table as CSV: read as a whole or not at all, and written so that it reads back as it was (D8).

use std::collections::HashMap;

use piecewise_api::{PriceFault, PriceFaultKind as Kind, PriceImport, ProblemKind};
use piecewise_recipients::is_country;
use piecewise_sms::{
    money::{Currency, Micros},
    prices::PriceTable,
};

use super::calendar::is_day;
use crate::{export::csv, server::Refusal};

/// What an export has, and an import may have. An import needs the first two.
pub(super) const COLUMNS: [&str; 6] = ["country", "price", "currency", "effective", "source", "is_sample"];

/// Other names that the columns have elsewhere.
const OTHER_NAMES: [(&str, &str); 6] = [
    ("country_code", "country"),
    ("iso", "country"),
    ("iso2", "country"),
    ("unit_price", "price"),
    ("price_per_piece", "price"),
    ("price_per_segment", "price"),
];

/// No piece costs more than this: a price beyond it has lost its point.
const AT_MOST: Micros = Micros(1_000_000_000);

/// Faults that a refusal tells at once.
const N_TOLD: usize = 20;

/// Characters of the source.
const N_SOURCE_CHARS: usize = 200;

/// The rows of a table.
pub(super) fn rows(table: &PriceTable) -> Vec<Vec<String>> {
    let row = |(country, price): (&str, Micros)| {
        vec![
            country.to_owned(),
            price.to_string(),
            table.currency.code().to_owned(),
            table.effective.clone(),
            table.source.clone(),
            table.is_sample.to_string(),
        ]
    };
    table.iter().map(row).collect()
}

/// Why a table cannot be imported.
#[derive(Debug)]
pub(super) enum Wrong {
    /// These lines are wrong.
    Lines(Vec<PriceFault>),
    /// Something that holds for the whole table is.
    Table(Refusal),
}

impl From<Wrong> for Refusal {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Lines(faults) => Self::of(ProblemKind::PriceTable).field("csv").detail(told(&faults)),
            Wrong::Table(refusal) => refusal,
        }
    }
}

/// Reads what a person hands in.
pub(super) fn read(request: &PriceImport) -> Result<PriceTable, Wrong> {
    let mut read = Read::default();
    for (line, row) in csv::rows_of(&request.csv) {
        match row {
            Ok(row) => read.take(line, &row.iter().map(csv::cell_of).collect::<Vec<_>>()),
            Err(_) => read.fault(line, Kind::Unreadable, "the line cannot be read as CSV"),
        }
    }
    if read.prices.is_empty() && read.faults.is_empty() {
        let message = "there is no price in the table; a line is a country and a price, as in SG,0.0412";
        read.fault(1, Kind::NoPrices, message);
    }
    if !read.faults.is_empty() {
        return Err(Wrong::Lines(read.faults));
    }
    let of_table = |column: &str| read.of_table.get(column).map(|(_, value)| value.clone());
    let refused =
        |field: &str, detail: &str| Wrong::Table(Refusal::of(ProblemKind::PriceTable).field(field).detail(detail));
    let given = |value: &Option<String>, column: &str| {
        value.as_deref().map(|value| value.trim().to_owned()).or_else(|| of_table(column)).unwrap_or_default()
    };
    let currency = Currency::from_code(&given(&request.currency, "currency"))
        .ok_or_else(|| refused("currency", "the currency of the prices is three capital letters, as in USD"))?;
    let effective = given(&request.effective, "effective");
    if !is_day(&effective) {
        return Err(refused("effective", "the day from which the prices hold is written YYYY-MM-DD"));
    }
    let source = given(&request.source, "source");
    if source.is_empty() || source.chars().count() > N_SOURCE_CHARS || source.chars().any(char::is_control) {
        return Err(refused("source", "say in at most 200 characters where the prices come from"));
    }
    let is_sample = match (request.is_sample, of_table("is_sample").as_deref()) {
        (Some(is_sample), _) => is_sample,
        (None, Some("true")) => true,
        (None, Some("false") | None) => false,
        (None, Some(_)) => return Err(refused("is_sample", "the column is_sample holds true or false")),
    };
    let prices = read.prices.into_iter().map(|(country, (_, price))| (country, price));
    Ok(PriceTable::new(currency, effective, source, is_sample, prices))
}

/// What was read so far.
#[derive(Default)]
struct Read {
    /// Where each column stands, as the header has it.
    columns: HashMap<String, usize>,
    /// Country, line and price.
    prices: HashMap<String, (u64, Micros)>,
    /// What must be the same in every line, with the line that said it first.
    of_table: HashMap<String, (u64, String)>,
    faults: Vec<PriceFault>,
}

impl Read {
    fn fault(&mut self, line: u64, kind: Kind, message: impl Into<String>) {
        self.faults.push(PriceFault { line, kind, message: message.into() });
    }

    fn take(&mut self, line: u64, cells: &[&str]) {
        if cells.iter().all(|cell| cell.is_empty()) {
            return;
        }
        if self.columns.is_empty() {
            let is_header = cells.get(1).is_none_or(|cell| cell.parse::<Micros>().is_err());
            if is_header {
                return self.take_header(line, cells);
            }
            self.columns = HashMap::from([("country".into(), 0), ("price".into(), 1)]);
        }
        let cell = |column: &str| self.columns.get(column).and_then(|at| cells.get(*at)).copied().unwrap_or_default();
        let (country, price) = (cell("country").to_ascii_uppercase(), cell("price").to_owned());
        let of_table: Vec<(&str, String)> =
            COLUMNS[2..].iter().map(|column| (*column, cell(column).to_owned())).collect();
        if !is_country(&country) {
            return self.fault(line, Kind::Country, "the country is not one of ISO 3166-1, two letters as in SG");
        }
        let price = match price.parse::<Micros>() {
            Ok(price) if price <= Micros::ZERO => {
                let message = "a price is more than 0; leave out a country whose price is not known";
                return self.fault(line, Kind::NotPositive, message);
            }
            Ok(price) if price > AT_MOST => {
                return self.fault(line, Kind::TooHigh, "no piece costs more than 1000; is a point missing?");
            }
            Ok(price) => price,
            Err(_) => {
                let message = "the price is not a number with a point and at most six places, as in 0.0412";
                return self.fault(line, Kind::NotANumber, message);
            }
        };
        if let Some((first, _)) = self.prices.get(&country) {
            let message = format!("{country} already has a price in line {first}");
            return self.fault(line, Kind::CountryTwice, message);
        }
        self.prices.insert(country, (line, price));
        for (column, value) in of_table {
            if value.is_empty() {
                continue;
            }
            match self.of_table.get(column) {
                Some((first, other)) if *other != value => {
                    let message = format!("the {column} is another one than in line {first}; a table has one");
                    return self.fault(line, Kind::Differs, message);
                }
                Some(_) => {}
                None => {
                    self.of_table.insert(column.to_owned(), (line, value));
                }
            }
        }
    }

    fn take_header(&mut self, line: u64, cells: &[&str]) {
        for (at, cell) in cells.iter().enumerate() {
            let name = cell.to_ascii_lowercase().replace([' ', '-'], "_");
            let name = OTHER_NAMES.iter().find(|(other, _)| *other == name).map_or(&*name, |(_, column)| column);
            if COLUMNS.contains(&name) && self.columns.insert(name.to_owned(), at).is_some() {
                self.fault(line, Kind::ColumnTwice, format!("the column {name} stands twice"));
            }
        }
        for column in &COLUMNS[..2] {
            if !self.columns.contains_key(*column) {
                let hint =
                    if cells.iter().any(|cell| cell.contains(';')) { "; separate columns with commas" } else { "" };
                let message = format!("there is no column {column}, neither by name nor in its place{hint}");
                self.fault(line, Kind::ColumnMissing, message);
            }
        }
        // Later lines are read all the same, so that one attempt tells every fault.
        self.columns.entry("country".into()).or_insert(0);
        self.columns.entry("price".into()).or_insert(1);
    }
}

/// The faults, a line for each.
fn told(faults: &[PriceFault]) -> String {
    let mut told: Vec<String> =
        faults.iter().take(N_TOLD).map(|fault| format!("line {}: {}", fault.line, fault.message)).collect();
    let n_more = faults.len().saturating_sub(N_TOLD);
    if n_more > 0 {
        told.push(format!("and {n_more} more lines"));
    }
    told.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn import(csv: &str) -> Result<PriceTable, Refusal> {
        Ok(read(&PriceImport {
            csv: csv.into(),
            currency: Some("USD".into()),
            effective: Some("2026-11-01".into()),
            source: Some("a quotation".into()),
            is_sample: None,
        })?)
    }

    fn prices(table: &PriceTable) -> Vec<(&str, i64)> {
        table.iter().map(|(country, price)| (country, price.0)).collect()
    }

    #[test]
    fn a_table_is_read_with_and_without_a_header() {
        for csv in [
            "SG,0.0412\nUS,0.0079\n",
            "country,price\r\nSG,0.0412\r\nUS,0.0079",
            "\u{feff}Price, Note ,ISO\n0.0412,\"a, b\",sg\n\n0.0079,,us\n",
        ] {
            assert_eq!(prices(&import(csv).unwrap()), [("SG", 41_200), ("US", 7_900)], "{csv}");
        }
    }

    /// D8: an unknown price is never 0, and one wrong line stores nothing.
    #[test]
    fn every_fault_has_its_line() {
        let csv = "country,price\nSG,0\nXX,0.1\nUS,\"0,1\"\nDE,0.1\nde,0.2\nFR\nGB,1001\nIT,-1\n";
        let expected = "line 2: a price is more than 0; leave out a country whose price is not known\n\
                        line 3: the country is not one of ISO 3166-1, two letters as in SG\n\
                        line 4: the price is not a number with a point and at most six places, as in 0.0412\n\
                        line 6: DE already has a price in line 5\n\
                        line 7: the price is not a number with a point and at most six places, as in 0.0412\n\
                        line 8: no piece costs more than 1000; is a point missing?\n\
                        line 9: a price is more than 0; leave out a country whose price is not known";
        assert_eq!(import(csv).unwrap_err().told(), Some(expected));
        for (csv, expected) in [
            ("", "line 1: there is no price in the table; a line is a country and a price, as in SG,0.0412"),
            (
                "land;price\nSG;0.1",
                "line 1: there is no column country, neither by name nor in its place; separate columns with commas",
            ),
        ] {
            assert!(import(csv).unwrap_err().told().unwrap().starts_with(expected), "{csv}");
        }
    }

    #[test]
    fn an_export_reads_back_as_it_was() {
        let sample = PriceTable::sample();
        let mut sheet = csv::Sheet::new(&COLUMNS).unwrap();
        let source = "=\"evil\"; 李's list";
        let odd = PriceTable::new(
            Currency::from_code("EUR").unwrap(),
            "2027-01-01".into(),
            source.into(),
            false,
            [("SG".to_owned(), Micros(1)), ("US".to_owned(), AT_MOST)],
        );
        for table in [sample, odd] {
            let mut sheet = std::mem::replace(&mut sheet, csv::Sheet::new(&COLUMNS).unwrap());
            for row in rows(&table) {
                sheet.push(row).unwrap();
            }
            let csv = String::from_utf8(sheet.take().unwrap()).unwrap();
            assert_eq!(read(&PriceImport { csv, ..PriceImport::default() }).unwrap(), table);
        }
    }
}
