//! What a piece costs in each country, the versions of the table, and another table from a file (R-015, D8).

mod changes;
mod import;
mod list;
mod versions;

pub use import::PriceImportPage;

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, Prices};
use yew::prelude::*;

use self::{list::PriceList, versions::Versions};
use crate::{
    client::{Loadable, calls, use_gateway, use_resource},
    components::{DownloadButton, ErrorNotice, Icon, IconName, PageHead, Permitted, Waiting},
    markup::html,
    query::use_view,
    routes::Route,
};

/// The page.
#[component]
pub fn PricesPage() -> Html {
    let gateway = use_gateway();
    html! {
        <>
            <PageHead title={t!("prices.title")} sentence={Some(AttrValue::from(t!("prices.sentence")))}>
                if gateway.permits(Permission::PricesWrite) {
                    <a class="button" href={Route::PriceImport.href()} data-test="import-prices">
                        <Icon name={IconName::Upload} />
                        <span>{ t!("prices.import") }</span>
                    </a>
                }
            </PageHead>
            { super::parts(Route::Prices) }
            <Permitted permission={Permission::PricesRead}><Inside /></Permitted>
        </>
    }
}

#[component]
fn Inside() -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_prices());
    let prices = match &gateway.prices {
        Loadable::Waiting => return html! { <Waiting /> },
        Loadable::Failed(error) => {
            return html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> };
        }
        Loadable::Ready(prices) => prices,
    };
    let other = view.get("version").parse().ok().filter(|version| *version != prices.version);
    html! {
        <>
            if let Some(version) = other {
                <OtherVersion {version} in_force={prices.version} />
            } else {
                { shown(prices) }
            }
            <Versions in_force={prices.version} shown={other.unwrap_or(prices.version)} />
        </>
    }
}

fn shown(prices: &Rc<Prices>) -> Html {
    html! {
        <PriceList prices={Rc::clone(prices)}>
            <DownloadButton export={calls::wallet::price_file(prices.version)} test="prices-csv" />
        </PriceList>
    }
}

/// Props of [`OtherVersion`].
#[derive(Properties, PartialEq)]
struct OtherVersionProps {
    version: i64,
    in_force: i64,
}

/// A version that does not hold now.
#[component]
fn OtherVersion(props: &OtherVersionProps) -> Html {
    let read = use_resource(props.version, (), |gateway, version, signal| {
        gateway.ask(calls::wallet::prices(*version, signal))
    });
    html! {
        <>
            <div class="notice notice-info" data-test="other-version">
                <Icon name={IconName::Info} />
                <div class="notice-body">
                    <p>{ t!("prices.other", version = props.version, in_force = props.in_force) }</p>
                    <p><a href={Route::Prices.href()}>{ t!("prices.see_in_force") }</a></p>
                </div>
            </div>
            {
                match read.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(read.retry)} /> },
                    Loadable::Ready(prices) => shown(&prices),
                }
            }
        </>
    }
}
