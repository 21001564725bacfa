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
    format,
    markup::html,
    pages::templates::use_sender,
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

/// What several messages cost; `None` while one of them is not known.
fn together(costs: impl Iterator<Item = Option<Cost>>) -> Option<(Micros, AttrValue)> {
    let mut sum = None::<(Micros, AttrValue)>;
    for cost in costs {
        let cost = cost?;
        let before = sum.map_or(0, |(amount, _)| amount.0);
        sum = Some((Micros(before.checked_add(cost.amount?.0)?), cost.currency));
    }
    sum
}

/// Props of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The template's text.
    pub(super) content: AttrValue,
    /// The values so far.
    pub(super) values: BTreeMap<String, String>,
    /// The country of each number, where it is known.
    pub(super) countries: Vec<Option<AttrValue>>,
    /// The price table, where it was read.
    pub(super) prices: Option<Rc<Prices>>,
}

/// The message on a phone, with its pieces and its price.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let rendered = render(&Template::parse(&props.content), &props.values);
    let analysis = Analysis::of(&rendered.text, &[]);
    let n_pieces = analysis.count.n_pieces;
    let cost_to = |country: &Option<AttrValue>| cost_of(props.prices.as_deref(), country.as_deref(), n_pieces);
    let cost = props.countries.first().and_then(cost_to);
    let together = together(props.countries.iter().map(cost_to));
    let is_sample = props.prices.as_ref().is_some_and(|prices| prices.is_sample) && cost.is_some();
    let sender = use_sender(props.countries.first().and_then(Option::as_deref));
    let marks: Vec<_> = rendered.parts.iter().map(|part| part.span).collect();
    html! {
        <section class="stack test-preview" aria-label={t!("test.preview")} data-test="test-preview">
            <div class="stack-tight" role="status">
                <Verdict {analysis} {cost} />
                if let Some((amount, currency)) = together.filter(|_| props.countries.len() > 1) {
                    <p data-test="cost-together">
                        { t!("test.together", money = format::money(amount, &currency), n = props.countries.len()) }
                    </p>
                }
                if is_sample {
                    <p class="field-help">{ t!("wallet.sample_short") }</p>
                }
                if !rendered.missing.is_empty() {
                    <p class="field-help">{ t!("test.preview_missing") }</p>
                }
            </div>
            <Handset label={t!("test.preview")} {sender}>
                <Bubble text={rendered.text} {marks} />
            </Handset>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::{Price, Prices};
    use piecewise_sms::money::Micros;

    use super::{cost_of, together};

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
        let to = |countries: &[Option<&str>]| {
            together(countries.iter().map(|country| cost_of(Some(&prices), *country, 2))).map(|(amount, _)| amount)
        };
        assert_eq!(to(&[Some("SG"), Some("SG")]), Some(Micros(164_800)));
        assert_eq!((to(&[Some("SG"), Some("JP")]), to(&[Some("SG"), None])), (None, None), "a part is not the whole");
    }
}
