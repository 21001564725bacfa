//! Integrations → SMS → Send Settings: when keys are old, and how often one number may be written to.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{FrequencyLimits, Permission, Service, ServiceSettings};
use yew::prelude::*;

use super::parts::{SmsParts, sms_crumbs};
use crate::{
    client::{Loadable, calls, use_doing, use_gateway, use_resource},
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
                <Limits />
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
            { save_row(may_write, doing.is_under_way(), *is_saved, "save-reminder") }
        </form>
    }
}

fn save_row(may_write: bool, is_under_way: bool, is_saved: bool, test: &'static str) -> Html {
    if !may_write {
        return html! { <p class="field-help">{ t!("send_settings.may_not") }</p> };
    }
    html! {
        <div class="row">
            <button class="button button-primary" type="submit" aria-disabled={is_under_way.to_string()} data-test={test}>
                { t!("integrations.save") }
            </button>
            <span role="status" data-test={format!("{test}-done")}>
                if is_saved {
                    <span class="saved"><Icon name={IconName::Check} />{ t!("send_settings.saved") }</span>
                }
            </span>
        </div>
    }
}

#[component]
fn Limits() -> Html {
    let limits = use_resource((), (), |gateway, (), signal| gateway.ask(calls::credentials::limits(signal)));
    match limits.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(limits.retry)} /> },
        Loadable::Ready(limits) => html! { <LimitsForm limits={*limits} /> },
    }
}

/// The four limits in the order of the form: id, and the key of the label.
const FIELDS: [(&str, &str); 4] = [
    ("limit-minute", "send_settings.per_minute"),
    ("limit-day", "send_settings.per_day"),
    ("limit-otp-minute", "send_settings.otp_per_minute"),
    ("limit-otp-day", "send_settings.otp_per_day"),
];

/// Props of [`LimitsForm`].
#[derive(Properties, PartialEq)]
struct LimitsFormProps {
    limits: FrequencyLimits,
}

/// How many messages one number may be sent; an empty field does not limit.
#[component]
fn LimitsForm(props: &LimitsFormProps) -> Html {
    let gateway = use_gateway();
    let typed = use_state_eq(|| {
        let limits = props.limits;
        [limits.per_minute, limits.per_day, limits.otp_per_minute, limits.otp_per_day]
            .map(|limit| limit.map(|limit| limit.to_string()).unwrap_or_default())
    });
    let is_missed = use_state_eq(|| false);
    let is_saved = use_state_eq(|| false);
    let doing = use_doing();
    let may_write = gateway.permits(Permission::SuppressionWrite);
    let limits = read_limits(&typed);
    let onsubmit = {
        let (doing, is_missed, is_saved) = (doing.clone(), is_missed.setter(), is_saved.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(limits.is_err());
            let Ok(limits) = limits else { return };
            let (gateway, is_saved) = (gateway.clone(), is_saved.clone());
            let call = calls::credentials::set_limits(&limits);
            let work = async move {
                gateway.ask(call).await?;
                is_saved.set(true);
                Ok(())
            };
            doing.start("save the limits", Box::pin(work));
        })
    };
    html! {
        <form class="card stack settings-form" novalidate=true {onsubmit} data-test="limits-form">
            <div class="stack-tight">
                <h2>{ t!("send_settings.limits") }</h2>
                <p class="muted">{ t!("send_settings.limits_what") }</p>
            </div>
            <div class="limits">
                for (at, (id, label)) in FIELDS.into_iter().enumerate() {
                    { limit_field(at, id, label, &typed, &is_saved, *is_missed) }
                }
            </div>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            { save_row(may_write, doing.is_under_way(), *is_saved, "save-limits") }
        </form>
    }
}

fn limit_field(
    at: usize,
    id: &'static str,
    label: &'static str,
    typed: &UseStateHandle<[String; 4]>,
    is_saved: &UseStateHandle<bool>,
    is_missed: bool,
) -> Html {
    let value = typed.get(at).cloned().unwrap_or_default();
    let is_wrong = is_missed && read_limit(&value).is_err();
    let (typed, is_saved) = (typed.clone(), is_saved.setter());
    let on_input = Callback::from(move |text: String| {
        let mut next = (*typed).clone();
        if let Some(place) = next.get_mut(at) {
            *place = text;
        }
        typed.set(next);
        is_saved.set(false);
    });
    html! {
        <TextField
            key={id}
            {id}
            label={t!(label)}
            {value}
            {on_input}
            placeholder={Some(AttrValue::from(t!("send_settings.no_limit")))}
            error={is_wrong.then(|| AttrValue::from(t!("send_settings.limit_wrong")))}
        />
    }
}

/// What was typed is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NoLimit;

/// A limit as it was typed: none where the field is empty, and an error where it is no number above 0.
fn read_limit(text: &str) -> Result<Option<i64>, NoLimit> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().ok().filter(|limit| (1..=1_000_000).contains(limit)).map(Some).ok_or(NoLimit),
    }
}

fn read_limits(typed: &[String; 4]) -> Result<FrequencyLimits, NoLimit> {
    let [per_minute, per_day, otp_per_minute, otp_per_day] = typed;
    Ok(FrequencyLimits {
        per_minute: read_limit(per_minute)?,
        per_day: read_limit(per_day)?,
        otp_per_minute: read_limit(otp_per_minute)?,
        otp_per_day: read_limit(otp_per_day)?,
    })
}

#[cfg(test)]
mod tests {
    use super::{NoLimit, read_limit};

    #[test]
    fn an_empty_field_does_not_limit_and_a_wrong_one_is_not_taken() {
        assert_eq!(read_limit(" "), Ok(None));
        assert_eq!(read_limit(" 5 "), Ok(Some(5)));
        for wrong in ["0", "-1", "1.5", "many", "99999999999999999999"] {
            assert_eq!(read_limit(wrong), Err(NoLimit), "{wrong}");
        }
    }
}
