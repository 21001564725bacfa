//! The people of the account: role, sessions, and keeping somebody out.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, PersonChange, TeamMember};
use yew::prelude::*;

use super::person::{Ask, Person};
use crate::{
    client::{Loadable, calls, use_doing, use_gateway, use_resource},
    components::{Confirm, ErrorNotice, Waiting, use_clock},
    markup::html,
};

/// Props of [`People`].
#[derive(Properties, PartialEq)]
pub(super) struct PeopleProps {
    /// With every change the list is read again.
    pub(super) n_changes: u32,
    /// Something was changed.
    pub(super) on_change: Callback<()>,
}

/// Reads and shows the people.
#[component]
pub(super) fn People(props: &PeopleProps) -> Html {
    let people = use_resource((), props.n_changes, |gateway, (), signal| gateway.ask(calls::people::people(signal)));
    html! {
        <section class="stack" aria-labelledby="people">
            <h2 id="people">{ t!("team.people") }</h2>
            {
                match people.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(people.retry)} /> },
                    Loadable::Ready(people) => html! {
                        <Table {people} on_change={props.on_change.clone()} />
                    },
                }
            }
        </section>
    }
}

/// Props of [`Table`].
#[derive(Properties, PartialEq)]
struct TableProps {
    people: Rc<Vec<TeamMember>>,
    on_change: Callback<()>,
}

#[component]
fn Table(props: &TableProps) -> Html {
    let gateway = use_gateway();
    let asked = use_state_eq(|| None::<(Ask, TeamMember)>);
    // A role that could not be given is shown as it was.
    let n_refusals = use_state_eq(|| 0_u32);
    let changing = use_doing();
    let asking = use_doing();
    let now_ms = use_clock(30_000);
    let on_role = {
        let (gateway, changing, on_change) = (gateway.clone(), changing.clone(), props.on_change.clone());
        let n_refusals = n_refusals.clone();
        Callback::from(move |(id, role)| {
            let change = PersonChange { role: Some(role), disabled: None };
            let answer = gateway.ask(calls::people::change_person(id, change));
            let (on_change, n_refusals) = (on_change.clone(), n_refusals.clone());
            changing.start(
                "change a role",
                Box::pin(async move {
                    let answer = answer.await.map(|_| ());
                    if answer.is_err() {
                        n_refusals.set(n_refusals.wrapping_add(1));
                    }
                    on_change.emit(());
                    answer
                }),
            );
        })
    };
    let on_ask = use_callback(asked.setter(), |ask: (Ask, TeamMember), asked| asked.set(Some(ask)));
    let on_close = use_callback((asked.setter(), asking.clone()), |(), (asked, asking)| {
        asked.set(None);
        asking.forget();
    });
    let on_confirm = {
        let (gateway, asking, asked, on_change) =
            (gateway.clone(), asking.clone(), asked.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let Some((ask, member)) = (*asked).clone() else { return };
            let (gateway, asked, on_change) = (gateway.clone(), asked.setter(), on_change.clone());
            asking.start(
                "decide about a person",
                Box::pin(async move {
                    let kept_out = |disabled| PersonChange { role: None, disabled: Some(disabled) };
                    match ask {
                        Ask::EndSessions => {
                            gateway.ask(calls::people::end_sessions_of(member.id)).await?;
                        }
                        Ask::Disable => {
                            gateway.ask(calls::people::change_person(member.id, kept_out(true))).await?;
                        }
                        Ask::Enable => {
                            gateway.ask(calls::people::change_person(member.id, kept_out(false))).await?;
                        }
                    }
                    on_change.emit(());
                    asked.set(None);
                    Ok(())
                }),
            );
        })
    };
    let me = gateway.session().map_or(0, |session| session.person_id);
    let may_manage = gateway.permits(Permission::TeamManage);
    let may_make_owners = gateway.permits(Permission::TeamManageOwners);
    let ask = asked.as_ref().map(|(ask, _)| *ask);
    let name = asked.as_ref().map(|(_, member)| member.name.clone()).unwrap_or_default();
    html! {
        <>
            if let Some(error) = changing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="data-frame">
                <table class="data" aria-labelledby="people">
                    <thead>
                        <tr>
                            <th scope="col">{ t!("team.person") }</th>
                            <th scope="col">{ t!("team.role") }</th>
                            <th scope="col">{ t!("team.signs_in") }</th>
                            <th scope="col">{ t!("team.sessions") }</th>
                            if may_manage {
                                <th scope="col"><span class="visually-hidden">{ t!("team.actions") }</span></th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for member in props.people.iter() {
                            <Person
                                key={format!("{}-{}", member.id, *n_refusals)}
                                member={member.clone()}
                                is_me={member.id == me}
                                {may_manage}
                                {may_make_owners}
                                {now_ms}
                                on_role={on_role.clone()}
                                on_ask={on_ask.clone()}
                            />
                        }
                    </tbody>
                </table>
            </div>
            <Confirm
                is_open={ask.is_some()}
                title={ask.map(|ask| ask.question(&name)).unwrap_or_default()}
                action={ask.map(Ask::word).unwrap_or_default()}
                doing={asking}
                {on_confirm}
                {on_close}
            >
                <p>{ ask.map(Ask::consequence) }</p>
            </Confirm>
        </>
    }
}
