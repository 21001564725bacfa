//! Plans of small lists, and of many lists made by chance.

use piecewise_sms::{
    money::{Currency, Micros},
    prices::estimate,
    template::Template,
};

use super::*;
use crate::{
    columns::{Columns, Header, ValueSource},
    import::Record,
    list::{Duplicates, ListBuilder, ListOptions, Suppression},
};

const MONDAY_NOON: i64 = 1_767_614_400_000; // 2026-01-05 12:00 UTC.

fn prices() -> PriceTable {
    let prices =
        [("SG", 41_200), ("US", 7_900), ("DE", 74_000)].map(|(country, micros)| (country.into(), Micros(micros)));
    PriceTable::new(Currency::USD, "2026-01-01".into(), "test".into(), false, prices)
}

/// The list of rows of a number and values, each with its row.
fn list_of(template: &Template, rows: &[(u32, Vec<String>)], duplicates: Duplicates) -> List {
    let n_variables = template.variables().len();
    let options = ListOptions {
        default_country: None,
        columns: Columns {
            header: Header::Absent,
            number: 0,
            values: (1..=n_variables).map(|column| ValueSource::Column { column, if_empty: None }).collect(),
        },
        duplicates,
        content_type: ContentType::Marketing,
    };
    let suppression = Suppression::default();
    let mut builder = ListBuilder::new(template, options, &suppression).unwrap();
    for (row, fields) in rows {
        let text = fields.concat();
        let mut end = 0;
        let ends: Vec<usize> = fields.iter().map(|field| (end += field.len(), end).1).collect();
        builder.push(Record::new(*row, &text, &ends));
    }
    builder.finish()
}

fn rows(lines: &[&str]) -> Vec<(u32, Vec<String>)> {
    (1..).zip(lines).map(|(row, line)| (row, line.split(',').map(str::to_owned).collect())).collect()
}

fn plan_of(list: &List, template: &Template) -> Plan {
    let senders = [("ACME".to_owned(), "SG".to_owned())];
    let campaign = Campaign {
        template,
        content_type: ContentType::Marketing,
        prices: &prices(),
        sender: Some("ACME"),
        senders: &senders,
        start_ms: MONDAY_NOON,
    };
    plan(list, &campaign).unwrap()
}

/// the guide's example, with an unknown price beside it.
#[test]
fn a_plan_tells_what_every_country_costs() {
    let long = "x".repeat(161);
    let template = Template::parse(&(long + "%name%"));
    let lines =
        ["+6591234567,a", "+6591234568,b", "+12125550123,c", "+4915112345678,d", "+33612345678,e", "+80012345678,f"];
    let list = list_of(&template, &rows(&lines), Duplicates::First);
    let plan = plan_of(&list, &template);
    assert_eq!(
        (plan.total, plan.n_unpriced, plan.is_exact()),
        (Micros(2 * 2 * 41_200 + 2 * 7_900 + 2 * 74_000), 2, false)
    );
    let found: Vec<_> = plan.countries.iter().map(|one| (one.country.as_deref(), one.n_recipients, one.cost)).collect();
    assert_eq!(
        found,
        [
            (Some("DE"), 1, Some(Micros(148_000))),
            (Some("FR"), 1, None),
            (Some("SG"), 2, Some(Micros(164_800))),
            (Some("US"), 1, Some(Micros(15_800))),
            (None, 1, None),
        ]
    );
    let senders: Vec<_> = plan.countries.iter().map(|one| one.sender.as_deref()).collect();
    assert_eq!(senders, [None, None, Some("ACME"), None, None]);
    assert_eq!(plan.countries[4].quiet, QuietState::UnknownZone);
    assert_eq!((plan.costliest[0].row, plan.costliest[0].cost), (4, Micros(148_000)));
    assert_eq!(plan.cheapest.as_ref().map(|row| (row.row, row.cost)), Some((3, Micros(15_800))));
    assert_eq!(plan.pieces, [PieceCount { n_pieces: 2, n_recipients: 6 }]);
}

/// What replacing a character would save: in the template, in values, and only if nothing else is left.
#[test]
fn a_plan_tells_what_replacing_would_save() {
    let template = Template::parse(&format!("It’s {} %name%", "x".repeat(80)));
    let lines = ["+6591234567,Ann", "+6591234568,Güneş", "+6591234569,张三"];
    let list = list_of(&template, &rows(&lines), Duplicates::First);
    let savings = plan_of(&list, &template).savings;
    assert_eq!(savings.all, Saved { n_recipients: 2, n_pieces: 2, cost: Micros(82_400) });
    let found: Vec<_> = savings
        .each
        .iter()
        .map(|one| {
            (
                one.character,
                one.replacement.as_str(),
                one.in_template,
                one.in_values.len(),
                one.n_recipients,
                one.alone.n_pieces,
            )
        })
        .collect();
    assert_eq!(found, [('’', "'", true, 0, 2, 1), ('ş', "s", false, 1, 1, 0)]);
    let costly = &plan_of(&list, &template).costliest[0];
    assert_eq!((costly.row, costly.n_pieces, costly.forcing.join("")), (1, 2, "’".to_owned()));
}

#[test]
fn equal_values_go_in_one_call() {
    let template = Template::parse("Hi %name%");
    let lines: Vec<String> = (0..5).map(|n| format!("+659123456{n},{}", if n < 3 { "Ann" } else { "Bea" })).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let list = list_of(&template, &rows(&lines), Duplicates::First);
    assert_eq!(plan_of(&list, &template).calls, CallCount { n_calls: 2, n_groups: 2, n_largest: 3 });
    let calls: Vec<Vec<u32>> = list.calls(2).into_iter().map(|call| call.places).collect();
    assert_eq!(calls, [vec![0, 1], vec![2], vec![3, 4]]);
}

