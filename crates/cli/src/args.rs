//! What can be typed after `piecewise`.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use piecewise_sms::template::{ContentType, Purpose};

/// Counts the pieces of text messages, checks message templates and plans lists of recipients, exactly as the Piecewise
/// console does.
#[derive(Debug, Parser)]
#[command(name = "piecewise", version, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours; `auto` uses them on a terminal unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Says how many pieces a message takes, where it is cut, and what forces Unicode
    Count(CountArgs),
    /// Checks a message template; exit code 1 if it has an error
    #[command(after_help = "Exit codes: 0 no errors, 1 a template has an error, 2 wrong usage or unreadable input.")]
    Lint(LintArgs),
    /// Says what a list of recipients will cost with a template; exit code 1 if a person should look at it
    #[command(
        after_help = "Exit codes: 0 all is well; 1 rows were rejected, a price is unknown, a message cannot be sent, or it costs more than --max-cost; 2 wrong usage or unreadable input."
    )]
    Plan(Box<crate::plan::args::PlanArgs>),
}

#[derive(Debug, clap::Args)]
pub(crate) struct CountArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    #[command(flatten)]
    pub(crate) format: FormatArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LintArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    /// Check every template of these JSON files, each with one object or an array of them
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["text", "file", "jsonl", "keep_final_newline"])]
    pub(crate) templates: Vec<PathBuf>,

    /// What the template is for
    #[arg(long, value_name = "TYPE", value_parser = content_type, conflicts_with_all = ["jsonl", "templates"])]
    pub(crate) content_type: Option<ContentType>,

    /// The template's name
    #[arg(long, value_name = "NAME", conflicts_with_all = ["jsonl", "templates"])]
    pub(crate) name: Option<String>,

    /// An example value, as `variable=value`; may be repeated
    #[arg(long = "example", value_name = "VARIABLE=VALUE", value_parser = example, conflicts_with_all = ["jsonl", "templates"])]
    pub(crate) examples: Vec<(String, String)>,

    /// A country the template is meant for, as a two-letter code; may be repeated
    #[arg(long = "country", value_name = "CODE", conflicts_with_all = ["jsonl", "templates"])]
    pub(crate) countries: Vec<String>,

    /// The stage: `submit` also asks for the parts that a reviewer needs. A template's own "purpose" goes first
    #[arg(long, value_name = "STAGE", default_value = "edit", value_parser = purpose)]
    pub(crate) purpose: Purpose,

    /// Short for `--purpose submit`
    #[arg(long, conflicts_with = "purpose")]
    pub(crate) submit: bool,

    #[command(flatten)]
    pub(crate) format: FormatArgs,
}

impl LintArgs {
    pub(crate) fn default_purpose(&self) -> Purpose {
        if self.submit { Purpose::Submit } else { self.purpose }
    }
}

/// Where the text comes from.
#[derive(Debug, clap::Args)]
pub(crate) struct SourceArgs {
    /// The text; without it, and without a file, standard input is read (as it is for `-`)
    pub(crate) text: Option<String>,

    /// Read the text, or with --jsonl the lines, from this file
    #[arg(short, long, value_name = "FILE", conflicts_with = "text")]
    pub(crate) file: Option<PathBuf>,

    /// Keep the line break that ends a file or standard input; it is dropped otherwise
    #[arg(long, conflicts_with = "jsonl")]
    pub(crate) keep_final_newline: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FormatArgs {
    /// Answer with one JSON object
    #[arg(long, conflicts_with = "jsonl")]
    pub(crate) json: bool,

    /// Read one JSON object per line and answer each with one, in the same order
    #[arg(long, conflicts_with = "text")]
    pub(crate) jsonl: bool,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    People,
    Json,
    JsonLines,
}

impl FormatArgs {
    pub(crate) fn format(&self) -> Format {
        match (self.json, self.jsonl) {
            (_, true) => Format::JsonLines,
            (true, false) => Format::Json,
            (false, false) => Format::People,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) fn write_global(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

pub(crate) fn content_type(name: &str) -> Result<ContentType, String> {
    ContentType::from_name(name).ok_or_else(|| {
        let known: Vec<_> = ContentType::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("expected one of {}", known.join(", "))
    })
}

fn purpose(name: &str) -> Result<Purpose, String> {
    match name {
        "edit" => Ok(Purpose::Edit),
        "submit" => Ok(Purpose::Submit),
        _ => Err("expected edit or submit".to_owned()),
    }
}

fn example(pair: &str) -> Result<(String, String), String> {
    match pair.split_once('=') {
        Some((variable, value)) if !variable.is_empty() => Ok((variable.to_owned(), value.to_owned())),
        _ => Err("expected VARIABLE=VALUE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn an_example_value_may_hold_an_equals_sign() {
        assert_eq!(example("code=a=b"), Ok(("code".to_owned(), "a=b".to_owned())));
        assert!(example("=1").is_err());
        assert!(example("code").is_err());
    }
}
