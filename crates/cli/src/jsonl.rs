//! One JSON object per line in, one per line out: in order, as it comes, in memory that does not grow.

use std::io::{self, BufRead, BufReader, Read, Write};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::{
    Outcome,
    error::{Error, json_message},
};

/// The longest line that is read; a longer one is answered with an error and skipped.
const N_LINE_BYTES: usize = 16 << 20;

/// The answer to a line that could not be read.
#[derive(Debug, Serialize)]
pub(crate) struct BadInput<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
}

impl<'a> BadInput<'a> {
    /// Describes why `json` is bad; its `id` is kept where it can be found.
    pub(crate) fn new(json: &'a str, error: &'a str, line: Option<u64>) -> Self {
        #[derive(Deserialize)]
        struct WithId<'a> {
            #[serde(borrow, default, deserialize_with = "present")]
            id: Option<&'a RawValue>,
        }
        let with_id = if is_array(json) { None } else { serde_json::from_str::<WithId>(json).ok() };
        let id = with_id.and_then(|with_id| with_id.id);
        Self { id, error, line }
    }
}

/// Whether `json` is an array, which serde would take as the fields of an object in their order.
fn is_array(json: &str) -> bool {
    json.trim_ascii_start().starts_with('[')
}

/// Reads a field that may be absent, and may be `null` without being absent.
pub(crate) fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// Answers every line of `input` with what `answer` writes, or with its error.
///
/// The output is flushed whenever the input has nothing more to give at once, so that a program at the other end of
/// two pipes can wait for each answer.
pub(crate) fn run<R: Read, W: Write>(
    mut input: BufReader<R>,
    output: &mut W,
    mut answer: impl FnMut(&str, &mut W) -> Result<Answered, Error>,
) -> Result<Outcome, Error> {
    let mut line = Vec::new();
    let mut outcome = Outcome::Clean;
    for line_number in 1.. {
        let ending = read_line(&mut input, &mut line).map_err(Error::Stdin)?;
        let answered = match ending {
            Ending::EndOfInput => break,
            Ending::TooLong => Answered::BadLine(format!("the line is longer than {} MiB", N_LINE_BYTES >> 20)),
            Ending::Complete => match std::str::from_utf8(&line) {
                Ok(text) if text.trim_ascii().is_empty() => Answered::BadLine("the line is empty".to_owned()),
                Ok(text) if is_array(text) => Answered::BadLine("the line is an array, not an object".to_owned()),
                Ok(text) => answer(text, output)?,
                Err(error) => Answered::BadLine(format!("the line is not UTF-8 (byte {})", error.valid_up_to())),
            },
        };
        match answered {
            Answered::With(one) => outcome = outcome.max(one),
            Answered::BadLine(problem) => {
                outcome = Outcome::BadInput;
                let json = std::str::from_utf8(&line).unwrap_or_default();
                let bad_input = BadInput::new(json, &problem, Some(line_number));
                serde_json::to_writer(&mut *output, &bad_input).map_err(io::Error::from)?;
            }
        }
        output.write_all(b"\n")?;
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(outcome)
}

/// What became of one line.
pub(crate) enum Answered {
    /// An answer was written.
    With(Outcome),
    /// Nothing was written; the line could not be understood.
    BadLine(String),
}

impl From<serde_json::Error> for Answered {
    fn from(error: serde_json::Error) -> Self {
        Self::BadLine(json_message(&error))
    }
}

enum Ending {
    EndOfInput,
    Complete,
    TooLong,
}

/// Reads the next line into `line`, without its line feed and never more than [`N_LINE_BYTES`] of it.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Ending> {
    line.clear();
    let mut is_too_long = false;
    let mut has_begun = false;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() && !has_begun {
            return Ok(Ending::EndOfInput);
        }
        has_begun = true;
        let line_feed = available.iter().position(|&byte| byte == b'\n');
        let part = available.get(..line_feed.unwrap_or(available.len())).unwrap_or_default();
        is_too_long |= line.len() + part.len() > N_LINE_BYTES;
        if !is_too_long {
            line.extend_from_slice(part);
        }
        let is_last = line_feed.is_some() || available.is_empty();
        let n_used = part.len() + usize::from(line_feed.is_some());
        input.consume(n_used);
        if is_last {
            return Ok(if is_too_long { Ending::TooLong } else { Ending::Complete });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echoed(input: impl Read) -> (String, Outcome) {
        let mut output = Vec::new();
        let outcome = run(BufReader::with_capacity(7, input), &mut output, |line, output| {
            output.write_all(line.as_bytes())?;
            Ok(Answered::With(Outcome::Clean))
        });
        (String::from_utf8(output).unwrap(), outcome.unwrap())
    }

    #[test]
    fn a_last_line_needs_no_line_feed() {
        assert_eq!(echoed(&b"one\ntwo and more"[..]), ("one\ntwo and more\n".into(), Outcome::Clean));
        assert_eq!(echoed(&b"one\n"[..]), ("one\n".into(), Outcome::Clean));
        assert_eq!(echoed(&b""[..]), (String::new(), Outcome::Clean));
    }

    #[test]
    fn a_line_without_end_is_refused_in_bounded_memory() {
        let endless = io::repeat(b'a').take(N_LINE_BYTES as u64 + 1).chain(&b"\nnext"[..]);
        let expected = "{\"error\":\"the line is longer than 16 MiB\",\"line\":1}\nnext\n";
        assert_eq!(echoed(endless), (expected.into(), Outcome::BadInput));
    }

    #[test]
    fn a_line_that_is_not_utf8_is_named() {
        let expected = "ok\n{\"error\":\"the line is not UTF-8 (byte 1)\",\"line\":2}\n";
        assert_eq!(echoed(&b"ok\na\xff\n"[..]), (expected.into(), Outcome::BadInput));
    }
}
