//! The review queue: what waits for a decision, longest waiting first.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::PendingReview;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::review::Review;
use crate::{
    client::{Loadable, calls, use_gateway, use_resource},
    components::{ErrorNotice, Waiting},
    i18n::plural,
    markup::html,
    routes::Route,
};

/// The queue, and what was decided last.
#[component]
pub(super) fn Reviews() -> Html {
    let gateway = use_gateway();
    let n_decided = use_state_eq(|| 0_u32);
    let said = use_state_eq(|| None::<AttrValue>);
    let status = use_node_ref();
    let reviews = use_resource((), (gateway.revision, *n_decided), |gateway, (), signal| {
        gateway.ask(calls::sandbox::reviews(signal))
    });
    // The card that had the focus is gone; what was decided takes it over.
    use_effect_with((status.clone(), *n_decided), |(status, n_decided)| {
        if let Some(status) = status.cast::<HtmlElement>().filter(|_| *n_decided > 0) {
            // Where it cannot be focused, it is announced all the same.
            let _ = status.focus();
        }
    });
    let on_decided = {
        let (n_decided, said) = (n_decided.clone(), said.setter());
        Callback::from(move |words: AttrValue| {
            said.set(Some(words));
            n_decided.set(n_decided.wrapping_add(1));
        })
    };
    html! {
        <>
            <p class="review-said" role="status" tabindex="-1" ref={status} data-test="decided">{ (*said).clone() }</p>
            {
                match reviews.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(reviews.retry)} /> },
                    Loadable::Ready(list) if list.is_empty() => html! { <Nothing /> },
                    Loadable::Ready(list) => queue(&list, &on_decided),
                }
            }
        </>
    }
}

fn queue(list: &Rc<Vec<PendingReview>>, on_decided: &Callback<AttrValue>) -> Html {
    html! {
        <>
            <p class="muted figure">{ plural("review.n_waiting", list.len() as u64) }</p>
            for review in list.iter() {
                <Review key={review.id} review={review.clone()} on_decided={on_decided.clone()} />
            }
        </>
    }
}

#[component]
fn Nothing() -> Html {
    html! {
        <section class="card empty" data-test="no-reviews">
            <h2>{ t!("review.none") }</h2>
            <p>{ t!("review.none_how") }</p>
            <a class="button" href={Route::Templates.href()}>{ t!("error.to_templates") }</a>
        </section>
    }
}
