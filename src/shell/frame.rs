//! The frame: navigation, the line that says what stands behind the gateway, and the page itself.

use crate::i18n::t;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{mode_line::ModeLine, nav::Nav, shortcuts::Shortcuts};
use crate::{
    i18n::use_lang,
    markup::html,
    pages::{calculator::CalculatorPage, not_found::NotFoundPage},
    parts::{self, PartMissing, Shown, use_part},
    router::use_route,
    routes::Route,
};

/// Everything on the screen.
#[component]
pub fn Shell() -> Html {
    let lang = use_lang();
    let asked = use_route::<Route>().unwrap_or(Route::NotFound);
    let shown = use_part(&asked);
    // The page before stays until the part of the next is here, with the title and the focus that belong to it.
    let (route, on_retry) = match shown {
        Shown::Page(route) => (route, None),
        Shown::Failed(on_retry) => (asked.clone(), Some(on_retry)),
    };
    let is_waiting = route != asked;
    let main = use_node_ref();
    let before = use_mut_ref(|| None::<Route>);

    use_effect_with((route.clone(), lang), |(route, _)| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&format!("{} · Piecewise", t!(route.title_key())));
        }
    });
    use_effect_with((route.clone(), on_retry.is_some()), {
        let main = main.clone();
        move |(route, _)| {
            let before = before.replace(Some(route.clone()));
            if before.is_some_and(|before| !before.is_continued_by(route)) {
                focus_heading(&main);
            }
        }
    });
    let skip = use_callback(main.clone(), |_: MouseEvent, main| focus_heading(main));

    html! {
        <div class="shell">
            <button class="skip" type="button" onclick={skip}>{ t!("shell.skip") }</button>
            <Nav route={asked} />
            <div class="stage">
                <ModeLine />
                <main id="main" class="page" ref={main} key={lang.tag()} aria-busy={is_waiting.then_some("true")}>
                    if let Some(on_retry) = on_retry {
                        <PartMissing {route} {on_retry} />
                    } else {
                        { page(&route) }
                    }
                </main>
            </div>
            <Shortcuts />
        </div>
    }
}

/// The page at an address whose part is here.
fn page(route: &Route) -> Html {
    if let Some(draw) = route.part().and_then(parts::draw_of) {
        return draw(route);
    }
    if *route == Route::Calculator {
        html! { <CalculatorPage /> }
    } else {
        html! { <NotFoundPage /> }
    }
}

/// Moves the focus to the page's title, so that a screen reader reads on from there.
fn focus_heading(main: &NodeRef) {
    let Some(main) = main.cast::<HtmlElement>() else { return };
    let heading = main.query_selector("h1").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(heading).ok()) {
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        // A heading that is gone already leaves the focus where it is.
        let _ = heading.focus();
    }
}
