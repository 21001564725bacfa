//! What the linter says of each template of the file.

use piecewise_sms::template::Severity;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    super::findings::{Findings, without_fixes},
    items::{Action, Item, Items, Outcome},
};
use crate::{
    components::{ErrorNotice, Icon, IconName},
    format,
    i18n::{self, plural, t},
    markup::html,
    routes::Route,
};

pub(super) fn table(items: &Items, dispatcher: &UseReducerDispatcher<Items>) -> Html {
    let has_all = items.0.iter().all(|item| item.is_chosen);
    let choose_all = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |_: Event| dispatcher.dispatch(Action::AllChosen(!has_all)))
    };
    html! {
        <div class="table-frame">
            <table class="table" data-test="import-table">
                <thead>
                    <tr>
                        <th scope="col">
                            <input
                                type="checkbox"
                                aria-label={t!("import.choose_all")}
                                checked={has_all}
                                onchange={choose_all}
                            />
                        </th>
                        <th scope="col">{ t!("templates.name") }</th>
                        <th scope="col">{ t!("templates.type") }</th>
                        <th scope="col" class="figure">{ t!("editor.pieces") }</th>
                        <th scope="col">{ t!("import.findings") }</th>
                        <th scope="col">{ t!("import.outcome") }</th>
                    </tr>
                </thead>
                <tbody>
                    for (at, item) in items.0.iter().enumerate() {
                        { row(at, item, dispatcher) }
                    }
                </tbody>
            </table>
        </div>
    }
}

fn row(at: usize, item: &Item, dispatcher: &UseReducerDispatcher<Items>) -> Html {
    let draft = &item.draft;
    let name = if draft.name.is_empty() { t!("templates.unnamed") } else { draft.name.clone() };
    let onchange = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                dispatcher.dispatch(Action::Chosen(at, input.checked()));
            }
        })
    };
    html! {
        <tr key={draft.id.clone()} data-test="import-row">
            <td>
                <input
                    type="checkbox"
                    aria-label={t!("import.choose_one", name = name)}
                    checked={item.is_chosen}
                    {onchange}
                />
            </td>
            <th scope="row">
                <span>{ name }</span>
                <span class="table-cut" dir="auto">{ draft.content.clone() }</span>
            </th>
            <td>
                { draft.content_type.map(|kind| i18n::text(&format!("content_type.{}", kind.as_str()))).unwrap_or_default() }
            </td>
            <td class="figure">{ format::integer(piecewise_sms::pieces::count(&draft.content).n_pieces.into()) }</td>
            <td>{ findings(at, item) }</td>
            <td class="import-outcome">{ outcome(item) }</td>
        </tr>
    }
}

/// How much was found, and on a press what.
fn findings(at: usize, item: &Item) -> Html {
    let (n_errors, n_warnings) = (item.n(Severity::Error), item.n(Severity::Warning));
    let (class, icon, words) = match (n_errors, n_warnings) {
        (0, 0) => ("badge badge-approved", IconName::Check, t!("import.ready")),
        (0, n) => ("badge badge-warning", IconName::Warning, plural("import.warnings", n as u64)),
        (n, _) => ("badge badge-rejected", IconName::Error, plural("import.errors", n as u64)),
    };
    let badge = html! { <span {class}><Icon name={icon} /><span>{ words }</span></span> };
    if item.findings.is_empty() && !item.is_taken {
        return badge;
    }
    let shown = without_fixes(item.findings.iter().cloned());
    html! {
        <details class="import-findings">
            <summary>{ badge }</summary>
            if item.is_taken {
                <p class="field-error"><Icon name={IconName::Error} /><span>{ t!("editor.name_taken") }</span></p>
            }
            <Findings id={format!("import-findings-{at}")} findings={shown} text="" />
        </details>
    }
}

fn outcome(item: &Item) -> Html {
    match &item.outcome {
        Outcome::Waiting => Html::default(),
        Outcome::Saved => html! {
            <a href={Route::TemplateDraft { id: item.draft.id.clone() }.href()}>{ t!("import.saved") }</a>
        },
        Outcome::Submitted(id) => html! {
            <a href={Route::Template { id: *id }.href()}>{ t!("import.submitted") }</a>
        },
        Outcome::NotSaved => html! { <span class="field-error">{ t!("editor.not_kept") }</span> },
        Outcome::Refused(error) => html! { <ErrorNotice error={error.clone()} /> },
    }
}
