//! Sample money for the sandbox's wallet: an exact amount, added once however often the button is pressed.

use crate::i18n::t;
use piecewise_sms::money::Micros;
use yew::prelude::*;

use crate::{
    client::{Action, Gateway, IdempotencyKey, calls, use_doing, use_gateway},
    components::{Dialog, ErrorNotice, Icon, IconName, MoneyField, amount_of},
    format,
    markup::html,
};

/// What the gateway takes at once.
const SMALLEST: Micros = Micros(1_000_000);
const LARGEST: Micros = Micros(10_000_000_000);

/// Amounts that are one click away.
const USUAL: [Micros; 3] = [Micros(10_000_000), Micros(100_000_000), Micros(1_000_000_000)];

/// One attempt. A repeat of the same amount is the same attempt, until it went well.
#[derive(Debug, Clone, PartialEq)]
struct Attempt {
    amount: Micros,
    key: IdempotencyKey,
}

/// Asks for an amount and adds it.
#[component]
pub(super) fn TopUp() -> Html {
    let gateway = use_gateway();
    let is_open = use_state_eq(|| false);
    let typed = use_state_eq(|| AttrValue::Static(""));
    let is_asked = use_state_eq(|| false);
    let attempt = use_state_eq(|| None::<Attempt>);
    let added = use_state_eq(|| None::<Micros>);
    let doing = use_doing();
    let currency = gateway.wallet.ready().map(|wallet| AttrValue::from(wallet.currency.clone())).unwrap_or_default();

    let open = {
        let (is_open, typed, is_asked, added, doing) =
            (is_open.setter(), typed.setter(), is_asked.setter(), added.setter(), doing.clone());
        Callback::from(move |_: MouseEvent| {
            typed.set("".into());
            is_asked.set(false);
            added.set(None);
            doing.forget();
            is_open.set(true);
        })
    };
    let on_close = use_callback(is_open.setter(), |(), is_open| is_open.set(false));
    let on_type = use_callback((typed.setter(), doing.clone()), |text: AttrValue, (typed, doing)| {
        doing.forget();
        typed.set(text);
    });
    let checked = check(&typed);
    let onsubmit = {
        let (checked, is_asked, attempt, doing) = (checked.clone(), is_asked.setter(), attempt.clone(), doing.clone());
        let (gateway, added, is_open) = (gateway.clone(), added.setter(), is_open.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_asked.set(true);
            let Ok(amount) = checked else { return };
            let again = (*attempt).clone().filter(|attempt| attempt.amount == amount);
            let this = again.unwrap_or_else(|| Attempt { amount, key: IdempotencyKey::random() });
            attempt.set(Some(this.clone()));
            let (attempt, added, is_open) = (attempt.setter(), added.clone(), is_open.clone());
            let adding = add(gateway.clone(), &this);
            doing.start(
                "add funds",
                Box::pin(async move {
                    adding.await?;
                    attempt.set(None);
                    added.set(Some(amount));
                    is_open.set(false);
                    Ok(())
                }),
            );
        })
    };
    let error = checked.err().filter(|_| *is_asked);
    html! {
        <>
            <button class="button button-primary" type="button" onclick={open} data-test="add-funds">
                <Icon name={IconName::Plus} />
                <span>{ t!("wallet.add") }</span>
            </button>
            <span class="added muted small" role="status" data-test="added">
                { (*added).map(|amount| t!("wallet.added", amount = format::money(amount, &currency))) }
            </span>
            <Dialog is_open={*is_open} title={t!("wallet.add_title")} on_close={on_close.clone()} test="top-up">
                <form class="stack" novalidate=true {onsubmit}>
                    <p>{ t!("wallet.add_what") }</p>
                    <div class="chips" role="group" aria-label={t!("wallet.usual")}>
                        for amount in USUAL {
                            <button
                                key={amount.0.to_string()}
                                class="chip"
                                type="button"
                                onclick={on_type.reform(move |_: MouseEvent| amount.to_string().into())}
                            >
                                { format::money(amount, &currency) }
                            </button>
                        }
                    </div>
                    <MoneyField
                        id="top-up-amount"
                        label={t!("wallet.add_amount")}
                        help={Some(AttrValue::from(t!("wallet.add_limits", least = format::money(SMALLEST, &currency), most = format::money(LARGEST, &currency))))}
                        currency={currency.clone()}
                        typed={(*typed).clone()}
                        {on_type}
                        {error}
                        test="top-up-amount"
                    />
                    if let Some(error) = doing.refusal() {
                        <ErrorNotice {error} />
                    }
                    <div class="dialog-actions">
                        <button class="button" type="button" onclick={on_close.reform(|_: MouseEvent| ())}>
                            { t!("confirm.cancel") }
                        </button>
                        <button
                            class="button button-primary"
                            type="submit"
                            aria-disabled={doing.is_under_way().then_some("true")}
                            data-test="top-up-confirm"
                        >
                            if doing.is_under_way() {
                                { t!("wallet.adding") }
                            } else {
                                { t!("wallet.add_do") }
                            }
                        </button>
                    </div>
                </form>
            </Dialog>
        </>
    }
}

fn add(gateway: Gateway, attempt: &Attempt) -> crate::client::Answer<()> {
    let answer = gateway.ask(calls::wallet::top_up(attempt.amount, &attempt.key));
    Box::pin(async move {
        let topped_up = answer.await?;
        gateway.dispatch(Action::Wallet(Ok(topped_up.wallet)));
        Ok(())
    })
}

/// The amount, or what is wrong with it.
fn check(typed: &str) -> Result<Micros, AttrValue> {
    match amount_of(typed)? {
        None => Err(t!("wallet.add_nothing").into()),
        Some(amount) if (SMALLEST..=LARGEST).contains(&amount) => Ok(amount),
        Some(_) => {
            Err(t!("wallet.add_out_of_range", least = format::amount(SMALLEST), most = format::amount(LARGEST)).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::money::Micros;

    use super::check;

    ///
    #[test]
    fn an_amount_is_exact_and_within_what_the_gateway_takes() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert_eq!(check("12.345678"), Ok(Micros(12_345_678)));
        assert_eq!(check("10,000"), Ok(Micros(10_000_000_000)));
        for wrong in ["", "0.99", "10000.01", "much"] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }
}
