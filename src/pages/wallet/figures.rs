//! The wallet's five figures; available, reserved and spent always add up to what was paid in.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Wallet;
use piecewise_sms::money::Micros;
use yew::prelude::*;

use crate::{format, markup::html};

/// Props of [`Figures`].
#[derive(Properties, PartialEq)]
pub(super) struct FiguresProps {
    /// The wallet.
    pub(super) wallet: Rc<Wallet>,
}

/// Shows the figures.
#[component]
pub(super) fn Figures(props: &FiguresProps) -> Html {
    let wallet = &props.wallet;
    html! {
        <section class="stack" aria-label={t!("wallet.balance")}>
            <dl class="figures figures-wallet">
                { figure("available", wallet.available, &wallet.currency, &t!("wallet.available"), &t!("wallet.available_is")) }
                { figure("reserved", wallet.reserved, &wallet.currency, &t!("wallet.reserved"), &t!("wallet.reserved_is")) }
                { figure("pending", wallet.pending, &wallet.currency, &t!("wallet.pending"), &t!("wallet.pending_is")) }
                { figure("spent", wallet.spent, &wallet.currency, &t!("wallet.spent"), &t!("wallet.spent_is")) }
                { figure("topped-up", wallet.topped_up, &wallet.currency, &t!("wallet.topped_up"), &t!("wallet.topped_up_is")) }
            </dl>
            <p class="muted small">{ t!("wallet.adds_up") }</p>
        </section>
    }
}

fn figure(name: &str, amount: Micros, currency: &str, word: &str, help: &str) -> Html {
    html! {
        <div class="card money">
            <dt>{ word }</dt>
            <dd class="money-amount figure" data-test={format!("wallet-{name}")}>
                { format::amount(amount) }
                { " " }
                <span class="money-unit">{ currency.to_owned() }</span>
            </dd>
            <dd class="muted small">{ help }</dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::{SpendCaps, Wallet};
    use piecewise_sms::money::Micros;

    use super::{Figures, FiguresProps};
    use crate::components::rendered::rendered;

    ///
    #[tokio::test]
    async fn every_figure_is_shown_by_itself_with_its_currency() {
        let wallet = Rc::new(Wallet {
            currency: "USD".into(),
            topped_up: Micros(100_000_000),
            available: Micros(99_000_000),
            reserved: Micros(600_000),
            spent: Micros(400_000),
            pending: Micros(650_000),
            low_balance: None,
            caps: SpendCaps::default(),
            attention: vec![],
        });
        let html = rendered::<Figures>(FiguresProps { wallet }).await;
        for part in ["99.00", "0.60", "0.65", "0.40", "100.00", "Available", "Reserved", "Pending", "Spent"] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
        assert_eq!(html.matches("USD").count(), 5);
    }
}
