//! What a person should look at, each with the page where something can be done about it.

use crate::i18n::t;
use piecewise_api::{Attention, Wallet, WalletAttention};
use yew::prelude::*;

use crate::{
    client::{Loadable, calls::statistics, use_gateway, use_resource},
    components::{ErrorNotice, Icon, IconName},
    format, i18n,
    markup::html,
    routes::Route,
};

/// Props of [`NeedsAttention`].
#[derive(Properties, PartialEq)]
pub(super) struct NeedsAttentionProps {
    /// Changes when something may have come up.
    pub(super) freshness: u32,
}

/// Lists what needs attention; nothing where all is well.
#[component]
pub(super) fn NeedsAttention(props: &NeedsAttentionProps) -> Html {
    let gateway = use_gateway();
    let read = use_resource((), props.freshness, |gateway, (), signal| gateway.ask(statistics::attention(signal)));
    match read.value {
        Loadable::Waiting => Html::default(),
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(read.retry)} /> },
        Loadable::Ready(attention) => list(&items(&attention, gateway.wallet.ready().map(|wallet| &**wallet))),
    }
}

/// Something to look at.
#[derive(Debug, PartialEq)]
struct Item {
    key: String,
    words: String,
    address: String,
    action: &'static str,
}

fn list(items: &[Item]) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card stack attention" aria-labelledby="attention" data-test="attention">
            <h2 id="attention">{ t!("attention.title") }</h2>
            <ul class="attention-list">
                for item in items {
                    <li key={item.key.clone()} class="attention-row" data-test={format!("attention-{}", item.key)}>
                        <Icon name={IconName::Warning} />
                        <span class="attention-words">{ &item.words }</span>
                        <a href={item.address.clone()}>{ i18n::text(item.action) }</a>
                    </li>
                }
            </ul>
        </section>
    }
}

fn items(attention: &Attention, wallet: Option<&Wallet>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut item =
        |key: String, words: String, address: String, action| items.push(Item { key, words, address, action });
    if attention.n_unconfirmed > 0 {
        let words = i18n::plural("attention.unconfirmed", attention.n_unconfirmed);
        let address = format!("{}?unconfirmed=yes", Route::Messages.href());
        item("unconfirmed".into(), words, address, "attention.see_messages");
    }
    if attention.is_balance_low {
        item("balance".into(), t!("attention.balance"), Route::Wallet.href(), "attention.see_wallet");
    }
    let caps = wallet.map(|wallet| &*wallet.attention).unwrap_or_default();
    if caps.contains(&WalletAttention::DailyCapNear) {
        item("daily-cap".into(), t!("attention.daily_cap"), Route::Wallet.href(), "attention.see_wallet");
    }
    if caps.contains(&WalletAttention::MonthlyCapNear) {
        item("monthly-cap".into(), t!("attention.monthly_cap"), Route::Wallet.href(), "attention.see_wallet");
    }
    for template in &attention.rejected_templates {
        let words = t!("attention.rejected", name = template.name);
        let address = Route::Template { id: template.id }.href();
        item(format!("template-{}", template.id), words, address, "attention.see_template");
    }
    for hook in &attention.failing_hooks {
        let words = t!("attention.hook", url = hook.url);
        item(format!("hook-{}", hook.id), words, Route::Hook { id: hook.id }.href(), "attention.see_hook");
    }
    for key in &attention.old_keys {
        let day = format::day(&format::day_of(key.key_created_at_ms));
        let words = t!("attention.key", sms_user = key.sms_user, day = day);
        item(format!("key-{}", key.sms_user), words, Route::IntegrationsSms.href(), "attention.see_integrations");
    }
    items
}

#[cfg(test)]
mod tests {
    use piecewise_api::{Attention, FailingHook, OldKey, RejectedTemplate};

    use super::items;

    /// everything that needs attention has words and a way to it.
    #[test]
    fn every_kind_leads_to_its_page() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert_eq!(items(&Attention::default(), None), []);
        let attention = Attention {
            rejected_templates: vec![RejectedTemplate { id: 7, name: "Order".into() }],
            n_unconfirmed: 2,
            is_balance_low: true,
            old_keys: vec![OldKey { sms_user: "sms_1".into(), key_created_at_ms: 0 }],
            failing_hooks: vec![FailingHook { id: 3, url: "https://example.com/hook".into() }],
        };
        let items = items(&attention, None);
        assert_eq!(items.len(), 5);
        for item in &items {
            assert!(item.address.starts_with("#/"), "{item:?}");
            assert!(!item.words.contains("attention."), "{item:?}");
        }
        assert_eq!(items[2].address, "#/content/sms/7");
    }
}
