//! The balance, and what of it is still open.

use crate::i18n::t;
use piecewise_api::WalletAttention;
use yew::prelude::*;

use crate::{
    client::{Loadable, use_gateway},
    components::{ErrorNotice, Icon, IconName, Waiting},
    format,
    markup::html,
    routes::Route,
};

/// Shows the balance and leads to the wallet.
#[component]
pub(super) fn Balance() -> Html {
    let gateway = use_gateway();
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_wallet());
    html! {
        <section class="card stack balance" aria-labelledby="balance" data-test="balance">
            <h2 id="balance">{ t!("overview.wallet") }</h2>
            {
                match &gateway.wallet {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> },
                    Loadable::Ready(wallet) => html! {
                        <>
                            <p class="today-number figure">
                                <span data-test="balance-available">{ format::amount(wallet.available) }</span>
                                { " " }
                                <span class="today-unit">{ t!("overview.wallet_is", currency = wallet.currency) }</span>
                            </p>
                            if wallet.attention.contains(&WalletAttention::LowBalance) {
                                <p class="balance-low">
                                    <Icon name={IconName::Warning} />
                                    <span>{ t!("overview.low") }</span>
                                </p>
                            }
                            <dl class="balance-facts figure">
                                <dt>{ t!("wallet.reserved") }</dt>
                                <dd>{ format::amount(wallet.reserved) }</dd>
                                <dt>{ t!("wallet.pending") }</dt>
                                <dd data-test="balance-pending">{ format::amount(wallet.pending) }</dd>
                            </dl>
                            <a href={Route::Wallet.href()}>{ t!("error.to_wallet") }</a>
                        </>
                    },
                }
            }
        </section>
    }
}
