//! A file of templates, read: CSV with a head, JSON, or the drafts that this console exports (R-148).

use std::collections::BTreeMap;

use csv_core::{ReadFieldResult, ReaderBuilder};
use piecewise_sms::template::ContentType;
use serde::Deserialize;

use crate::{
    countries,
    drafts::{self, Draft},
    json,
};

/// Templates read from one file at most.
const N_TEMPLATES: usize = 1_000;

/// A file to begin with, with every column there is.
pub(super) const SAMPLE: &str = "\
name,type,content,countries,example.name,example.order_id
Order_Confirmation_Notification,notification,\"Hello %name%, your order %order_id% is confirmed.\",SG;JP,Wei,A-4711
Welcome_OTP_Verification,otp,Your verification code is %code%. It expires in 5 minutes.,SG,,
";

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// Neither CSV with a column `content` nor JSON with templates.
    NotTemplates,
    /// A head and nothing below it.
    Empty,
    /// More than a person imports at once.
    TooMany,
}

/// A template in JSON, by the names of the API and of the CSV.
#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    name: String,
    #[serde(default, alias = "type")]
    content_type: String,
    content: String,
    #[serde(default)]
    examples: BTreeMap<String, String>,
    #[serde(default)]
    countries: Vec<String>,
}

#[derive(Deserialize)]
struct Wrapped {
    templates: Vec<Entry>,
}

/// Reads a file. Every template becomes a draft; what is wrong with it is for the linter to say.
pub(super) fn read(text: &str) -> Result<Vec<Draft>, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let drafts = if text.trim_start().starts_with(['{', '[']) { read_json(text)? } else { read_csv(text)? };
    match drafts.len() {
        0 => Err(Fault::Empty),
        1..=N_TEMPLATES => Ok(drafts),
        _ => Err(Fault::TooMany),
    }
}

fn read_json(text: &str) -> Result<Vec<Draft>, Fault> {
    match drafts::read_file(text) {
        Ok(drafts) => return Ok(drafts),
        Err(drafts::FileError::TooMany) => return Err(Fault::TooMany),
        Err(drafts::FileError::NotDrafts) => {}
    }
    let entries = json::read::<Vec<Entry>>(text)
        .or_else(|| json::read::<Wrapped>(text).map(|wrapped| wrapped.templates))
        .ok_or(Fault::NotTemplates)?;
    Ok(entries.into_iter().enumerate().map(|(at, entry)| draft(at, entry)).collect())
}

fn read_csv(text: &str) -> Result<Vec<Draft>, Fault> {
    let mut records = records(text).into_iter();
    let head: Vec<String> = records.next().unwrap_or_default().iter().map(|name| name.trim().to_lowercase()).collect();
    let column = |names: &[&str]| head.iter().position(|name| names.contains(&name.as_str()));
    let content = column(&["content", "text", "message", "内容"]).ok_or(Fault::NotTemplates)?;
    let (name, kind) = (column(&["name", "名称"]), column(&["type", "content_type", "类型"]));
    let places = column(&["countries", "country", "国家"]);
    let examples: Vec<(usize, &str)> =
        head.iter().enumerate().filter_map(|(at, name)| Some((at, example_of(name)?))).collect();
    let entries = records.map(|record| {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).cloned().unwrap_or_default();
        let filled = examples.iter().map(|(at, name)| ((*name).to_owned(), cell(Some(*at))));
        Entry {
            name: cell(name),
            content_type: cell(kind),
            content: cell(Some(content)),
            examples: filled.filter(|(_, value)| !value.is_empty()).collect(),
            countries: cell(places).split([';', ' ', '|', '/']).map(str::to_owned).collect(),
        }
    });
    Ok(entries.enumerate().map(|(at, entry)| draft(at, entry)).collect())
}

/// The variable whose example a column holds: `example.name` or `%name%`. Heads are compared in small letters, and so
/// are variables then; see [`draft`].
fn example_of(head: &str) -> Option<&str> {
    head.strip_prefix("example.").or_else(|| head.strip_prefix('%')?.strip_suffix('%')).filter(|name| !name.is_empty())
}

