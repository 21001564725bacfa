//! What a list of recipients is, as pure functions: no I/O, no clock, no randomness, no JavaScript, no async.
//!
//! # The map
//!
//! - [`import`] takes the bytes of a file as they come and gives its rows.
//! - [`columns`] guesses which column is what, by the first rows; a person corrects it.
//! - [`list`] makes recipients of rows: numbers, values, duplicates, suppressions, and what is wrong with the rest.
//! - [`plan`] says what a list will cost and why, what would make it cheaper, and how it goes out.
//! - [`quiet`] knows when marketing may arrive in a country.
//! - [`NumberReader`] reads what stands in a cell as a [`Number`]: E.164, country, kind of line, and what was repaired.
//!   [`parse_phone`] is for single numbers.
//!
//! The way of a file: [`columns::sample`] and [`columns::ColumnGuess`] look at its beginning, a person corrects the
//! guess, [`import::Importer`] reads it from the start in chunks, [`list::ListBuilder`] takes the rows, and
//! [`plan::plan`] looks at the [`list::List`]. A browser does that in a worker, and the gateway does the same again with
//! what was uploaded; the plans are equal, or the upload is not what was confirmed.
//!
//! ```
//! use piecewise_recipients::{
//!     NumberReader,
//!     columns::{ColumnGuess, sample},
//!     import::{ImportOptions, Importer},
//!     list::{Duplicates, ListBuilder, ListOptions, Suppression},
//!     plan::{Campaign, plan},
//! };
//! use piecewise_sms::{prices::PriceTable, template::{ContentType, Template}};
//!
//! let file = "mobile;name\n+65 9123 4567;Ann\n9123 4568;Zoë\n12;Bob\n";
//! let template = Template::parse("Hi %name%, your parcel is here.");
//! let reader = NumberReader::new(Some("SG")).expect("a country");
//! let guess = ColumnGuess::of(&sample(file.as_bytes(), ImportOptions::default())?, &template.variables(), reader);
//! let options = ListOptions {
//!     default_country: Some("SG".into()),
//!     columns: guess.columns().expect("every variable has a column"),
//!     duplicates: Duplicates::First,
//!     content_type: ContentType::Notification,
//! };
//! let suppression = Suppression::default();
//! let mut builder = ListBuilder::new(&template, options, &suppression)?;
//! let mut importer = Importer::new(ImportOptions::default());
//! importer.push(file.as_bytes(), |record| _ = builder.push(record))?;
//! importer.finish(|record| _ = builder.push(record))?;
//! let list = builder.finish();
//! let prices = PriceTable::sample();
//! let campaign = Campaign {
//!     template: &template,
//!     content_type: ContentType::Notification,
//!     prices: &prices,
//!     sender: None,
//!     senders: &[],
//!     start_ms: 0,
//! };
//! let plan = plan(&list, &campaign)?;
//! assert_eq!((plan.rows.accepted, plan.rows.rejected, plan.total.to_string()), (2, 1, "0.0824".to_owned()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![warn(missing_docs)]

pub mod columns;
pub mod import;
pub mod list;
mod phone;
pub mod plan;
pub mod quiet;

pub use phone::{
    LineType, Number, NumberReader, Phone, PhoneFault, PlusSign, Reading, Repair, is_country, parse_number, parse_phone,
};
