//! Who is in the account, what each role permits, who may see keys, and what was done (R-068 … R-070).

mod invitations;
mod invite;
mod keys;
mod matrix;
mod people;
mod person;

use crate::i18n::t;
use piecewise_api::{Permission, Role};
use yew::prelude::*;

use self::{invitations::Invitations, keys::KeyAccess, matrix::Matrix, people::People};
use super::audit::AuditLog;
use crate::{
    client::use_gateway,
    components::{Gate, PageHead, Permitted, Sections},
    i18n,
    markup::html,
    routes::Route,
};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamPart {
    /// The people and their invitations.
    People,
    /// What each role permits.
    Roles,
    /// Who may see keys, and who did.
    Keys,
    /// The audit log.
    Audit,
}

impl TeamPart {
    const ALL: [Self; 4] = [Self::People, Self::Roles, Self::Keys, Self::Audit];

    const fn route(self) -> Route {
        match self {
            Self::People => Route::Team,
            Self::Roles => Route::TeamRoles,
            Self::Keys => Route::TeamKeys,
            Self::Audit => Route::TeamAudit,
        }
    }
}

/// Props of [`TeamPage`].
#[derive(Properties, PartialEq)]
pub struct TeamPageProps {
    /// The part that is open.
    pub part: TeamPart,
}

/// The page.
#[component]
pub fn TeamPage(props: &TeamPageProps) -> Html {
    let here = props.part.route();
    let (sentence, content) = match props.part {
        TeamPart::People => (
            t!("team.people_sentence"),
            html! { <Permitted permission={Permission::TeamRead}><PeopleAndInvitations /></Permitted> },
        ),
        TeamPart::Roles => (t!("team.roles_sentence"), html! { <Gate><Matrix /></Gate> }),
        TeamPart::Keys => {
            (t!("team.keys_sentence"), html! { <Permitted permission={Permission::TeamRead}><KeyAccess /></Permitted> })
        }
        TeamPart::Audit => {
            (t!("audit.sentence"), html! { <Permitted permission={Permission::AuditRead}><AuditLog /></Permitted> })
        }
    };
    let parts =
        TeamPart::ALL.into_iter().map(|part| (part.route(), t!(part.route().title_key()).into())).collect::<Vec<_>>();
    html! {
        <>
            <PageHead title={t!(here.title_key())} sentence={Some(AttrValue::from(sentence))} />
            <Sections {here} {parts} />
            { content }
        </>
    }
}

/// What changes the one changes the other: an invitation that was accepted is a person.
#[component]
fn PeopleAndInvitations() -> Html {
    let gateway = use_gateway();
    let n_changes = use_state_eq(|| 0_u32);
    let on_change = {
        let n_changes = n_changes.clone();
        Callback::from(move |()| n_changes.set(n_changes.wrapping_add(1)))
    };
    let may_manage = gateway.permits(Permission::TeamManage);
    html! {
        <>
            <People n_changes={*n_changes} on_change={on_change.clone()} />
            <Invitations n_changes={*n_changes} {on_change} {may_manage} />
        </>
    }
}

/// A role's name.
pub(super) fn role_word(role: Role) -> String {
    i18n::text(&format!("role.{}", role.as_str()))
}

/// The roles that this person may give: only owners make owners.
fn roles_to_give(may_make_owners: bool) -> Vec<(AttrValue, AttrValue)> {
    Role::ALL
        .iter()
        .filter(|role| may_make_owners || **role != Role::Owner)
        .map(|role| (role.as_str().into(), role_word(*role).into()))
        .collect()
}
