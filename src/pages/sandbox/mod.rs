//! The sandbox: its phones, its reviewer, its numbers and its clock.

mod clock;
mod decision;
mod findings;
mod handsets;
mod numbers;
mod reply;
mod review;
mod reviews;

use crate::i18n::t;
use piecewise_api::{Mode, Permission};
use yew::prelude::*;

use self::{clock::ClockPart, handsets::Phones, numbers::Numbers, reviews::Reviews};
use crate::{
    client::use_gateway,
    components::{PageHead, Permitted, Sections},
    markup::html,
    routes::Route,
};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SandboxPart {
    /// What arrived.
    Handsets,
    /// Templates that wait for a decision.
    Reviews,
    /// Numbers that choose what becomes of a message.
    Numbers,
    /// The gateway's time.
    Clock,
}

impl SandboxPart {
    const ALL: [Self; 4] = [Self::Handsets, Self::Reviews, Self::Numbers, Self::Clock];

    const fn route(self) -> Route {
        match self {
            Self::Handsets => Route::Sandbox,
            Self::Reviews => Route::SandboxReviews,
            Self::Numbers => Route::SandboxNumbers,
            Self::Clock => Route::SandboxClock,
        }
    }

    /// What a role has to permit, and the sentence under the title.
    fn needs(self) -> (Permission, String) {
        match self {
            Self::Handsets => (Permission::MessagesRead, t!("handset.sentence")),
            Self::Reviews => (Permission::TemplatesReview, t!("review.sentence")),
            Self::Numbers => (Permission::SandboxRead, t!("numbers.sentence")),
            Self::Clock => (Permission::SandboxRead, t!("clock.sentence")),
        }
    }
}

/// Props of [`SandboxPage`].
#[derive(Properties, PartialEq)]
pub struct SandboxPageProps {
    /// The part that is open.
    pub part: SandboxPart,
}

/// The page.
#[component]
pub fn SandboxPage(props: &SandboxPageProps) -> Html {
    let gateway = use_gateway();
    let here = props.part.route();
    let (permission, sentence) = props.part.needs();
    let parts: Vec<_> =
        SandboxPart::ALL.into_iter().map(|part| (part.route(), t!(part.route().title_key()).into())).collect();
    let is_live = gateway.session().is_some_and(|session| session.mode == Mode::Live);
    html! {
        <>
            <PageHead title={t!(here.title_key())} sentence={Some(AttrValue::from(sentence))} />
            <Sections {here} {parts} />
            if is_live {
                <p class="card" data-test="no-sandbox">{ t!("handset.live") }</p>
            } else {
                <Permitted {permission}>
                    {
                        match props.part {
                            SandboxPart::Handsets => html! { <Phones /> },
                            SandboxPart::Reviews => html! { <Reviews /> },
                            SandboxPart::Numbers => html! { <Numbers /> },
                            SandboxPart::Clock => html! { <ClockPart /> },
                        }
                    }
                </Permitted>
            }
        </>
    }
}
