//! Many templates at once from a file: read here, linted here, and only then kept as drafts or handed in.

mod items;
mod parse;
mod table;

use std::rc::Rc;

use piecewise_api::Permission;
use piecewise_sms::template::Severity;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::{
    items::{Action, Item, Items, Outcome},
    parse::{Fault, SAMPLE},
    table::table,
};
use super::editor::new_template;
use crate::{
    client::{Gateway, IdempotencyKey, spawn_logged, use_gateway},
    components::{Crumb, FileKind, Icon, IconName, PageHead, save_file},
    drafts::{self, Draft, Overwrite},
    i18n::{plural, t},
    markup::html,
    routes::Route,
};

/// Imports templates.
#[component]
pub fn TemplateImportPage() -> Html {
    let gateway = use_gateway();
    let items = use_reducer(Items::default);
    let fault = use_state_eq(|| None::<Fault>);
    let is_busy = use_state_eq(|| false);
    let input = use_node_ref();
    let choose = use_callback(input.clone(), |_: MouseEvent, input| {
        if let Some(input) = input.cast::<HtmlInputElement>() {
            input.click();
        }
    });
    let onchange = {
        let (dispatcher, fault, gateway) = (items.dispatcher(), fault.setter(), gateway.clone());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (dispatcher, fault, taken) = (dispatcher.clone(), fault.clone(), taken(&gateway));
            spawn_logged("read a file of templates", async move {
                let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
                input.set_value("");
                let (drafts, found) = match parse::read(&text) {
                    Ok(drafts) => (drafts, None),
                    Err(found) => (Vec::new(), Some(found)),
                };
                fault.set(found);
                dispatcher.dispatch(Action::Read(drafts, taken));
            });
        })
    };
    let sample = Callback::from(|_: MouseEvent| {
        // A browser that refuses to save the file says so itself.
        let _ = save_file("templates.csv", FileKind::Csv, SAMPLE);
    });
    let work = |is_fit: fn(&Item) -> bool, what: Work| {
        let (items, gateway, is_busy) = (items.clone(), gateway.clone(), is_busy.clone());
        Callback::from(move |_: MouseEvent| {
            if *is_busy {
                return;
            }
            is_busy.set(true);
            let todo: Vec<(usize, Draft)> =
                items.chosen(is_fit).into_iter().filter_map(|at| Some((at, items.0.get(at)?.draft.clone()))).collect();
            let (dispatcher, gateway, is_busy) = (items.dispatcher(), gateway.clone(), is_busy.setter());
            spawn_logged("import templates", async move {
                for (at, draft) in todo {
                    dispatcher.dispatch(Action::Became(at, done(what, &gateway, draft).await));
                }
                is_busy.set(false);
            });
        })
    };
    let n_ready = items.chosen(Item::is_ready).len();
    let n_chosen = items.chosen(|_| true).len();
    let may_submit = gateway.permits(Permission::TemplatesWrite);
    let crumbs =
        vec![Crumb::new(t!("nav.content"), Route::Templates), Crumb::new(t!("nav.templates"), Route::Templates)];
    html! {
        <>
            <PageHead title={t!("title.template_import")} sentence={t!("import.sentence")} {crumbs} />
            <section class="card stack" aria-label={t!("import.file")}>
                <p>{ t!("import.csv_help") }</p>
                <p class="muted">{ t!("import.json_help") }</p>
                <div class="row">
                    <input
                        class="visually-hidden"
                        type="file"
                        accept=".csv,.tsv,.txt,.json,text/csv,application/json"
                        tabindex="-1"
                        aria-label={t!("import.choose")}
                        ref={input}
                        {onchange}
                        data-test="import-file"
                    />
                    <button class="button button-primary" type="button" onclick={choose} data-test="import-choose">
                        <Icon name={IconName::Upload} />
                        <span>{ t!("import.choose") }</span>
                    </button>
                    <button class="button button-quiet" type="button" onclick={sample} data-test="import-sample">
                        <Icon name={IconName::Download} />
                        <span>{ t!("import.sample") }</span>
                    </button>
                </div>
                if let Some(fault) = &*fault {
                    <p class="field-error" role="alert" data-test="import-fault">
                        <Icon name={IconName::Error} />
                        <span>{ words(fault) }</span>
                    </p>
                }
            </section>
            if !items.0.is_empty() {
                <section class="stack" aria-label={t!("import.found")}>
                    <p role="status" data-test="import-summary">{ summary(&items) }</p>
                    { table(&items, &items.dispatcher()) }
                    <div class="save-bar">
                        if may_submit {
                            <button
                                class="button button-primary"
                                type="button"
                                aria-disabled={(*is_busy || n_ready == 0).then_some("true")}
                                onclick={work(Item::is_ready, Work::Submit)}
                                data-test="import-submit"
                            >
                                <Icon name={IconName::Send} />
                                <span>{ plural("import.submit", n_ready as u64) }</span>
                            </button>
                        }
                        <button
                            class="button"
                            type="button"
                            aria-disabled={(*is_busy || n_chosen == 0).then_some("true")}
                            onclick={work(|_| true, Work::Save)}
                            data-test="import-save"
                        >
                            { plural("import.save", n_chosen as u64) }
                        </button>
                        <a href={Route::Templates.href()}>{ t!("editor.to_list") }</a>
                    </div>
                    if may_submit && n_ready < n_chosen {
                        <p class="muted small">{ t!("import.only_ready") }</p>
                    }
                    if !may_submit {
                        <p class="muted small">{ t!("import.may_not_submit") }</p>
                    }
                </section>
            }
        </>
    }
}

/// What is done with what is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Save,
    Submit,
}

async fn done(what: Work, gateway: &Gateway, draft: Draft) -> Outcome {
    match (what, new_template(&draft)) {
        (Work::Submit, Some(template)) => match gateway.submit_template(&template, &IdempotencyKey::random()).await {
            Ok(template) => Outcome::Submitted(template.id),
            Err(error) => Outcome::Refused(error),
        },
        (Work::Submit, None) => Outcome::Waiting,
        (Work::Save, _) => match drafts::put(draft, Overwrite::Same).await {
            Ok(_) => Outcome::Saved,
            Err(_) => Outcome::NotSaved,
        },
    }
}

/// The names of the templates on the gateway.
fn taken(gateway: &Gateway) -> Vec<String> {
    let templates = gateway.templates.ready().map(Vec::as_slice).unwrap_or_default();
    templates.iter().map(|template: &Rc<piecewise_api::Template>| template.name.clone()).collect()
}

fn words(fault: &Fault) -> String {
    match fault {
        Fault::NotTemplates => t!("import.not_templates"),
        Fault::Empty => t!("import.empty"),
        Fault::TooMany => t!("import.too_many"),
    }
}

fn summary(items: &Items) -> String {
    let n_with_errors = items.0.iter().filter(|item| item.n(Severity::Error) > 0).count();
    let n_ready = items.0.len() - n_with_errors;
    format!(
        "{} · {} · {}",
        plural("import.n_found", items.0.len() as u64),
        plural("import.n_ready", n_ready as u64),
        plural("import.n_faulty", n_with_errors as u64)
    )
}
