//! The verdict and the figures behind it. On a small screen the sentence stays at the bottom and opens the figures.

use std::rc::Rc;

use crate::i18n::t;
use gloo_timers::callback::Timeout;
use piecewise_sms::pieces::Encoding;
use yew::prelude::*;

use crate::{
    components::{Analysis, Cost, Icon, IconName, PieceRing, Verdict},
    format,
    i18n::plural,
    markup::{classes, html},
};

/// A screen reader hears the verdict when the typing rests, not at every letter.
const REST_MS: u32 = 900;

/// Props of [`Facts`].
#[derive(Properties, PartialEq)]
pub(super) struct FactsProps {
    /// The text.
    pub(super) analysis: Rc<Analysis>,
    /// What one message costs.
    pub(super) cost: Cost,
    /// Variables in the text.
    pub(super) n_variables: usize,
}

/// Pieces, encoding, units, and the two ways of counting where they differ.
#[component]
pub(super) fn Facts(props: &FactsProps) -> Html {
    let is_open = use_state_eq(|| false);
    let toggle = use_callback((*is_open, is_open.setter()), |_: MouseEvent, (is_open, set)| set.set(!is_open));
    let analysis = &props.analysis;
    let count = &analysis.count;
    html! {
        <section
            class={classes!("card", "verdict-card", is_open.then_some("verdict-open"))}
            aria-label={t!("calculator.verdict")}
        >
            <button class="verdict-line" type="button" aria-expanded={is_open.to_string()} onclick={toggle}>
                <Verdict analysis={Rc::clone(analysis)} cost={props.cost.clone()} />
                <Icon name={IconName::Chevron} />
            </button>
            <div class="verdict-body">
                <div class="verdict-head">
                    <PieceRing analysis={Rc::clone(analysis)} />
                    <p id="calculator-verdict"><Verdict analysis={Rc::clone(analysis)} cost={props.cost.clone()} /></p>
                </div>
                <dl class="count-facts">
                    <div>
                        <dt>{ t!("calculator.encoding") }</dt>
                        <dd>{ encoding_words(count.encoding) }</dd>
                    </div>
                    <div>
                        <dt>{ t!("calculator.units_used") }</dt>
                        <dd class="figure" data-test="units">{ format::integer(count.n_units.into()) }</dd>
                    </div>
                    <div>
                        <dt>{ t!("calculator.units_in_last") }</dt>
                        <dd class="figure">
                            { format::integer(analysis.n_units_in_last().into()) }
                            <span class="muted">{ " / " }{ format::integer(analysis.n_units_of_piece().into()) }</span>
                        </dd>
                    </div>
                    <div>
                        <dt>{ t!("calculator.limits") }</dt>
                        <dd class="figure">
                            { t!("calculator.limits_value", single = count.encoding.n_units_single(), part = count.encoding.n_units_part()) }
                        </dd>
                    </div>
                </dl>
                if count.n_pieces_simple != count.n_pieces {
                    <p class="notice" data-test="simple-note">
                        <Icon name={IconName::Info} />
                        <span>
                            { t!(
                                "calculator.simple_note",
                                strict = plural("count.pieces", count.n_pieces.into()),
                                simple = format::integer(count.n_pieces_simple.into())
                            ) }
                        </span>
                    </p>
                }
                if props.n_variables > 0 {
                    <p class="notice" data-test="variables-note">
                        <Icon name={IconName::Info} />
                        <span>{ plural("calculator.variables_note", props.n_variables as u64) }</span>
                    </p>
                }
            </div>
            <Announcement text={spoken(analysis)} />
        </section>
    }
}

fn encoding_words(encoding: Encoding) -> String {
    match encoding {
        Encoding::Gsm7 => t!("calculator.gsm"),
        Encoding::Ucs2 => t!("calculator.unicode"),
    }
}

/// The verdict as it is spoken.
fn spoken(analysis: &Analysis) -> AttrValue {
    let count = &analysis.count;
    if count.n_units == 0 {
        return AttrValue::default();
    }
    let encoding = match count.encoding {
        Encoding::Gsm7 => t!("pieces.is_gsm"),
        Encoding::Ucs2 => plural("pieces.is_unicode", analysis.n_forcing() as u64),
    };
    let pieces = plural("count.pieces", count.n_pieces.into());
    let left = plural("pieces.left", count.n_units_left.into());
    format!("{pieces}, {encoding}, {left}").into()
}

/// Props of [`Announcement`].
#[derive(Properties, PartialEq)]
struct AnnouncementProps {
    text: AttrValue,
}

/// Speaks a text when it has rested.
#[component]
fn Announcement(props: &AnnouncementProps) -> Html {
    let said = use_state_eq(AttrValue::default);
    use_effect_with(props.text.clone(), {
        let said = said.setter();
        move |text| {
            let text = text.clone();
            let resting = Timeout::new(REST_MS, move || said.set(text));
            move || drop(resting)
        }
    });
    html! {
        <p class="visually-hidden" role="status">{ (*said).clone() }</p>
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{Cost, Facts, FactsProps};
    use crate::components::{Analysis, rendered::rendered};

    async fn facts(text: &str) -> String {
        let cost = Cost { amount: None, currency: "USD".into(), country: "SG".into() };
        let analysis: Rc<Analysis> = Analysis::of(text, &[]);
        rendered::<Facts>(FactsProps { analysis, cost, n_variables: 0 }).await
    }

    /// the strict figure is shown, and a note whenever the two differ.
    #[tokio::test]
    async fn the_simple_figure_is_told_only_where_it_differs() {
        let split = format!("{}[{}", "a".repeat(152), "a".repeat(152));
        let html = facts(&split).await;
        assert!(html.contains("3 pieces") && html.contains("simple-note"), "{html}");
        assert!(!facts("plain").await.contains("simple-note"));
    }

    ///
    #[tokio::test]
    async fn nothing_typed_shows_no_nan() {
        let html = facts("").await;
        assert!(!html.contains("NaN") && html.contains('0'), "{html}");
    }
}
