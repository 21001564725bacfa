//! S-Wallet and prices (R-013 … R-017).

mod figures;
mod ledger;
mod prices;

use crate::i18n::t;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use self::{figures::Figures, ledger::Ledger, prices::PriceList};
use crate::{
    client::{Loadable, use_gateway},
    components::{ErrorNotice, Gate, PageHead, Waiting},
    markup::html,
};

/// Many messages change at once; the wallet is read when they have settled.
const SETTLE_MS: u32 = 300;

/// The page.
#[component]
pub fn WalletPage() -> Html {
    html! {
        <>
            <PageHead title={t!("wallet.title")} sentence={Some(AttrValue::from(t!("wallet.sentence")))} />
            <Gate><Inside /></Gate>
        </>
    }
}

#[component]
fn Inside() -> Html {
    let gateway = use_gateway();
    // `pending` changes with a message's status even where no money moves.
    let n_open =
        gateway.messages.ready().map(|log| log.rows.iter().filter(|message| !message.status.is_final()).count());
    use_effect_with(n_open, {
        let gateway = gateway.clone();
        move |_| {
            let reading = Timeout::new(SETTLE_MS, move || gateway.read_wallet());
            move || drop(reading)
        }
    });
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    match &gateway.wallet {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> },
        Loadable::Ready(wallet) => html! {
            <>
                <Figures wallet={std::rc::Rc::clone(wallet)} />
                <Ledger wallet={std::rc::Rc::clone(wallet)} />
                {
                    match &gateway.prices {
                        Loadable::Waiting => html! { <Waiting /> },
                        Loadable::Failed(error) => html! {
                            <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} />
                        },
                        Loadable::Ready(prices) => html! { <PriceList prices={std::rc::Rc::clone(prices)} /> },
                    }
                }
            </>
        },
    }
}
