//! When the balance is low, and how much may be committed in a day and in a month.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, Wallet, WalletAttention, WalletSettings};
use piecewise_sms::money::Micros;
use yew::prelude::*;

use crate::{
    client::{Action, calls, use_doing, use_gateway},
    components::{
        ErrorNotice, Icon, IconName, MoneyField, amount_of,
        chart::{Bar, Fill},
    },
    format,
    markup::html,
};

/// Props of [`Limits`].
#[derive(Properties, PartialEq)]
pub(super) struct LimitsProps {
    /// The wallet.
    pub(super) wallet: Rc<Wallet>,
}

/// Shows the threshold and the caps, and lets who may change them.
#[component]
pub(super) fn Limits(props: &LimitsProps) -> Html {
    let gateway = use_gateway();
    let is_changing = use_state_eq(|| false);
    let may_change = gateway.permits(Permission::WalletLimits);
    let change = use_callback(is_changing.setter(), |_: MouseEvent, set| set.set(true));
    let on_close = use_callback(is_changing.setter(), |(), set| set.set(false));
    html! {
        <section class="card stack" aria-labelledby="limits" data-test="limits">
            <div class="row row-between">
                <h2 id="limits">{ t!("limits.title") }</h2>
                if may_change && !*is_changing {
                    <button class="button button-small" type="button" onclick={change} data-test="change-limits">
                        { t!("limits.change") }
                    </button>
                }
            </div>
            if *is_changing {
                <Change wallet={Rc::clone(&props.wallet)} {on_close} />
            } else {
                { state(&props.wallet) }
                if !may_change {
                    <p class="muted small">{ t!("limits.who") }</p>
                }
            }
        </section>
    }
}

fn state(wallet: &Wallet) -> Html {
    let caps = &wallet.caps;
    let currency = &wallet.currency;
    let is_low = wallet.attention.contains(&WalletAttention::LowBalance);
    html! {
        <dl class="limits figure">
            <div class="limit">
                <dt>{ t!("limits.low") }</dt>
                <dd data-test="low-balance">
                    if let Some(low) = wallet.low_balance {
                        { format::money(low, currency) }
                    } else {
                        <span class="muted">{ t!("limits.nobody_told") }</span>
                    }
                </dd>
                if is_low {
                    <dd class="limit-near">
                        <Icon name={IconName::Warning} />
                        <span>{ t!("limits.is_low") }</span>
                    </dd>
                }
            </div>
            { cap(&t!("limits.daily"), caps.daily, caps.committed_today, currency, "daily-cap") }
            { cap(&t!("limits.monthly"), caps.monthly, caps.committed_this_month, currency, "monthly-cap") }
        </dl>
    }
}

/// A cap with what counts towards it.
fn cap(word: &str, cap: Option<Micros>, committed: Micros, currency: &str, test: &'static str) -> Html {
    let n = |amount: Micros| u64::try_from(amount.0).unwrap_or(0);
    html! {
        <div class="limit">
            <dt>{ word }</dt>
            <dd data-test={test}>
                if let Some(cap) = cap {
                    { t!("limits.of", committed = format::amount(committed), cap = format::money(cap, currency)) }
                } else {
                    <span class="muted">{ t!("limits.no_cap", committed = format::money(committed, currency)) }</span>
                }
            </dd>
            if let Some(cap) = cap {
                <dd><Bar parts={vec![(Fill::Spent, n(committed).min(n(cap)))]} whole={n(cap)} /></dd>
            }
        </div>
    }
}

/// What is typed.
#[derive(Debug, Clone, PartialEq)]
struct Typed {
    low: AttrValue,
    daily: AttrValue,
    monthly: AttrValue,
}

impl Typed {
    fn of(wallet: &Wallet) -> Self {
        let text = |amount: Option<Micros>| amount.map(|amount| amount.to_string()).unwrap_or_default().into();
        Self { low: text(wallet.low_balance), daily: text(wallet.caps.daily), monthly: text(wallet.caps.monthly) }
    }

