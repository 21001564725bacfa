//! The content with its findings, and what stands beside it: verdict, three readings, the phone.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_sms::{
    Span,
    template::{Diagnostic, Field, Severity, Template, render},
};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{
    super::{
        findings::{Findings, has_error, of_field},
        sender::use_sender,
    },
    readings::Readings,
    state::{Action, Editing},
};
use crate::{
    components::{
        Analysis, Bubble, Change, Cost, ForcingList, Handset, MessageField, Overlay, OverlayKind, PieceRing, Verdict,
    },
    drafts::Draft,
    markup::html,
    prices::use_prices,
};

/// Props of [`ContentField`].
#[derive(Properties, PartialEq)]
pub(super) struct ContentFieldProps {
    /// Everything the editor knows.
    pub(super) editing: Editing,
    /// What the linter found.
    pub(super) findings: Vec<Diagnostic>,
    /// What the reviewer said of the version before.
    pub(super) said: Option<AttrValue>,
    /// Changes the draft.
    pub(super) on: Callback<Action>,
}

/// The message content.
#[component]
pub(super) fn ContentField(props: &ContentFieldProps) -> Html {
    let node = use_node_ref();
    let content = &props.editing.draft.content;
    let findings = of_field(&props.findings, &Field::Content);
    let analysis = Analysis::of(content, &overlays(&Template::parse(content), &findings));
    let change = {
        let (on, node) = (props.on.clone(), node.clone());
        move |change: Change| {
            on.emit(Action::Changed(change));
            focus(&node);
        }
    };
    let on_fix = Callback::from({
        let change = change.clone();
        move |after| change(Change::Whole(after))
    });
    let on_change = Callback::from(change);
    let on_select = Callback::from({
        let (node, text) = (node.clone(), content.clone());
        move |span: Span| select(&node, &text, span)
    });
    let undo = {
        let (on, node) = (props.on.clone(), node.clone());
        Callback::from(move |_: MouseEvent| {
            on.emit(Action::Undone);
            focus(&node);
        })
    };
    html! {
        <div class="stack-tight">
            <MessageField
                id="template-content"
                label={t!("editor.content")}
                analysis={Rc::clone(&analysis)}
                on_edit={props.on.reform(|text: AttrValue| Action::Content(text.to_string()))}
                {node}
                described_by="content-help content-findings"
                is_invalid={has_error(&findings)}
                placeholder={t!("editor.content_placeholder")}
                test="template-content"
            />
            <p id="content-help" class="field-help">{ t!("editor.content_help") }</p>
            if props.editing.undo.is_some() {
                <p class="row small" role="status">
                    <span class="muted">{ t!("calculator.replaced") }</span>
                    <button class="link-button" type="button" onclick={undo} data-test="undo">{ t!("calculator.undo") }</button>
                </p>
            }
            <Findings
                id="content-findings"
                {findings}
                text={content.clone()}
                {on_fix}
                on_select={Some(on_select.clone())}
                said={props.said.clone()}
            />
            <ForcingList {analysis} {on_change} {on_select} />
        </div>
    }
}

fn overlays(template: &Template, findings: &[Diagnostic]) -> Vec<Overlay> {
    let links = template.links().iter().map(|link| Overlay { span: link.span, kind: OverlayKind::Link });
    let variables = template.placeholders().map(|found| Overlay { span: found.span, kind: OverlayKind::Variable });
    let found = findings.iter().filter_map(|finding| {
        let kind = match finding.severity() {
            Severity::Error => OverlayKind::Error,
            Severity::Warning => OverlayKind::Warning,
            // What is only worth knowing is in the list; drawn as well, it would be noise.
            Severity::Info => return None,
        };
        // A finding about the whole text is not about any place in it.
        (finding.span.end - finding.span.start < u32::try_from(template.text().len()).unwrap_or(u32::MAX))
            .then_some(Overlay { span: finding.span, kind })
    });
    links.chain(variables).chain(found).collect()
}

fn focus(node: &NodeRef) {
    if let Some(field) = node.cast::<HtmlTextAreaElement>() {
        // A field that is gone already leaves the focus where it is.
        let _ = field.focus();
    }
}

fn select(node: &NodeRef, text: &str, span: Span) {
    let range = span.to_utf16(text);
    if let Some(field) = node.cast::<HtmlTextAreaElement>() {
        focus(node);
        // A range outside of the text selects nothing.
        let _ = field.set_selection_range(range.start, range.end);
    }
}

/// Props of [`Aside`].
#[derive(Properties, PartialEq)]
pub(super) struct AsideProps {
    /// The draft.
    pub(super) draft: Draft,
}

/// What the message costs and how it will look, with the examples put in.
#[component]
pub(super) fn Aside(props: &AsideProps) -> Html {
    let prices = use_prices();
    let draft = &props.draft;
    let sender = use_sender(draft.countries.first().map(String::as_str));
    let rendered = render(&Template::parse(&draft.content), &draft.examples);
    let analysis = Analysis::of(&rendered.text, &[]);
    let cost = draft.countries.first().map(|country| Cost {
        amount: prices.cost(country, analysis.count.n_pieces, 1),
        currency: prices.currency.clone(),
        country: country.clone().into(),
    });
    html! {
        <div class="desk-side">
            <section class="card stack desk-verdict editor-verdict" aria-label={t!("calculator.verdict")}>
                <div class="verdict-head">
                    <PieceRing analysis={Rc::clone(&analysis)} />
                    <p><Verdict {analysis} {cost} /></p>
                </div>
                <div class="editor-readings"><Readings draft={draft.clone()} /></div>
            </section>
            <section class="card stack desk-reading" aria-labelledby="preview-title">
                <h2 id="preview-title">{ t!("editor.preview") }</h2>
                <Handset label={t!("editor.preview")} {sender}>
                    if draft.content.is_empty() {
                        <p class="handset-empty">{ t!("editor.preview_empty") }</p>
                    } else {
                        <Bubble
                            text={rendered.text.clone()}
                            marks={rendered.parts.iter().map(|part| part.span).collect::<Vec<_>>()}
                        />
                    }
                </Handset>
            </section>
        </div>
    }
}
