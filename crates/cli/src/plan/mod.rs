//! `piecewise plan`.

pub(crate) mod args;
mod people;
mod rejects;
mod source;
mod tables;

use std::io::Write;

use jiff::Timestamp;
use piecewise_recipients::{
    NumberReader,
    columns::{ColumnFault, ColumnGuess, Columns, ValueSource, sample},
    import::{Format, ImportOptions, Importer, Record},
    list::{List, ListBuilder, ListOptions},
    plan::{Campaign, Plan, plan},
};
use piecewise_sms::template::Template;
use serde::Serialize;

use crate::{Outcome, error::Error, input};
use args::PlanArgs;
use rejects::Rejects;
use source::Source;

/// The shape of `--json`.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    format: &'a Format,
    columns: NamedColumns<'a>,
    #[serde(flatten)]
    plan: &'a Plan,
}

/// Which columns were used, by their names.
#[derive(Debug, Serialize)]
struct NamedColumns<'a> {
    number: &'a str,
    values: Vec<(&'a str, Option<&'a str>)>,
}

pub(crate) fn run(args: &PlanArgs) -> Result<Outcome, Error> {
    let template = Template::parse(&template_text(args)?);
    let mut source = Source::open(&args.file)?;
    let guess = guess(args, &template, &source)?;
    let columns = columns(args, &guess)?;
    let suppression = tables::suppression(args)?;
    let options = ListOptions {
        default_country: args.country.clone(),
        columns: columns.clone(),
        duplicates: args.duplicates,
        content_type: args.content_type,
    };
    let builder = ListBuilder::new(&template, options, &suppression).map_err(|fault| Error::Columns(vec![fault]))?;
    let (list, format) = read(args, builder, &mut source)?;
    let prices = tables::prices(args)?;
    let campaign = Campaign {
        template: &template,
        content_type: args.content_type,
        prices: &prices,
        sender: args.sender.as_deref(),
        senders: &args.senders,
        start_ms: args.at.unwrap_or_else(Timestamp::now).as_millisecond(),
    };
    let plan = plan(&list, &campaign)?;
    let answer = Answer { format: &format, columns: named(&columns, &guess, &list), plan: &plan };
    if args.json {
        let mut output = std::io::stdout().lock();
        serde_json::to_writer(&mut output, &answer).map_err(std::io::Error::from)?;
        output.write_all(b"\n")?;
    } else {
        people::write(&source.origin, &answer, list.variables(), &mut anstream::stdout().lock())?;
    }
    let is_dear = args.max_cost.is_some_and(|most| plan.total > most || !plan.is_exact());
    let is_clean = plan.rows.rejected == 0 && plan.is_exact() && plan.n_unsendable == 0 && !is_dear;
    Ok(if is_clean { Outcome::Clean } else { Outcome::Objections })
}

fn template_text(args: &PlanArgs) -> Result<String, Error> {
    match (&args.template, &args.template_file) {
        (None, Some(path)) => {
            let mut text = input::file(path)?;
            input::drop_final_newline(&mut text);
            Ok(text)
        }
        (text, _) => Ok(text.clone().unwrap_or_default()),
    }
}

fn import_options(args: &PlanArgs) -> ImportOptions {
    ImportOptions { delimiter: args.delimiter, encoding: args.encoding.clone(), sheet: args.sheet.clone() }
}

/// What the columns seem to be, corrected by what was typed.
fn guess(args: &PlanArgs, template: &Template, source: &Source) -> Result<ColumnGuess, Error> {
    let country = args.country.as_deref();
    let reader = NumberReader::new(country).ok_or_else(|| {
        Error::Columns(vec![ColumnFault::NoSuchCountry { country: country.unwrap_or_default().to_owned() }])
    })?;
    let sample = sample(&source.head, import_options(args)).map_err(|fault| source.fault(fault))?;
    let mut guess = ColumnGuess::of(&sample, &template.variables(), reader);
    let find = |guess: &ColumnGuess, name: &str| {
        let known = || guess.names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        guess.find(name).ok_or_else(|| Error::NoColumn { name: name.to_owned(), known: known() })
    };
    if let Some(name) = &args.number {
        guess.number = Some(find(&guess, name)?);
    }
    for (variable, name) in &args.values {
        let column = find(&guess, name)?;
        variable_of(&mut guess, variable)?.1 = vec![column];
    }
    for (variable, _) in &args.fixed {
        // Any column: its place is taken by the value.
        variable_of(&mut guess, variable)?.1 = vec![0];
    }
    Ok(guess)
}

fn variable_of<'a>(guess: &'a mut ColumnGuess, variable: &str) -> Result<&'a mut (String, Vec<usize>), Error> {
    let found = guess.values.iter_mut().find(|(name, _)| name == variable);
    found.ok_or_else(|| Error::NoVariable(variable.to_owned()))
}

fn columns(args: &PlanArgs, guess: &ColumnGuess) -> Result<Columns, Error> {
    let mut columns = guess.columns().map_err(Error::Columns)?;
    for ((variable, _), source) in guess.values.iter().zip(&mut columns.values) {
        if let Some((_, value)) = args.fixed.iter().find(|(name, _)| name == variable) {
            *source = ValueSource::Fixed(value.clone());
        }
    }
    Ok(columns)
}

fn read(args: &PlanArgs, mut builder: ListBuilder<'_>, source: &mut Source) -> Result<(List, Format), Error> {
    let mut rejects = Rejects::new(args, &builder)?;
    let mut importer = Importer::new(import_options(args));
    let mut failure = Ok(());
    let mut take = |record: Record<'_>| {
        let verdict = builder.push(record);
        if failure.is_ok() {
            failure = rejects.take(record, verdict);
        }
    };
    let origin = source.origin.clone();
    let fault = |fault| Error::List { origin: origin.clone(), fault };
    source.chunks(|chunk| importer.push(chunk, &mut take).map_err(fault))?;
    let format = importer.finish(&mut take).map_err(fault)?;
    failure?;
    rejects.finish(&builder)?;
    Ok((builder.finish(), format))
}

fn named<'a>(columns: &Columns, guess: &'a ColumnGuess, list: &'a List) -> NamedColumns<'a> {
    let name = |column: usize| guess.names.get(column).map_or("", String::as_str);
    let values = list.variables().iter().zip(&columns.values).map(|(variable, source)| {
        let column = match source {
            ValueSource::Column { column, .. } => Some(name(*column)),
            ValueSource::Fixed(_) => None,
        };
        (variable.as_str(), column)
    });
    NamedColumns { number: name(columns.number), values: values.collect() }
}
