//! A template on the gateway, to be read: what was submitted, where it stands, and what can be done with it.

use std::rc::Rc;

use piecewise_api::Permission;
use piecewise_sms::template::{Template as Parsed, render};
use yew::prelude::*;

use super::{actions::Actions, review::ReviewNotice, state_badge::StateBadge, versions::Versions};
use crate::{
    client::{Loadable, calls, use_gateway, use_resource},
    components::{
        Analysis, ApiCall, Bubble, Crumb, ErrorNotice, Gate, Handset, Icon, IconName, PageHead, TimeAgo, Verdict,
        Waiting, use_clock,
    },
    format,
    i18n::{self, t},
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
    let gateway = use_gateway();
    let template = &props.template;
    let now_ms = use_clock(10_000);
    let rendered = render(&Parsed::parse(&template.content), &template.examples);
    let detail = use_resource(template.id, Rc::clone(template), |gateway, id, signal| {
        gateway.ask(calls::templates::detail(*id, signal))
    });
    html! {
        <>
            <PageHead title={template.name.clone()} crumbs={props.crumbs.clone()}>
                <Actions template={Rc::clone(template)} />
                if template.state.is_sendable() && gateway.permits(Permission::MessagesSendTest) {
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
            <ReviewNotice template={Rc::clone(template)} />
            <div class="desk">
                <div class="desk-main">
                    <section class="card stack" aria-label={t!("title.template")}>
                        <dl class="detail">
                            <dt>{ t!("templates.state") }</dt>
                            <dd><StateBadge state={template.state} is_remote=true /></dd>
                            <dt>{ t!("template.id") }</dt>
                            <dd class="mono" data-test="template-id">{ template.id }</dd>
                            <dt>{ t!("template.version") }</dt>
                            <dd data-test="template-version">{ template.version }</dd>
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
                    if let Some(detail) = detail.value.ready() {
                        <Versions detail={Rc::clone(detail)} {now_ms} />
                    }
                    if let Loadable::Failed(error) = &detail.value {
                        <ErrorNotice error={error.clone()} on_retry={Some(detail.retry.clone())} />
                    }
                    if template.state.is_sendable() {
                        <ApiCall template_id={template.id} values={template.examples.clone()} />
                    }
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
