//! `piecewise count`.

mod answer;
mod people;

use std::io::{BufWriter, Write};

use crate::{
    Outcome,
    args::{CountArgs, Format},
    error::Error,
    input,
    jsonl::{self, Answered},
};
use answer::{Answer, Question};

pub(crate) fn run(args: &CountArgs) -> Result<Outcome, Error> {
    match args.format.format() {
        Format::People => {
            let text = input::text(&args.source)?;
            people::write(&text, &mut anstream::stdout().lock())?;
            Ok(Outcome::Clean)
        }
        Format::Json => {
            let text = input::text(&args.source)?;
            let mut output = std::io::stdout().lock();
            serde_json::to_writer(&mut output, &Answer::new(None, &text)).map_err(std::io::Error::from)?;
            output.write_all(b"\n")?;
            Ok(Outcome::Clean)
        }
        Format::JsonLines => {
            let mut output = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
            jsonl::run(input::lines(&args.source)?, &mut output, |line, output| {
                let question: Question = match serde_json::from_str(line) {
                    Ok(question) => question,
                    Err(error) => return Ok(error.into()),
                };
                serde_json::to_writer(output, &Answer::new(question.id, &question.text))
                    .map_err(std::io::Error::from)?;
                Ok(Answered::With(Outcome::Clean))
            })
        }
    }
}
