//! What an import would change, and which lines are wrong.

use crate::i18n::t;
use piecewise_api::{PriceChange, PriceFault, PriceFaultKind, PricePreview};
use piecewise_sms::money::Micros;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    format, i18n,
    markup::html,
    order::sorted_by,
};

/// The lines that are wrong; nothing is imported while there is one.
pub(super) fn faults(preview: &PricePreview) -> Html {
    let n_more = u64::from(preview.n_faults).saturating_sub(preview.faults.len() as u64);
    html! {
        <div class="notice notice-error" role="alert" data-test="price-faults">
            <Icon name={IconName::Error} />
            <div class="notice-body">
                <p class="notice-title">{ i18n::plural("prices.n_faults", preview.n_faults.into()) }</p>
                <p>{ t!("prices.nothing_imported") }</p>
                <ul class="notice-list">
                    for (at, fault) in preview.faults.iter().enumerate() {
                        <li key={at.to_string()}>{ words(fault) }</li>
                    }
                </ul>
                if n_more > 0 {
                    <p class="muted">{ i18n::plural("prices.more_faults", n_more) }</p>
                }
            </div>
        </div>
    }
}

fn words(fault: &PriceFault) -> String {
    let kind = match fault.kind {
        PriceFaultKind::Unreadable => "unreadable",
        PriceFaultKind::NoPrices => "no_prices",
        PriceFaultKind::ColumnTwice => "column_twice",
        PriceFaultKind::ColumnMissing => "column_missing",
        PriceFaultKind::Country => "country",
        PriceFaultKind::NotANumber => "not_a_number",
        PriceFaultKind::NotPositive => "not_positive",
        PriceFaultKind::TooHigh => "too_high",
        PriceFaultKind::CountryTwice => "country_twice",
        PriceFaultKind::Differs => "differs",
    };
    t!("prices.line", line = fault.line, words = i18n::text(&format!("price_fault.{kind}")))
}

/// What would change.
pub(super) fn changes(preview: &PricePreview) -> Html {
    let n = |is_counted: fn(&PriceChange) -> bool| {
        preview.changes.iter().filter(|change| is_counted(change)).count() as u64
    };
    let n_new = n(|change| change.before.is_none());
    let n_gone = n(|change| change.after.is_none());
    let n_other = n(|change| change.before.is_some() && change.after.is_some());
    html! {
        <>
            <ul class="change-counts figure" data-test="change-counts">
                <li>{ i18n::plural("prices.n_new", n_new) }</li>
                <li>{ i18n::plural("prices.n_changed", n_other) }</li>
                <li>{ i18n::plural("prices.n_gone", n_gone) }</li>
                <li>{ i18n::plural("prices.n_unchanged", preview.n_unchanged.into()) }</li>
            </ul>
            if n_gone > 0 {
                <div class="notice notice-warning">
                    <Icon name={IconName::Warning} />
                    <p>{ t!("prices.gone_means") }</p>
                </div>
            }
            if preview.changes.is_empty() {
                <p class="muted">{ t!("prices.no_change") }</p>
            } else {
                { table(preview) }
            }
        </>
    }
}

fn table(preview: &PricePreview) -> Html {
    html! {
        <div class="data-frame price-frame" tabindex="0" role="group" aria-labelledby="preview">
            <table class="data prices-changed" aria-labelledby="preview">
                <thead>
                    <tr>
                        <th scope="col">{ t!("messages.country") }</th>
                        <th scope="col" class="number">{ t!("prices.before") }</th>
                        <th scope="col" class="number">{ t!("prices.after", currency = preview.currency) }</th>
                        <th scope="col" class="number">{ t!("prices.difference") }</th>
                    </tr>
                </thead>
                <tbody>
                    for change in in_order(&preview.changes) {
                        <tr key={change.country.clone()} data-test={format!("change-{}", change.country)}>
                            <th scope="row">{ format::country(&change.country) }</th>
                            <td class="number" data-label={t!("prices.before")}>{ price(change.before) }</td>
                            <td class="number" data-label={t!("prices.after", currency = preview.currency)}>{ price(change.after) }</td>
                            <td class="number">{ difference(change) }</td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

/// What costs something else first, then what is new, and last what is gone.
fn in_order(changes: &[PriceChange]) -> Vec<&PriceChange> {
    let place = |change: &PriceChange| match (change.before, change.after) {
        (Some(_), Some(_)) => 0,
        (None, _) => 1,
        (Some(_), None) => 2,
    };
    sorted_by(changes.iter().collect(), |a: &&PriceChange, b: &&PriceChange| place(a).cmp(&place(b)))
}

fn price(price: Option<Micros>) -> String {
    price.map_or_else(|| t!("prices.unknown"), format::unit_price)
}

fn difference(change: &PriceChange) -> String {
    match (change.before, change.after) {
        (Some(before), Some(after)) if after > before => format!("+{}", format::unit_price(Micros(after.0 - before.0))),
        (Some(before), Some(after)) => format!("−{}", format::unit_price(Micros(before.0 - after.0))),
        (None, Some(_)) => t!("prices.new"),
        _ => t!("prices.gone"),
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::{PriceChange, PriceFault, PriceFaultKind};
    use piecewise_sms::money::Micros;

    use super::{difference, words};

    #[test]
    fn every_fault_has_its_line_and_words() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        for kind in [
            PriceFaultKind::Unreadable,
            PriceFaultKind::NoPrices,
            PriceFaultKind::ColumnTwice,
            PriceFaultKind::ColumnMissing,
            PriceFaultKind::Country,
            PriceFaultKind::NotANumber,
            PriceFaultKind::NotPositive,
            PriceFaultKind::TooHigh,
            PriceFaultKind::CountryTwice,
            PriceFaultKind::Differs,
        ] {
            let words = words(&PriceFault { line: 3, kind, message: String::new() });
            assert!(words.starts_with("Line 3: ") && !words.contains("price_fault."), "{words}");
        }
    }

    #[test]
    fn a_difference_has_its_sign() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        let change = |before: Option<i64>, after: Option<i64>| {
            difference(&PriceChange { country: "SG".into(), before: before.map(Micros), after: after.map(Micros) })
        };
        assert_eq!(change(Some(40_000), Some(41_200)), "+0.0012");
        assert_eq!(change(Some(41_200), Some(40_000)), "−0.0012");
        assert_ne!(change(None, Some(1)), change(Some(1), None));
    }
}
