//! The template editor: writing left, verdict and handset right, kept on this device by itself.

mod fields;
mod keeping;
mod message;
mod readings;
mod state;
mod submitting;
mod summary;

pub(super) use self::submitting::new_template;

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, Template};
use piecewise_sms::template::{self, Diagnostic, Field, Purpose, lint};
use yew::prelude::*;

use self::{
    fields::{ExampleFields, NameField, TypeField},
    keeping::{Conflict, KeepingLine, use_keeping},
    message::{Aside, ContentField},
    state::{Action, Editing, Submission},
    submitting::use_submitting,
    summary::Summary,
};
use super::{
    findings::{Findings, of_field},
    newest::{newest, next_version},
    suggest::suggestion,
};
use crate::{
    client::{spawn_logged, use_gateway},
    components::{CountryChecklist, Crumb, ErrorNotice, Icon, IconName, PageHead, Starters, Waiting},
    drafts::{self, Draft, Overwrite},
    markup::html,
    router::{use_navigator, use_route},
    routes::Route,
};

/// Props of [`TemplateEditorPage`].
#[derive(Properties, PartialEq)]
pub struct TemplateEditorPageProps {
    /// The draft to open; `None` begins a new one.
    pub draft_id: Option<AttrValue>,
}

/// What the address leads to.
#[derive(Debug, Clone, PartialEq)]
enum Opening {
    Reading,
    Open(Draft),
    Missing,
}

/// Opens the draft of the address, and stays with it when a new draft gets its own address.
#[component]
pub fn TemplateEditorPage(props: &TemplateEditorPageProps) -> Html {
    let opening = use_state_eq(|| match &props.draft_id {
        None => Opening::Open(Draft::new(drafts::new_id())),
        Some(_) => Opening::Reading,
    });
    use_effect_with(props.draft_id.clone(), {
        let opening = opening.clone();
        move |id| match (id, &*opening) {
            (Some(id), Opening::Open(draft)) if *draft.id == **id => {}
            (Some(id), _) => {
                let (id, opening) = (id.clone(), opening.setter());
                opening.set(Opening::Reading);
                spawn_logged("open a draft", async move {
                    let found = drafts::get(&id).await;
                    opening.set(found.ok().flatten().map_or(Opening::Missing, Opening::Open));
                });
            }
            (None, Opening::Open(draft)) if draft.revision == 0 && draft.is_empty() => {}
            (None, _) => opening.set(Opening::Open(Draft::new(drafts::new_id()))),
        }
    });
    match &*opening {
        Opening::Reading => html! {
            <>
                <PageHead title={t!("title.template_draft")} crumbs={crumbs()} />
                <Waiting />
            </>
        },
        Opening::Missing => html! {
            <>
                <PageHead title={t!("editor.missing")} sentence={t!("editor.missing_sentence")} crumbs={crumbs()} />
                <p><a href={Route::Templates.href()}>{ t!("editor.to_list") }</a></p>
            </>
        },
        Opening::Open(draft) => html! { <Editor key={draft.id.clone()} draft={draft.clone()} /> },
    }
}

fn crumbs() -> Vec<Crumb> {
    vec![Crumb::new(t!("nav.content"), Route::Templates), Crumb::new(t!("nav.templates"), Route::Templates)]
}

/// Props of [`Editor`].
#[derive(Properties, PartialEq)]
struct EditorProps {
    draft: Draft,
}

