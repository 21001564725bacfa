//! Numbers held against Google's own library: `data/google_numbers.py` wrote down what that says.

use piecewise_recipients::{NumberReader, Reading, Repair};

/// E.164, country and type are those of Google's library, for numbers of every region and type.
#[test]
fn every_number_is_what_google_says() {
    let vector = include_str!("data/google-numbers.tsv");
    let (mut n_lines, mut n_valid, mut wrong) = (0, 0, Vec::new());
    for line in vector.lines() {
        let mut parts = line.splitn(3, '\t');
        let (default, text, expected) =
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let reader = NumberReader::new((default != "-").then_some(default)).expect("a country");
        let found = match reader.read(text) {
            // Google does not look for a lost plus sign with another country's code behind it.
            Ok(Reading { repair: Some(Repair::LostPlus), .. }) if expected.is_empty() => String::new(),
            Ok(Reading { number, .. }) => {
                format!("{}\t{}\t{}", number.digits(), number.country().unwrap_or("-"), number.line_type().as_str())
            }
            Err(_) => String::new(),
        };
        n_lines += 1;
        n_valid += usize::from(!expected.is_empty());
        if found != expected {
            wrong.push(format!("{default} {text}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(n_lines >= 10_000 && n_valid >= 5_000, "{n_lines} lines, {n_valid} valid");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
