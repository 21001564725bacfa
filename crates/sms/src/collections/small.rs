//! Sorted lists in place of trees, and a heap sort.

use alloc::vec::Vec;
use core::{borrow::Borrow, cmp::Ordering};

/// A map as a sorted list: looking up is as fast as in a tree, inserting moves what is behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Map<K, V> {
    /// A map with nothing in it.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Every entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }
}

impl<K: Ord, V> Map<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.entries.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value of `key`.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entries.get(self.place(key).ok()?).map(|(_, value)| value)
    }

    /// The value of `key`, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    /// Puts `value` in for `key` and gives the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => self.entries.get_mut(place).map(|(_, known)| core::mem::replace(known, value)),
            Err(place) => {
                self.entries.insert(place, (key, value));
                None
            }
        }
    }

    /// Takes `key` out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.entries.remove(place).1)
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

/// A set as a sorted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<K> {
    keys: Map<K, ()>,
}

impl<K: Ord> Default for Set<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Ord> Set<K> {
    /// A set with nothing in it.
    pub const fn new() -> Self {
        Self { keys: Map::new() }
    }

    /// Puts `key` in and says whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        self.keys.insert(key, ()).is_none()
    }

    /// Whether `key` is in it.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.keys.get(key).is_some()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many keys are in it.
    pub fn len(&self) -> usize {
        self.keys.entries.len()
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        Self { keys: keys.into_iter().map(|key| (key, ())).collect() }
    }
}

/// Sorts by `order`; what is equal may change places.
pub(crate) fn sort_by<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let is_less = |items: &[T], a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => order(a, b) == Ordering::Less,
        _ => false,
    };
    let n_items = items.len();
    for round in (0..n_items + n_items / 2).rev() {
        // The first rounds make a heap, the others take its largest to the end.
        let (mut at, end) = if round >= n_items {
            (round - n_items, n_items)
        } else {
            items.swap(0, round);
            (0, round)
        };
        loop {
            let mut child = 2 * at + 1;
            if child + 1 < end && is_less(items, child, child + 1) {
                child += 1;
            }
            if child >= end || !is_less(items, at, child) {
                break;
            }
            items.swap(at, child);
            at = child;
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_small_map_answers_as_a_tree_does() {
        let (mut small, mut tree) = (Map::new(), BTreeMap::new());
        for n in 0..2_000_u32 {
            let key = n.wrapping_mul(2_654_435_761) % 97;
            match n % 3 {
                0 => assert_eq!(small.remove(&key), tree.remove(&key)),
                1 => assert_eq!(small.get_mut(&key), tree.get_mut(&key)),
                _ => assert_eq!(small.insert(key, n), tree.insert(key, n)),
            }
            assert_eq!(small.get(&key), tree.get(&key));
        }
        assert!(small.iter().eq(tree.iter()));
        assert_eq!(small, tree.into_iter().collect());
    }

    #[test]
    fn a_small_set_knows_what_is_new() {
        let mut set: Set<_> = ["a", "b"].into_iter().collect();
        assert!(set.insert("c") && !set.insert("a") && set.contains("b") && !set.contains("d"));
        assert_eq!(set.len(), 3);
    }

    #[test]
    fn sorting_agrees_with_the_standard_library() {
        for n_items in 0..60_u32 {
            let mut items: Vec<u32> = (0..n_items).map(|n| n.wrapping_mul(2_654_435_761) % 31).collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            sort_by(&mut items, Ord::cmp);
            assert_eq!(items, expected);
        }
    }
}