/// The form.
#[component]
fn Editor(props: &EditorProps) -> Html {
    let gateway = use_gateway();
    let navigator = use_navigator();
    let editing = use_reducer(|| Editing::of(props.draft.clone()));
    let on_kept = {
        let (navigator, is_new) = (navigator.clone(), use_route::<Route>() == Some(Route::TemplateNew));
        Callback::from(move |id: String| {
            if let Some(navigator) = navigator.as_ref().filter(|_| is_new) {
                navigator.replace(&Route::TemplateDraft { id });
            }
        })
    };
    let keep = use_keeping(&editing, &on_kept);
    let on_submitted = Callback::from(move |id| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Template { id });
        }
    });
    let submit = use_submitting(&editing, &gateway, &on_submitted);
    let on = {
        let dispatcher = editing.dispatcher();
        Callback::from(move |action| dispatcher.dispatch(action))
    };

    let draft = &editing.draft;
    let template = template::Template::parse(&draft.content);
    let findings = lint(&draft.lintable(), if editing.shows_missing { Purpose::Submit } else { Purpose::Edit });
    let variables: Vec<String> = template.variables().into_iter().map(str::to_owned).collect();
    let others = gateway.templates.ready().map(Vec::as_slice).unwrap_or_default();
    let is_taken_by_another = |name: &str| {
        let name = name.trim().to_lowercase();
        others.iter().any(|other| Some(other.id) != draft.version_of && other.name.to_lowercase() == name)
    };
    let is_taken = is_taken_by_another(&draft.name);
    let suggested = suggestion(draft, &is_taken_by_another);
    let before = draft.version_of.and_then(|id| gateway.template(id)).cloned();
    let said = before.as_ref().and_then(|before| newest(before).rejection).map(AttrValue::from);
    let can_submit = !gateway.is_signed_in() || gateway.permits(Permission::TemplatesWrite);
    let is_blank = draft.is_empty() && !editing.shows_missing;
    let title = if draft.revision == 0 { t!("title.template_new") } else { t!("title.template_draft") };

    html! {
        <>
            <PageHead {title} sentence={t!("editor.sentence")} crumbs={crumbs()} />
            <Conflict
                keeping={editing.keeping.clone()}
                on_keep_mine={let_keep(&keep, Overwrite::Any)}
                on={on.clone()}
            />
            { version_notice(draft, before.as_deref(), said.as_ref()) }
            { submission_notice(&editing, &findings) }
            <div class="desk">
                <div class="desk-main">
                    if is_blank {
                        <Starters on_start={on.reform(Action::StartedFrom)} />
                    }
                    <div class="card stack form">
                        <TypeField draft={draft.clone()} findings={findings.clone()} on={on.clone()} />
                        <NameField draft={draft.clone()} findings={findings.clone()} {is_taken} {suggested} on={on.clone()} />
                        <ContentField editing={(*editing).clone()} findings={findings.clone()} {said} on={on.clone()} />
                        <ExampleFields draft={draft.clone()} {variables} findings={findings.clone()} on={on.clone()} />
                        <CountryChecklist
                            id="template-countries"
                            label={t!("editor.countries")}
                            help={t!("editor.countries_help")}
                            chosen={draft.countries.clone()}
                            on_change={on.reform(Action::Countries)}
                        />
                        <Findings
                            id="countries-findings"
                            findings={of_field(&findings, &Field::Countries)}
                            text=""
                        />
                    </div>
                    <div class="save-bar desk-later">
                        if can_submit {
                            <button
                                class="button button-primary"
                                type="button"
                                aria-disabled={(editing.submission == Submission::Sending).then_some("true")}
                                onclick={submit.reform(|_: MouseEvent| ())}
                                data-test="submit-template"
                            >
                                <Icon name={IconName::Send} />
                                { if editing.submission == Submission::Sending { t!("editor.submitting") } else { t!("editor.submit") } }
                            </button>
                        }
                        <button
                            class="button"
                            type="button"
                            onclick={let_keep(&keep, Overwrite::Same).reform(|_: MouseEvent| ())}
                            data-test="save-draft"
                        >
                            { t!("editor.save") }
                        </button>
                        <KeepingLine keeping={editing.keeping.clone()} />
                    </div>
                    if !can_submit {
                        <p class="muted small desk-later">{ t!("editor.may_not_submit") }</p>
                    }
                </div>
                <Aside draft={draft.clone()} />
            </div>
        </>
    }
}

fn let_keep(keep: &keeping::Keep, overwrite: Overwrite) -> Callback<()> {
    let keep = Rc::clone(keep);
    Callback::from(move |()| keep(overwrite))
}

/// Which version this becomes, and what the reviewer said of the one before.
fn version_notice(draft: &Draft, before: Option<&Template>, said: Option<&AttrValue>) -> Html {
    if draft.version_of.is_none() {
        return Html::default();
    }
    let Some(before) = before else {
        return html! {
            <p class="notice notice-info"><Icon name={IconName::Info} /><span>{ t!("editor.version_unknown") }</span></p>
        };
    };
    html! {
        <div class="notice notice-info" data-test="version-notice">
            <Icon name={IconName::Info} />
            <div class="notice-body">
                if let Some(version) = next_version(before) {
                    <p>{ t!("editor.version_of", n = version, name = before.name) }</p>
                } else {
                    <p>{ t!("editor.version_waits", name = before.name) }</p>
                }
                if before.state.is_sendable() {
                    <p>{ t!("editor.version_meanwhile", n = before.version) }</p>
                }
                if let Some(said) = said {
                    <p class="message-quote"><strong>{ t!("template.reviewer_said") }</strong>{ " " }{ said }</p>
                }
            </div>
        </div>
    }
}

/// What became of the last try to hand it in.
fn submission_notice(editing: &Editing, findings: &[Diagnostic]) -> Html {
    match &editing.submission {
        Submission::Open | Submission::Sending => Html::default(),
        Submission::Checked(n_try) => html! { <Summary findings={findings.to_vec()} n_try={*n_try} /> },
        Submission::Refused(error) => html! { <ErrorNotice error={error.clone()} /> },
        Submission::NeedsGateway => html! {
            <div class="notice notice-info" role="alert" data-test="needs-gateway">
                <Icon name={IconName::Info} />
                <div class="notice-body">
                    <p>{ t!("editor.needs_gateway") }</p>
                    <p><a href={Route::SignIn.href()}>{ t!("editor.to_sign_in") }</a></p>
                </div>
            </div>
        },
    }
}
