//! From whom a message to a country will come, by the rule with which the gateway decides.

use piecewise_api::{Permission, Sender};
use piecewise_sms::sender::{SenderState, sender_for};
use yew::prelude::*;

use crate::client::{Answer, calls, use_gateway, use_resource};

/// The sender ID that is registered for the country; none where a random number will be assigned, or nothing is known.
#[hook]
pub(crate) fn use_sender(country: Option<&str>) -> Option<AttrValue> {
    let gateway = use_gateway();
    let may_read = gateway.permits(Permission::SenderIdsRead);
    let senders = use_resource(may_read, (), |gateway, may_read, signal| -> Answer<Vec<Sender>> {
        if *may_read { gateway.ask(calls::senders::list(signal)) } else { Box::pin(async { Ok(Vec::new()) }) }
    });
    let senders = senders.value.ready()?;
    let registered = senders.iter().filter(|sender| sender.state == SenderState::Registered);
    let registered = registered.map(|sender| (sender.sender_id.as_str(), sender.country.as_str()));
    sender_for(None, country, registered).map(|sender| AttrValue::from(sender.to_owned()))
}
