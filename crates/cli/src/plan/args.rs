//! What can be typed after `piecewise plan`.

use std::path::PathBuf;

use jiff::Timestamp;
use piecewise_recipients::{import::Delimiter, list::Duplicates};
use piecewise_sms::{
    money::{Currency, Micros},
    template::ContentType,
};

use crate::args::content_type;

#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    /// The list: CSV in any dialect, or .xlsx; `-` is standard input
    pub(crate) file: PathBuf,

    /// The template's text
    #[arg(short, long, value_name = "TEXT", required_unless_present = "template_file")]
    pub(crate) template: Option<String>,

    /// Read the template's text from this file
    #[arg(long, value_name = "FILE", conflicts_with = "template")]
    pub(crate) template_file: Option<PathBuf>,

    /// What the message is for; marketing has quiet hours
    #[arg(long, value_name = "TYPE", default_value = "notification", value_parser = content_type)]
    pub(crate) content_type: ContentType,

    /// The country of numbers without a country code, as a two-letter code
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,

    /// The column of the number, by its name or its letter; found by itself otherwise
    #[arg(long, value_name = "COLUMN")]
    pub(crate) number: Option<String>,

    /// The column of a variable, as `variable=column`; found by its name otherwise; may be repeated
    #[arg(long = "value", value_name = "VARIABLE=COLUMN", value_parser = pair)]
    pub(crate) values: Vec<(String, String)>,

    /// A value for every recipient, as `variable=value`; may be repeated
    #[arg(long = "set", value_name = "VARIABLE=VALUE", value_parser = pair)]
    pub(crate) fixed: Vec<(String, String)>,

    /// What stands between columns: comma, semicolon, tab or pipe; found by itself otherwise
    #[arg(long, value_name = "NAME", value_parser = delimiter)]
    pub(crate) delimiter: Option<Delimiter>,

    /// The encoding of the list, such as utf-16le or windows-1252; found by itself otherwise
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,

    /// The sheet of a spreadsheet; the first one otherwise
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,

    /// Which row of a number counts: first, last, or merge
    #[arg(long, value_name = "WHICH", default_value = "first", value_parser = duplicates)]
    pub(crate) duplicates: Duplicates,

    /// Leave out the numbers of this list; a column `scope` may say marketing or everything
    #[arg(long, value_name = "FILE")]
    pub(crate) suppress: Option<PathBuf>,

    /// Prices per piece: CSV with the columns country and price; sample prices otherwise
    #[arg(long, value_name = "FILE")]
    pub(crate) prices: Option<PathBuf>,

    /// The currency of --prices
    #[arg(long, value_name = "CODE", default_value = "USD", value_parser = currency)]
    pub(crate) currency: Currency,

    /// The sender ID to use where it is registered
    #[arg(long, value_name = "ID")]
    pub(crate) sender: Option<String>,

    /// A registered sender ID, as `id=country`; may be repeated
    #[arg(long = "registered", value_name = "ID=COUNTRY", value_parser = pair)]
    pub(crate) senders: Vec<(String, String)>,

    /// When it is to start, such as 2026-11-27T09:00:00+08:00; now otherwise
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,

    /// Exit with code 1 if it costs more than this, or if that is not certain
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) max_cost: Option<Micros>,

    /// Write the rejected rows to this file, each with its problem; mend them and plan again
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,

    /// Answer with one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("expected a name, an equals sign, and what belongs to it".to_owned()),
    }
}

fn delimiter(name: &str) -> Result<Delimiter, String> {
    Delimiter::from_name(name).ok_or_else(|| "expected comma, semicolon, tab or pipe".to_owned())
}

fn duplicates(name: &str) -> Result<Duplicates, String> {
    Duplicates::from_name(name).ok_or_else(|| "expected first, last or merge".to_owned())
}

fn currency(code: &str) -> Result<Currency, String> {
    Currency::from_code(code).ok_or_else(|| "expected three capital letters".to_owned())
}
