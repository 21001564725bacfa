//! Role by permission, as the gateway enforces it.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, RoleAnswer};
use yew::prelude::*;

use super::role_word;
use crate::{
    client::{Loadable, calls, use_gateway, use_resource},
    components::{ErrorNotice, Icon, IconName, Waiting},
    i18n,
    markup::{classes, html},
};

/// Reads and shows the matrix.
#[component]
pub(super) fn Matrix() -> Html {
    let roles = use_resource((), (), |gateway, (), signal| gateway.ask(calls::people::roles(signal)));
    match roles.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(roles.retry)} /> },
        Loadable::Ready(roles) => html! { <Table {roles} /> },
    }
}

/// Props of [`Table`].
#[derive(Properties, PartialEq)]
pub(super) struct TableProps {
    /// The roles with what they permit.
    pub(super) roles: Rc<Vec<RoleAnswer>>,
}

#[component]
fn Table(props: &TableProps) -> Html {
    let gateway = use_gateway();
    let own = gateway.session().map(|session| session.role);
    html! {
        <>
            <dl class="card glossary">
                for answer in props.roles.iter() {
                    <div key={answer.role.as_str()}>
                        <dt>
                            { role_word(answer.role) }
                            if Some(answer.role) == own {
                                { " " }<span class="badge">{ t!("team.your_role") }</span>
                            }
                        </dt>
                        <dd>{ i18n::text(&format!("role_about.{}", answer.role.as_str())) }</dd>
                    </div>
                }
            </dl>
            <div class="data-frame">
                <table class="data matrix" aria-label={t!("team.matrix")}>
                    <thead>
                        <tr>
                            <th scope="col">{ t!("team.permission") }</th>
                            for answer in props.roles.iter() {
                                <th scope="col">{ role_word(answer.role) }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for permission in Permission::ALL {
                            <tr key={permission.as_str()}>
                                <th scope="row">{ permission_word(*permission) }</th>
                                for answer in props.roles.iter() {
                                    { cell(answer, *permission) }
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn cell(answer: &RoleAnswer, permission: Permission) -> Html {
    let is_permitted = answer.permissions.contains(&permission);
    html! {
        <td class={classes!("matrix-cell", is_permitted.then_some("matrix-yes"))} data-role={role_word(answer.role)}>
            if is_permitted {
                <Icon name={IconName::Check} /><span class="visually-hidden">{ t!("team.yes") }</span>
            } else {
                <span aria-hidden="true">{ "–" }</span><span class="visually-hidden">{ t!("team.no") }</span>
            }
        </td>
    }
}

/// What a permission permits, in words.
pub(super) fn permission_word(permission: Permission) -> String {
    i18n::text(&format!("permission.{}", permission.as_str()))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::{Permission, Role, RoleAnswer};

    use super::{Table, TableProps, permission_word};
    use crate::components::rendered::rendered;

    ///
    #[tokio::test]
    async fn every_cell_says_yes_or_no() {
        let roles = Rc::new(vec![
            RoleAnswer { role: Role::Owner, permissions: Permission::ALL.to_vec() },
            RoleAnswer { role: Role::Viewer, permissions: vec![Permission::MessagesRead] },
        ]);
        let html = rendered::<Table>(TableProps { roles }).await;
        assert_eq!(html.matches(">yes<").count(), Permission::ALL.len() + 1);
        assert_eq!(html.matches(">no<").count(), Permission::ALL.len() - 1);
    }

    #[test]
    fn every_permission_and_role_has_words() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        for permission in Permission::ALL {
            assert!(!permission_word(*permission).contains("permission."), "{permission:?}");
        }
        for role in Role::ALL {
            assert!(!crate::i18n::text(&format!("role_about.{}", role.as_str())).contains("role_about"), "{role:?}");
        }
    }
}
