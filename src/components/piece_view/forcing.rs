//! The list of what forces Unicode: each kind once, with its places, what could replace it and what that saves.

use crate::i18n::t;
use piecewise_sms::{
    Span,
    pieces::{Encoding, NonGsm, ReplacementClass, replace_all},
};
use yew::prelude::*;

use super::{
    Analysis, Change,
    card::{code_points, glyph, name, proposal, replace_kind, saving},
};
use crate::{
    format,
    i18n::{plural, use_language},
    markup::html,
};

/// Kinds listed before a person asks for all.
const N_KINDS: usize = 6;
/// Places listed of each kind.
const N_PLACES: usize = 8;
/// Characters without a replacement that are shown.
const N_FOREIGN: usize = 24;

/// Props of [`ForcingList`].
#[derive(Properties, PartialEq)]
pub struct ForcingListProps {
    /// The text.
    pub analysis: std::rc::Rc<Analysis>,
    /// A replacement was asked for.
    pub on_change: Callback<Change>,
    /// A place was asked for.
    pub on_select: Callback<Span>,
}

/// Why the message is Unicode, and what can be done about it. Nothing for a GSM-7 text.
#[component]
pub fn ForcingList(props: &ForcingListProps) -> Html {
    use_language();
    let shows_all = use_state_eq(|| false);
    let analysis = &props.analysis;
    if analysis.count.encoding == Encoding::Gsm7 {
        return Html::default();
    }
    let (replaceable, foreign): (Vec<_>, Vec<_>) = analysis.kinds.iter().partition(|kind| kind.replacement.is_some());
    let can_become_gsm = analysis.can_become_gsm();
    let n_shown = match (*shows_all, can_become_gsm) {
        (true, _) => replaceable.len(),
        (false, true) => N_KINDS,
        (false, false) => 0,
    };
    let more = Callback::from({
        let shows_all = shows_all.setter();
        move |_: MouseEvent| shows_all.set(true)
    });
    html! {
        <section class="forcing" aria-labelledby="forcing-title" data-test="forcing">
            <div class="row row-between">
                <h2 id="forcing-title">{ plural("pieces.forcing_title", analysis.n_forcing() as u64) }</h2>
                { all_at_once(analysis, &props.on_change) }
            </div>
            if !can_become_gsm {
                <p class="muted small">{ t!("pieces.stays_unicode") }</p>
            } else if analysis.kinds.len() > 1 {
                <p class="muted small">{ t!("pieces.all_must_go") }</p>
            }
            <ul class="forcing-list">
                for kind in replaceable.iter().take(n_shown) {
                    <li key={kind.text.clone()} class="forcing-kind">
                        <span class="char-glyph">{ glyph(kind) }</span>
                        <div class="grow">
                            <p>
                                <strong>{ name(kind) }</strong>{ " " }
                                <span class="muted small mono">{ code_points(kind) }</span>
                            </p>
                            <p class="small">
                                { proposal(kind) }
                                if analysis.kinds.len() == 1 { { " " }{ saving(analysis, kind) } }
                            </p>
                            { places(analysis, kind, &props.on_select) }
                        </div>
                        { replace_kind(analysis, kind, &props.on_change) }
                    </li>
                }
                if !foreign.is_empty() {
                    <li key="foreign" class="forcing-kind">
                        <div class="grow">
                            <p class="foreign-sample" dir="auto">
                                { foreign.iter().take(N_FOREIGN).map(|kind| kind.text.as_str()).collect::<Vec<_>>().join(" ") }
                                if foreign.len() > N_FOREIGN { { " …" } }
                            </p>
                            <p class="small muted">{ plural("pieces.foreign_kinds", foreign.len() as u64) }</p>
                        </div>
                    </li>
                }
            </ul>
            if replaceable.len() > n_shown {
                <button class="button button-quiet button-small" type="button" onclick={more}>
                    { plural("pieces.more_kinds", (replaceable.len() - n_shown) as u64) }
                </button>
            }
        </section>
    }
}

/// Buttons that change every kind at once: what nobody would notice, and everything.
fn all_at_once(analysis: &Analysis, on_change: &Callback<Change>) -> Html {
    let replaceable = analysis.kinds.iter().filter(|kind| kind.replacement.is_some()).count();
    if replaceable < 2 || !analysis.can_become_gsm() {
        return Html::default();
    }
    let quiet = replace_all(&analysis.text, ReplacementClass::Typographic);
    let every = replace_all(&analysis.text, ReplacementClass::MeaningChanging);
    let button = |key: &str, after: &piecewise_sms::pieces::Replaced| {
        let change = Change::Whole(after.text.clone());
        let onclick = on_change.reform(move |_: MouseEvent| change.clone());
        let words = words_with_saving(key, analysis.count.n_pieces, after.count.n_pieces);
        html! { <button class="button button-small" type="button" {onclick}>{ words }</button> }
    };
    html! {
        <div class="row">
            if quiet.text != analysis.text {
                { button("pieces.replace_lookalikes", &quiet) }
            }
            if every.text != quiet.text {
                { button("pieces.replace_everything", &every) }
            }
        </div>
    }
}

/// The words of a button, with the pieces before and after where they differ.
fn words_with_saving(key: &str, before: u32, after: u32) -> String {
    let words = crate::i18n::text(key);
    if before == after {
        return words;
    }
    format!("{words} ({} → {})", format::integer(before.into()), format::integer(after.into()))
}

/// Where the kind stands: character numbers that lead to the place in the text.
fn places(analysis: &Analysis, kind: &NonGsm, on_select: &Callback<Span>) -> Html {
    let number_of =
        |span: Span| analysis.text.get(..span.start as usize).map_or(0, |before| before.chars().count()) + 1;
    html! {
        <p class="small muted forcing-places">
            { t!("pieces.at") }
            for &span in kind.spans.iter().take(N_PLACES) {
                <button
                    class="link-button figure"
                    type="button"
                    aria-label={t!("pieces.go_to_character", n = number_of(span))}
                    onclick={on_select.reform(move |_: MouseEvent| span)}
                >
                    { format::integer(number_of(span) as u64) }
                </button>
            }
            if kind.spans.len() > N_PLACES {
                { plural("pieces.more_places", (kind.spans.len() - N_PLACES) as u64) }
            }
        </p>
    }
}
