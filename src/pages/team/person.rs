//! One person of the account.

use crate::i18n::t;
use piecewise_api::{Role, TeamMember};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{role_word, roles_to_give};
use crate::{components::TimeAgo, i18n::plural, markup::html};

/// What can be done to somebody, after a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// Signs them out everywhere.
    EndSessions,
    /// Keeps them out.
    Disable,
    /// Lets them in again.
    Enable,
}

impl Ask {
    pub(super) fn question(self, name: &str) -> String {
        match self {
            Self::EndSessions => t!("team.end_title", name = name),
            Self::Disable => t!("team.disable_title", name = name),
            Self::Enable => t!("team.enable_title", name = name),
        }
    }

    pub(super) fn consequence(self) -> String {
        match self {
            Self::EndSessions => t!("team.end_what"),
            Self::Disable => t!("team.disable_what"),
            Self::Enable => t!("team.enable_what"),
        }
    }

    pub(super) fn word(self) -> String {
        match self {
            Self::EndSessions => t!("team.end"),
            Self::Disable => t!("team.disable"),
            Self::Enable => t!("team.enable"),
        }
    }
}

/// Props of [`Person`].
#[derive(Properties, PartialEq)]
pub(super) struct PersonProps {
    /// Who it is.
    pub(super) member: TeamMember,
    /// Whether it is the person who looks.
    pub(super) is_me: bool,
    /// Whether the person who looks may change anything.
    pub(super) may_manage: bool,
    /// Whether they may decide about owners.
    pub(super) may_make_owners: bool,
    /// The clock.
    pub(super) now_ms: i64,
    /// Another role was chosen.
    pub(super) on_role: Callback<(i64, Role)>,
    /// Something was asked for.
    pub(super) on_ask: Callback<(Ask, TeamMember)>,
}

/// A row of the table.
#[component]
pub(super) fn Person(props: &PersonProps) -> Html {
    let member = &props.member;
    let may_change = props.may_manage && !props.is_me && (props.may_make_owners || member.role != Role::Owner);
    html! {
        <tr data-test="person">
            <th scope="row">
                <span class="person-name">
                    { &member.name }
                    if props.is_me {
                        { " " }<span class="badge">{ t!("team.you") }</span>
                    }
                    if member.disabled_at_ms.is_some() {
                        { " " }<span class="badge badge-failed">{ t!("team.disabled") }</span>
                    }
                </span>
                <span class="table-cut">{ member.email.as_deref().unwrap_or_default() }</span>
            </th>
            <td>
                if may_change {
                    { role_select(props) }
                } else {
                    { role_word(member.role) }
                }
            </td>
            <td class="small">{ if member.has_password { t!("team.by_password") } else { t!("team.by_link") } }</td>
            <td class="small">
                if member.n_sessions > 0 {
                    { plural("team.n_sessions", member.n_sessions.unsigned_abs()) }
                    if let Some(at_ms) = member.last_seen_at_ms {
                        { " · " }<TimeAgo {at_ms} now_ms={props.now_ms} />
                    }
                } else {
                    <span class="muted">{ t!("team.no_session") }</span>
                }
            </td>
            if props.may_manage {
                <td><div class="table-actions">
                    if may_change {
                        { actions(props) }
                    }
                </div></td>
            }
        </tr>
    }
}

fn role_select(props: &PersonProps) -> Html {
    let (id, current) = (props.member.id, props.member.role);
    let on_role = props.on_role.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let role = select.and_then(|select| Role::from_name(&select.value()));
        if let Some(role) = role.filter(|role| *role != current) {
            on_role.emit((id, role));
        }
    });
    html! {
        <select class="input" aria-label={t!("team.role_of", name = props.member.name)} {onchange} data-test="role">
            for (value, words) in roles_to_give(props.may_make_owners) {
                <option key={value.to_string()} value={value.clone()} selected={value == current.as_str()}>{ words }</option>
            }
        </select>
    }
}

fn actions(props: &PersonProps) -> Html {
    let button = |ask: Ask| {
        let member = props.member.clone();
        let onclick = props.on_ask.reform(move |_: MouseEvent| (ask, member.clone()));
        html! {
            <button
                class="button button-small"
                type="button"
                aria-label={format!("{}: {}", ask.word(), props.member.name)}
                {onclick}
            >
                { ask.word() }
            </button>
        }
    };
    html! {
        <>
            if props.member.n_sessions > 0 {
                { button(Ask::EndSessions) }
            }
            { button(if props.member.disabled_at_ms.is_some() { Ask::Enable } else { Ask::Disable }) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::{Role, TeamMember};
    use yew::Callback;

    use super::{Person, PersonProps};
    use crate::components::rendered::rendered;

    async fn row(role: Role, may_manage: bool, may_make_owners: bool) -> String {
        let member = TeamMember {
            id: 7,
            name: "Ada".into(),
            email: Some("ada@example.com".into()),
            role,
            has_password: true,
            created_at_ms: 0,
            disabled_at_ms: None,
            n_sessions: 1,
            last_seen_at_ms: None,
        };
        rendered::<Person>(PersonProps {
            member,
            is_me: false,
            may_manage,
            may_make_owners,
            now_ms: 0,
            on_role: Callback::noop(),
            on_ask: Callback::noop(),
        })
        .await
    }

    /// R-068: a control for what is not permitted is not there.
    #[tokio::test]
    async fn only_those_who_may_see_a_control() {
        assert!(!row(Role::Viewer, false, false).await.contains("<select"));
        assert!(!row(Role::Owner, true, false).await.contains("<button"), "only owners decide about owners");
        let for_administrators = row(Role::Viewer, true, false).await;
        assert!(for_administrators.contains("<select") && !for_administrators.contains(r#"value="owner""#));
        assert!(row(Role::Owner, true, true).await.contains(r#"value="owner""#));
    }
}
