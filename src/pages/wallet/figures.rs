//! The wallet's five figures; available, reserved and spent always add up to what was paid in (R-016).

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Wallet;
use piecewise_sms::money::Micros;
use yew::prelude::*;

use crate::{
    components::chart::{Bar, ChartFills, Fill, FillSample},
    format,
    markup::html,
};

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
            <div class="card stack-tight">
                <ChartFills />
                <Bar parts={parts(wallet)} whole={whole(wallet)} />
                <p class="sum figure" data-test="wallet-sum">
                    <span class="sum-part">
                        <FillSample fill={Fill::Available} />
                        { format::amount(wallet.available) }
                        { " " }
                        <span class="muted">{ t!("wallet.available") }</span>
                    </span>
                    { " + " }
                    <span class="sum-part">
                        <FillSample fill={Fill::Reserved} />
                        { format::amount(wallet.reserved) }
                        { " " }
                        <span class="muted">{ t!("wallet.reserved") }</span>
                    </span>
                    { " + " }
                    <span class="sum-part">
                        <FillSample fill={Fill::Spent} />
                        { format::amount(wallet.spent) }
                        { " " }
                        <span class="muted">{ t!("wallet.spent") }</span>
                    </span>
                    { " = " }
                    <span class="sum-part">
                        <strong>{ format::amount(wallet.topped_up) }</strong>
                        { " " }
                        <span class="muted">{ t!("wallet.topped_up") }</span>
                    </span>
                </p>
            </div>
        </section>
    }
}

/// The three that add up; nothing below nothing is drawn.
fn parts(wallet: &Wallet) -> Vec<(Fill, u64)> {
    let n = |amount: Micros| u64::try_from(amount.0).unwrap_or(0);
    vec![(Fill::Available, n(wallet.available)), (Fill::Reserved, n(wallet.reserved)), (Fill::Spent, n(wallet.spent))]
}

fn whole(wallet: &Wallet) -> u64 {
    u64::try_from(wallet.topped_up.0).unwrap_or(0)
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

    /// R-016.
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
        assert!(html.contains(r#"fill="url(#fill-spent)""#), "{html}");
    }
}
