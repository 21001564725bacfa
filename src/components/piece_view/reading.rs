//! The text piece by piece, to be read: number in the margin, units at the end, and a card for each character that
//! forces Unicode. One tab stop; the arrow keys go from box to box.

use crate::i18n::t;
use gloo_timers::callback::Timeout;
use piecewise_sms::Span;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};
use yew::prelude::*;

use super::{Analysis, Change, Mark, Run, card::CharCard, label_of};
use crate::{
    format,
    i18n::plural,
    markup::{classes, html},
};

/// How long the pointer may be on its way from a box to its card.
const GRACE_MS: u32 = 250;
/// The card's width on a wide screen, in CSS pixels; style/pieces.css has the same figure.
const CARD_WIDTH: f64 = 288.0;

/// Props of [`PieceList`].
#[derive(Properties, PartialEq)]
pub struct PieceListProps {
    /// The text.
    pub analysis: std::rc::Rc<Analysis>,
    /// A replacement was asked for.
    pub on_change: Callback<Change>,
}

/// The box whose card is open, and where the card goes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Open {
    kind: usize,
    span: Span,
    left_px: i32,
    top_px: i32,
}

/// The pieces of a message, one below the other.
#[component]
pub fn PieceList(props: &PieceListProps) -> Html {
    let node = use_node_ref();
    let open = use_state_eq(|| None::<Open>);
    let closing = use_mut_ref(|| None::<Timeout>);

    // The page's policy forbids style attributes, but not the style itself.
    let card = use_node_ref();
    use_effect_with((card.clone(), *open), |(card, open)| {
        if let (Some(card), Some(open)) = (card.cast::<HtmlElement>(), open) {
            for (name, place_px) in [("left", open.left_px), ("top", open.top_px)] {
                // A card that is gone already has no place.
                let _ = card.style().set_property(name, &format!("{place_px}px"));
            }
        }
    });
    // A card must not outlive the text it speaks of.
    use_effect_with(props.analysis.text.clone(), {
        let open = open.setter();
        move |_| open.set(None)
    });
    let show = {
        let (node, open, closing) = (node.clone(), open.setter(), std::rc::Rc::clone(&closing));
        move |target: Option<EventTarget>| {
            let element = target.and_then(|target| target.dyn_into::<Element>().ok());
            let Some(element) = element else { return };
            if closest(&element, ".char-box, .char-card").is_some() {
                closing.replace(None);
            }
            if let Some(found) = closest(&element, ".char-box").and_then(|found| locate(&node, &found)) {
                open.set(Some(found));
            }
        }
    };
    let onmouseover = Callback::from({
        let show = show.clone();
        move |event: MouseEvent| show(event.target())
    });
    let onclick = Callback::from({
        let show = show.clone();
        move |event: MouseEvent| show(event.target())
    });
    let onfocusin = Callback::from(move |event: FocusEvent| show(event.target()));
    let onmouseout = Callback::from({
        let (open, closing) = (open.setter(), std::rc::Rc::clone(&closing));
        move |event: MouseEvent| {
            let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
            if next.and_then(|next| closest(&next, ".char-box, .char-card")).is_none() {
                let open = open.clone();
                closing.replace(Some(Timeout::new(GRACE_MS, move || open.set(None))));
            }
        }
    });
    let onfocusout = Callback::from({
        let (node, open) = (node.clone(), open.setter());
        move |event: FocusEvent| {
            let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
            let stays = node.cast::<Element>().is_some_and(|list| list.contains(next.as_ref()));
            if !stays && next.is_some() {
                open.set(None);
            }
        }
    });
    let onkeydown = Callback::from({
        let (node, open) = (node.clone(), open.setter());
        move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" => open.set(None),
            "ArrowRight" | "ArrowDown" => step(&node, &event, 1),
            "ArrowLeft" | "ArrowUp" => step(&node, &event, -1),
            _ => {}
        }
    });

    let analysis = &props.analysis;
    let first = first_box(analysis);
    let full = analysis.n_units_of_piece();
    html! {
        <div
            class="piece-view"
            ref={node}
            {onmouseover}
            {onmouseout}
            {onclick}
            {onfocusin}
            {onfocusout}
            {onkeydown}
            data-test="piece-view"
        >
            <ol class="piece-list">
                for (number, piece) in analysis.pieces.iter().enumerate() {
                    <li
                        class={classes!("piece", if number % 2 == 0 { "band-odd" } else { "band-even" })}
                        data-test="piece"
                    >
                        <span class="piece-number figure" aria-hidden="true">{ format::integer(number as u64 + 1) }</span>
                        <span class="piece-text" dir="auto">
                            for run in &piece.runs { { draw(run, analysis, first) } }
                        </span>
                        <span class="piece-units figure" title={plural("pieces.units", piece.n_units.into())}>
                            { t!("pieces.of_units", n = piece.n_units, full = full) }
                        </span>
                    </li>
                }
            </ol>
            if let Some(open) = *open {
                if analysis.kinds.len() > open.kind {
                    <div class="char-card" role="group" ref={card}>
                        <CharCard
                            analysis={std::rc::Rc::clone(analysis)}
                            kind={open.kind}
                            span={open.span}
                            on_change={props.on_change.clone()}
                        />
                    </div>
                }
            }
        </div>
    }
}