fn draft(at: usize, entry: Entry) -> Draft {
    let parsed = piecewise_sms::template::Template::parse(&entry.content);
    let examples = parsed.variables().into_iter().filter_map(|variable| {
        let found = entry.examples.iter().find(|(name, _)| name.eq_ignore_ascii_case(variable));
        found.map(|(_, value)| (variable.to_owned(), value.clone()))
    });
    Draft {
        name: entry.name.trim().to_owned(),
        content_type: ContentType::from_name(&entry.content_type.trim().to_lowercase()),
        examples: examples.collect(),
        countries: entry.countries.iter().filter_map(|code| countries::find(code.trim())).map(str::to_owned).collect(),
        content: entry.content,
        ..Draft::new(format!("{}-{at}", drafts::new_id()))
    }
}

/// The records of a CSV file; the head says what separates the cells. Empty lines are none.
fn records(text: &str) -> Vec<Vec<String>> {
    let head = text.lines().next().unwrap_or_default();
    let separators = [b',', b';', b'\t'];
    let n_of = |separator: &u8| head.bytes().filter(|byte| byte == separator).count();
    let separator = separators.into_iter().rev().max_by_key(|separator| n_of(separator)).unwrap_or(b',');
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), Vec::new());
    let (mut input, mut buffer) = (text.as_bytes(), [0; 1024]);
    loop {
        let (result, n_read, n_written) = reader.read_field(input, &mut buffer);
        input = input.get(n_read..).unwrap_or_default();
        cell.extend_from_slice(buffer.get(..n_written).unwrap_or_default());
        match result {
            ReadFieldResult::OutputFull | ReadFieldResult::InputEmpty => {}
            ReadFieldResult::Field { record_end } => {
                record.push(String::from_utf8_lossy(&std::mem::take(&mut cell)).into_owned());
                if record_end {
                    let record = std::mem::take(&mut record);
                    if record.iter().any(|cell: &String| !cell.trim().is_empty()) {
                        records.push(record);
                    }
                }
            }
            ReadFieldResult::End => return records,
        }
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::template::{ContentType, Purpose, lint};

    use super::{Fault, SAMPLE, read};

    #[test]
    fn the_sample_is_two_templates_of_which_one_lacks_an_example() {
        let drafts = read(SAMPLE).unwrap();
        assert_eq!(drafts.len(), 2);
        assert_eq!(
            (drafts[0].content_type, drafts[0].countries.join(" ")),
            (Some(ContentType::Notification), "SG JP".into())
        );
        assert_eq!(drafts[0].examples.get("order_id").map(String::as_str), Some("A-4711"));
        assert!(
            lint(&drafts[0].lintable(), Purpose::Submit)
                .iter()
                .all(|finding| finding.code.as_str() != "example-missing")
        );
        assert!(drafts[1].examples.is_empty());
        assert_ne!(drafts[0].id, drafts[1].id);
    }

    #[test]
    fn spreadsheets_write_semicolons_marks_and_line_breaks() {
        let text =
            "\u{feff}Name;Content;%Code%\r\nA_Login_Code;\"Your \"\"code\"\": %Code%\nKeep it; secret\";12\r\n\r\n";
        let drafts = read(text).unwrap();
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].content, "Your \"code\": %Code%\nKeep it; secret");
        assert_eq!(drafts[0].examples.get("Code").map(String::as_str), Some("12"));
        assert_eq!(drafts[0].content_type, None, "what is not said is for the person to say");
    }

    #[test]
    fn json_is_read_in_three_shapes() {
        let one = r#"{"name":"A","type":"OTP","content":"%code% 🎉","examples":{"code":"1"},"countries":["sg","ZZ"]}"#;
        for text in [format!("[{one}]"), format!("{{\"templates\":[{one}]}}")] {
            let drafts = read(&text).unwrap();
            assert_eq!((drafts[0].content_type, drafts[0].countries.join(" ")), (Some(ContentType::Otp), "SG".into()));
        }
        let exported = crate::drafts::write_file(&read(SAMPLE).unwrap());
        assert_eq!(read(&exported).map(|drafts| drafts.len()), Ok(2));
    }

    #[test]
    fn other_files_are_refused() {
        for text in ["", "a,b\n1,2\n", "{}", "[1]", "\u{0}\u{1}"] {
            assert_eq!(read(text), Err(Fault::NotTemplates), "{text:?}");
        }
        assert_eq!(read("content\n"), Err(Fault::Empty));
        assert_eq!(read(&format!("content\n{}", "x\n".repeat(1_001))), Err(Fault::TooMany));
    }
}
