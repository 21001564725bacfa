//! One message on a phone: its text byte for byte (R-082), links underlined, replaced parts marked (R-187).

use piecewise_sms::Span;
use yew::prelude::*;

use crate::markup::html;

use super::runs::{RunKind, runs};

/// Props of [`Bubble`].
#[derive(Properties, PartialEq)]
pub struct BubbleProps {
    /// The text, exactly.
    pub text: AttrValue,
    /// Parts to mark, in order and apart from each other; none by default.
    #[prop_or_default]
    pub marks: Vec<Span>,
    /// What stands under it (time, pieces, status); nothing by default.
    #[prop_or_default]
    pub children: Html,
}

/// Draws a message. The element `data-test="handset-bubble"` holds the text and nothing else.
#[component]
pub fn Bubble(props: &BubbleProps) -> Html {
    html! {
        <div class="bubble-row">
            <p class="bubble" dir="auto" data-test="handset-bubble">
                for run in runs(&props.text, &props.marks) {
                    { drawn(run.kind, run.text) }
                }
            </p>
            if props.children != Html::default() {
                <div class="bubble-foot">{ props.children.clone() }</div>
            }
        </div>
    }
}

fn drawn(kind: RunKind, text: &str) -> Html {
    let text = text.to_owned();
    match kind {
        RunKind::Plain => html! { { text } },
        RunKind::Link => html! { <span class="bubble-link">{ text }</span> },
        RunKind::Mark => html! { <mark class="bubble-mark">{ text }</mark> },
        RunKind::MarkedLink => html! { <mark class="bubble-mark bubble-link">{ text }</mark> },
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::Span;

    use super::{Bubble, BubbleProps};
    use crate::components::rendered::rendered;

    async fn bubble(text: &'static str, marks: Vec<Span>) -> String {
        rendered::<Bubble>(BubbleProps { text: text.into(), marks, children: yew::Html::default() }).await
    }

    #[tokio::test]
    async fn markup_in_a_message_stays_text() {
        let html = bubble("<b>hi</b> & \u{202e}\n\n  x", vec![]).await;
        assert!(
            html.contains("&lt;b>hi&lt;/b> &amp; \u{202e}\n\n  x")
                || html.contains("&lt;b&gt;hi&lt;/b&gt; &amp; \u{202e}\n\n  x"),
            "{html}"
        );
    }

    #[tokio::test]
    async fn replaced_parts_are_marked_and_links_underlined() {
        let html = bubble("Hi Ada, see https://a.example/1 now", vec![Span::new(3, 6)]).await;
        assert!(html.contains(r#"<mark class="bubble-mark">Ada</mark>"#), "{html}");
        assert!(html.contains(r#"<span class="bubble-link">https://a.example/1</span>"#), "{html}");
    }
}
