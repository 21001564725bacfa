//! The places of the console, in the guide's order: Integrations is the fourth.

use crate::i18n::t;
use yew::prelude::*;

use super::{Theme, use_theme};
use crate::{
    components::{Icon, IconName},
    i18n::{Lang, use_language},
    markup::{classes, html},
    routes::Route,
    storage,
};

const COLLAPSED_KEY: &str = "piecewise.nav";

/// A place in the navigation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    route: Route,
    key: &'static str,
    icon: IconName,
    /// Whether it stands in the bar at the bottom of a small screen.
    is_main: bool,
}

/// Every place that works, in order.
pub(super) fn places() -> [Place; 9] {
    let place = |route, key, icon, is_main| Place { route, key, icon, is_main };
    [
        place(Route::Overview, "nav.overview", IconName::Overview, true),
        place(Route::Templates, "nav.content", IconName::Content, true),
        place(Route::Messages, "nav.messages", IconName::Messages, true),
        place(Route::Integrations, "nav.integrations", IconName::Integrations, false),
        place(Route::Wallet, "nav.wallet", IconName::Wallet, false),
        place(Route::Calculator, "nav.calculator", IconName::Calculator, true),
        place(Route::Sandbox, "nav.sandbox", IconName::Sandbox, true),
        place(Route::Help, "nav.help", IconName::Help, false),
        place(Route::Team, "nav.team", IconName::Team, false),
    ]
}

/// What stands below a place.
const fn below(place: &Route) -> Option<Route> {
    match place {
        Route::Templates => Some(Route::Templates),
        Route::Messages => Some(Route::Suppression),
        _ => None,
    }
}

/// Where in the navigation a page belongs.
fn home_of(route: &Route) -> Option<Route> {
    match route {
        Route::TemplateNew | Route::TemplateDraft { .. } | Route::Template { .. } | Route::TemplateTest { .. } => {
            Some(Route::Templates)
        }
        Route::SandboxReviews | Route::SandboxNumbers | Route::SandboxClock => Some(Route::Sandbox),
        Route::Message { .. } | Route::Suppression | Route::SuppressionLimits | Route::ForgetNumber => {
            Some(Route::Messages)
        }
        Route::Prices | Route::PriceImport => Some(Route::Wallet),
        Route::HelpTopic { .. } => Some(Route::Help),
        Route::TeamRoles | Route::TeamKeys | Route::TeamAudit => Some(Route::Team),
        Route::IntegrationsSms
        | Route::Rotation { .. }
        | Route::ApiSamples
        | Route::SendSettings
        | Route::Senders
        | Route::Sender { .. }
        | Route::Hooks
        | Route::HookNew
        | Route::Hook { .. }
        | Route::HookDelivery { .. } => Some(Route::Integrations),
        Route::SignIn | Route::NotFound => None,
        other => Some(other.clone()),
    }
}

/// Props of [`Nav`].
#[derive(Properties, PartialEq)]
pub(super) struct NavProps {
    /// The page that is open.
    pub(super) route: Route,
}

