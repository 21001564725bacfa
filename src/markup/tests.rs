//! The same as Yew's own macro draws.

use yew::{AttrValue, Callback, Html, LocalServerRenderer, NodeRef, Properties, component, use_state_eq};

use super::classes;

#[derive(Properties, PartialEq)]
struct NoteProps {
    title: AttrValue,
    #[prop_or_default]
    children: Html,
}

#[component]
fn Note(props: &NoteProps) -> Html {
    let prefix = use_state_eq(|| "note: ");
    super::html! {
        <section><h2>{ *prefix }{ &props.title }</h2>{ props.children.clone() }</section>
    }
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    html: Html,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    props.html.clone()
}

const NAME: &str = "Ada";
const IS_ON: bool = true;
const ITEMS: [&str; 2] = ["a", "b"];
const NONE: Option<AttrValue> = None;

/// Writes the same markup with both macros and compares what they draw.
macro_rules! check {
    ($name:ident, $($markup:tt)*) => {
        #[tokio::test]
        async fn $name() {
            let ours = text_of(super::html! { $($markup)* }).await;
            let theirs = text_of(yew::html! { $($markup)* }).await;
            assert_eq!(ours, theirs);
            assert!(!ours.is_empty());
        }
    };
}

async fn text_of(html: Html) -> String {
    LocalServerRenderer::<Drawn>::with_props(DrawnProps { html }).hydratable(false).render().await
}

check!(an_element_without_attributes, <p>{ "x" }</p>);
check!(fixed_attributes, <a class="link" href="#/" aria-label="Away">{ "x" }</a>);
check!(attributes_that_change, <a href={format!("#{NAME}")} title={NONE} class="link">{ NAME }</a>);
check!(attributes_that_are_there_or_not, <button disabled={IS_ON} hidden={!IS_ON} type="button">{ "x" }</button>);
check!(flags_that_are_fixed, <form novalidate=true><input required=true /></form>);
check!(controls, <p><input type="checkbox" checked={IS_ON} value="v" /><textarea value={NAME} /></p>);
check!(an_option, <select><option value={NAME} selected={IS_ON}>{ NAME }</option></select>);
check!(listeners_and_references, <p ref={NodeRef::default()} onclick={Callback::noop()} key="k">{ 1_u32 }</p>);
check!(conditions, <p>if IS_ON { <b>{ NAME }</b> } else { { "no" } }if !IS_ON { { "never" } }</p>);
check!(patterns, <p>if let Some(text) = NONE { { text } } else if IS_ON { <i>{ "none" }</i> }</p>);
check!(loops, <ul>for (at, item) in ITEMS.iter().enumerate() { <li key={at}>{ *item }</li> }</ul>);
check!(iterators, <ul>{ for ITEMS.iter().map(|item| yew::html! { <li>{ *item }</li> }) }</ul>);
check!(fragments, <><p>{ "a" }</p><></><p>{ "b" }</p></>);
check!(components, <Note title="T"><em>{ NAME }</em>{ " and more" }</Note>);
check!(components_without_children, <p><Note title={NAME} key="n" /></p>);

#[tokio::test]
async fn classes_that_are_not_there_leave_no_gap() {
    let (no, yes) = (false, true);
    let html = super::html! {
        <><p class={classes!("a", no.then_some("b"), yes.then_some("c"))} /><p class={classes!(no.then_some("b"))} /></>
    };
    assert_eq!(text_of(html).await, r#"<p class="a c"></p><p></p>"#);
}