    fn low(&self) -> Result<Option<Micros>, AttrValue> {
        match amount_of(&self.low)? {
            Some(Micros::ZERO) => Err(t!("limits.low_nothing").into()),
            low => Ok(low),
        }
    }

    fn settings(&self) -> Result<WalletSettings, AttrValue> {
        Ok(WalletSettings {
            low_balance: self.low()?,
            daily_cap: amount_of(&self.daily)?,
            monthly_cap: amount_of(&self.monthly)?,
        })
    }
}

/// Props of [`Change`].
#[derive(Properties, PartialEq)]
struct ChangeProps {
    wallet: Rc<Wallet>,
    on_close: Callback<()>,
}

#[component]
fn Change(props: &ChangeProps) -> Html {
    let gateway = use_gateway();
    let typed = use_state_eq(|| Typed::of(&props.wallet));
    let doing = use_doing();
    let on_low = use_callback(typed.clone(), |low, typed| typed.set(Typed { low, ..(**typed).clone() }));
    let on_daily = use_callback(typed.clone(), |daily, typed| typed.set(Typed { daily, ..(**typed).clone() }));
    let on_monthly = use_callback(typed.clone(), |monthly, typed| typed.set(Typed { monthly, ..(**typed).clone() }));
    let onsubmit = {
        let (typed, doing, on_close) = (typed.clone(), doing.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Ok(settings) = typed.settings() else { return };
            let (gateway, on_close) = (gateway.clone(), on_close.clone());
            doing.start(
                "set the limits of the wallet",
                Box::pin(async move {
                    let wallet = gateway.ask(calls::wallet::set(&settings)).await?;
                    gateway.dispatch(Action::Wallet(Ok(wallet)));
                    on_close.emit(());
                    Ok(())
                }),
            );
        })
    };
    let currency = AttrValue::from(props.wallet.currency.clone());
    html! {
        <form class="stack" novalidate=true {onsubmit}>
            <div class="limit-fields">
                <MoneyField
                    id="low-balance"
                    label={t!("limits.low")}
                    help={Some(AttrValue::from(t!("limits.low_help")))}
                    currency={currency.clone()}
                    typed={typed.low.clone()}
                    on_type={on_low}
                    error={typed.low().err()}
                    test="low-balance-field"
                />
                <MoneyField
                    id="daily-cap"
                    label={t!("limits.daily")}
                    help={Some(AttrValue::from(t!("limits.cap_help")))}
                    currency={currency.clone()}
                    typed={typed.daily.clone()}
                    on_type={on_daily}
                    error={amount_of(&typed.daily).err()}
                    test="daily-cap-field"
                />
                <MoneyField
                    id="monthly-cap"
                    label={t!("limits.monthly")}
                    help={Some(AttrValue::from(t!("limits.cap_help")))}
                    {currency}
                    typed={typed.monthly.clone()}
                    on_type={on_monthly}
                    error={amount_of(&typed.monthly).err()}
                    test="monthly-cap-field"
                />
            </div>
            <p class="muted small">{ t!("limits.what") }</p>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button
                    class="button button-primary"
                    type="submit"
                    aria-disabled={doing.is_under_way().then_some("true")}
                    data-test="save-limits"
                >
                    { t!("limits.save") }
                </button>
                <button class="button" type="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>
                    { t!("confirm.cancel") }
                </button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::WalletSettings;
    use piecewise_sms::money::Micros;

    use super::Typed;

    #[test]
    fn a_blank_field_switches_off_and_a_cap_of_nothing_is_one() {
        let typed = Typed { low: "5".into(), daily: "".into(), monthly: "0".into() };
        let expected =
            WalletSettings { low_balance: Some(Micros(5_000_000)), daily_cap: None, monthly_cap: Some(Micros::ZERO) };
        assert_eq!(typed.settings(), Ok(expected));
        assert!(Typed { low: "0".into(), ..typed.clone() }.settings().is_err(), "nothing is below nothing");
        assert!(Typed { daily: "lots".into(), ..typed }.settings().is_err());
    }
}
