//! One line above every page: sandbox in a quiet voice, live in one that is not, and what needs a gateway.

use crate::i18n::t;
use piecewise_api::Mode;
use yew::prelude::*;

use crate::{
    client::{SessionState, Stream, use_gateway, use_new_version},
    components::{Icon, IconName, span_words},
    i18n::use_lang,
    markup::html,
    routes::Route,
};

/// Says what stands behind the console. The line keeps its place while nobody knows yet, so that nothing jumps.
#[component]
pub(super) fn ModeLine() -> Html {
    use_lang();
    let new_version = use_new_version();
    let gateway = use_gateway();
    let mode = gateway.session().map(|session| session.mode);
    let (class, content) = match (mode, &gateway.session) {
        (Some(Mode::Sandbox), _) => {
            ("mode-line", words(IconName::Sandbox, t!("mode.sandbox"), t!("mode.sandbox_more")))
        }
        (Some(Mode::Live), _) => {
            ("mode-line mode-live", words(IconName::Warning, t!("mode.live"), t!("mode.live_more")))
        }
        (None, SessionState::SignedOut(_) | SessionState::Offline(_)) => (
            "mode-line",
            html! {
                <>
                    { words(IconName::Info, t!("mode.without"), t!("mode.without_more")) }
                    <a href={Route::SignIn.href()}>{ t!("mode.how") }</a>
                </>
            },
        ),
        (None, _) => ("mode-line", Html::default()),
    };
    let ahead_ms = gateway.clock.ready().map_or(0, |clock| clock.advanced_ms);
    html! {
        <aside {class} aria-label={t!("shell.mode")} data-test="mode-line">
            { content }
            if mode == Some(Mode::Sandbox) && ahead_ms > 0 {
                <a href={Route::SandboxClock.href()} data-test="clock-mark">{ t!("clock.mark", span = span_words(ahead_ms)) }</a>
            }
            <span class="mode-news" role="status" data-test="mode-news">
                if mode.is_some() && gateway.stream == Stream::Interrupted {
                    <span>{ t!("mode.interrupted") }</span>
                } else if gateway.is_slow {
                    <span>{ t!("mode.slow") }</span>
                }
                if let Some(version) = new_version {
                    <span>{ t!("mode.new_version") }</span>
                    <button
                        class="link-button"
                        type="button"
                        onclick={Callback::from(move |_: MouseEvent| version.take_over())}
                        data-test="reload"
                    >
                        { t!("mode.reload") }
                    </button>
                }
            </span>
        </aside>
    }
}

/// What there is to say, and what is left out on a small screen: with it the line would become two when it is known, and
/// the page below would jump.
fn words(icon: IconName, text: String, more: String) -> Html {
    html! {
        <span class="mode-words">
            <Icon name={icon} />
            <span>{ text }<span class="mode-more">{ " " }{ more }</span></span>
        </span>
    }
}
