//! The prices themselves: all, those of one's templates, or those of the countries in the address. A country without a
//! price is shown as unknown, and never as nothing.

use std::{collections::BTreeSet, rc::Rc};

use crate::i18n::t;
use piecewise_api::Prices;
use piecewise_sms::money::Micros;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    client::use_gateway,
    components::{Icon, IconName},
    countries::{self, Country},
    format, i18n,
    markup::html,
    query::use_view,
};

/// Props of [`PriceList`].
#[derive(Properties, PartialEq)]
pub(super) struct PriceListProps {
    /// The table.
    pub(super) prices: Rc<Prices>,
    /// What can be done with it.
    #[prop_or_default]
    pub(super) children: Html,
}

/// A row: a country, and its price where that is known.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    country: Country,
    price: Option<Micros>,
}

/// Which countries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chosen {
    /// Those with a price.
    All,
    /// Those that the templates are for.
    Templates,
    /// Those that the address names: a list's.
    Named,
}

/// Shows the prices of the countries that match the filter.
#[component]
pub(super) fn PriceList(props: &PriceListProps) -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let named = countries_of(view.get("countries"));
    let of_templates: BTreeSet<&'static str> = gateway
        .templates
        .ready()
        .into_iter()
        .flatten()
        .flat_map(|template| template.countries.iter().filter_map(|code| countries::find(code)))
        .collect();
    let chosen = use_state_eq(|| if named.is_empty() { Chosen::All } else { Chosen::Named });
    let wanted = use_state_eq(String::new);
    let oninput = use_callback(wanted.setter(), |event: InputEvent, set| {
        set.set(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    let prices = &props.prices;
    let rows = match *chosen {
        Chosen::All => rows_of_all(prices, &wanted),
        Chosen::Templates => rows_of(prices, &of_templates, &wanted),
        Chosen::Named => rows_of(prices, &named, &wanted),
    };
    let n_unknown = rows.iter().filter(|row| row.price.is_none()).count() as u64;
    let mut choices = vec![(Chosen::All, t!("prices.all"), prices.prices.len())];
    if !named.is_empty() {
        choices.insert(0, (Chosen::Named, t!("prices.named"), named.len()));
    }
    if !of_templates.is_empty() {
        choices.push((Chosen::Templates, t!("prices.of_templates"), of_templates.len()));
    }
    html! {
        <section class="stack" aria-labelledby="prices" data-test="prices">
            <div class="row row-between">
                <div class="stack-tight">
                    <h2 id="prices">{ t!("prices.version", version = prices.version) }</h2>
                    <p class="muted">
                        { t!("prices.from", day = format::day(&prices.effective), source = source(prices)) }
                    </p>
                </div>
                { props.children.clone() }
            </div>
            if prices.is_sample {
                <div class="notice notice-warning">
                    <Icon name={IconName::Warning} />
                    <p>{ t!("wallet.sample") }</p>
                </div>
            }
            <div class="price-tools">
                <div class="field price-filter">
                    <label class="field-label" for="price-filter">{ t!("prices.find") }</label>
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
                if choices.len() > 1 {
                    <div class="chips" role="group" aria-label={t!("prices.which")}>
                        for (choice, words, n) in choices {
                            <button
                                key={words.clone()}
                                class="chip"
                                type="button"
                                aria-pressed={(choice == *chosen).to_string()}
                                onclick={choose(&chosen, choice)}
                            >
                                { words }
                                <span class="figure">{ format::integer(n as u64) }</span>
                            </button>
                        }
                    </div>
                }
            </div>
            <p class="field-help" role="status">
                { i18n::plural("prices.n_countries", rows.len() as u64) }
                if n_unknown > 0 {
                    { " " }{ i18n::plural("prices.n_unknown", n_unknown) }
                }
            </p>
            if rows.is_empty() {
                <p data-test="no-price">{ t!("prices.no_country", country = *wanted) }</p>
            } else {
                { table(&rows, &prices.currency) }
            }
        </section>
    }
}

fn choose(chosen: &UseStateHandle<Chosen>, choice: Chosen) -> Callback<MouseEvent> {
    let chosen = chosen.setter();
    Callback::from(move |_| chosen.set(choice))
}

fn table(rows: &[Row], currency: &str) -> Html {
    html! {
        <div class="data-frame price-frame" tabindex="0" role="group" aria-labelledby="prices">
            <table class="data prices" aria-labelledby="prices">
                <thead>
                    <tr>
                        <th scope="col">{ t!("messages.country") }</th>
                        <th scope="col">{ t!("prices.code") }</th>
                        <th scope="col" class="number">{ t!("prices.per_piece", currency = currency) }</th>
                    </tr>
                </thead>
                <tbody>
                    for row in rows {
                        <tr key={row.country.code} data-test={format!("price-{}", row.country.code)}>
                            <th scope="row">{ &row.country.name }</th>
                            <td class="muted">{ row.country.code }</td>
                            <td class="number">
                                if let Some(price) = row.price {
                                    { format::unit_price(price) }
                                } else {
                                    <span class="badge badge-warning" title={t!("prices.unknown_means")}>
                                        <Icon name={IconName::Warning} />
                                        <span>{ t!("prices.unknown") }</span>
                                    </span>
                                }
                            </td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

/// Every country with a price; where one is looked for, also those without.
fn rows_of_all(prices: &Prices, wanted: &str) -> Vec<Row> {
    let all = countries::sorted(countries::REGIONS.iter().flat_map(countries::Region::countries));
    let is_looked_for = !wanted.trim().is_empty();
    let rows = all.into_iter().filter(|country| country.matches(wanted)).map(|country| with_price(prices, country));
    rows.filter(|row| is_looked_for || row.price.is_some()).collect()
}

/// These countries, with and without a price.
fn rows_of(prices: &Prices, codes: &BTreeSet<&'static str>, wanted: &str) -> Vec<Row> {
    let countries = countries::sorted(codes.iter().copied()).into_iter();
    countries.filter(|country| country.matches(wanted)).map(|country| with_price(prices, country)).collect()
}

fn with_price(prices: &Prices, country: Country) -> Row {
    let price = prices.prices.iter().find(|price| price.country == country.code).map(|price| price.price);
    Row { country, price }
}

/// The countries that an address names: `SG,US`.
fn countries_of(text: &str) -> BTreeSet<&'static str> {
    text.split(',').filter_map(|code| countries::find(code.trim())).collect()
}

/// Where the prices come from; the sandbox's own are named in the reader's language.
fn source(prices: &Prices) -> String {
    if prices.is_sample { t!("wallet.sample_source") } else { prices.source.clone() }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::{Price, Prices};
    use piecewise_sms::money::Micros;

    use super::{PriceList, PriceListProps, countries_of, rows_of, rows_of_all};
    use crate::components::rendered::rendered;

    fn prices() -> Rc<Prices> {
        Rc::new(Prices {
            currency: "USD".into(),
            effective: "2026-01-01".into(),
            source: "sample prices".into(),
            is_sample: true,
            version: 1,
            prices: vec![Price { country: "SG".into(), price: Micros(41_200) }],
        })
    }

    /// an unknown price is shown as unknown wherever its country is asked for.
    #[test]
    fn a_country_without_a_price_is_not_left_out_where_it_is_asked_for() {
        let prices = prices();
        let codes = |rows: Vec<super::Row>| rows.iter().map(|row| (row.country.code, row.price)).collect::<Vec<_>>();
        let singapore = ("SG", Some(Micros(41_200)));
        assert_eq!(codes(rows_of_all(&prices, "")), [singapore]);
        assert_eq!(codes(rows_of_all(&prices, "fr")), [("FR", None)]);
        assert_eq!(codes(rows_of(&prices, &countries_of("sg, US ,ZZ"), "")), [singapore, ("US", None)]);
    }

    /// D8.
    #[tokio::test]
    async fn sample_prices_say_so() {
        let html = rendered::<PriceList>(PriceListProps { prices: prices(), children: yew::Html::default() }).await;
        assert!(html.contains("sample prices") && html.contains("0.0412") && html.contains("2026-01-01"), "{html}");
    }
}