fn draw(run: &Run, analysis: &Analysis, first: Option<Span>) -> Html {
    let text = run.span.of(&analysis.text);
    match run.mark {
        Mark::Plain => html! { { text.to_owned() } },
        Mark::TwoUnits => html! { <span class="two-units" title={t!("pieces.two_units")}>{ text.to_owned() }</span> },
        Mark::Foreign => html! { <span class="foreign" title={t!("pieces.foreign")}>{ text.to_owned() }</span> },
        Mark::Invisible => html! { <span class="pill">{ pill(text) }</span> },
        Mark::Forces { kind, place } => {
            let label = analysis.kinds.get(kind).map(super::card::name).unwrap_or_default();
            let is_first = first == Some(run.span);
            html! {
                <button
                    class="char-box"
                    type="button"
                    tabindex={if is_first { "0" } else { "-1" }}
                    aria-label={label}
                    data-kind={kind.to_string()}
                    data-place={place.to_string()}
                    data-start={run.span.start.to_string()}
                    data-end={run.span.end.to_string()}
                >
                    if text.chars().count() == 1 && text.chars().next().is_some_and(|c| label_of(c).is_some()) {
                        <span class="pill pill-forces">{ pill(text) }</span>
                    } else {
                        { text.to_owned() }
                    }
                </button>
            }
        }
    }
}

fn pill(text: &str) -> &'static str {
    text.chars().next().and_then(label_of).unwrap_or("?")
}

fn first_box(analysis: &Analysis) -> Option<Span> {
    let mut runs = analysis.pieces.iter().flat_map(|piece| &piece.runs);
    runs.find(|run| matches!(run.mark, Mark::Forces { .. })).map(|run| run.span)
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// Reads which place a box stands for, and where its card goes within the list.
fn locate(node: &NodeRef, found: &Element) -> Option<Open> {
    let number = |name: &str| found.get_attribute(name)?.parse::<usize>().ok();
    let frame = node.cast::<Element>()?.get_bounding_client_rect();
    let at = found.get_bounding_client_rect();
    #[expect(clippy::cast_possible_truncation, reason = "places on a page are small, and a whole pixel is enough")]
    let whole_px = |place: f64| place.round() as i32;
    Some(Open {
        kind: number("data-kind")?,
        span: Span::new(number("data-start")?, number("data-end")?),
        left_px: whole_px((at.left() - frame.left()).min(frame.width() - CARD_WIDTH).max(0.0)),
        top_px: whole_px(at.bottom() - frame.top()),
    })
}

/// Moves the focus to the next or the previous box.
fn step(node: &NodeRef, event: &KeyboardEvent, by: i32) {
    let Some(list) = node.cast::<Element>() else { return };
    let here = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(here) = here.filter(|here| here.class_list().contains("char-box")) else { return };
    let Ok(boxes) = list.query_selector_all(".char-box") else { return };
    let at = (0..boxes.length()).find(|&at| boxes.item(at).is_some_and(|item| item.is_same_node(Some(&here))));
    let next = at.and_then(|at| at.checked_add_signed(by)).and_then(|at| boxes.item(at));
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        // A box that is gone already leaves the focus where it is.
        let _ = next.focus();
    }
}
