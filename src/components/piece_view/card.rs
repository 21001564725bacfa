//! The card of a character that forces Unicode: what it is, what it costs here, and what could stand in its place.

use crate::i18n::t;
use piecewise_sms::{
    Span,
    pieces::{NonGsm, count},
};
use yew::prelude::*;

use super::{Analysis, Change, label_of};
use crate::{
    format,
    i18n::{plural, use_language},
    markup::html,
    names::name_of,
};

/// Props of [`CharCard`].
#[derive(Properties, PartialEq)]
pub(super) struct CharCardProps {
    /// The text.
    pub(super) analysis: std::rc::Rc<Analysis>,
    /// The kind's index in the analysis.
    pub(super) kind: usize,
    /// The place the card stands at.
    pub(super) span: Span,
    /// A replacement was asked for.
    pub(super) on_change: Callback<Change>,
}

/// What there is to know and to do about one character.
#[component]
pub(super) fn CharCard(props: &CharCardProps) -> Html {
    use_language();
    let Some(kind) = props.analysis.kinds.get(props.kind) else { return Html::default() };
    html! {
        <>
            <div class="char-card-head">
                <span class="char-glyph">{ glyph(kind) }</span>
                <div>
                    <p class="char-name">{ name(kind) }</p>
                    <p class="muted small mono">{ code_points(kind) }</p>
                </div>
            </div>
            <p class="small">{ cost_here(kind) }</p>
            <p class="small">{ proposal(kind) }{ " " }{ saving(&props.analysis, kind) }</p>
            if let Some(replacement) = &kind.replacement {
                <div class="row">
                    { replace_one(props.span, &replacement.text, &props.on_change) }
                    if kind.spans.len() > 1 {
                        { replace_kind(&props.analysis, kind, &props.on_change) }
                    }
                </div>
            }
        </>
    }
}

/// The character as it can be shown: itself, or the label of one that nobody sees.
pub(super) fn glyph(kind: &NonGsm) -> Html {
    match label_of(kind.first).filter(|_| kind.text.chars().count() == 1) {
        Some(label) => html! { <span class="pill">{ label }</span> },
        None => html! { <bdi>{ kind.text.clone() }</bdi> },
    }
}

/// The Unicode name; the code point where it is not known.
pub(super) fn name(kind: &NonGsm) -> String {
    name_of(kind.first).map_or_else(|| code_points(kind), |name| sentence_case(&name))
}

/// `U+2019`, or all of a sequence.
pub(super) fn code_points(kind: &NonGsm) -> String {
    kind.text.chars().map(|c| format!("U+{:04X}", c as u32)).collect::<Vec<_>>().join(" ")
}

/// Unicode names are written in capitals; a sentence is easier to read.
fn sentence_case(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_string() + &chars.as_str().to_ascii_lowercase()).unwrap_or_default()
}

fn cost_here(kind: &NonGsm) -> String {
    let n_units = kind.text.encode_utf16().count() as u64;
    plural("pieces.cost_here", n_units)
}

/// What would stand in its place.
pub(super) fn proposal(kind: &NonGsm) -> Html {
    match &kind.replacement {
        None => html! { { t!("pieces.no_replacement") } },
        Some(replacement) if replacement.text.is_empty() => html! { { t!("pieces.can_be_removed") } },
        Some(replacement) if replacement.text == " " => html! { { t!("pieces.can_be_space") } },
        Some(replacement) => html! {
            <>
                { t!("pieces.replacement") }{ " " }<kbd class="replacement">{ replacement.text.clone() }</kbd>
            </>
        },
    }
}

/// What replacing every one of this kind does to the number of pieces.
pub(super) fn saving(analysis: &Analysis, kind: &NonGsm) -> String {
    if kind.replacement.is_none() {
        return String::new();
    }
    let before = analysis.count.n_pieces;
    let others = analysis.kinds.len() - 1;
    if kind.n_pieces_saved > 0 {
        let after = format::integer((before - kind.n_pieces_saved).into());
        return t!("pieces.saves", before = format::integer(before.into()), after = after);
    }
    if others > 0 {
        return plural("pieces.saves_with_others", others as u64);
    }
    let after = count(&kind.replace_in(&analysis.text));
    if after.encoding == analysis.count.encoding {
        t!("pieces.saves_nothing")
    } else {
        plural("pieces.saves_units", after.n_units_left.into())
    }
}

/// The button for one place.
fn replace_one(span: Span, insert: &str, on_change: &Callback<Change>) -> Html {
    let change = Change::Place { span, insert: insert.to_owned() };
    let onclick = on_change.reform(move |_: MouseEvent| change.clone());
    let words = if insert.is_empty() { t!("pieces.remove") } else { t!("pieces.replace") };
    html! { <button class="button button-small" type="button" {onclick} data-test="replace">{ words }</button> }
}

/// The button for every place of a kind.
pub(super) fn replace_kind(analysis: &Analysis, kind: &NonGsm, on_change: &Callback<Change>) -> Html {
    let change = Change::Whole(kind.replace_in(&analysis.text));
    let onclick = on_change.reform(move |_: MouseEvent| change.clone());
    let is_removed = kind.replacement.as_ref().is_some_and(|replacement| replacement.text.is_empty());
    let words = match (is_removed, kind.spans.len()) {
        (true, 1) => t!("pieces.remove"),
        (false, 1) => t!("pieces.replace"),
        (true, n) => t!("pieces.remove_all", n = format::integer(n as u64)),
        (false, n) => t!("pieces.replace_all", n = format::integer(n as u64)),
    };
    html! {
        <button
            class="button button-small"
            type="button"
            aria-label={format!("{words}: {}", name(kind))}
            {onclick}
            data-test="replace-all"
        >
            { words }
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::{Analysis, code_points, saving, sentence_case};

    #[test]
    fn names_are_read_as_a_sentence() {
        assert_eq!(sentence_case("RIGHT SINGLE QUOTATION MARK"), "Right single quotation mark");
        assert_eq!(sentence_case(""), "");
    }

    /// the saving is told in pieces, and only where there is one.
    #[test]
    fn a_saving_is_promised_only_where_it_comes_true() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        let long = format!("{}’", "a".repeat(100));
        let analysis = Analysis::of(&long, &[]);
        assert_eq!(saving(&analysis, &analysis.kinds[0]), "That makes 2 → 1 pieces.");
        let two = Analysis::of(&format!("{long}中"), &[]);
        let quote = two.kinds.iter().find(|kind| kind.first == '’').unwrap();
        assert!(saving(&two, quote).contains("other kind"), "{}", saving(&two, quote));
        assert_eq!(code_points(quote), "U+2019");
    }
}
