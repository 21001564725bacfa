//! What a piece costs in each country, with a filter (R-015, D8).

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Price, Prices};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    format, i18n,
    markup::html,
};

/// Props of [`PriceList`].
#[derive(Properties, PartialEq)]
pub(super) struct PriceListProps {
    /// The table.
    pub(super) prices: Rc<Prices>,
}

/// Shows the prices of the countries that match the filter.
#[component]
pub(super) fn PriceList(props: &PriceListProps) -> Html {
    let wanted = use_state_eq(String::new);
    let oninput = use_callback(wanted.setter(), |event: InputEvent, set| {
        set.set(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    let prices = &props.prices;
    let found: Vec<&Price> = prices.prices.iter().filter(|price| matches(&price.country, &wanted)).collect();
    html! {
        <section class="stack" aria-labelledby="prices" data-test="prices">
            <div class="stack-tight">
                <h2 id="prices">{ t!("wallet.prices") }</h2>
                <p class="muted">
                    { t!("wallet.prices_from", day = format::day(&prices.effective), source = source(prices)) }
                </p>
            </div>
            if prices.is_sample {
                <div class="notice notice-warning">
                    <Icon name={IconName::Warning} />
                    <p>{ t!("wallet.sample") }</p>
                </div>
            }
            <div class="field price-filter">
                <label class="field-label" for="price-filter">{ t!("wallet.find_country") }</label>
                <input
                    id="price-filter"
                    class="input"
                    type="search"
                    autocomplete="off"
                    value={(*wanted).clone()}
                    {oninput}
                    data-test="price-filter"
                />
            </div>
            <p class="field-help" role="status">{ i18n::plural("wallet.n_countries", found.len() as u64) }</p>
            if found.is_empty() {
                <p data-test="no-price">{ t!("wallet.no_price", country = *wanted) }</p>
            } else {
                <div class="data-frame price-frame" tabindex="0" role="group" aria-labelledby="prices">
                    <table class="data prices">
                        <thead>
                            <tr>
                                <th scope="col">{ t!("messages.country") }</th>
                                <th scope="col">{ t!("wallet.code") }</th>
                                <th scope="col" class="number">{ t!("wallet.per_piece", currency = prices.currency) }</th>
                            </tr>
                        </thead>
                        <tbody>
                            for price in found {
                                <tr key={price.country.clone()}>
                                    <th scope="row">{ format::country(&price.country) }</th>
                                    <td class="muted">{ &price.country }</td>
                                    <td class="number">{ format::unit_price(price.price) }</td>
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
            }
        </section>
    }
}

/// Where the prices come from; the sandbox's own are named in the reader's language.
fn source(prices: &Prices) -> String {
    if prices.is_sample { t!("wallet.sample_source") } else { prices.source.clone() }
}

/// Whether a country is meant by what was typed: a part of its name, or its code.
fn matches(country: &str, wanted: &str) -> bool {
    let wanted = wanted.trim().to_lowercase();
    wanted.is_empty()
        || country.eq_ignore_ascii_case(&wanted)
        || format::country(country).to_lowercase().contains(&wanted)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::{Price, Prices};
    use piecewise_sms::money::Micros;

    use super::{PriceList, PriceListProps, matches};
    use crate::components::rendered::rendered;

    #[test]
    fn a_country_is_found_by_its_code() {
        assert!(matches("SG", "sg") && matches("SG", "") && matches("SG", " S "));
        assert!(!matches("SG", "us"));
    }

    /// D8.
    #[tokio::test]
    async fn sample_prices_say_so() {
        let prices = Rc::new(Prices {
            currency: "USD".into(),
            effective: "2026-01-01".into(),
            source: "sample prices".into(),
            is_sample: true,
            version: 1,
            prices: vec![Price { country: "SG".into(), price: Micros(41_200) }],
        });
        let html = rendered::<PriceList>(PriceListProps { prices }).await;
        assert!(html.contains("sample prices") && html.contains("0.0412") && html.contains("2026-01-01"), "{html}");
    }
}
