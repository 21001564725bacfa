//! The piece calculator: needs no gateway and no network.

mod cost;
mod facts;
mod share;
mod share_button;
mod state;

pub use state::{CalculationHandle, CalculationProvider};

use std::rc::Rc;

use crate::i18n::t;
use piecewise_sms::{
    Span,
    template::{Template, samples::Sample},
};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use self::{
    cost::CostCard,
    facts::Facts,
    share_button::ShareButton,
    state::{CalculationAction, selection, use_calculation},
};
use crate::{
    components::{
        Analysis, Change, Cost, ForcingList, Icon, IconName, MessageField, Overlay, OverlayKind, PageHead, PieceList,
        Starters,
    },
    markup::html,
    prices::use_prices,
    router::use_query_text,
};

/// Counts a message, says why it costs what it costs, and offers what would cost less.
#[component]
pub fn CalculatorPage() -> Html {
    let calculation = use_calculation();
    let prices = use_prices();
    let node = use_node_ref();
    use_shared_link(&calculation);

    let template = Template::parse(&calculation.text);
    let analysis = Analysis::of(&calculation.text, &overlays(&template));
    let n_pieces = analysis.count.n_pieces;
    let cost = Cost {
        amount: prices.cost(&calculation.country, n_pieces, 1),
        currency: prices.currency.clone(),
        country: calculation.country.clone(),
    };
    let dispatcher = calculation.dispatcher();
    let on_edit = Callback::from({
        let dispatcher = dispatcher.clone();
        move |text| dispatcher.dispatch(CalculationAction::Typed(text))
    });
    let on_change = Callback::from({
        let (dispatcher, node) = (dispatcher.clone(), node.clone());
        move |change: Change| {
            dispatcher.dispatch(CalculationAction::Changed(change));
            focus(&node);
        }
    });
    let on_select = Callback::from({
        let (node, text) = (node.clone(), calculation.text.clone());
        move |span: Span| select(&node, &text, span)
    });
    let on_start = on_edit.clone();
    let n_variables = template.variables().len();

    html! {
        <>
            <PageHead title={t!("nav.calculator")} sentence={t!("calculator.sentence")}>
                <ShareButton
                    text={calculation.text.clone()}
                    country={calculation.country.clone()}
                    n_recipients={calculation.n_recipients().unwrap_or(1)}
                />
            </PageHead>
            <div class="desk">
                <div class="desk-main">
                <div class="desk-writing stack">
                    <MessageField
                        id="calculator-text"
                        label={t!("calculator.text")}
                        analysis={Rc::clone(&analysis)}
                        {on_edit}
                        node={node.clone()}
                        described_by="calculator-verdict"
                        is_invalid={analysis.is_unsendable()}
                        placeholder={t!("calculator.placeholder")}
                        test="calculator-text"
                    />
                    <TakeBack {calculation} {node} />
                    if analysis.is_unsendable() {
                        <p class="notice notice-error" role="alert">
                            <Icon name={IconName::Error} />
                            <span>{ t!("calculator.unsendable", n = crate::format::integer(n_pieces.into())) }</span>
                        </p>
                    }
                    if n_pieces == 0 {
                        <Starters on_start={on_start.reform(|sample: Sample| sample.content.into())} />
                    }
                </div>
                if n_pieces > 0 {
                    <div class="desk-reading stack">
                        <ForcingList analysis={Rc::clone(&analysis)} on_change={on_change.clone()} {on_select} />
                        <section class="stack-tight" aria-labelledby="pieces-title">
                            <h2 id="pieces-title">{ t!("calculator.pieces") }</h2>
                            <PieceList analysis={Rc::clone(&analysis)} {on_change} />
                        </section>
                    </div>
                }
                </div>
                <div class="desk-side">
                <div class="desk-verdict">
                    <Facts {analysis} {cost} {n_variables} />
                </div>
                <div class="desk-later">
                    <CostCard {prices} {n_pieces} />
                </div>
                </div>
            </div>
        </>
    }
}

/// Reads a share link once, when the page opens with one.
#[hook]
fn use_shared_link(calculation: &CalculationHandle) {
    let query = use_query_text();
    use_effect_with(query, {
        let dispatcher = calculation.dispatcher();
        move |query| {
            if let Some(shared) = share::read(query) {
                dispatcher.dispatch(CalculationAction::Opened { query: query.clone(), shared });
            }
        }
    });
}

fn overlays(template: &Template) -> Vec<Overlay> {
    let links = template.links().iter().map(|link| Overlay { span: link.span, kind: OverlayKind::Link });
    let variables = template.placeholders().map(|found| Overlay { span: found.span, kind: OverlayKind::Variable });
    links.chain(variables).collect()
}

/// Back to the text, where the change was made.
fn focus(node: &NodeRef) {
    if let Some(field) = node.cast::<HtmlTextAreaElement>() {
        // A field that is gone already leaves the focus where it is.
        let _ = field.focus();
    }
}

fn select(node: &NodeRef, text: &str, span: Span) {
    let (start, end) = selection(text, span);
    if let Some(field) = node.cast::<HtmlTextAreaElement>() {
        focus(node);
        // A range outside of the text selects nothing.
        let _ = field.set_selection_range(start, end);
    }
}

/// Props of [`TakeBack`].
#[derive(Properties, PartialEq)]
struct TakeBackProps {
    calculation: CalculationHandle,
    node: NodeRef,
}

/// Offers to take back the last replacement.
#[component]
fn TakeBack(props: &TakeBackProps) -> Html {
    let onclick =
        use_callback((props.calculation.dispatcher(), props.node.clone()), |_: MouseEvent, (dispatcher, node)| {
            dispatcher.dispatch(CalculationAction::Undone);
            focus(node);
        });
    if props.calculation.undo.is_none() {
        return Html::default();
    }
    html! {
        <p class="row small" role="status">
            <span class="muted">{ t!("calculator.replaced") }</span>
            <button class="link-button" type="button" {onclick} data-test="undo">{ t!("calculator.undo") }</button>
        </p>
    }
}
