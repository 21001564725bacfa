//! Insufficient balance: what is there, what is held, what a piece costs where, and the way to more.

use std::rc::Rc;

use piecewise_api::Wallet;
use piecewise_sms::money::Micros;
use yew::prelude::*;

use super::checks::{self, Check, Mark};
use crate::{
    client::{Loadable, use_gateway},
    components::{CountryPicker, ErrorNotice, Waiting},
    format,
    i18n::t,
    markup::html,
    prices::{PriceList, use_prices},
    query::use_view,
    routes::Route,
};

/// The name of the country in the address.
const COUNTRY: &str = "country";

/// Looks at the wallet and the prices.
#[component]
pub(super) fn Balance() -> Html {
    let gateway = use_gateway();
    let prices = use_prices();
    let view = use_view();
    let on_choose = {
        let view = view.clone();
        Callback::from(move |country: AttrValue| view.set(COUNTRY, &country))
    };
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    let chosen = view.get(COUNTRY).to_owned();
    let countries = if chosen.is_empty() { countries_of_templates(&gateway) } else { vec![chosen.clone()] };
    html! {
        <>
            <section class="card stack">
                <h2>{ t!("help.checks") }</h2>
                {
                    match (&gateway.wallet, gateway.session()) {
                        (_, None) => html! { <p class="muted">{ t!("help.sign_in_for_facts") }</p> },
                        (Loadable::Waiting, _) => html! { <Waiting /> },
                        (Loadable::Failed(error), _) => html! {
                            <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} />
                        },
                        (Loadable::Ready(wallet), _) => html! {
                            <>
                                { checks::list(wallet_checks(wallet)) }
                                { checks::list(price_checks(wallet, &prices, &countries)) }
                                if countries.is_empty() {
                                    <p class="muted small">{ t!("help.balance.no_countries") }</p>
                                }
                            </>
                        },
                    }
                }
                <div class="field help-country">
                    <label class="field-label" for="help-country">{ t!("help.balance.country") }</label>
                    <CountryPicker id="help-country" country={chosen} {prices} {on_choose} test="help-country" />
                </div>
                <div class="row">
                    <a class="button button-primary" href={Route::Wallet.href()} data-test="add-funds">
                        { t!("help.balance.add_funds") }
                    </a>
                </div>
            </section>
            { checks::steps(t!("help.steps"), "help.balance.step.") }
        </>
    }
}

/// Every country that a template of the account is for.
fn countries_of_templates(gateway: &crate::client::Gateway) -> Vec<String> {
    let templates = gateway.templates.ready().map(Vec::as_slice).unwrap_or_default();
    let mut countries: Vec<String> = templates.iter().flat_map(|template| template.countries.clone()).collect();
    countries.sort_unstable();
    countries.dedup();
    countries.truncate(8);
    countries
}

fn wallet_checks(wallet: &Rc<Wallet>) -> Vec<Check> {
    let money = |amount| format::money(amount, &wallet.currency);
    let available = money(wallet.available);
    let mut checks = vec![if wallet.available > Micros(0) {
        Check::new(Mark::Good, "available", t!("help.balance.available", amount = available))
    } else {
        Check::new(Mark::Bad, "available", t!("help.balance.none_available", amount = available))
    }];
    checks.push(if wallet.reserved > Micros(0) {
        Check::new(Mark::Look, "reserved", t!("help.balance.reserved", amount = money(wallet.reserved)))
    } else {
        Check::new(Mark::Good, "reserved", t!("help.balance.nothing_reserved"))
    });
    checks.push(if wallet.pending > Micros(0) {
        Check::new(Mark::Look, "pending", t!("help.balance.pending", amount = money(wallet.pending)))
    } else {
        Check::new(Mark::Good, "pending", t!("help.balance.nothing_pending"))
    });
    let caps = &wallet.caps;
    let reached = |cap: Option<Micros>, committed: Micros| cap.filter(|cap| committed >= *cap);
    let day = reached(caps.daily, caps.committed_today);
    let month = reached(caps.monthly, caps.committed_this_month);
    if let Some(cap) = day {
        let text = t!("help.balance.cap_day", cap = money(cap), committed = money(caps.committed_today));
        checks.push(Check::new(Mark::Bad, "cap", text));
    }
    if let Some(cap) = month {
        let text = t!("help.balance.cap_month", cap = money(cap), committed = money(caps.committed_this_month));
        checks.push(Check::new(Mark::Bad, "cap", text));
    }
    if day.is_none() && month.is_none() {
        checks.push(Check::new(Mark::Good, "cap", t!("help.balance.caps_fine")));
    }
    checks
}

/// What a piece costs in each country, and how many the balance is good for.
fn price_checks(wallet: &Wallet, prices: &PriceList, countries: &[String]) -> Vec<Check> {
    let check = |country: &String| {
        let name = format::country(country);
        let Some(price) = prices.price(country) else {
            return Check::new(Mark::Bad, "price", t!("help.balance.price_unknown", country = name));
        };
        let n_pieces = wallet.available.0.max(0).checked_div(price.0).unwrap_or_default();
        let text = t!(
            "help.balance.price",
            country = name,
            price = format::money(price, &prices.currency),
            n = format::integer(n_pieces.unsigned_abs()),
        );
        Check::new(if n_pieces > 0 { Mark::Good } else { Mark::Bad }, "price", text)
    };
    countries.iter().map(check).collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::{SpendCaps, Wallet};
    use piecewise_sms::{money::Micros, prices::PriceTable};

    use super::{Mark, PriceList, price_checks, wallet_checks};

    fn wallet(available: i64) -> Rc<Wallet> {
        Rc::new(Wallet {
            currency: "USD".into(),
            topped_up: Micros(1_000_000),
            available: Micros(available),
            reserved: Micros(600_000),
            spent: Micros(400_000 - available),
            pending: Micros(650_000),
            low_balance: None,
            caps: SpendCaps { daily: Some(Micros(1)), committed_today: Micros(1), ..SpendCaps::default() },
            attention: vec![],
        })
    }

    ///
    #[test]
    fn balance_reserve_pending_and_caps_are_told() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        let checks = wallet_checks(&wallet(0));
        let marks: Vec<_> = checks.iter().map(|check| (check.id, check.mark)).collect();
        assert_eq!(
            marks,
            [("available", Mark::Bad), ("reserved", Mark::Look), ("pending", Mark::Look), ("cap", Mark::Bad)]
        );
        assert!(checks[1].text.contains("0.60") && checks[2].text.contains("0.65"), "{checks:?}");
    }

    /// the price of the countries that are meant; one that is not known is never nothing.
    #[test]
    fn the_price_of_each_country_is_told() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        let prices = PriceList::from(&PriceTable::sample());
        let countries = ["SG".to_owned(), "ZZ".to_owned()];
        let checks = price_checks(&wallet(412_000), &prices, &countries);
        assert!(checks[0].mark == Mark::Good && checks[0].text.contains("10 pieces"), "{checks:?}");
        assert_eq!(checks[1].mark, Mark::Bad);
        assert_eq!(price_checks(&wallet(0), &prices, &countries)[0].mark, Mark::Bad);
    }
}
