//! S-Wallet and prices (R-013 … R-017).

mod figures;
mod ledger;
mod limits;
mod prices;
mod top_up;

use std::rc::Rc;

use crate::i18n::t;
use gloo_timers::callback::Timeout;
use piecewise_api::{Mode, Permission};
use yew::prelude::*;

pub use self::prices::{PriceImportPage, PricesPage};
use self::{figures::Figures, ledger::Ledger, limits::Limits, top_up::TopUp};
use crate::{
    client::{Loadable, use_gateway},
    components::{ErrorNotice, Icon, IconName, PageHead, Permitted, Sections, Waiting},
    markup::html,
    routes::Route,
};

/// Many messages change at once; the wallet is read when they have settled.
const SETTLE_MS: u32 = 300;

/// Where money is added for real.
const PLATFORM: &str = "https://www.aurorasendcloud.com/";

/// The page.
#[component]
pub fn WalletPage() -> Html {
    html! {
        <>
            <PageHead title={t!("wallet.title")} sentence={Some(AttrValue::from(t!("wallet.sentence")))}>
                <AddFunds />
            </PageHead>
            { parts(Route::Wallet) }
            <Permitted permission={Permission::WalletRead}><Inside /></Permitted>
        </>
    }
}

/// The wallet and its prices, as parts of one page.
fn parts(here: Route) -> Html {
    let parts = vec![(Route::Wallet, t!("wallet.title").into()), (Route::Prices, t!("prices.title").into())];
    html! { <Sections {here} {parts} /> }
}

/// The way to more money: sample money in the sandbox, the platform's own page otherwise.
#[component]
fn AddFunds() -> Html {
    let gateway = use_gateway();
    match gateway.session().map(|session| session.mode) {
        Some(Mode::Sandbox) if gateway.permits(Permission::WalletTopUp) => html! { <TopUp /> },
        Some(Mode::Live) => html! {
            <a class="button button-primary" href={PLATFORM} target="_blank" rel="noopener noreferrer" data-test="add-funds">
                <Icon name={IconName::External} />
                <span>{ t!("wallet.add_live") }</span>
            </a>
        },
        _ => Html::default(),
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
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_wallet());
    match &gateway.wallet {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> },
        Loadable::Ready(wallet) => html! {
            <>
                <Figures wallet={Rc::clone(wallet)} />
                <Limits wallet={Rc::clone(wallet)} />
                <Ledger wallet={Rc::clone(wallet)} />
            </>
        },
    }
}
