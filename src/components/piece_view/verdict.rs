//! The verdict in one sentence, and the ring that fills towards the next piece.

use crate::i18n::t;
use piecewise_sms::{money::Micros, pieces::Encoding};
use yew::prelude::*;

use super::Analysis;
use crate::{
    format,
    i18n::plural,
    markup::{classes, html},
};

/// What the message costs to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// The amount; `None` if the price is not known.
    pub amount: Option<Micros>,
    /// Its currency.
    pub currency: AttrValue,
    /// The country, ISO 3166-1 alpha-2.
    pub country: AttrValue,
}

/// Props of [`Verdict`].
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    /// The text.
    pub analysis: std::rc::Rc<Analysis>,
    /// What it costs; left out by default.
    #[prop_or_default]
    pub cost: Option<Cost>,
}

/// **2 pieces** · Unicode because of 1 character · 22 units left · 0.0824 USD to Singapore.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let analysis = &props.analysis;
    let count = &analysis.count;
    if count.n_units == 0 {
        return html! { <span class="verdict" data-test="verdict">{ t!("pieces.nothing_yet") }</span> };
    }
    let encoding = match count.encoding {
        Encoding::Gsm7 => t!("pieces.is_gsm"),
        Encoding::Ucs2 => plural("pieces.is_unicode", analysis.n_forcing() as u64),
    };
    html! {
        <span class="verdict" data-test="verdict">
            <strong data-test="piece-count">{ plural("count.pieces", count.n_pieces.into()) }</strong>
            <span>{ encoding }</span>
            <span>{ plural("pieces.left", count.n_units_left.into()) }</span>
            if let Some(cost) = &props.cost {
                <span>{ cost_words(cost) }</span>
            }
        </span>
    }
}

fn cost_words(cost: &Cost) -> String {
    let country = format::country(&cost.country);
    match cost.amount {
        Some(amount) => {
            t!("pieces.cost_to", money = format::money(amount, &cost.currency), country = country)
        }
        None => t!("pieces.cost_unknown", country = country),
    }
}

/// Props of [`PieceRing`].
#[derive(Properties, PartialEq)]
pub struct PieceRingProps {
    /// The text.
    pub analysis: std::rc::Rc<Analysis>,
}

/// How full the last piece is, with the number of pieces inside. It warns before the border, not after it.
#[component]
pub fn PieceRing(props: &PieceRingProps) -> Html {
    let (used, full) = (props.analysis.n_units_in_last(), props.analysis.n_units_of_piece());
    let n_pieces = props.analysis.count.n_pieces;
    let is_near = n_pieces > 0 && props.analysis.count.n_units_left * 10 <= full;
    html! {
        <svg class={classes!("ring", is_near.then_some("ring-near"))} viewBox="0 0 72 72" aria-hidden="true">
            <circle class="ring-track" cx="36" cy="36" r="31" pathLength="100" />
            if used > 0 {
                <circle
                    class="ring-fill"
                    cx="36"
                    cy="36"
                    r="31"
                    pathLength={full.to_string()}
                    stroke-dasharray={format!("{used} {full}")}
                    transform="rotate(-90 36 36)"
                />
            }
            <text class="ring-number" x="36" y="37">{ format::integer(n_pieces.into()) }</text>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::money::Micros;

    use super::{Analysis, Cost, Verdict, VerdictProps};
    use crate::components::rendered::rendered;

    async fn verdict(text: &str, cost: Option<Cost>) -> String {
        rendered::<Verdict>(VerdictProps { analysis: Analysis::of(text, &[]), cost }).await
    }

    ///
    #[tokio::test]
    async fn nothing_typed_has_no_figures() {
        let html = verdict("", None).await;
        assert!(html.contains("Nothing to count yet"), "{html}");
    }

    /// pieces are charged, and an unknown price is said to be unknown.
    #[tokio::test]
    async fn the_cost_is_that_of_the_pieces_or_unknown() {
        let cost = |amount| Some(Cost { amount, currency: "USD".into(), country: "SG".into() });
        let html = verdict(&"a".repeat(161), cost(Some(Micros(82_400)))).await;
        assert!(html.contains("2 pieces") && html.contains("0.0824\u{a0}USD to SG"), "{html}");
        let html = verdict("a", cost(None)).await;
        assert!(html.contains("price to SG unknown"), "{html}");
        assert!(!html.contains("0.00"), "{html}");
    }
}
