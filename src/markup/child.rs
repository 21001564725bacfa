//! What can stand inside an element.

use yew::{AttrValue, Html, virtual_dom::VNode};

use super::{Element, fragment};

/// Something that can stand inside an element.
pub trait Child {
    /// Puts it behind the children that `element` has.
    fn put(self, element: Element) -> Element;
}

/// The items of an iterator, beside each other.
pub fn each<T: Child>(items: impl IntoIterator<Item = T>) -> Html {
    items.into_iter().fold(fragment(), |list, item| item.put(list)).html()
}

impl Child for Element {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.with_child(self.html())
    }
}

impl Child for Html {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.with_child(self)
    }
}

impl Child for &Html {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.with_child(self.clone())
    }
}

impl Child for String {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.with_child(VNode::from(AttrValue::from(self)))
    }
}

impl Child for &String {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        self.as_str().put(element)
    }
}

impl Child for &str {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        self.to_owned().put(element)
    }
}

impl Child for AttrValue {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.with_child(VNode::from(self))
    }
}

impl Child for &AttrValue {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        self.clone().put(element)
    }
}

impl<T: Child> Child for Option<T> {
    fn put(self, element: Element) -> Element {
        match self {
            Some(child) => child.put(element),
            None => Html::default().put(element),
        }
    }
}

impl<T: Child> Child for Vec<T> {
    fn put(self, element: Element) -> Element {
        each(self).put(element)
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Child for $number {
            fn put(self, element: Element) -> Element {
                self.to_string().put(element)
            }
        })*
    };
}

numbers!(i64 u8 u16 u32 u64 usize);
