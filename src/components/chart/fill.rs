//! What the parts of a chart are filled with: a colour of the tokens and a pattern of its own, so that they can be told
//! apart without colours too.

use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::markup::{classes, html};

/// A fill of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Of messages with a status.
    Status(Status),
    /// Free to spend.
    Available,
    /// Held.
    Reserved,
    /// Gone.
    Spent,
}

impl Fill {
    const ALL: [Self; 8] = [
        Self::Status(Status::Sending),
        Self::Status(Status::WaitingResult),
        Self::Status(Status::Delivered),
        Self::Status(Status::Failed),
        Self::Status(Status::Suppressed),
        Self::Available,
        Self::Reserved,
        Self::Spent,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Status(status) => status.as_str(),
            Self::Available => "available",
            Self::Reserved => "reserved",
            Self::Spent => "spent",
        }
    }

    /// The value of `fill`.
    pub(super) fn paint(self) -> String {
        format!("url(#fill-{})", self.name())
    }

    /// The lines of the pattern on a square of eight; none for a plain one.
    const fn lines(self) -> &'static str {
        match self {
            Self::Status(Status::Delivered) | Self::Available => "",
            Self::Status(Status::Sending) => "M0 2H8M0 6H8",
            Self::Status(Status::WaitingResult) | Self::Reserved => "M2 0V8M6 0V8",
            Self::Status(Status::Failed) => "M-2 6 2 10M-2 -2 10 10M6 -2 10 2",
            Self::Status(Status::Suppressed) | Self::Spent => "M10 6 6 10M10 -2 -2 10M2 -2 -2 2",
        }
    }
}

/// The fills themselves; once on a page with charts.
#[component]
pub fn ChartFills() -> Html {
    html! {
        <svg class="sprite" aria-hidden="true" focusable="false">
            <defs>
                for fill in Fill::ALL {
                    <pattern
                        key={fill.name()}
                        id={format!("fill-{}", fill.name())}
                        class={classes!("chart-fill", format!("chart-fill-{}", fill.name()))}
                        width="8"
                        height="8"
                        patternUnits="userSpaceOnUse"
                    >
                        <rect width="8" height="8" />
                        <path d={fill.lines()} />
                    </pattern>
                }
            </defs>
        </svg>
    }
}

/// Props of [`FillSample`].
#[derive(Properties, PartialEq)]
pub struct FillSampleProps {
    /// Which one.
    pub fill: Fill,
}

/// A small square of a fill, for a legend.
#[component]
pub fn FillSample(props: &FillSampleProps) -> Html {
    html! {
        <svg class="chart-sample" aria-hidden="true" focusable="false">
            <rect width="100%" height="100%" fill={props.fill.paint()} />
        </svg>
    }
}
