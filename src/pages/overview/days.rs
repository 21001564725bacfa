//! The period day by day: how many messages with which status, and which share was delivered.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Slice, Statistics};
use yew::prelude::*;

use super::{
    figures::{in_words, parts_of, rate},
    table::{Shape, ShapeSwitch, table},
};
use crate::{
    components::chart::{Column, Columns, Line, Point},
    format,
    markup::html,
    query::View,
};

/// Props of [`Days`].
#[derive(Properties, PartialEq)]
pub(super) struct DaysProps {
    /// The figures.
    pub(super) statistics: Rc<Statistics>,
    /// What the address says.
    pub(super) view: View,
}

/// Shows the days as charts or as a table.
#[component]
pub(super) fn Days(props: &DaysProps) -> Html {
    let statistics = &props.statistics;
    let shape = Shape::of(props.view.get("days"));
    let name_of = |slice: &Slice| format::day(&slice.key);
    html! {
        <section class="card stack" aria-labelledby="by-day" data-test="by-day">
            <div class="row row-between">
                <h3 id="by-day">{ t!("statistics.by_day") }</h3>
                <ShapeSwitch
                    view={props.view.clone()}
                    name="days"
                    statistics={Rc::clone(statistics)}
                    slices={statistics.by_day.clone()}
                    what="day"
                />
            </div>
            if shape == Shape::Table {
                { table("by-day", &t!("statistics.day"), &statistics.by_day, statistics, &name_of) }
            } else {
                <Columns
                    label={t!("statistics.by_day_shows", words = in_words(&t!("statistics.all_days"), &statistics.total.messages))}
                    columns={columns(&statistics.by_day)}
                />
                <h4 class="chart-title">{ t!("statistics.rate_by_day") }</h4>
                <Line
                    label={t!("statistics.rate_shows", percent = rate(&statistics.total))}
                    points={points(&statistics.by_day)}
                />
            }
        </section>
    }
}

fn columns(days: &[Slice]) -> Vec<Column> {
    let column = |day: &Slice| Column {
        name: format::day_short(&day.key).into(),
        words: in_words(&format::day(&day.key), &day.figures.messages).into(),
        parts: parts_of(&day.figures.messages),
    };
    days.iter().map(column).collect()
}

fn points(days: &[Slice]) -> Vec<Point> {
    let point = |day: &Slice| Point {
        name: format::day_short(&day.key).into(),
        words: t!("statistics.of", name = format::day(&day.key), words = rate(&day.figures)).into(),
        ppm: day.figures.delivered_ppm,
    };
    days.iter().map(point).collect()
}
