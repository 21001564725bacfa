//! From nothing to a message on a handset: four steps, each done or not by what the gateway knows.

use crate::{client::GatewayState, routes::Route};

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// Its key in the catalogue.
    pub(super) key: &'static str,
    /// Where it is done.
    pub(super) route: Route,
    /// Whether it is done.
    pub(super) is_done: bool,
}

/// The steps, in the guide's order.
pub(super) fn next_steps(gateway: &GatewayState) -> [Step; 4] {
    let templates = gateway.templates.ready();
    let approved = templates.and_then(|list| list.iter().find(|template| template.state.is_sendable()));
    let messages = gateway.messages.ready();
    let is_connected = gateway.service.ready().is_some_and(|service| service.is_connected());
    let was_tested = messages.is_some_and(|log| log.rows.iter().any(|message| message.is_test));
    let was_delivered = messages
        .is_some_and(|log| log.rows.iter().any(|message| message.status == piecewise_sms::status::Status::Delivered));
    let test = approved.map_or(Route::Templates, |template| Route::TemplateTest { id: template.id });
    [
        Step { key: "connect", route: Route::Integrations, is_done: is_connected },
        Step {
            key: "template",
            route: if templates.is_some_and(|list| !list.is_empty()) { Route::Templates } else { Route::TemplateNew },
            is_done: approved.is_some(),
        },
        Step { key: "test", route: test, is_done: was_tested },
        Step { key: "handset", route: Route::Sandbox, is_done: was_delivered },
    ]
}

#[cfg(test)]
mod tests {
    use super::{GatewayState, Route, next_steps};

    #[test]
    fn nothing_is_done_at_first_and_the_first_step_is_to_connect() {
        let steps = next_steps(&GatewayState::default());
        assert!(steps.iter().all(|step| !step.is_done));
        assert_eq!(steps[0].route, Route::Integrations);
        assert_eq!(steps[1].route, Route::TemplateNew);
    }
}
