//! The page: the form at the left, the phone at the right, and after sending the message with what becomes of it.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Mode, Template};
use piecewise_sms::template::{self, ReviewState};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    attempt::{Attempts, Round},
    carriers,
    fields::{UserField, ValueFields, words},
    form::{Fault, Form, FormAction, Place, Sending, Sent},
    phone_field::PhoneField,
    preview::Preview,
    sent::SentTests,
    tested_numbers,
};
use crate::{
    client::{Gateway, Loadable, spawn_logged, use_gateway},
    components::{ApiCall, Crumb, ErrorNotice, Gate, Icon, IconName, PageHead, Waiting},
    format,
    i18n::{self, plural},
    markup::html,
    proposed,
    router::use_navigator,
    routes::Route,
};

/// Props of [`TestSendPage`].
#[derive(Properties, PartialEq)]
pub struct TestSendPageProps {
    /// The template's id in the address.
    pub id: i64,
}

/// The page.
#[component]
pub fn TestSendPage(props: &TestSendPageProps) -> Html {
    let gateway = use_gateway();
    let template = gateway.template(props.id);
    let mut crumbs = vec![Crumb::new(t!("nav.templates"), Route::Templates)];
    if let Some(template) = template {
        crumbs.push(Crumb::new(template.name.clone(), Route::Template { id: props.id }));
    }
    html! {
        <>
            <PageHead title={t!("title.template_test")} sentence={Some(AttrValue::from(t!("test.sentence")))} {crumbs} />
            <Gate><Found id={props.id} /></Gate>
        </>
    }
}

/// The template of the address, where it may be tested.
#[component]
fn Found(props: &TestSendPageProps) -> Html {
    let gateway = use_gateway();
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    match (&gateway.templates, gateway.template(props.id)) {
        (_, Some(template)) if template.state == ReviewState::Approved => {
            html! { <TestForm key={props.id} template={Rc::clone(template)} /> }
        }
        (_, Some(_)) => refusal("error.not_approved"),
        (Loadable::Waiting, None) => html! { <Waiting /> },
        (Loadable::Ready(_), None) => refusal("error.not_found"),
        (Loadable::Failed(error), None) => html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> },
    }
}

fn refusal(key: &str) -> Html {
    html! {
        <section class="card empty" data-test="not-testable">
            <h2>{ i18n::text(&format!("{key}.title")) }</h2>
            <p>{ i18n::text(&format!("{key}.do")) }</p>
            <a class="button" href={Route::Templates.href()}>{ t!("error.to_templates") }</a>
        </section>
    }
}

/// Props of [`TestForm`].
#[derive(Properties, PartialEq)]
struct TestFormProps {
    template: Rc<Template>,
}

