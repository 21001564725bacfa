//! A list as a spreadsheet leaves it: UTF-16 with semicolons, numbers rounded, without their plus, or as fractions.

use std::fmt::Write;

use piecewise_recipients::{
    NumberReader, PhoneFault, Repair,
    columns::{ColumnGuess, sample},
    import::{Delimiter, ImportOptions, Importer, N_SAMPLE_BYTES, Record},
    list::{Duplicates, ListBuilder, ListOptions, RejectReason, RowCounts, Suppression},
    plan::{Campaign, plan},
};
use piecewise_sms::{
    prices::PriceTable,
    template::{ContentType, Template},
};

const N_ROWS: u32 = 5000;

/// Every fifth row is damaged in one of two ways, every tenth is there already; the others are written in three ways.
fn file() -> Vec<u8> {
    let mut text = "\u{feff}Kunde;Telefon\r\n".to_owned();
    for row in 0..N_ROWS {
        let number = 6_591_200_000_u64 + u64::from(row);
        let written = match row % 10 {
            0 => format!("6.59E+{:02}", 9),
            5 => format!("{}x", number / 10),
            9 => format!("+{}", number - 1),
            1 | 2 => format!("{number}.0"),
            3 | 4 => format!("'{}", number - 6_500_000_000),
            _ => number.to_string(),
        };
        writeln!(text, "\"Müller; {row}\";{written}\r").expect("a string grows");
    }
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// R-010, R-111, R-241: every row is accounted for, nothing is made up, and the sums are right.
#[test]
fn a_list_that_a_spreadsheet_has_damaged_is_planned() {
    let file = file();
    let template = Template::parse("Hallo %kunde%, Ihr Paket ist da.");
    let reader = NumberReader::new(Some("SG")).expect("a country");
    let head = sample(&file[..N_SAMPLE_BYTES], ImportOptions::default()).expect("a list");
    let columns = ColumnGuess::of(&head, &template.variables(), reader).columns().expect("columns with names");
    let options = ListOptions {
        default_country: Some("SG".into()),
        columns,
        duplicates: Duplicates::First,
        content_type: ContentType::Notification,
    };
    let suppression = Suppression::default();
    let mut builder = ListBuilder::new(&template, options, &suppression).expect("columns that fit");
    let mut importer = Importer::new(ImportOptions::default());
    let mut take = |record: Record<'_>| _ = builder.push(record);
    for chunk in file.chunks(4099) {
        importer.push(chunk, &mut take).expect("a list");
    }
    let format = importer.finish(&mut take).expect("a list");
    assert_eq!((format.encoding.as_deref(), format.delimiter), (Some("UTF-16LE"), Some(Delimiter::Semicolon)));

    let list = builder.finish();
    let n_tenth = N_ROWS / 10;
    let expected =
        RowCounts { rows: N_ROWS, accepted: 7 * n_tenth, rejected: 2 * n_tenth, duplicate: n_tenth, suppressed: 0 };
    assert_eq!(list.counts(), expected);
    let reasons: Vec<_> =
        list.rejects().iter().map(|class| (class.reason, class.n_rows, class.first_rows[0])).collect();
    let number = |fault| RejectReason::Number { fault };
    // The header is row 1 of the person's own file.
    assert_eq!(reasons, [(number(PhoneFault::NotANumber), n_tenth, 7), (number(PhoneFault::DigitsLost), n_tenth, 2)]);
    let repaired = |wanted: Repair| list.repairs().find(|(repair, _)| *repair == wanted).map(|(_, n)| n);
    assert_eq!(repaired(Repair::Spreadsheet), Some(2 * n_tenth));
    assert_eq!(repaired(Repair::DefaultCountry), Some(2 * n_tenth));
    assert_eq!(list.recipient(0).map(|one| (one.row, one.number.to_string())), Some((3, "+6591200001".to_owned())));

    let prices = PriceTable::sample();
    let campaign = Campaign {
        template: &template,
        content_type: ContentType::Notification,
        prices: &prices,
        sender: None,
        senders: &[],
        start_ms: 0,
    };
    let plan = plan(&list, &campaign).expect("a sum that fits");
    assert_eq!((plan.n_pieces, plan.total.0), (u64::from(7 * n_tenth), 41_200 * i64::from(7 * n_tenth)));
}
