//! Which parts are here, and getting those that are not.

use std::cell::RefCell;

use yew::prelude::*;

use super::{Draw, NotLoaded, Part};
use crate::{client::spawn_logged, routes::Route};

thread_local! {
    static HERE: RefCell<Vec<(Part, Draw)>> = const { RefCell::new(Vec::new()) };
}

/// What draws the pages of `part`, where it is here.
pub(crate) fn draw_of(part: Part) -> Option<Draw> {
    HERE.with_borrow(|here| here.iter().find(|(known, _)| *known == part).map(|(_, draw)| *draw))
}

/// Loads the part of a page, unless it is here.
pub(crate) async fn load(part: Part) -> Result<(), NotLoaded> {
    if draw_of(part).is_none() {
        let draw = part.open().await?;
        HERE.with_borrow_mut(|here| here.push((part, draw)));
    }
    Ok(())
}

/// What is on the screen for an address.
#[derive(Clone, PartialEq)]
pub enum Shown {
    /// A page: of that address or, while its part is on the way, of the address before.
    Page(Route),
    /// Its part could not be loaded; emitting tries again.
    Failed(Callback<()>),
}

/// Sees to it that the part of a page is here.
#[hook]
pub fn use_part(route: &Route) -> Shown {
    let part = route.part();
    let failed = use_state_eq(|| None::<Part>);
    let n_answers = use_state_eq(|| 0_u32);
    let n_retries = use_state_eq(|| 0_u32);
    let before = use_mut_ref(|| None::<Route>);
    {
        let (failed, n_answers) = (failed.setter(), n_answers.clone());
        use_effect_with((part, *n_retries), move |(part, _)| {
            let Some(part) = part.filter(|part| draw_of(*part).is_none()) else { return };
            spawn_logged("load a part", async move {
                failed.set(load(part).await.is_err().then_some(part));
                n_answers.set(n_answers.wrapping_add(1));
            });
        });
    }
    let is_here = part.is_none_or(|part| draw_of(part).is_some());
    if is_here {
        *before.borrow_mut() = Some(route.clone());
        return Shown::Page(route.clone());
    }
    if *failed == part {
        return Shown::Failed(Callback::from(move |()| n_retries.set(n_retries.wrapping_add(1))));
    }
    Shown::Page(before.borrow().clone().unwrap_or(Route::NotFound))
}
