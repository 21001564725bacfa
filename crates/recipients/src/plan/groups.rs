//! What a message costs for each combination of values: counted once, however many recipients have it.

use piecewise_sms::{
    pieces::{Encoding, count},
    prices::AmountOverflow,
    template::Template,
};

use super::{
    Campaign, Savings,
    renderer::Renderer,
    savings::{Kinds, Tally},
};
use crate::list::List;

pub(super) struct Groups {
    costs: Vec<Cost>,
    kinds: Kinds,
}

/// What the message of a group costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) n_pieces: u32,
    pub(super) encoding: Encoding,
    /// Pieces that would be saved if everything that forces UCS-2 were replaced.
    pub(super) n_saved: u16,
    /// What forces UCS-2, as a set of `Kinds`, if all of it can be replaced.
    pub(super) forcing: u64,
}

impl Groups {
    pub(super) fn of(list: &List, template: &Template) -> Self {
        let renderer = Renderer::new(template);
        let mut kinds = Kinds::of(&renderer);
        let n_groups = u32::try_from(list.n_groups()).unwrap_or(u32::MAX);
        let (mut text, mut replaced) = (String::new(), String::new());
        let mut costs = Vec::with_capacity(list.n_groups());
        let mut values: Vec<&str> = Vec::new();
        for group in 0..n_groups {
            values.clear();
            values.extend(list.group(group));
            renderer.render(&values, &mut text);
            let counted = count(&text);
            let mut cost = Cost { n_pieces: counted.n_pieces, encoding: counted.encoding, n_saved: 0, forcing: 0 };
            if counted.encoding == Encoding::Ucs2
                && let Some(forcing) = kinds.replace(&renderer, &values, &mut replaced)
            {
                cost.forcing = forcing;
                let n_saved = counted.n_pieces.saturating_sub(count(&replaced).n_pieces);
                cost.n_saved = u16::try_from(n_saved).unwrap_or(u16::MAX);
            }
            costs.push(cost);
        }
        Self { costs, kinds }
    }

    pub(super) fn cost(&self, group: u32) -> Option<Cost> {
        self.costs.get(group as usize).copied()
    }

    pub(super) fn n_groups(&self) -> usize {
        self.costs.len()
    }

    /// What replacing would save, over all recipients.
    pub(super) fn savings(&self, list: &List, campaign: &Campaign<'_>) -> Result<Savings, AmountOverflow> {
        let mut tally = Tally::new(&self.kinds);
        for recipient in list.recipients() {
            let Some(cost) = self.cost(recipient.group).filter(|cost| cost.forcing != 0) else { continue };
            let price = recipient.number.country().and_then(|country| campaign.prices.price(country));
            tally.add(cost, price);
        }
        tally.finish(&self.kinds, list.variables())
    }
}
