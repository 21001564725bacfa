//! An amount of money, typed as people type amounts and shown as it was read.

use crate::i18n::t;
use piecewise_sms::money::Micros;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Icon, IconName};
use crate::{
    format::{self, AmountFault, read_amount},
    i18n,
    markup::html,
};

/// Props of [`MoneyField`].
#[derive(Properties, PartialEq)]
pub struct MoneyFieldProps {
    /// The id of the input.
    pub id: AttrValue,
    /// What the amount is.
    pub label: AttrValue,
    /// What to know about it; nothing by default.
    #[prop_or_default]
    pub help: Option<AttrValue>,
    /// The currency.
    pub currency: AttrValue,
    /// What was typed.
    pub typed: AttrValue,
    /// Something else was typed.
    pub on_type: Callback<AttrValue>,
    /// What is wrong with it; nothing by default.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Its `data-test`.
    pub test: AttrValue,
}

/// A field for an amount; below it stands how it was read.
#[component]
pub fn MoneyField(props: &MoneyFieldProps) -> Html {
    let oninput = use_callback(props.on_type.clone(), |event: InputEvent, on_type| {
        on_type.emit(event.target_unchecked_into::<HtmlInputElement>().value().into());
    });
    let note = format!("{}-note", props.id);
    let read = read_amount(&props.typed).ok().map(|amount| format::money(amount, &props.currency));
    html! {
        <div class="field">
            <label class="field-label" for={props.id.clone()}>{ &props.label }</label>
            <span class="money-field">
                <input
                    id={props.id.clone()}
                    class="input figure"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    value={props.typed.clone()}
                    aria-invalid={props.error.is_some().then_some("true")}
                    aria-describedby={note.clone()}
                    {oninput}
                    data-test={props.test.clone()}
                />
                <span class="money-field-unit">{ &props.currency }</span>
            </span>
            <div id={note} class="field-help">
                if let Some(error) = &props.error {
                    <p class="field-error">
                        <Icon name={IconName::Error} />
                        <span>{ error }</span>
                    </p>
                } else if let Some(read) = read {
                    <p class="figure">{ t!("money.read", amount = read) }</p>
                } else {
                    { props.help.clone() }
                }
            </div>
        </div>
    }
}

/// The amount that was typed, or what is wrong with it in words; nothing typed is nothing.
pub fn amount_of(typed: &str) -> Result<Option<Micros>, AttrValue> {
    let key = match read_amount(typed) {
        Ok(amount) => return Ok(Some(amount)),
        Err(AmountFault::Empty) => return Ok(None),
        Err(AmountFault::NotANumber) => "money.not_a_number",
        Err(AmountFault::TooManyPlaces) => "money.too_many_places",
        Err(AmountFault::OutOfRange) => "money.out_of_range",
    };
    Err(i18n::text(key).into())
}

#[cfg(test)]
mod tests {
    use piecewise_sms::money::Micros;
    use yew::{AttrValue, Callback};

    use super::{MoneyField, MoneyFieldProps, amount_of};
    use crate::components::rendered::rendered;

    ///
    #[tokio::test]
    async fn the_amount_stands_below_as_it_was_read() {
        let html = rendered::<MoneyField>(MoneyFieldProps {
            id: "amount".into(),
            label: "Amount".into(),
            help: None,
            currency: "USD".into(),
            typed: "1,234.5".into(),
            on_type: Callback::noop(),
            error: None,
            test: "amount".into(),
        })
        .await;
        assert!(html.contains("1234.50\u{a0}USD"), "{html}");
    }

    #[test]
    fn nothing_typed_is_no_fault_and_a_fault_has_words() {
        assert_eq!(amount_of(" "), Ok(None));
        assert_eq!(amount_of("5"), Ok(Some(Micros(5_000_000))));
        for typed in ["x", "0.0000001", "-1"] {
            let words: AttrValue = amount_of(typed).unwrap_err();
            assert!(!words.contains("money."), "{words}");
        }
    }
}