/// The navigation: at the left, or at the bottom of a small screen with the rest in a menu.
#[component]
pub(super) fn Nav(props: &NavProps) -> Html {
    use_language();
    let is_collapsed = use_state_eq(|| storage::read(COLLAPSED_KEY).as_deref() == Some("icons"));
    let is_open = use_state_eq(|| false);
    let home = home_of(&props.route);

    use_effect_with(props.route.clone(), {
        let is_open = is_open.setter();
        move |_| is_open.set(false)
    });
    use_effect_with(*is_collapsed, |is_collapsed| {
        storage::write(COLLAPSED_KEY, if *is_collapsed { "icons" } else { "words" });
    });
    let toggle_menu = use_callback((*is_open, is_open.setter()), |_: MouseEvent, (is_open, set)| set.set(!is_open));
    let toggle_words =
        use_callback((*is_collapsed, is_collapsed.setter()), |_: MouseEvent, (is_on, set)| set.set(!is_on));
    let onkeydown = use_callback(is_open.setter(), |event: KeyboardEvent, set| {
        if event.key() == "Escape" {
            set.set(false);
        }
    });

    html! {
        <nav
            class={classes!("nav", is_collapsed.then_some("nav-icons"), is_open.then_some("nav-open"))}
            aria-label={t!("shell.navigation")}
            {onkeydown}
        >
            <a class="brand" href={Route::Overview.href()} aria-label="Piecewise">
                <svg class="brand-mark" aria-hidden="true"><use href="#brand" /></svg>
                <span class="nav-word">{ "Piecewise" }</span>
            </a>
            <ul class="nav-places">
                for place in places() {
                    <li key={place.key} class={classes!("nav-place", place.is_main.then_some("nav-main"))}>
                        { link(&place, home.as_ref() == Some(&place.route), props.route == place.route) }
                        if let Some(below) = below(&place.route) {
                            <ul class="nav-below">
                                <li>
                                    <a
                                        class="nav-link"
                                        href={below.href()}
                                        aria-current={(props.route == below).then_some("page")}
                                    >
                                        { t!(below.title_key()) }
                                    </a>
                                </li>
                            </ul>
                        }
                    </li>
                }
            </ul>
            <button class="nav-link nav-menu" type="button" aria-expanded={is_open.to_string()} onclick={toggle_menu}>
                <Icon name={if *is_open { IconName::Close } else { IconName::Menu }} />
                <span class="nav-word">{ t!("shell.menu") }</span>
            </button>
            <div class="nav-foot">
                <a
                    class="nav-link"
                    href={Route::Settings.href()}
                    aria-current={(props.route == Route::Settings).then_some("page")}
                    title={t!("settings.title")}
                    data-test="nav-settings"
                >
                    <Icon name={IconName::Settings} />
                    <span class="nav-word">{ t!("settings.title") }</span>
                </a>
                <ThemeSwitch />
                <LanguageSwitch />
                <button
                    class="nav-link nav-collapse"
                    type="button"
                    aria-pressed={is_collapsed.to_string()}
                    title={t!("shell.collapse")}
                    onclick={toggle_words}
                >
                    <Icon name={IconName::Collapse} />
                    <span class="nav-word">{ t!("shell.collapse") }</span>
                </button>
            </div>
        </nav>
    }
}

fn link(place: &Place, is_home: bool, is_here: bool) -> Html {
    let current = if is_here { Some("page") } else { is_home.then_some("true") };
    html! {
        <a
            class="nav-link"
            href={place.route.href()}
            aria-current={current}
            title={t!(place.key)}
            data-test={place.key.replace('.', "-")}
        >
            <Icon name={place.icon} />
            <span class="nav-word">{ t!(place.key) }</span>
        </a>
    }
}

#[component]
fn ThemeSwitch() -> Html {
    let handle = use_theme();
    use_language();
    let (icon, key) = match handle.theme {
        Theme::System => (IconName::Display, "shell.theme_system"),
        Theme::Light => (IconName::Sun, "shell.theme_light"),
        Theme::Dark => (IconName::Moon, "shell.theme_dark"),
    };
    let onclick = use_callback(handle, |_: MouseEvent, handle| handle.set.emit(handle.theme.next()));
    html! {
        <button class="nav-link" type="button" title={t!("shell.theme_hint")} {onclick} data-test="theme">
            <Icon name={icon} />
            <span class="nav-word">{ t!(key) }</span>
        </button>
    }
}

#[component]
fn LanguageSwitch() -> Html {
    let handle = use_language();
    let (other, name) = match handle.lang {
        Lang::En => (Lang::ZhCn, "简体中文"),
        Lang::ZhCn => (Lang::En, "English"),
    };
    let onclick = use_callback((handle.set, other), |_: MouseEvent, (set, other)| set.emit(*other));
    html! {
        <>
            <button class="nav-link" type="button" lang={other.tag()} title={name} {onclick} data-test="language">
                <Icon name={IconName::Language} />
                <span class="nav-word">{ name }</span>
            </button>
            if handle.is_missing {
                <p class="nav-notice small" role="alert">{ t!("shell.language_missing") }</p>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::{Route, home_of, places};

    ///
    #[test]
    fn integrations_is_the_fourth_place() {
        assert_eq!(places()[0].route, Route::Overview);
        assert_eq!(places()[3].route, Route::Integrations);
    }

    #[test]
    fn the_bottom_bar_has_five_places() {
        assert_eq!(places().iter().filter(|place| place.is_main).count(), 5);
    }

    #[test]
    fn pages_with_depth_light_up_their_place() {
        assert_eq!(home_of(&Route::TemplateTest { id: 7 }), Some(Route::Templates));
        assert_eq!(home_of(&Route::Message { id: "a".into() }), Some(Route::Messages));
        assert_eq!(home_of(&Route::NotFound), None);
    }
}
