//! A list that one page reads piece by piece, newest first.

use std::rc::Rc;

use yew::prelude::*;

use super::{ClientError, Gateway, Loadable, Signal, Task, http::Answer, use_gateway};

/// One answer of the gateway.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The rows, newest first.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` after the last one.
    pub next: Option<String>,
}

/// What of a list was read, and how to read on.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages<T> {
    /// The list so far. While it is read again, the one before stays.
    pub value: Loadable<Rc<Page<T>>>,
    /// Reads the page after it.
    pub older: Callback<()>,
    /// Whether that is under way.
    pub is_reading: bool,
    /// Why the page after it could not be read.
    pub refused: Option<ClientError>,
    /// Reads the newest page again.
    pub retry: Callback<()>,
}

/// Reads the page of a list after a cursor, or the newest one.
pub type ReadPage<S, T> = fn(&Gateway, &S, Option<&str>, &Signal) -> Answer<Page<T>>;

/// Reads the newest page of a list when the page opens and whenever `(subject, freshness)` changes, and older ones on
/// request. A new subject starts from nothing. New freshness puts what is new above what was read; `id` tells rows apart.
#[hook]
pub fn use_pages<S, V, T>(subject: S, freshness: V, fetch: ReadPage<S, T>, id: fn(&T) -> String) -> Pages<T>
where
    S: PartialEq + Clone + 'static,
    V: PartialEq + 'static,
    T: PartialEq + Clone + 'static,
{
    let gateway = use_gateway();
    let value = use_state_eq(|| (subject.clone(), Loadable::<Rc<Page<T>>>::Waiting));
    let n_retries = use_state_eq(|| 0_u32);
    // The page that is being read, by its cursor; dropping the task takes the request back.
    let reading = use_state_eq(|| None::<(S, String)>);
    let refused = use_state_eq(|| None::<ClientError>);
    {
        let (value, gateway) = (value.clone(), gateway.clone());
        use_effect_with((subject.clone(), freshness, *n_retries), move |(subject, _, _)| {
            let known = (*value).clone();
            let mut next = if known.0 == *subject { known.1 } else { Loadable::Waiting };
            value.set((subject.clone(), next.clone()));
            let subject = subject.clone();
            let task = Task::spawn("read the newest page", move |signal| async move {
                let read = fetch(&gateway, &subject, None, &signal).await;
                if read != Err(ClientError::Aborted) {
                    // Older pages may have arrived meanwhile.
                    let now = (*value).clone();
                    if now.0 == subject {
                        next = now.1;
                    }
                    let read = read.map(|page| Rc::new(page.above(next.ready().map(|known| &**known), id)));
                    next.replace(read);
                    value.set((subject, next));
                }
            });
            move || drop(task)
        });
    }
    use_effect_with((*reading).clone(), {
        let (value, reading, refused) = (value.clone(), reading.clone(), refused.setter());
        move |cursor| {
            let task = cursor.clone().map(|(subject, cursor)| {
                Task::spawn("read an older page", move |signal| async move {
                    let read = fetch(&gateway, &subject, Some(&cursor), &signal).await;
                    if read == Err(ClientError::Aborted) {
                        return;
                    }
                    refused.set(read.as_ref().err().cloned());
                    let known = (*value).clone();
                    if let (Ok(page), (of, Loadable::Ready(known))) = (read, known)
                        && of == subject
                        && known.next.as_ref() == Some(&cursor)
                    {
                        value.set((of, Loadable::Ready(Rc::new(known.with(page)))));
                    }
                    reading.set(None);
                })
            });
            move || drop(task)
        }
    });
    let older = {
        let (value, reading, subject) = (value.clone(), reading.clone(), subject.clone());
        Callback::from(move |()| {
            let cursor = value.1.ready().and_then(|page| page.next.clone());
            if let Some(cursor) = cursor {
                reading.set(Some((subject.clone(), cursor)));
            }
        })
    };
    let is_reading = reading.as_ref().is_some_and(|(of, _)| *of == subject);
    let retry = Callback::from(move |()| n_retries.set(n_retries.wrapping_add(1)));
    let value = if value.0 == subject { value.1.clone() } else { Loadable::Waiting };
    Pages { value, older, is_reading, refused: (*refused).clone(), retry }
}

impl<T: Clone> Page<T> {
    /// The newest page above what was read before; alone where more came between than one page holds.
    fn above(mut self, known: Option<&Self>, id: fn(&T) -> String) -> Self {
        let Some(known) = known else { return self };
        let last = self.rows.last().map(id);
        let overlap = known.rows.iter().position(|row| Some(id(row)) == last);
        if let Some(at) = overlap {
            self.rows.extend(known.rows.iter().skip(at + 1).cloned());
            self.next.clone_from(&known.next);
        }
        self
    }

    /// This, and the page after it.
    fn with(&self, older: Self) -> Self {
        let rows = self.rows.iter().cloned().chain(older.rows).collect();
        Self { rows, next: older.next }
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    fn page(rows: &[u32], next: Option<&str>) -> Page<u32> {
        Page { rows: rows.to_vec(), next: next.map(Into::into) }
    }

    #[test]
    fn what_is_new_comes_above_and_nothing_is_lost_or_doubled() {
        let id = u32::to_string;
        let known = page(&[5, 4, 3, 2], Some("2"));
        assert_eq!(page(&[7, 6, 5], Some("5")).above(Some(&known), id), page(&[7, 6, 5, 4, 3, 2], Some("2")));
        assert_eq!(page(&[5, 4, 3], Some("3")).above(Some(&known), id), known);
        assert_eq!(page(&[9, 8], Some("8")).above(Some(&known), id), page(&[9, 8], Some("8")), "a gap starts anew");
        assert_eq!(page(&[], None).above(Some(&known), id), page(&[], None));
        assert_eq!(page(&[1], None).above(None, id), page(&[1], None));
        assert_eq!(page(&[5, 4], Some("4")).with(page(&[3], None)), page(&[5, 4, 3], None));
    }
}
