//! What stands between the braces of `html!`, as a tree.

use proc_macro2::{Span, TokenStream};
use syn::{
    Expr, Ident, Lit, Pat, Path, Token, braced,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    spanned::Spanned as _,
    token,
};

/// Nodes beside each other.
pub(crate) struct Children(pub(crate) Vec<Node>);

/// One node.
pub(crate) enum Node {
    Element(Element),
    Component(Component),
    Fragment(Children),
    /// `{ expression }`, anything that can be a child.
    Block(TokenStream),
    /// `{ for iterator }`.
    Iterator(Expr),
    Text(Lit),
    If(If),
    For(For),
}

/// `<p class="muted">…</p>`.
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) props: Vec<Prop>,
    pub(crate) children: Children,
}

/// `<Notice error={error}>…</Notice>`.
pub(crate) struct Component {
    pub(crate) path: Path,
    pub(crate) props: Vec<Prop>,
    pub(crate) children: Children,
}

/// `if condition { … } else { … }`, the condition with or without `let`.
pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Children,
    pub(crate) otherwise: Option<Box<Node>>,
}

/// `for pattern in iterator { … }`.
pub(crate) struct For {
    pub(crate) pattern: Pat,
    pub(crate) iterator: Expr,
    pub(crate) body: Children,
}

/// `name={value}`, `name="value"`, or `{name}` for both.
pub(crate) struct Prop {
    pub(crate) name: Name,
    pub(crate) value: Value,
}

/// What an attribute is set to.
pub(crate) enum Value {
    Literal(Lit),
    Expression(TokenStream),
}

/// A name with dashes in it, such as `aria-label`.
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Parse for Children {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut nodes = Vec::new();
        while !input.is_empty() && !is_closing(input) {
            nodes.push(input.parse()?);
        }
        Ok(Self(nodes))
    }
}

fn is_closing(input: ParseStream) -> bool {
    input.peek(Token![<]) && input.peek2(Token![/])
}

fn braced_children(input: ParseStream) -> syn::Result<Children> {
    let content;
    braced!(content in input);
    content.parse()
}

impl Parse for Node {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(Token![if]) {
            input.parse().map(Self::If)
        } else if input.peek(Token![for]) {
            input.parse().map(Self::For)
        } else if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            if content.peek(Token![for]) && !is_loop(&content) {
                content.parse::<Token![for]>()?;
                return content.parse().map(Self::Iterator);
            }
            content.parse().map(Self::Block)
        } else if input.peek(Token![<]) {
            parse_tag(input)
        } else {
            input.parse().map(Self::Text)
        }
    }
}

/// Whether `for` begins a Rust loop rather than Yew's `{ for iterator }`.
fn is_loop(content: ParseStream) -> bool {
    let fork = content.fork();
    fork.parse::<Token![for]>().is_ok() && Pat::parse_single(&fork).is_ok() && fork.peek(Token![in])
}

/// Anything that begins with `<`.
fn parse_tag(input: ParseStream) -> syn::Result<Node> {
    input.parse::<Token![<]>()?;
    if input.parse::<Option<Token![>]>>()?.is_some() {
        let children = input.parse()?;
        input.parse::<Token![<]>()?;
        input.parse::<Token![/]>()?;
        input.parse::<Token![>]>()?;
        return Ok(Node::Fragment(children));
    }
    let is_element =
        input.fork().call(Ident::parse_any)?.to_string().starts_with(char::is_lowercase) && !(input.peek2(Token![::]));
    if is_element {
        let name: Name = input.parse()?;
        let (props, children) = parse_rest(input, &name.text, |input| input.parse::<Name>().map(|name| name.text))?;
        return Ok(Node::Element(Element { name, props, children }));
    }
    let path: Path = input.parse()?;
    let text = |path: &Path| quote::quote!(#path).to_string();
    let (props, children) = parse_rest(input, &text(&path), |input| input.parse::<Path>().map(|path| text(&path)))?;
    Ok(Node::Component(Component { path, props, children }))
}

/// The props, and the children up to the closing tag if there is one.
fn parse_rest(
    input: ParseStream,
    name: &str,
    closing_name: impl Fn(ParseStream) -> syn::Result<String>,
) -> syn::Result<(Vec<Prop>, Children)> {
    let mut props = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        props.push(input.parse()?);
    }
    if input.parse::<Option<Token![/]>>()?.is_some() {
        input.parse::<Token![>]>()?;
        return Ok((props, Children(Vec::new())));
    }
    input.parse::<Token![>]>()?;
    let children = input.parse()?;
    input.parse::<Token![<]>()?;
    input.parse::<Token![/]>()?;
    let span = input.span();
    if closing_name(input)? != name {
        return Err(syn::Error::new(span, format!("expected `</{name}>`")));
    }
    input.parse::<Token![>]>()?;
    Ok((props, children))
}

impl Parse for Prop {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            let ident: Ident = content.parse()?;
            let name = Name { text: ident.to_string(), span: ident.span() };
            return Ok(Self { name, value: Value::Expression(quote::quote!(#ident)) });
        }
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        if !input.peek(token::Brace) {
            return Ok(Self { name, value: Value::Literal(input.parse()?) });
        }
        let content;
        braced!(content in input);
        let tokens: TokenStream = content.parse()?;
        let value = match syn::parse2::<Lit>(tokens.clone()) {
            Ok(lit) => Value::Literal(lit),
            Err(_) => Value::Expression(expression(tokens)),
        };
        Ok(Self { name, value })
    }
}

/// Statements become an expression by their braces; an expression needs none.
pub(crate) fn expression(tokens: TokenStream) -> TokenStream {
    if syn::parse2::<Expr>(tokens.clone()).is_ok() { tokens } else { quote::quote!({ #tokens }) }
}

impl Parse for Name {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let first = input.call(Ident::parse_any)?;
        let mut text = first.to_string();
        while input.parse::<Option<Token![-]>>()?.is_some() {
            text.push('-');
            text.push_str(&input.call(Ident::parse_any)?.to_string());
        }
        Ok(Self { text, span: first.span() })
    }
}

impl Parse for If {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = input.call(Expr::parse_without_eager_brace)?;
        let then = braced_children(input)?;
        let otherwise = match input.parse::<Option<Token![else]>>()? {
            Some(_) if input.peek(Token![if]) => Some(Box::new(Node::If(input.parse()?))),
            Some(_) => Some(Box::new(Node::Fragment(braced_children(input)?))),
            None => None,
        };
        Ok(Self { condition, then, otherwise })
    }
}

impl Parse for For {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        input.parse::<Token![for]>()?;
        let pattern = Pat::parse_multi(input)?;
        input.parse::<Token![in]>()?;
        let iterator = input.call(Expr::parse_without_eager_brace)?;
        Ok(Self { pattern, iterator, body: braced_children(input)? })
    }
}

impl Component {
    pub(crate) fn span(&self) -> Span {
        self.path.span()
    }
}
