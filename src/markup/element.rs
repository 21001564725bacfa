//! An element that is put together call by call.

use std::rc::Rc;

use yew::{
    AttrValue, Html,
    virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VNode, VTag},
};

use super::Child;

/// An element, or a fragment, that is being put together. It is behind a pointer, so that each call hands on one word.
pub struct Element(Box<Draft>);

#[derive(Default)]
struct Draft {
    /// None for a fragment.
    tag: Option<&'static str>,
    fixed: &'static [(&'static str, AttributeOrProperty)],
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<VNode>,
    key: Option<Key>,
    node_ref: yew::NodeRef,
    value: Option<AttrValue>,
    is_checked: Option<bool>,
}

/// Nodes beside each other, without an element around them.
#[inline(never)]
pub fn fragment() -> Element {
    Element(Box::default())
}

/// An element without attributes.
#[inline(never)]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Draft { tag: Some(tag), ..Draft::default() }))
}

/// An element whose attributes are always the same.
#[inline(never)]
pub fn fixed(tag: &'static str, fixed: &'static [(&'static str, AttributeOrProperty)]) -> Element {
    Element(Box::new(Draft { tag: Some(tag), fixed, ..Draft::default() }))
}

/// An element with attributes of these names; their values follow in the same order.
#[inline(never)]
pub fn with_names(tag: &'static str, names: &'static [&'static str]) -> Element {
    Element(Box::new(Draft { tag: Some(tag), names, values: Vec::with_capacity(names.len()), ..Draft::default() }))
}

impl Element {
    /// The value of the next attribute.
    #[inline]
    #[must_use]
    pub fn attribute(self, value: impl AttributeValue) -> Self {
        value.put(self)
    }

    /// The next attribute, which is there or not.
    #[inline(never)]
    #[must_use]
    pub fn flag(self, is_there: bool) -> Self {
        let name = self.0.names.get(self.0.values.len()).copied().unwrap_or_default();
        self.set(is_there.then_some(AttrValue::Static(name)))
    }

    #[inline(never)]
    fn set(mut self, value: Option<AttrValue>) -> Self {
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    /// A listener, if there is one.
    #[inline(never)]
    #[must_use]
    pub fn on(mut self, listener: Option<Rc<dyn Listener>>) -> Self {
        self.0.listeners.push(listener);
        self
    }

    /// What tells it from its siblings.
    #[inline]
    #[must_use]
    pub fn key(self, key: impl Into<Key>) -> Self {
        self.with_key(key.into())
    }

    #[inline(never)]
    fn with_key(mut self, key: Key) -> Self {
        self.0.key = Some(key);
        self
    }

    /// Where the node of the page is to be found.
    #[inline(never)]
    #[must_use]
    pub fn node_ref(mut self, node_ref: yew::NodeRef) -> Self {
        self.0.node_ref = node_ref;
        self
    }

    /// What stands in a text control.
    #[inline]
    #[must_use]
    pub fn value(self, value: impl Into<AttrValue>) -> Self {
        self.with_value(value.into())
    }

    #[inline(never)]
    fn with_value(mut self, value: AttrValue) -> Self {
        self.0.value = Some(value);
        self
    }

    /// Whether a check box or a radio button is on.
    #[inline(never)]
    #[must_use]
    pub fn checked(mut self, is_checked: bool) -> Self {
        self.0.is_checked = Some(is_checked);
        self
    }

    /// The next child, a fixed text.
    #[inline(never)]
    #[must_use]
    pub fn text(self, text: &'static str) -> Self {
        self.with_child(VNode::from(AttrValue::Static(text)))
    }

    /// The next child.
    #[inline]
    #[must_use]
    pub fn child(self, child: impl Child) -> Self {
        child.put(self)
    }

    #[inline(never)]
    pub(super) fn with_child(mut self, child: VNode) -> Self {
        self.0.children.push(child);
        self
    }

    /// The finished node.
    #[inline(never)]
    pub fn html(self) -> Html {
        let Draft { tag, fixed, names, values, listeners, mut children, key, node_ref, value, is_checked } = *self.0;
        let Some(tag) = tag else { return VList::with_children(children, None).into() };
        let mut node = VTag::new(AttrValue::Static(tag));
        node.key = key;
        node.node_ref = node_ref;
        node.attributes = if names.is_empty() {
            Attributes::Static(fixed)
        } else {
            Attributes::Dynamic { keys: names, values: values.into_boxed_slice() }
        };
        if !listeners.is_empty() {
            node.set_listeners(listeners.into_boxed_slice());
        }
        node.set_value(value);
        if let Some(is_checked) = is_checked {
            node.set_checked(is_checked);
        }
        if let Some(place) = node.children_mut() {
            *place = match children.len() {
                0 => VNode::default(),
                1 => children.remove(0),
                _ => VList::with_children(children, None).into(),
            };
        }
        node.into()
    }
}

/// What an attribute can be set to; nothing leaves it out.
pub trait AttributeValue {
    /// Sets the next attribute of `element`.
    fn put(self, element: Element) -> Element;
}

impl AttributeValue for &'static str {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.set(Some(AttrValue::Static(self)))
    }
}

impl AttributeValue for String {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.set(Some(AttrValue::from(self)))
    }
}

impl AttributeValue for AttrValue {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.set(Some(self))
    }
}

impl AttributeValue for &AttrValue {
    #[inline(never)]
    fn put(self, element: Element) -> Element {
        element.set(Some(self.clone()))
    }
}

impl<T: AttributeValue> AttributeValue for Option<T> {
    fn put(self, element: Element) -> Element {
        match self {
            Some(value) => value.put(element),
            None => element.set(None),
        }
    }
}
