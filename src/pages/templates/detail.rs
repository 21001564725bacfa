//! A template on the gateway, to be read: what was submitted, where it stands, and what can be done with it.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_sms::template::{ReviewState, Template as Parsed, render};
use yew::prelude::*;
use yew_router::prelude::*;

use super::state_badge::StateBadge;
use crate::{
    client::{Loadable, spawn_logged, use_gateway},
    components::{
        Analysis, Bubble, Crumb, ErrorNotice, Gate, Handset, Icon, IconName, PageHead, TimeAgo, Verdict, Waiting,
        use_clock,
    },
    drafts::{self, Draft, Overwrite},
    format, i18n,
    markup::html,
    routes::Route,
};

/// Props of [`TemplateDetailPage`].
#[derive(Properties, PartialEq)]
pub struct TemplateDetailPageProps {
    /// The template's id.
    pub id: i64,
}

/// One template as it was submitted.
#[component]
pub fn TemplateDetailPage(props: &TemplateDetailPageProps) -> Html {
    let gateway = use_gateway();
    let crumbs =
        vec![Crumb::new(t!("nav.content"), Route::Templates), Crumb::new(t!("nav.templates"), Route::Templates)];
    if let Some(template) = gateway.template(props.id) {
        return html! { <Detail template={Rc::clone(template)} {crumbs} /> };
    }
    html! {
        <>
            <PageHead title={t!("title.template")} {crumbs} />
            <Gate>
                {
                    match &gateway.templates {
                        Loadable::Waiting => html! { <Waiting /> },
                        Loadable::Failed(error) => html! { <ErrorNotice error={error.clone()} /> },
                        Loadable::Ready(_) => html! {
                            <div class="blank">
                                <p>{ t!("template.missing") }</p>
                                <a href={Route::Templates.href()}>{ t!("editor.to_list") }</a>
                            </div>
                        },
                    }
                }
            </Gate>
        </>
    }
}

/// Props of [`Detail`].
#[derive(Properties, PartialEq)]
struct DetailProps {
    template: Rc<piecewise_api::Template>,
    crumbs: Vec<Crumb>,
}

#[component]
fn Detail(props: &DetailProps) -> Html {
    let template = &props.template;
    let now_ms = use_clock(30_000);
    let rendered = render(&Parsed::parse(&template.content), &template.examples);
    html! {
        <>
            <PageHead title={template.name.clone()} crumbs={props.crumbs.clone()}>
                <Duplicate template={Rc::clone(template)} />
                if template.state.is_sendable() {
                    <a
                        class="button button-primary"
                        href={Route::TemplateTest { id: template.id }.href()}
                        data-test="test-template"
                    >
                        <Icon name={IconName::Send} />
                        <span>{ t!("templates.test") }</span>
                    </a>
                }
            </PageHead>
            { state_notice(template) }
            <div class="desk">
                <div class="desk-main">
                    <section class="card stack" aria-label={t!("title.template")}>
                        <dl class="detail">
                            <dt>{ t!("templates.state") }</dt>
                            <dd><StateBadge state={template.state} /></dd>
                            <dt>{ t!("template.id") }</dt>
                            <dd class="mono" data-test="template-id">{ template.id }</dd>
                            <dt>{ t!("editor.type") }</dt>
                            <dd>{ i18n::text(&format!("content_type.{}", template.content_type.as_str())) }</dd>
                            <dt>{ t!("editor.content") }</dt>
                            <dd class="message-quote" dir="auto">{ template.content.clone() }</dd>
                            { links(&rendered.text) }
                            { examples(template) }
                            <dt>{ t!("editor.countries") }</dt>
                            <dd>{ countries(&template.countries) }</dd>
                            <dt>{ t!("template.submitted") }</dt>
                            <dd><TimeAgo at_ms={template.submitted_at_ms} {now_ms} /></dd>
                            if let Some(at_ms) = template.reviewed_at_ms {
                                <dt>{ t!("template.reviewed") }</dt>
                                <dd><TimeAgo {at_ms} {now_ms} /></dd>
                            }
                        </dl>
                    </section>
                </div>
                <div class="desk-side">
                    <section class="card stack desk-reading" aria-labelledby="preview-title">
                        <h2 id="preview-title">{ t!("template.with_examples") }</h2>
                        <p><Verdict analysis={Analysis::of(&rendered.text, &[])} /></p>
                        <Handset label={t!("editor.preview")}>
                            <Bubble
                                text={rendered.text.clone()}
                                marks={rendered.parts.iter().map(|part| part.span).collect::<Vec<_>>()}
                            />
                        </Handset>
                    </section>
                </div>
            </div>
        </>
    }
}

