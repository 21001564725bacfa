//! Integrations → SMS → Send Settings: when keys are old, and the way to the limits per number.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, Service, ServiceSettings};
use yew::prelude::*;

use super::parts::{SmsParts, sms_crumbs};
use crate::{
    client::{Loadable, calls, use_doing, use_gateway},
    components::{ErrorNotice, Gate, Icon, IconName, PageHead, TextField, Waiting},
    markup::html,
    routes::Route,
};

/// The most days that a reminder may wait.
const N_DAYS_AT_MOST: u32 = 3_650;

/// The page.
#[component]
pub fn SendSettingsPage() -> Html {
    html! {
        <>
            <PageHead
                title={t!("send_settings.title")}
                sentence={Some(AttrValue::from(t!("send_settings.sentence")))}
                crumbs={sms_crumbs(None)}
            />
            <SmsParts here={Route::SendSettings} />
            <Gate><Settings /></Gate>
        </>
    }
}

#[component]
fn Settings() -> Html {
    let gateway = use_gateway();
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    let may_read_limits = gateway.permits(Permission::SuppressionRead);
    html! {
        <>
            {
                match &gateway.service {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! {
                        <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} />
                    },
                    Loadable::Ready(service) => html! {
                        <ReminderForm service={Rc::clone(service)} />
                    },
                }
            }
            if may_read_limits {
                <section class="card stack-tight settings-form" data-test="limits">
                    <h2>{ t!("send_settings.limits") }</h2>
                    <p>{ t!("send_settings.limits_what") }</p>
                    <p><a href={Route::SuppressionLimits.href()}>{ t!("send_settings.to_limits") }</a></p>
                </section>
            }
        </>
    }
}

/// Props of [`ReminderForm`].
#[derive(Properties, PartialEq)]
struct ReminderFormProps {
    service: Rc<Service>,
}

/// After how many days a key should be replaced.
#[component]
fn ReminderForm(props: &ReminderFormProps) -> Html {
    let gateway = use_gateway();
    let typed = use_state_eq(|| props.service.key_reminder_days.to_string());
    let is_missed = use_state_eq(|| false);
    let is_saved = use_state_eq(|| false);
    let doing = use_doing();
    let may_write = gateway.permits(Permission::SettingsWrite);
    let on_input = {
        let (typed, is_saved) = (typed.setter(), is_saved.setter());
        Callback::from(move |text| {
            typed.set(text);
            is_saved.set(false);
        })
    };
    let days = typed.trim().parse::<u32>().ok().filter(|days| *days <= N_DAYS_AT_MOST);
    let onsubmit = {
        let (doing, is_missed, is_saved) = (doing.clone(), is_missed.setter(), is_saved.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(days.is_none());
            let Some(key_reminder_days) = days else { return };
            let (gateway, is_saved) = (gateway.clone(), is_saved.clone());
            let call = calls::credentials::set_settings(ServiceSettings { key_reminder_days });
            let work = async move {
                gateway.ask(call).await?;
                gateway.read_service();
                is_saved.set(true);
                Ok(())
            };
            doing.start("save the settings", Box::pin(work));
        })
    };
    let error = (*is_missed && days.is_none()).then(|| AttrValue::from(t!("send_settings.days_wrong")));
    html! {
        <form class="card stack settings-form" novalidate=true {onsubmit} data-test="reminder-form">
            <h2>{ t!("send_settings.reminder") }</h2>
            <TextField
                id="reminder-days"
                label={t!("send_settings.days")}
                value={(*typed).clone()}
                {on_input}
                help={Some(AttrValue::from(t!("send_settings.days_help")))}
                {error}
            />
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            { save_row(may_write, doing.is_under_way(), *is_saved) }
        </form>
    }
}

fn save_row(may_write: bool, is_under_way: bool, is_saved: bool) -> Html {
    if !may_write {
        return html! { <p class="field-help">{ t!("send_settings.may_not") }</p> };
    }
    html! {
        <div class="row">
            <button class="button button-primary" type="submit" aria-disabled={is_under_way.to_string()} data-test="save-reminder">
                { t!("integrations.save") }
            </button>
            <span role="status" data-test="save-reminder-done">
                if is_saved {
                    <span class="saved"><Icon name={IconName::Check} />{ t!("send_settings.saved") }</span>
                }
            </span>
        </div>
    }
}
