//! SMSHook: addresses that hear of events, and what became of each delivery.

use piecewise_api::{
    BASE, Hook, HookDelivery, HookDeliveryDetail, HookDeliveryPage, HookDeliveryState, HookEvent, HookKey, HookTest,
    Hooks, NewHook, Redelivered,
};
use serde::de::IgnoredAny;

use super::{
    super::{http::Call, routes::segment, task::Signal},
    Nothing,
};

/// Which deliveries to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DeliveryFilter {
    /// Only to this hook.
    pub(crate) hook: Option<i64>,
    /// Only this event.
    pub(crate) event: Option<HookEvent>,
    /// Only in this state.
    pub(crate) state: Option<HookDeliveryState>,
}

pub(crate) fn list(signal: &Signal) -> Call<Hooks> {
    Call::get(format!("{BASE}/hooks")).with_signal(signal)
}

pub(crate) fn create(new: &NewHook) -> Call<Hook> {
    Call::post(format!("{BASE}/hooks"), new)
}

pub(crate) fn change(id: i64, new: &NewHook) -> Call<Hook> {
    Call::post(format!("{BASE}/hooks/{id}"), new)
}

pub(crate) fn remove(id: i64) -> Call<IgnoredAny> {
    Call::delete(format!("{BASE}/hooks/{id}"))
}

pub(crate) fn reveal_key(signal: &Signal) -> Call<HookKey> {
    Call::post(format!("{BASE}/hooks/key/reveal"), &Nothing {}).with_signal(signal)
}

/// Makes another APP KEY. The answer holds it; it is read when somebody asks to see it.
pub(crate) fn rotate_key() -> Call<IgnoredAny> {
    Call::post(format!("{BASE}/hooks/key/rotate"), &Nothing {})
}

/// Sends an event that nothing happened for.
pub(crate) fn test(id: i64, event: HookEvent) -> Call<HookDelivery> {
    Call::post(format!("{BASE}/hooks/{id}/test"), &HookTest { event })
}

pub(crate) fn redeliver_failed(id: i64) -> Call<Redelivered> {
    Call::post(format!("{BASE}/hooks/{id}/redeliver"), &Nothing {})
}

pub(crate) fn deliveries(filter: DeliveryFilter, before: Option<&str>, signal: &Signal) -> Call<HookDeliveryPage> {
    Call::get(deliveries_path(filter, before)).with_signal(signal)
}

fn deliveries_path(filter: DeliveryFilter, before: Option<&str>) -> String {
    let parts = [
        filter.hook.map(|hook| format!("&hook={hook}")),
        filter.event.map(|event| format!("&event={}", event_name(event))),
        filter.state.map(|state| format!("&state={}", state.as_str())),
        before.map(|before| format!("&before={}", segment(before))),
    ];
    let filters: String = parts.into_iter().flatten().collect();
    format!("{BASE}/hook-deliveries?limit=50{filters}")
}

/// An event's name in the API.
pub(crate) const fn event_name(event: HookEvent) -> &'static str {
    match event {
        HookEvent::Requested => "requested",
        HookEvent::Delivered => "delivered",
        HookEvent::Suppressed => "suppressed",
        HookEvent::Failed => "failed",
        HookEvent::TemplateVerify => "template_verify",
    }
}

pub(crate) fn delivery(id: i64, signal: &Signal) -> Call<HookDeliveryDetail> {
    Call::get(format!("{BASE}/hook-deliveries/{id}")).with_signal(signal)
}

pub(crate) fn redeliver(id: i64) -> Call<HookDelivery> {
    Call::post(format!("{BASE}/hook-deliveries/{id}/redeliver"), &Nothing {})
}

#[cfg(test)]
mod tests {
    use piecewise_api::{HookDeliveryState, HookEvent};

    use super::{DeliveryFilter, deliveries_path, event_name};

    #[test]
    fn only_what_is_chosen_is_asked_for() {
        assert_eq!(deliveries_path(DeliveryFilter::default(), None), "/api/v1/hook-deliveries?limit=50");
        let filter = DeliveryFilter {
            hook: Some(3),
            event: Some(HookEvent::TemplateVerify),
            state: Some(HookDeliveryState::Failed),
        };
        assert_eq!(
            deliveries_path(filter, Some("12")),
            "/api/v1/hook-deliveries?limit=50&hook=3&event=template_verify&state=failed&before=12"
        );
    }

    #[test]
    fn events_have_the_names_of_the_api() {
        for event in HookEvent::ALL {
            assert_eq!(serde_json::to_value(event).unwrap(), event_name(event));
        }
    }
}