fn state_notice(template: &piecewise_api::Template) -> Html {
    match template.state {
        ReviewState::Draft | ReviewState::Approved => Html::default(),
        ReviewState::InReview => html! {
            <p class="notice notice-info">
                <Icon name={IconName::Clock} />
                <span>{ t!("template.in_review") }</span>
            </p>
        },
        ReviewState::Rejected => html! {
            <div class="notice notice-error" data-test="rejection">
                <Icon name={IconName::Error} />
                <div class="notice-body">
                    <p>{ t!("template.rejected") }</p>
                    if let Some(reason) = &template.rejection {
                        <p class="message-quote">{ reason }</p>
                    }
                </div>
            </div>
        },
    }
}

/// The links as a recipient gets them; opened only by the person, and without telling where from.
fn links(text: &str) -> Html {
    let parsed = Parsed::parse(text);
    let is_web = |link: &str| link.starts_with("https://") || link.starts_with("http://");
    let links: Vec<String> = parsed.links().iter().map(|link| link.text.clone()).filter(|link| is_web(link)).collect();
    if links.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <dt>{ t!("template.links") }</dt>
            <dd>
                <ul>
                    for link in links {
                        <li>
                            <a href={link.clone()} target="_blank" rel="noopener noreferrer">{ link }</a>
                        </li>
                    }
                </ul>
            </dd>
        </>
    }
}

fn examples(template: &piecewise_api::Template) -> Html {
    if template.examples.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <dt>{ t!("editor.examples") }</dt>
            <dd>
                <ul>
                    for (name, value) in template.examples.iter() {
                        <li key={name.clone()}>
                            <code class="variable-label">{ format!("%{name}%") }</code>{ " " }<bdi>{ value.clone() }</bdi>
                        </li>
                    }
                </ul>
            </dd>
        </>
    }
}

fn countries(codes: &[String]) -> String {
    codes.iter().map(|code| format::country(code)).collect::<Vec<_>>().join(t!("template.comma").as_ref())
}

/// Props of [`Duplicate`].
#[derive(Properties, PartialEq)]
struct DuplicateProps {
    template: Rc<piecewise_api::Template>,
}

/// Makes a draft of the template: the way to change one that was submitted.
#[component]
fn Duplicate(props: &DuplicateProps) -> Html {
    let navigator = use_navigator();
    let is_refused = use_state_eq(|| false);
    let onclick = {
        let (template, is_refused) = (Rc::clone(&props.template), is_refused.setter());
        Callback::from(move |_: MouseEvent| {
            let (template, navigator, is_refused) = (Rc::clone(&template), navigator.clone(), is_refused.clone());
            spawn_logged("make a draft of a template", async move {
                match drafts::put(draft_of(&template), Overwrite::Same).await {
                    Ok(draft) => {
                        if let Some(navigator) = navigator {
                            navigator.push(&Route::TemplateDraft { id: draft.id });
                        }
                    }
                    Err(_) => is_refused.set(true),
                }
            });
        })
    };
    html! {
        <>
            if *is_refused {
                <span class="small" role="alert">{ t!("templates.no_storage") }</span>
            }
            <button class="button" type="button" {onclick} data-test="duplicate">
                <Icon name={IconName::Copy} />
                <span>{ t!("template.duplicate") }</span>
            </button>
        </>
    }
}

/// A draft with the content of the template, and a name of its own, because names are unique.
fn draft_of(template: &piecewise_api::Template) -> Draft {
    Draft {
        name: format!("{}_2", template.name),
        content_type: Some(template.content_type),
        content: template.content.clone(),
        examples: template.examples.clone(),
        countries: template.countries.clone(),
        ..Draft::new(drafts::new_id())
    }
}
