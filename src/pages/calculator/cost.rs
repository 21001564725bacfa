//! What it costs: a country, a number of recipients, and where the price comes from.

use crate::i18n::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::{CalculationAction, use_calculation};
use crate::{
    components::{CountryPicker, Icon, IconName},
    format,
    i18n::plural,
    markup::html,
    prices::PriceList,
};

/// Props of [`CostCard`].
#[derive(Properties, PartialEq)]
pub(super) struct CostCardProps {
    /// The prices.
    pub(super) prices: PriceList,
    /// Pieces of the message.
    pub(super) n_pieces: u32,
}

/// Country, recipients, total.
#[component]
pub(super) fn CostCard(props: &CostCardProps) -> Html {
    let calculation = use_calculation();
    let on_choose = use_callback(calculation.dispatcher(), |country, dispatcher| {
        dispatcher.dispatch(CalculationAction::Country(country));
    });
    let oninput = use_callback(calculation.dispatcher(), |event: InputEvent, dispatcher| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        dispatcher.dispatch(CalculationAction::Recipients(typed.into()));
    });
    let prices = &props.prices;
    let n_recipients = calculation.n_recipients();
    html! {
        <section class="card stack" aria-labelledby="cost-title">
            <h2 id="cost-title">{ t!("calculator.cost") }</h2>
            <div class="cost-inputs">
                <div class="field">
                    <label class="field-label" for="calculator-country">{ t!("calculator.country") }</label>
                    <CountryPicker
                        id="calculator-country"
                        country={calculation.country.clone()}
                        prices={prices.clone()}
                        {on_choose}
                        test="calculator-country"
                    />
                </div>
                <div class="field">
                    <label class="field-label" for="calculator-recipients">{ t!("calculator.recipients") }</label>
                    <input
                        id="calculator-recipients"
                        class="input figure"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        value={calculation.recipients.clone()}
                        aria-invalid={n_recipients.is_none().then_some("true")}
                        aria-describedby={n_recipients.is_none().then_some("recipients-error")}
                        {oninput}
                        data-test="calculator-recipients"
                    />
                </div>
            </div>
            if n_recipients.is_none() {
                <p id="recipients-error" class="field-error">
                    <Icon name={IconName::Error} />
                    <span>{ t!("calculator.recipients_error") }</span>
                </p>
            }
            if let Some(n) = n_recipients {
                { total(prices, &calculation.country, props.n_pieces, n) }
            }
            <p class="muted small">{ source(prices) }</p>
        </section>
    }
}

fn total(prices: &PriceList, country: &str, n_pieces: u32, n_recipients: u64) -> Html {
    let name = format::country(country);
    let Some(price) = prices.price(country) else {
        return html! {
            <p class="notice notice-warning" data-test="cost">
                <Icon name={IconName::Warning} />
                <span>{ t!("calculator.price_unknown", country = name) }</span>
            </p>
        };
    };
    let Some(sum) = prices.cost(country, n_pieces, n_recipients) else {
        return html! { <p class="field-error">{ t!("calculator.too_much") }</p> };
    };
    html! {
        <div class="total">
            <p class="total-sum figure" data-test="cost">
                { format::amount(sum) }{ "\u{a0}" }<span class="total-currency">{ &prices.currency }</span>
            </p>
            <p class="muted small figure">
                { plural("count.pieces", n_pieces.into()) }{ " × " }
                { plural("calculator.n_recipients", n_recipients) }{ " × " }
                { format::money(price, &prices.currency) }
            </p>
        </div>
    }
}

/// Where the prices come from. Sample prices say so wherever they show (D8).
fn source(prices: &PriceList) -> String {
    let since = format::day(&prices.effective);
    if prices.is_sample {
        t!("calculator.sample_prices", since = since)
    } else {
        t!("calculator.prices_from", source = prices.source, since = since)
    }
}