#[component]
fn TestForm(props: &TestFormProps) -> Html {
    let gateway = use_gateway();
    let navigator = use_navigator();
    let form = use_reducer(|| Form::to(proposed::take()));
    let attempts = use_mut_ref(Attempts::default);
    let summary = use_node_ref();
    let parsed = use_memo(props.template.content.clone(), |content| template::Template::parse(content));
    let tested = use_memo(form.sending.clone(), |_| tested_numbers::remembered());
    let on_action = use_callback(form.dispatcher(), |action, dispatcher| dispatcher.dispatch(action));
    let mode = gateway.session().map_or(Mode::Sandbox, |session| session.mode);
    let sms_users: Vec<AttrValue> = gateway
        .service
        .ready()
        .map(|service| {
            let active = service.sms_users.iter().filter(|user| !user.is_disabled);
            active.map(|user| user.sms_user.clone().into()).collect()
        })
        .unwrap_or_default();
    let names: Vec<&str> = sms_users.iter().map(AttrValue::as_str).collect();
    let place = Place { mode, tested: &tested, lang: i18n::current() };
    let faults = form.faults(&parsed, &names, place);
    let chosen = form.chosen_user(&names).map(|user| AttrValue::from(user.to_owned()));

    // The summary takes the focus once, when somebody tried to send; not with each letter typed afterwards.
    let listed = match &form.sending {
        Sending::Faulty(faults) => Some(Rc::clone(faults)),
        Sending::Idle | Sending::UnderWay | Sending::Refused(_) | Sending::Sent(_) => None,
    };
    use_effect_with((summary.clone(), listed.clone()), |(summary, listed)| {
        if let Some(summary) = summary.cast::<HtmlElement>().filter(|_| listed.is_some()) {
            // Where it cannot be focused, it is announced as an alert all the same.
            let _ = summary.focus();
        }
    });
    let onsubmit = {
        let (form, gateway, template) = (form.clone(), gateway.clone(), Rc::clone(&props.template));
        let requests = chosen.as_ref().map(|user| form.requests(&parsed, user));
        let faults = Rc::new(faults.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            // The handle reads the newest state: the second press of a double click finds the first one under way.
            if matches!(form.sending, Sending::UnderWay | Sending::Sent(_)) {
                return;
            }
            let Some(requests) = requests.clone().filter(|_| faults.is_empty()) else {
                form.dispatch(FormAction::Faulty(Rc::clone(&faults)));
                return;
            };
            form.dispatch(FormAction::UnderWay);
            let round = Round::at(format::now_ms());
            let keyed: Vec<_> = requests
                .into_iter()
                .map(|(request, carrier)| {
                    let key = attempts.borrow_mut().key_for(template.id, &request, &round);
                    (request, carrier, key)
                })
                .collect();
            let (gateway, attempts, dispatcher) = (gateway.clone(), Rc::clone(&attempts), form.dispatcher());
            let template_id = template.id;
            spawn_logged("send a test", async move {
                let mut sent = Vec::new();
                for (request, carrier, key) in keyed {
                    let started_ms = format::now_ms();
                    let answer = gateway.send_test(template_id, &request, &key).await;
                    attempts.borrow_mut().answered(&request, &answer);
                    let outcome = answer.map(|message| {
                        tested_numbers::remember(&request.phone);
                        carriers::remember(&message.id, &carrier);
                        (message.id.into(), format::now_ms() - started_ms)
                    });
                    sent.push(Sent { phone: request.phone, carrier, outcome });
                }
                dispatcher.dispatch(FormAction::Answered(sent));
            });
        })
    };

    if let Sending::Sent(sent) = &form.sending {
        let on_another = on_action.reform(|()| {
            Round::end();
            FormAction::Another
        });
        return html! {
            <SentTests
                sent={Rc::clone(sent)}
                template={Rc::clone(&props.template)}
                values={form.filled()}
                {on_another}
            />
        };
    }
    let is_under_way = form.sending == Sending::UnderWay;
    // Escape leaves, as it closes a dialog.
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let is_wanted = event.key() == "Escape" && !event.is_composing() && !is_under_way;
        if let Some(navigator) = navigator.as_ref().filter(|_| is_wanted) {
            navigator.back();
        }
    });
    let listed = listed.unwrap_or_default();
    // Beside its control a fault is shown for as long as it holds.
    let shown = Rc::new(faults.into_iter().filter(|fault| listed.contains(fault)).collect::<Vec<_>>());
    let variables: Vec<AttrValue> = parsed.variables().into_iter().map(|name| name.to_owned().into()).collect();
    html! {
        <div class="test-columns">
            <form class="card stack" novalidate=true {onsubmit} {onkeydown} data-test="test-form">
                <p class="test-name"><span class="muted">{ t!("test.template") }</span>{ " " }<strong>{ &props.template.name }</strong></p>
                if gateway.service.ready().is_some_and(|service| !service.is_connected()) {
                    { not_connected() }
                }
                if !listed.is_empty() {
                    { fault_summary(&summary, &listed) }
                }
                for (at, recipient) in form.recipients.iter().enumerate() {
                    <PhoneField
                        key={at}
                        {at}
                        n_phones={form.recipients.len()}
                        recipient={recipient.clone()}
                        {mode}
                        asks_for_access={recipient.asks_for_access(place)}
                        faults={Rc::clone(&shown)}
                        on_action={on_action.clone()}
                    />
                }
                <UserField {sms_users} {chosen} on_action={on_action.clone()} />
                if !variables.is_empty() {
                    <ValueFields
                        {variables}
                        values={form.values.clone()}
                        examples={props.template.examples.clone()}
                        faults={Rc::clone(&shown)}
                        on_action={on_action.clone()}
                    />
                }
                if let Sending::Refused(error) = &form.sending {
                    <ErrorNotice error={error.clone()} />
                }
                <div class="row">
                    <button
                        class="button button-primary"
                        type="submit"
                        aria-disabled={is_under_way.to_string()}
                        data-test="send-test"
                    >
                        <Icon name={IconName::Send} />
                        <span>{ if is_under_way { t!("test.sending") } else { t!("test.send") } }</span>
                    </button>
                    <a class="button button-quiet" href={Route::TestLog.href()}>{ t!("test.log") }</a>
                    <span class="field-help">
                        {
                            if mode == Mode::Sandbox {
                                plural("test.send_sandbox", form.recipients.len() as u64)
                            } else {
                                plural("test.send_live", form.recipients.len() as u64)
                            }
                        }
                    </span>
                </div>
                <ApiCall
                    template_id={props.template.id}
                    values={form.filled()}
                    phone={form.recipients.first().map(|first| first.phone.clone()).unwrap_or_default()}
                />
            </form>
            { preview(&gateway, &form, &props.template) }
        </div>
    }
}

fn preview(gateway: &Gateway, form: &Form, template: &Template) -> Html {
    html! {
        <Preview
            content={template.content.clone()}
            values={form.filled()}
            countries={form.recipients.iter().map(|one| one.country().map(|code| AttrValue::from(code.to_owned()))).collect::<Vec<_>>()}
            prices={gateway.prices.ready().cloned()}
        />
    }
}

fn not_connected() -> Html {
    html! {
        <div class="notice notice-warning" role="status">
            <Icon name={IconName::Warning} />
            <div class="notice-body">
                <p class="notice-title">{ t!("error.not_connected.title") }</p>
                <p>{ t!("error.not_connected.do") }</p>
                <div><a class="button" href={Route::Integrations.href()}>{ t!("error.to_integrations") }</a></div>
            </div>
        </div>
    }
}

fn fault_summary(node: &NodeRef, faults: &[Fault]) -> Html {
    html! {
        <div class="notice notice-error" role="alert" tabindex="-1" ref={node.clone()} data-test="test-faults">
            <Icon name={IconName::Error} />
            <div class="notice-body">
                <p class="notice-title">{ i18n::plural("test.faults", faults.len() as u64) }</p>
                <ul class="notice-list">
                    for fault in faults {
                        <li>
                            <button class="link-button" type="button" onclick={focus_on(&fault.control)}>
                                { words(&fault.says) }
                            </button>
                        </li>
                    }
                </ul>
            </div>
        </div>
    }
}

/// Moves the focus to a control. A link would change the address, which the router reads.
fn focus_on(control: &str) -> Callback<MouseEvent> {
    let control = control.to_owned();
    Callback::from(move |_| {
        let element =
            web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(&control));
        if let Some(element) = element.and_then(|element| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(element).ok()) {
            // A control that is gone has no fault any more.
            let _ = element.focus();
        }
    })
}
