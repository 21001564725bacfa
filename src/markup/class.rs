//! The classes of an element, some of them only sometimes there.

use yew::AttrValue;

/// The classes that are there: `classes!("card", is_open.then_some("card-open"))`.
macro_rules! classes {
    ($($part:expr),+ $(,)?) => {
        $crate::markup::class_list(&[$(&$part as &dyn $crate::markup::ClassPart),+])
    };
}
pub(crate) use classes;

/// A class or none.
pub trait ClassPart {
    /// The class, where it is there.
    fn class(&self) -> Option<&str>;
}

impl ClassPart for &'static str {
    fn class(&self) -> Option<&str> {
        Some(self)
    }
}

impl ClassPart for String {
    fn class(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: ClassPart> ClassPart for Option<T> {
    fn class(&self) -> Option<&str> {
        self.as_ref().and_then(T::class)
    }
}

/// The classes in one attribute; none where there is no class.
#[inline(never)]
pub fn class_list(parts: &[&dyn ClassPart]) -> Option<AttrValue> {
    let mut list = String::new();
    for class in parts.iter().filter_map(|part| part.class()) {
        if !list.is_empty() {
            list.push(' ');
        }
        list.push_str(class);
    }
    (!list.is_empty()).then(|| list.into())
}
