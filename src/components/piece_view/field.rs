//! Where a message is typed. A mirror behind the text shows the pieces while they are written; the text control
//! itself always holds exactly what was typed.

use crate::{
    i18n::t,
    markup::{classes, html},
};
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Analysis, Mark, OverlayKind, Run};

/// Props of [`MessageField`].
#[derive(Properties, PartialEq)]
pub struct MessageFieldProps {
    /// The id of the text control.
    pub id: AttrValue,
    /// Its label.
    pub label: Html,
    /// The text and how it is drawn.
    pub analysis: std::rc::Rc<Analysis>,
    /// What was typed.
    pub on_edit: Callback<AttrValue>,
    /// The text control, for moving the focus into it.
    pub node: NodeRef,
    /// The ids of what describes it; none by default.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Whether a finding keeps the text from being accepted; `false` by default.
    #[prop_or_default]
    pub is_invalid: bool,
    /// Shown while nothing is typed; nothing by default.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Its `data-test`.
    pub test: AttrValue,
}

/// A text control over its mirror.
#[component]
pub fn MessageField(props: &MessageFieldProps) -> Html {
    let had_carriage_returns = use_state_eq(|| false);
    let oninput = use_callback(props.on_edit.clone(), |event: InputEvent, on_edit| {
        on_edit.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
    });
    let onpaste = use_callback(had_carriage_returns.setter(), |event: Event, setter| {
        let pasted = wasm_bindgen::JsCast::dyn_into::<ClipboardEvent>(event)
            .ok()
            .and_then(|event| event.clipboard_data())
            .and_then(|data| data.get_data("text/plain").ok());
        setter.set(pasted.is_some_and(|text| text.contains('\r')));
    });
    html! {
        <div class="message-field">
            <label class="field-label" for={props.id.clone()}>{ props.label.clone() }</label>
            <div class={classes!("message-box", props.is_invalid.then_some("message-invalid"))}>
                <div class="mirror" aria-hidden="true" dir="auto">
                    <Mirror analysis={std::rc::Rc::clone(&props.analysis)} />
                </div>
                <textarea
                    id={props.id.clone()}
                    class="message-text"
                    ref={props.node.clone()}
                    dir="auto"
                    spellcheck="true"
                    autocapitalize="sentences"
                    value={props.analysis.text.clone()}
                    placeholder={props.placeholder.clone()}
                    aria-describedby={props.described_by.clone()}
                    aria-invalid={props.is_invalid.then_some("true")}
                    data-test={props.test.clone()}
                    {oninput}
                    {onpaste}
                />
            </div>
            if *had_carriage_returns {
                <p class="field-help" role="status">{ t!("pieces.line_breaks_normalised") }</p>
            }
        </div>
    }
}

/// Props of [`Mirror`].
#[derive(Properties, PartialEq)]
struct MirrorProps {
    analysis: std::rc::Rc<Analysis>,
}

/// The text again, unseen, with its bands, boxes and dots.
#[component]
fn Mirror(props: &MirrorProps) -> Html {
    let analysis = &props.analysis;
    let n_pieces = analysis.pieces.len();
    html! {
        <>
            for (number, piece) in analysis.pieces.iter().enumerate() {
                for (at, run) in piece.runs.iter().enumerate() {
                    <span class={classes_of(number, n_pieces, at + 1 == piece.runs.len(), run)}>
                        { run.span.of(&analysis.text).to_owned() }
                    </span>
                }
            }
            // A last line break would have no height without something after it.
            <span>{ "\u{200b}" }</span>
        </>
    }
}

fn classes_of(number: usize, n_pieces: usize, is_last_run: bool, run: &Run) -> Option<AttrValue> {
    let is_cut = n_pieces > 1;
    let band = if number.is_multiple_of(2) { "band-odd" } else { "band-even" };
    let mark = match run.mark {
        Mark::Plain => None,
        Mark::TwoUnits => Some("two-units"),
        Mark::Forces { .. } => Some("forces"),
        Mark::Foreign => Some("foreign"),
        Mark::Invisible => Some("unseen"),
    };
    let overlay = run.overlay.map(|overlay| match overlay {
        OverlayKind::Link => "over-link",
        OverlayKind::Variable => "over-variable",
        OverlayKind::Info => "over-info",
        OverlayKind::Warning => "over-warning",
        OverlayKind::Error => "over-error",
    });
    classes!(
        is_cut.then_some(band),
        (is_cut && is_last_run && number + 1 < n_pieces).then_some("band-end"),
        mark,
        overlay
    )
}
