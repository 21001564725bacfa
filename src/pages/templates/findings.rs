//! What the linter found, beside the field it found it in, with a button for each fix.

use crate::i18n::t;
use piecewise_sms::{
    Span,
    template::{Applicability, Diagnostic, Field, Severity, fix_title, message},
};
use yew::prelude::*;

use super::review::is_named;
use crate::{
    components::{Icon, IconName},
    i18n,
    markup::{classes, html},
};

/// Props of [`Findings`].
#[derive(Properties, PartialEq)]
pub(super) struct FindingsProps {
    /// The id of the list, for `aria-describedby`.
    pub(super) id: AttrValue,
    /// What was found in this field.
    pub(super) findings: Vec<Diagnostic>,
    /// The text of the field.
    pub(super) text: AttrValue,
    /// A fix was asked for; carries the field's text after it.
    #[prop_or_default]
    pub(super) on_fix: Callback<String>,
    /// A place was asked for; no button by default.
    #[prop_or_default]
    pub(super) on_select: Option<Callback<Span>>,
    /// What the reviewer said of the version before; a finding that it names says so. Nothing by default.
    #[prop_or_default]
    pub(super) said: Option<AttrValue>,
}

/// The findings of one field, the gravest first.
#[component]
pub(super) fn Findings(props: &FindingsProps) -> Html {
    let findings: Vec<&Diagnostic> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .flat_map(|severity| props.findings.iter().filter(move |finding| finding.severity() == severity))
        .collect();
    html! {
        <ul id={props.id.clone()} class={classes!("findings", findings.is_empty().then_some("findings-none"))}>
            for finding in findings {
                <li
                    class={format!("finding finding-{}", finding.severity().as_str())}
                    data-test={format!("finding-{}", finding.code.as_str())}
                >
                    <Icon name={icon(finding.severity())} />
                    <span class="visually-hidden">{ i18n::text(&format!("severity.{}", finding.severity().as_str())) }</span>
                    <span class="grow">
                        { message(finding, i18n::current()) }
                        if props.said.as_ref().is_some_and(|said| is_named(finding, said)) {
                            { " " }<strong data-test="named-by-reviewer">{ t!("editor.named_by_reviewer") }</strong>
                        }
                    </span>
                    { show_button(finding, props) }
                    { fix_button(finding, props) }
                </li>
            }
        </ul>
    }
}

fn icon(severity: Severity) -> IconName {
    match severity {
        Severity::Error => IconName::Error,
        Severity::Warning => IconName::Warning,
        Severity::Info => IconName::Info,
    }
}

fn show_button(finding: &Diagnostic, props: &FindingsProps) -> Html {
    let Some(on_select) = props.on_select.clone().filter(|_| finding.span.start < finding.span.end) else {
        return Html::default();
    };
    let span = finding.span;
    let onclick = on_select.reform(move |_: MouseEvent| span);
    html! { <button class="button button-quiet button-small" type="button" {onclick}>{ t!("editor.show") }</button> }
}

fn fix_button(finding: &Diagnostic, props: &FindingsProps) -> Html {
    let Some(fix) = finding.fix.as_ref().filter(|fix| fix.applicability != Applicability::ShowOnly) else {
        return Html::default();
    };
    let after = fix.apply(&props.text);
    let onclick = props.on_fix.reform(move |_: MouseEvent| after.clone());
    html! {
        <button class="button button-small" type="button" {onclick} data-test="fix">
            { fix_title(fix, i18n::current()) }
        </button>
    }
}

/// The same findings where nothing can be fixed: in a text that is only shown.
pub(super) fn without_fixes(findings: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = findings.collect();
    for finding in &mut findings {
        finding.fix = None;
    }
    findings
}

/// The findings of `field`.
pub(super) fn of_field(all: &[Diagnostic], field: &Field) -> Vec<Diagnostic> {
    all.iter().filter(|finding| finding.field == *field).cloned().collect()
}

/// Whether one of them keeps the template from being submitted.
pub(super) fn has_error(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity() == Severity::Error)
}
