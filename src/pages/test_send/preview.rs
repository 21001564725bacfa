//! What the recipient will get, while the values are typed.

use std::{collections::BTreeMap, rc::Rc};

use crate::i18n::t;
use piecewise_api::Prices;
use piecewise_sms::{
    money::Micros,
    template::{Template, render},
};
use yew::prelude::*;

use crate::{
    components::{Analysis, Bubble, Cost, Handset, Verdict},
    markup::html,
};

/// What a message of `n_pieces` to `country` costs; `None` where the country is not known yet.
pub(super) fn cost_of(prices: Option<&Prices>, country: Option<&str>, n_pieces: u32) -> Option<Cost> {
    let (prices, country) = (prices?, country?);
    let price = prices.prices.iter().find(|price| price.country == country).map(|price| price.price);
    Some(Cost {
        amount: price.and_then(|price: Micros| price.times(n_pieces.into())),
        currency: prices.currency.clone().into(),
        country: country.to_owned().into(),
    })
}

/// Props of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The template's text.
    pub(super) content: AttrValue,
    /// The values so far.
    pub(super) values: BTreeMap<String, String>,
    /// The number's country, where it is known.
    pub(super) country: Option<AttrValue>,
    /// The price table, where it was read.
    pub(super) prices: Option<Rc<Prices>>,
}

/// The message on a phone, with its pieces and its price.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let rendered = render(&Template::parse(&props.content), &props.values);
    let analysis = Analysis::of(&rendered.text, &[]);
    let cost = cost_of(props.prices.as_deref(), props.country.as_deref(), analysis.count.n_pieces);
    let is_sample = props.prices.as_ref().is_some_and(|prices| prices.is_sample) && cost.is_some();
    let marks: Vec<_> = rendered.parts.iter().map(|part| part.span).collect();
    html! {
        <section class="stack test-preview" aria-label={t!("test.preview")} data-test="test-preview">
            <div class="stack-tight" role="status">
                <Verdict {analysis} {cost} />
                if is_sample {
                    <p class="field-help">{ t!("wallet.sample_short") }</p>
                }
                if !rendered.missing.is_empty() {
                    <p class="field-help">{ t!("test.preview_missing") }</p>
                }
            </div>
            <Handset label={t!("test.preview")}>
                <Bubble text={rendered.text} {marks} />
            </Handset>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::{Price, Prices};
    use piecewise_sms::money::Micros;

    use super::cost_of;

    ///
    #[test]
    fn the_price_is_per_piece_and_an_unknown_one_is_not_nothing() {
        let prices = Prices {
            currency: "USD".into(),
            effective: "2026-01-01".into(),
            source: String::new(),
            is_sample: true,
            version: 1,
            prices: vec![Price { country: "SG".into(), price: Micros(41_200) }],
        };
        assert_eq!(cost_of(Some(&prices), Some("SG"), 2).and_then(|cost| cost.amount), Some(Micros(82_400)));
        assert_eq!(cost_of(Some(&prices), Some("JP"), 2).map(|cost| cost.amount), Some(None));
        assert!(cost_of(Some(&prices), None, 2).is_none());
    }
}