#[test]
fn a_plan_goes_over_the_wire() {
    let template = Template::parse("Hi %name% ’");
    let list = list_of(&template, &rows(&["+6591234567,Ann", "12,x", "+6591234567,Bob"]), Duplicates::Last);
    let plan = plan_of(&list, &template);
    let json = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), plan);
    assert_eq!(plan.rows, RowCounts { rows: 3, accepted: 1, rejected: 1, duplicate: 1, suppressed: 0 });
}

#[test]
fn a_plan_of_nobody_costs_nothing() {
    let template = Template::parse("Hi");
    let plan = plan_of(&list_of(&template, &[], Duplicates::First), &template);
    assert_eq!((plan.total, plan.n_pieces, plan.is_exact(), plan.calls.n_calls), (Micros::ZERO, 0, true, 0));
    assert_eq!(plan.cheapest, None);
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::import::{ImportOptions, Importer};

    fn number() -> impl Strategy<Value = String> {
        prop_oneof![
            (0..40_u32).prop_map(|n| format!("+65912345{n:02}")),
            (0..20_u32).prop_map(|n| format!("+121255501{n:02}")),
            (0..20_u32).prop_map(|n| format!("+336123456{n:02}")),
            Just("+80012345678".to_owned()),
            Just("12".to_owned()),
            Just(String::new()),
        ]
    }

    fn value() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("Ann".to_owned()),
            Just("Güneş’".to_owned()),
            Just("张三".to_owned()),
            Just(String::new()),
            "[a-z\\[€]{0,40}",
            Just("see www.e.com".to_owned()),
        ]
    }

    fn any_rows() -> impl Strategy<Value = Vec<(u32, Vec<String>)>> {
        vec((number(), value()), 0..60)
            .prop_map(|rows| (1..).zip(rows).map(|(row, (number, value))| (row, vec![number, value])).collect())
    }

    fn template() -> Template {
        Template::parse(&format!("%name% {} %name%", "x".repeat(140)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// rows may come in any order.
        #[test]
        fn any_order_of_rows_gives_the_same_plan(
            rows in any_rows(),
            shuffled in any::<prop::sample::Index>(),
            is_last in any::<bool>(),
        ) {
            let duplicates = if is_last { Duplicates::Last } else { Duplicates::First };
            let template = template();
            let expected = plan_of(&list_of(&template, &rows, duplicates), &template);
            let mut other = rows.clone();
            other.reverse();
            if !other.is_empty() {
                let middle = shuffled.index(other.len());
                other.rotate_left(middle);
                let half = other.len() / 2;
                other[..half].sort_by(|a, b| a.1.cmp(&b.1));
            }
            prop_assert_eq!(plan_of(&list_of(&template, &other, duplicates), &template), expected);
        }

        /// a plan is the sum of its rows, and every row is accounted for.
        #[test]
        fn a_plan_is_the_sum_of_its_rows(rows in any_rows()) {
            let template = template();
            let list = list_of(&template, &rows, Duplicates::First);
            let plan = plan_of(&list, &template);
            prop_assert!(plan.rows.is_balanced());
            prop_assert_eq!(plan.rows.rows as usize, rows.len());
            let singles: Vec<_> = list.recipients().map(|one| {
                let fields = std::iter::once(one.number.to_string()).chain(one.values().map(str::to_owned)).collect();
                plan_of(&list_of(&template, &[(1, fields)], Duplicates::First), &template)
            }).collect();
            prop_assert_eq!(singles.iter().map(|one| one.total.0).sum::<i64>(), plan.total.0);
            prop_assert_eq!(singles.iter().map(|one| one.n_pieces).sum::<u64>(), plan.n_pieces);
            prop_assert_eq!(singles.iter().map(|one| one.n_unpriced).sum::<u32>(), plan.n_unpriced);
            prop_assert_eq!(singles.iter().map(|one| one.savings.all.n_pieces).sum::<u64>(), plan.savings.all.n_pieces);
            let pieces = singles.iter().map(|one| u32::try_from(one.n_pieces).unwrap());
            let rows = list.recipients().map(|one| one.number.country()).zip(pieces);
            let estimate = estimate(&prices(), rows).unwrap();
            prop_assert_eq!(estimate.total, plan.total);
            prop_assert_eq!(estimate.n_unknown, u64::from(plan.n_unpriced));
        }

        /// A file may be cut into chunks anywhere.
        #[test]
        fn any_chunks_give_the_same_rows(file in "[a-z,;\"\r\n|€é中\t ]{0,400}", cuts in vec(1..40_usize, 1..50)) {
            let read = |cuts: &[usize]| {
                let (mut rows, mut rest) = (Vec::new(), file.as_bytes());
                let mut importer = Importer::new(ImportOptions::default());
                let mut keep = |record: Record<'_>| {
                    rows.push((record.row(), record.fields().map(str::to_owned).collect::<Vec<_>>()));
                };
                let mut outcome = Ok(());
                for &cut in cuts {
                    let (chunk, behind) = rest.split_at(cut.min(rest.len()));
                    outcome = outcome.and_then(|()| importer.push(chunk, &mut keep));
                    rest = behind;
                }
                let outcome = outcome
                    .and_then(|()| importer.push(rest, &mut keep))
                    .and_then(|()| importer.finish(&mut keep));
                (outcome, rows)
            };
            prop_assert_eq!(read(&cuts), read(&[]));
        }
    }
}
