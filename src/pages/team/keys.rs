//! Who may see an SMS_KEY, and every time that one was shown or replaced.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{AuditEntry, Permission, RoleAnswer, TeamMember};
use yew::prelude::*;

use super::role_word;
use crate::{
    client::{Loadable, calls, use_resource},
    components::{ErrorNotice, Permitted, Waiting},
    markup::html,
    pages::audit::EntryTable,
    routes::Route,
};

/// The people, and below them what was done.
#[component]
pub(super) fn KeyAccess() -> Html {
    let people = use_resource((), (), |gateway, (), signal| gateway.ask(calls::people::people(signal)));
    let roles = use_resource((), (), |gateway, (), signal| gateway.ask(calls::people::roles(signal)));
    html! {
        <>
            <section class="stack" aria-labelledby="may-reveal">
                <h2 id="may-reveal">{ t!("team.may_reveal") }</h2>
                {
                    match (people.value, roles.value) {
                        (Loadable::Failed(error), _) => html! { <ErrorNotice {error} on_retry={Some(people.retry)} /> },
                        (_, Loadable::Failed(error)) => html! { <ErrorNotice {error} on_retry={Some(roles.retry)} /> },
                        (Loadable::Ready(people), Loadable::Ready(roles)) => list(&people, &roles),
                        _ => html! { <Waiting /> },
                    }
                }
            </section>
            <section class="stack" aria-labelledby="key-log">
                <h2 id="key-log">{ t!("team.key_log") }</h2>
                <Permitted permission={Permission::AuditRead}><KeyLog /></Permitted>
            </section>
        </>
    }
}

fn list(people: &[TeamMember], roles: &[RoleAnswer]) -> Html {
    html! {
        <ul class="card rows" data-test="may-reveal">
            for member in people_who_may(people, roles) {
                <li key={member.id} class="rows-row">
                    <span class="grow">
                        <strong>{ &member.name }</strong>{ " " }
                        <span class="muted">{ member.email.as_deref().unwrap_or_default() }</span>
                    </span>
                    <span>{ role_word(member.role) }</span>
                </li>
            }
        </ul>
    }
}

/// Those who can sign in and whose role permits to reveal keys.
fn people_who_may<'a>(people: &'a [TeamMember], roles: &[RoleAnswer]) -> Vec<&'a TeamMember> {
    let may = |member: &&TeamMember| {
        let role = roles.iter().find(|answer| answer.role == member.role);
        member.disabled_at_ms.is_none()
            && role.is_some_and(|answer| answer.permissions.contains(&Permission::CredentialsReveal))
    };
    people.iter().filter(may).collect()
}

/// The latest entries about keys.
#[component]
fn KeyLog() -> Html {
    let entries = use_resource((), (), |gateway, (), signal| {
        let filter = calls::audit::AuditFilter { action: "credentials.".into(), ..Default::default() };
        let answer = gateway.ask(calls::audit::entries(&filter, None, signal));
        Box::pin(async move { answer.await.map(|page| page.entries) })
    });
    match entries.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(entries.retry)} /> },
        Loadable::Ready(entries) if entries.is_empty() => html! { <p class="muted">{ t!("team.no_key_log") }</p> },
        Loadable::Ready(entries) => table(&entries),
    }
}

fn table(entries: &Rc<Vec<AuditEntry>>) -> Html {
    html! {
        <>
            <EntryTable entries={Rc::clone(entries)} labelled_by="key-log" />
            <p><a href={format!("{}?what=credentials.", Route::TeamAudit.href())}>{ t!("team.all_key_log") }</a></p>
        </>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::{Permission, Role, RoleAnswer, TeamMember};

    use super::people_who_may;

    ///
    #[test]
    fn who_is_kept_out_reveals_nothing() {
        let member = |id, role, disabled_at_ms| TeamMember {
            id,
            name: String::new(),
            email: None,
            role,
            has_password: false,
            created_at_ms: 0,
            disabled_at_ms,
            n_sessions: 0,
            last_seen_at_ms: None,
        };
        let people = [member(1, Role::Owner, None), member(2, Role::Viewer, None), member(3, Role::Owner, Some(5))];
        let roles = [
            RoleAnswer { role: Role::Owner, permissions: vec![Permission::CredentialsReveal] },
            RoleAnswer { role: Role::Viewer, permissions: vec![Permission::CredentialsRead] },
        ];
        let ids: Vec<i64> = people_who_may(&people, &roles).iter().map(|member| member.id).collect();
        assert_eq!(ids, [1]);
    }
}
