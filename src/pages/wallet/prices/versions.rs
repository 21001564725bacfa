//! The versions of the price table. A version is never changed, so what was charged can be looked up.

use crate::i18n::t;
use piecewise_api::PriceVersion;
use yew::prelude::*;

use crate::{
    client::{Loadable, calls, use_resource},
    components::{ErrorNotice, TimeAgo, Waiting, use_clock},
    format,
    markup::html,
    routes::Route,
};

/// Props of [`Versions`].
#[derive(Properties, PartialEq)]
pub(super) struct VersionsProps {
    /// The version that holds now.
    pub(super) in_force: i64,
    /// The version that is shown.
    pub(super) shown: i64,
}

/// Lists the versions.
#[component]
pub(super) fn Versions(props: &VersionsProps) -> Html {
    let read =
        use_resource((), props.in_force, |gateway, (), signal| gateway.ask(calls::wallet::price_versions(signal)));
    let now_ms = use_clock(60_000);
    html! {
        <section class="stack" aria-labelledby="versions" data-test="price-versions">
            <h2 id="versions">{ t!("prices.versions") }</h2>
            {
                match read.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(read.retry)} /> },
                    Loadable::Ready(versions) if versions.is_empty() => html! {
                        <p class="muted">{ t!("prices.no_versions") }</p>
                    },
                    Loadable::Ready(versions) => table(&versions, props, now_ms),
                }
            }
        </section>
    }
}

fn table(versions: &[PriceVersion], props: &VersionsProps, now_ms: i64) -> Html {
    html! {
        <div class="data-frame">
            <table class="data versions" aria-labelledby="versions">
                <thead>
                    <tr>
                        <th scope="col">{ t!("prices.version_head") }</th>
                        <th scope="col">{ t!("prices.effective") }</th>
                        <th scope="col">{ t!("prices.source") }</th>
                        <th scope="col" class="number">{ t!("prices.countries") }</th>
                        <th scope="col" class="number">{ t!("prices.imported") }</th>
                    </tr>
                </thead>
                <tbody>
                    for version in versions {
                        <tr key={version.version}>
                            <th scope="row">
                                <span class="row">
                                    <a
                                        href={format!("{}?version={}", Route::Prices.href(), version.version)}
                                        aria-current={(version.version == props.shown).then_some("true")}
                                    >
                                        { t!("prices.version", version = version.version) }
                                    </a>
                                    if version.version == props.in_force {
                                        <span class="badge badge-delivered">{ t!("prices.in_force") }</span>
                                    }
                                </span>
                            </th>
                            <td data-label={t!("prices.effective")}>{ format::day(&version.effective) }</td>
                            <td class="version-source">
                                if version.is_sample {
                                    { t!("wallet.sample_source") }
                                } else {
                                    { &version.source }
                                }
                            </td>
                            <td class="number" data-label={t!("prices.countries")}>{ format::integer(version.n_prices.into()) }</td>
                            <td class="number">
                                <TimeAgo at_ms={version.created_at_ms} {now_ms} />
                                if let Some(name) = &version.created_by {
                                    { " " }<span class="muted">{ t!("prices.by", name = name) }</span>
                                }
                            </td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}
