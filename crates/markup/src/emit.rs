//! The calls into the console's module `markup` that a tree becomes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Lit;

use crate::tree::{Children, Component, Element, For, If, Name, Node, Prop, Value, expression};

/// Attributes that are there or not, whatever they are set to.
const FLAGS: [&str; 14] = [
    "autofocus",
    "default",
    "disabled",
    "hidden",
    "inert",
    "loop",
    "multiple",
    "muted",
    "novalidate",
    "open",
    "readonly",
    "required",
    "reversed",
    "selected",
];

/// An expression of type `Html` for everything between the braces.
pub(crate) fn root(children: &Children) -> TokenStream {
    match &children.0[..] {
        [] => quote!(::yew::Html::default()),
        [Node::Element(element)] => {
            let element = self::element(element);
            quote!(#element.html())
        }
        [node @ (Node::Component(_) | Node::If(_) | Node::For(_))] => self::node(node),
        nodes => {
            let children = nodes.iter().map(child);
            quote!(crate::markup::fragment()#(#children)*.html())
        }
    }
}

/// `.child(…)`, to be put after an element.
fn child(node: &Node) -> TokenStream {
    match node {
        Node::Text(lit) => {
            let text = text_of(lit);
            quote!(.text(#text))
        }
        other => {
            let node = self::node(other);
            quote!(.child(#node))
        }
    }
}

/// An expression of a type that can be a child.
fn node(node: &Node) -> TokenStream {
    match node {
        Node::Element(element) => self::element(element),
        Node::Component(component) => self::component(component),
        Node::Fragment(children) => root(children),
        Node::Block(tokens) => expression(tokens.clone()),
        Node::Iterator(iterator) => quote!(crate::markup::each(#iterator)),
        Node::Text(lit) => {
            let text = text_of(lit);
            quote!(#text)
        }
        Node::If(if_) => self::if_(if_),
        Node::For(for_) => self::for_(for_),
    }
}

fn if_(If { condition, then, otherwise }: &If) -> TokenStream {
    let then = root(then);
    let otherwise = otherwise.as_ref().map_or_else(|| quote!(::yew::Html::default()), |node| self::node(node));
    quote!(if #condition { #then } else { #otherwise })
}

fn for_(For { pattern, iterator, body }: &For) -> TokenStream {
    let children = body.0.iter().map(child);
    let list = Ident::new("list", Span::mixed_site());
    quote! {{
        let mut #list = crate::markup::fragment();
        for #pattern in #iterator {
            #list = #list #(#children)*;
        }
        #list.html()
    }}
}

fn element(Element { name, props, children }: &Element) -> TokenStream {
    let mut attributes = Vec::new();
    let mut flags = Vec::new();
    let mut class = None;
    let mut calls = TokenStream::new();
    let is_control = matches!(&*name.text, "input" | "textarea");
    for prop in props {
        let value = value_of(&prop.value);
        let span = prop.name.span;
        match &*prop.name.text {
            "key" => calls.extend(quote_spanned!(span=> .key(#value))),
            "ref" => calls.extend(quote_spanned!(span=> .node_ref(#value))),
            "value" if is_control => calls.extend(quote_spanned!(span=> .value(#value))),
            "checked" if is_control => calls.extend(quote_spanned!(span=> .checked(#value))),
            "class" => class = Some(prop),
            text if text.starts_with("on") => {
                let event = Ident::new(text, span);
                calls.extend(quote_spanned!(span=> .on(::yew::html::#event::Wrapper::__macro_new(#value))));
            }
            text if FLAGS.contains(&text) => flags.push(prop),
            _ => attributes.push(prop),
        }
    }
    attributes.extend(flags);
    attributes.extend(class);

    let tag = &name.text;
    let head = head(tag, &attributes);
    let children = children.0.iter().map(child);
    quote_spanned!(name.span=> #head #calls #(#children)*)
}

/// The element with its attributes: all of them fixed, or their names and then one value after the other.
fn head(tag: &str, attributes: &[&Prop]) -> TokenStream {
    if attributes.is_empty() {
        return quote!(crate::markup::element(#tag));
    }
    let names = attributes.iter().map(|prop| &prop.name.text);
    let fixed = attributes.iter().map(|prop| fixed_value(prop)).collect::<Option<Vec<_>>>();
    if let Some(values) = fixed {
        return quote! {
            crate::markup::fixed(#tag, &[#((#names, ::yew::virtual_dom::AttributeOrProperty::Static(#values))),*])
        };
    }
    let values = attributes.iter().map(|prop| {
        let value = value_of(&prop.value);
        let span = prop.name.span;
        if FLAGS.contains(&&*prop.name.text) {
            quote_spanned!(span=> .flag(#value))
        } else {
            quote_spanned!(span=> .attribute(#value))
        }
    });
    quote!(crate::markup::with_names(#tag, &[#(#names),*]) #(#values)*)
}

/// The text of an attribute that is the same at every rendering.
fn fixed_value(prop: &Prop) -> Option<String> {
    match &prop.value {
        Value::Literal(Lit::Bool(lit)) => lit.value.then(|| prop.name.text.clone()),
        Value::Literal(lit) => Some(text_of(lit)),
        Value::Expression(_) => None,
    }
}

fn value_of(value: &Value) -> TokenStream {
    match value {
        Value::Literal(lit) => quote!(#lit),
        Value::Expression(tokens) => tokens.clone(),
    }
}

/// A literal as text, as `to_string` writes it.
fn text_of(lit: &Lit) -> String {
    match lit {
        Lit::Str(lit) => lit.value(),
        Lit::Char(lit) => lit.value().into(),
        Lit::Int(lit) => lit.base10_digits().to_owned(),
        other => quote!(#other).to_string(),
    }
}

/// A component by the builder that its properties derive.
fn component(component: &Component) -> TokenStream {
    let Component { path, props, children } = component;
    let span = component.span();
    let mut key = quote!(::std::option::Option::None);
    let (builder, token) = (Ident::new("builder", Span::mixed_site()), Ident::new("token", Span::mixed_site()));
    let mut setters = Vec::new();
    for Prop { name: Name { text, span }, value } in props {
        let value = value_of(value);
        if text == "key" {
            key = quote!(::std::option::Option::Some(::yew::virtual_dom::Key::from(#value)));
        } else {
            let setter = Ident::new(text, *span);
            setters.push(quote_spanned!(*span=> let #token = #builder.#setter(#token, #value);));
        }
    }
    if !children.0.is_empty() {
        let children = root(children);
        setters.push(quote!(let #token = #builder.children(#token, #children);));
    }
    quote_spanned! {span=> {
        let mut #builder = <<#path as ::yew::html::BaseComponent>::Properties as ::yew::html::Properties>::builder();
        let #token = ::yew::html::AssertAllProps;
        #(#setters)*
        crate::markup::component::<#path>(::yew::html::Buildable::prepare_build(#builder, &#token).build(), #key)
    }}
}
