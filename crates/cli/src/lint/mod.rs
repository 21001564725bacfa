//! `piecewise lint`.

mod answer;
mod people;
mod question;

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use piecewise_sms::template::{Diagnostic, Draft, Purpose, Severity};
use serde_json::value::RawValue;

use crate::{
    Outcome,
    args::{Format, LintArgs},
    error::{Error, json_message},
    input,
    jsonl::{self, Answered, BadInput},
};
use answer::{Answer, Findings};
use question::Question;

pub(crate) fn run(args: &LintArgs) -> Result<Outcome, Error> {
    match args.format.format() {
        Format::JsonLines => lint_lines(args),
        format if !args.templates.is_empty() => lint_files(args, format),
        format => lint_one(args, format),
    }
}

fn lint_one(args: &LintArgs, format: Format) -> Result<Outcome, Error> {
    let draft = Draft {
        content: input::text(&args.source)?,
        content_type: args.content_type,
        name: args.name.clone(),
        examples: args.examples.iter().cloned().collect(),
        countries: args.countries.clone(),
    };
    let findings = Findings::of(&draft, args.default_purpose());
    if format == Format::Json {
        let mut output = io::stdout().lock();
        write_json(&mut output, &Answer::new(None, &draft, &findings))?;
        output.write_all(b"\n")?;
    } else {
        people::write(&draft, &findings, &mut anstream::stdout().lock())?;
    }
    Ok(outcome(&findings.diagnostics))
}

fn lint_lines(args: &LintArgs) -> Result<Outcome, Error> {
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    jsonl::run(input::lines(&args.source)?, &mut output, |line, output| {
        let question: Question = match serde_json::from_str(line) {
            Ok(question) => question,
            Err(error) => return Ok(error.into()),
        };
        let (id, draft, purpose) = question.into_draft(args.default_purpose());
        let findings = Findings::of(&draft, purpose);
        write_json(output, &Answer::new(id, &draft, &findings))?;
        Ok(Answered::With(outcome(&findings.diagnostics)))
    })
}

/// Lints the templates of JSON files, which a repository keeps beside its code.
fn lint_files(args: &LintArgs, format: Format) -> Result<Outcome, Error> {
    let mut report = match format {
        Format::Json => Report::Json { is_first: true },
        _ => Report::People,
    };
    let mut outcome = Outcome::Clean;
    report.open()?;
    for path in &args.templates {
        let file = input::file(path)?;
        for (at, template) in templates_of(path, &file)?.into_iter().enumerate() {
            outcome = outcome.max(report.add(path, at, template.get(), args.default_purpose())?);
        }
    }
    report.close()?;
    Ok(outcome)
}

/// The templates of a file: the items of an array, or one object.
fn templates_of<'a>(path: &Path, file: &'a str) -> Result<Vec<&'a RawValue>, Error> {
    let parsed = if file.trim_start().starts_with('[') {
        serde_json::from_str(file)
    } else {
        serde_json::from_str(file).map(|one| vec![one])
    };
    // A file has lines, so the position is told whole here.
    parsed.map_err(|error| Error::Json { origin: path.display().to_string(), message: error.to_string() })
}

/// Where the answers about several templates go.
enum Report {
    Json { is_first: bool },
    People,
}

impl Report {
    fn open(&self) -> io::Result<()> {
        match self {
            Self::Json { .. } => io::stdout().write_all(b"["),
            Self::People => Ok(()),
        }
    }

    fn add(&mut self, path: &Path, at: usize, json: &str, purpose: Purpose) -> Result<Outcome, Error> {
        let question = serde_json::from_str::<Question>(json).map_err(|error| json_message(&error));
        match self {
            Self::Json { is_first } => {
                let mut output = io::stdout().lock();
                if !std::mem::take(is_first) {
                    output.write_all(b",")?;
                }
                match question {
                    Ok(question) => {
                        let (id, draft, purpose) = question.into_draft(purpose);
                        let findings = Findings::of(&draft, purpose);
                        write_json(&mut output, &Answer::new(id, &draft, &findings))?;
                        Ok(outcome(&findings.diagnostics))
                    }
                    Err(problem) => {
                        write_json(&mut output, &BadInput::new(json, &problem, None))?;
                        Ok(Outcome::BadInput)
                    }
                }
            }
            Self::People => {
                let mut output = anstream::stdout().lock();
                match question {
                    Ok(question) => {
                        let (_, draft, purpose) = question.into_draft(purpose);
                        let findings = Findings::of(&draft, purpose);
                        people::heading(path, at, draft.name.as_deref(), &mut output)?;
                        people::write(&draft, &findings, &mut output)?;
                        Ok(outcome(&findings.diagnostics))
                    }
                    Err(problem) => {
                        people::heading(path, at, None, &mut output)?;
                        people::unreadable(&problem, &mut output)?;
                        Ok(Outcome::BadInput)
                    }
                }
            }
        }
    }

    fn close(&self) -> io::Result<()> {
        match self {
            Self::Json { .. } => io::stdout().write_all(b"]\n"),
            Self::People => Ok(()),
        }
    }
}

fn write_json(output: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(output, value).map_err(io::Error::from)
}

fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    if diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        Outcome::Objections
    } else {
        Outcome::Clean
    }
}
