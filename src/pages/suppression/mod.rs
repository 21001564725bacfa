//! Who must not be written to, how often one number may be, and forgetting a number.

mod change;
mod forget;
mod import;
mod limits;
mod list;
mod look_up;

use crate::i18n::t;
use piecewise_api::{Permission, SuppressionScope};
use yew::prelude::*;

use self::{forget::Forget, import::Import, limits::Limits, list::Entries, look_up::LookUp};
use crate::{
    client::{calls, use_gateway},
    components::{Crumb, DownloadButton, PageHead, Permitted, Sections},
    i18n,
    markup::html,
    routes::Route,
};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuppressionPart {
    /// The list.
    List,
    /// How often one number may be written to.
    Limits,
    /// Forgetting a number.
    Forget,
}

impl SuppressionPart {
    const ALL: [Self; 3] = [Self::List, Self::Limits, Self::Forget];

    const fn route(self) -> Route {
        match self {
            Self::List => Route::Suppression,
            Self::Limits => Route::SuppressionLimits,
            Self::Forget => Route::ForgetNumber,
        }
    }

    /// What a role has to permit, and the sentence under the title.
    fn needs(self) -> (Permission, String) {
        match self {
            Self::List => (Permission::SuppressionRead, t!("suppression.sentence")),
            Self::Limits => (Permission::SuppressionRead, t!("suppression.limits_sentence")),
            Self::Forget => (Permission::MessagesDelete, t!("suppression.forget_sentence")),
        }
    }
}

/// Props of [`SuppressionPage`].
#[derive(Properties, PartialEq)]
pub struct SuppressionPageProps {
    /// The part that is open.
    pub part: SuppressionPart,
}

/// The page.
#[component]
pub fn SuppressionPage(props: &SuppressionPageProps) -> Html {
    let gateway = use_gateway();
    let here = props.part.route();
    let (permission, sentence) = props.part.needs();
    let parts: Vec<_> =
        SuppressionPart::ALL.into_iter().map(|part| (part.route(), t!(part.route().title_key()).into())).collect();
    let crumbs = vec![Crumb::new(t!("nav.messages"), Route::Messages)];
    html! {
        <>
            <PageHead title={t!(here.title_key())} sentence={Some(AttrValue::from(sentence))} {crumbs}>
                if props.part == SuppressionPart::List && gateway.permits(Permission::Export) {
                    <DownloadButton
                        export={calls::suppression::export()}
                        label={Some(AttrValue::from(t!("audit.export")))}
                        test="export-suppression"
                    />
                }
            </PageHead>
            <Sections {here} {parts} />
            <Permitted {permission}>
                {
                    match props.part {
                        SuppressionPart::List => html! { <List /> },
                        SuppressionPart::Limits => html! { <Limits /> },
                        SuppressionPart::Forget => html! { <Forget /> },
                    }
                }
            </Permitted>
        </>
    }
}

/// One number, many numbers, and all that was said of any.
#[component]
fn List() -> Html {
    let gateway = use_gateway();
    let n_changes = use_state_eq(|| 0_u32);
    let on_change = {
        let n_changes = n_changes.clone();
        Callback::from(move |()| n_changes.set(n_changes.wrapping_add(1)))
    };
    html! {
        <>
            <div class="suppression-tools">
                <LookUp on_change={on_change.clone()} />
                if gateway.permits(Permission::SuppressionWrite) {
                    <Import {on_change} />
                }
            </div>
            <Entries n_changes={*n_changes} />
        </>
    }
}

/// What a scope means.
fn scope_word(scope: SuppressionScope) -> String {
    i18n::text(&format!("suppression.scope.{}", scope.as_str()))
}
