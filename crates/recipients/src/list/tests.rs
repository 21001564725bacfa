//! Lists as people have them.

use piecewise_sms::template::{ContentType, Template};

use super::*;
use crate::{
    NumberReader, PlusSign,
    columns::{ColumnFault, ColumnGuess, Columns, Header, ValueSource, sample},
    import::{ImportOptions, Importer},
    parse_number,
};

fn options(duplicates: Duplicates, columns: Columns) -> ListOptions {
    ListOptions { default_country: Some("SG".into()), columns, duplicates, content_type: ContentType::Marketing }
}

/// The list of a file for a template, its verdicts, and the rejected rows as CSV.
fn list_of(file: &str, template: &str, duplicates: Duplicates, suppression: &Suppression) -> (List, String) {
    let template = Template::parse(template);
    let reader = NumberReader::new(Some("SG")).unwrap();
    let guess =
        ColumnGuess::of(&sample(file.as_bytes(), ImportOptions::default()).unwrap(), &template.variables(), reader);
    let mut builder = ListBuilder::new(&template, options(duplicates, guess.columns().unwrap()), suppression).unwrap();
    let (mut importer, mut csv, mut rejects) = (Importer::new(ImportOptions::default()), String::new(), None);
    let variables = builder.variables().to_vec();
    let mut take = |record: crate::import::Record<'_>| match builder.push(record) {
        Verdict::Header => rejects = Some(RejectsCsv::new(&variables, Some(record), &mut csv)),
        Verdict::Rejected { reason } => {
            rejects
                .get_or_insert_with(|| RejectsCsv::new(&variables, None, &mut String::new()))
                .push(record, reason, &mut csv);
        }
        Verdict::Accepted { .. } | Verdict::Duplicate { .. } | Verdict::Suppressed { .. } => {}
    };
    importer.push(file.as_bytes(), &mut take).unwrap();
    importer.finish(&mut take).unwrap();
    (builder.finish(), csv)
}

fn picture(list: &List) -> Vec<String> {
    let line =
        |one: Recipient<'_>| format!("{} {} {}", one.row, one.number, one.values().collect::<Vec<_>>().join("|"));
    list.recipients().map(line).collect()
}

const FILE: &str = "phone,name\n9123 4567,Ann\n+6591234567,Bea\n9123 4568,\n12,Cid\n+6591234569,Dee\n";

/// Every row is in one of the four, and rejected ones can be mended and imported again.
#[test]
fn every_row_is_accounted_for() {
    let mut suppression = Suppression::default();
    suppression.insert(parse_number("+6591234569", PlusSign::Required).unwrap(), SuppressionScope::Marketing);
    let (list, csv) = list_of(FILE, "Hi %name%", Duplicates::First, &suppression);
    let expected = RowCounts { rows: 5, accepted: 1, rejected: 2, duplicate: 1, suppressed: 1 };
    assert_eq!(list.counts(), expected);
    assert_eq!(picture(&list), ["2 +6591234567 Ann"]);
    assert_eq!(
        csv,
        "phone,name,row,problem\n\
         9123 4568,,4,It has no value for “name”.\n\
         12,Cid,5,It has too few digits for its country.\n"
    );
    assert_eq!(
        list.rejects().iter().map(|class| (class.n_rows, class.first_rows[0])).collect::<Vec<_>>(),
        [(1, 5), (1, 4)]
    );
    let mended = csv.replace("9123 4568,,", "9123 4568,Cat,");
    let (again, _) = list_of(&mended, "Hi %name%", Duplicates::First, &Suppression::default());
    assert_eq!(picture(&again), ["2 +6591234568 Cat"]);
}

#[test]
fn a_number_that_comes_again_counts_once() {
    let none = Suppression::default();
    let file = "phone,name,code\n91234567,Ann,\n91234567,,7\n91234568,Bea,8\n91234568,Bob,9\n91234569,Cat,\n";
    let picture_of = |duplicates| picture(&list_of(file, "%name% %code%", duplicates, &none).0);
    assert_eq!(picture_of(Duplicates::First), ["4 +6591234568 Bea|8"]);
    assert_eq!(picture_of(Duplicates::Last), ["5 +6591234568 Bob|9"]);
    assert_eq!(picture_of(Duplicates::Merge), ["2 +6591234567 Ann|7", "4 +6591234568 Bea|8"]);
    let (list, _) = list_of(file, "%name% %code%", Duplicates::Merge, &none);
    assert_eq!(list.counts(), RowCounts { rows: 5, accepted: 2, rejected: 1, duplicate: 2, suppressed: 0 });
}

#[test]
fn suppression_has_a_scope() {
    let number = parse_number("+6591234567", PlusSign::Required).unwrap();
    let mut suppression = Suppression::default();
    suppression.insert(number, SuppressionScope::Marketing);
    assert_eq!(suppression.scope_of(number, ContentType::Marketing), Some(SuppressionScope::Marketing));
    assert_eq!(suppression.scope_of(number, ContentType::Otp), None);
    suppression.insert(number, SuppressionScope::Everything);
    assert_eq!(suppression.scope_of(number, ContentType::Otp), Some(SuppressionScope::Everything));
}

#[test]
fn equal_values_are_one_group() {
    let file = "phone,name\n91234567,Ann\n91234568,Bea\n91234569,Ann\n";
    let (list, _) = list_of(file, "Hi %name%", Duplicates::First, &Suppression::default());
    assert_eq!(list.n_groups(), 2);
    assert_eq!(list.recipients().map(|one| one.group).collect::<Vec<_>>(), [0, 1, 0]);
}

/// Errors of columns come before any row is looked at.
#[test]
fn columns_must_fit_the_template() {
    let template = Template::parse("Hi %name%");
    let none = Suppression::default();
    let fault = |values: Vec<ValueSource>, country: &str| {
        let columns = Columns { header: Header::Absent, number: 0, values };
        let options = ListOptions { default_country: Some(country.into()), ..options(Duplicates::First, columns) };
        ListBuilder::new(&template, options, &none).err()
    };
    assert_eq!(fault(vec![], "SG"), Some(ColumnFault::WrongNumber { n_variables: 1, n_sources: 0 }));
    let fixed = |text: &str| vec![ValueSource::Fixed(text.into())];
    assert_eq!(fault(fixed("https://e.com"), "SG"), Some(ColumnFault::BadFixedValue { variable: "name".into() }));
    assert_eq!(fault(fixed("friend"), "XX"), Some(ColumnFault::NoSuchCountry { country: "XX".into() }));
    assert_eq!(fault(fixed("friend"), "SG"), None);
}
