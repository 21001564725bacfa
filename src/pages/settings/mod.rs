//! How the console looks on this device, what it keeps there, and who one is at the gateway.

mod device;
mod looks;
mod password;
mod profile;
mod sessions;

use crate::i18n::t;
use yew::prelude::*;

use self::{device::DeviceData, looks::Looks, password::PasswordCard, profile::ProfileCard, sessions::Sessions};
use crate::{
    client::use_gateway,
    components::{Gate, PageHead},
    markup::html,
};

pub(super) use self::{password::password_fault, profile::is_address, sessions::place};

/// The page. What is about this device needs no gateway.
#[component]
pub fn SettingsPage() -> Html {
    let gateway = use_gateway();
    // Dates on this page follow the time zone as it is chosen.
    let n_changes = use_state_eq(|| 0_u32);
    let on_change = {
        let n_changes = n_changes.clone();
        Callback::from(move |()| n_changes.set(n_changes.wrapping_add(1)))
    };
    html! {
        <>
            <PageHead title={t!("settings.title")} sentence={Some(AttrValue::from(t!("settings.sentence")))} />
            <div class="settings">
                <Looks {on_change} />
                if let Some(session) = gateway.session() {
                    <ProfileCard name={session.name.clone()} email={session.email.clone().unwrap_or_default()} />
                    <PasswordCard has_password={session.has_password} has_email={session.email.is_some()} />
                    <Sessions key={*n_changes} />
                } else {
                    <Gate><></></Gate>
                }
                <DeviceData />
            </div>
        </>
    }
}
