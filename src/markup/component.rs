//! One component of Yew for all of the console's.

use std::{
    any::{Any, TypeId},
    rc::Rc,
};

use yew::{
    Html, Properties,
    functional::{FunctionComponent, FunctionProvider, HookContext},
    html::{BaseComponent, Context, HtmlResult},
    virtual_dom::{Key, VChild},
};

/// A component with its properties, ready to be drawn.
trait Drawing {
    /// Which component it is.
    fn kind(&self) -> TypeId;
    /// Draws it, with the state that its hooks keep.
    fn draw(&self, hooks: &mut HookContext) -> HtmlResult;
    /// Whether it is the same component with equal properties.
    fn is_same(&self, other: &dyn Drawing) -> bool;
    fn properties(&self) -> &dyn Any;
}

struct Drawn<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider + 'static> Drawing for Drawn<C> {
    fn kind(&self) -> TypeId {
        TypeId::of::<C>()
    }

    fn draw(&self, hooks: &mut HookContext) -> HtmlResult {
        C::run(hooks, &self.0)
    }

    fn is_same(&self, other: &dyn Drawing) -> bool {
        self.kind() == other.kind() && other.properties().downcast_ref().is_some_and(|other| self.0 == *other)
    }

    fn properties(&self) -> &dyn Any {
        &self.0
    }
}

/// A component in the tree.
#[inline]
pub fn component<C: FunctionProvider + 'static>(properties: C::Properties, key: Option<Key>) -> Html {
    host(Rc::new(Drawn::<C>(properties)), key)
}

#[inline(never)]
fn host(drawing: Rc<dyn Drawing>, key: Option<Key>) -> Html {
    VChild::<Host>::new(HostProps { drawing }, key).into()
}

/// Properties of [`Host`].
#[derive(Properties, Clone)]
struct HostProps {
    /// What to draw.
    drawing: Rc<dyn Drawing>,
}

impl PartialEq for HostProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.drawing, &other.drawing) || self.drawing.is_same(&*other.drawing)
    }
}

/// What every component is to Yew: the place where one is drawn, and the state of its hooks.
///
/// Where another component takes the place, the one before ends with its effects, its state and its nodes, just as
/// Yew replaces a component by one of another type.
struct Host {
    hooks: FunctionComponent<Self>,
    kind: TypeId,
    /// Whether the place is cleared for another component.
    is_cleared: bool,
}

impl FunctionProvider for Host {
    type Properties = HostProps;

    fn run(hooks: &mut HookContext, props: &HostProps) -> HtmlResult {
        props.drawing.draw(hooks)
    }
}

impl BaseComponent for Host {
    type Message = ();
    type Properties = HostProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self { hooks: FunctionComponent::new(ctx), kind: ctx.props().drawing.kind(), is_cleared: false }
    }

    fn update(&mut self, _ctx: &Context<Self>, (): ()) -> bool {
        self.is_cleared = false;
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, _old_props: &HostProps) -> bool {
        let kind = ctx.props().drawing.kind();
        if kind != self.kind {
            self.hooks.destroy();
            *self = Self { hooks: FunctionComponent::new(ctx), kind, is_cleared: true };
            ctx.link().send_message(());
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> HtmlResult {
        if self.is_cleared { Ok(Html::default()) } else { self.hooks.render(ctx.props()) }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first_render: bool) {
        self.hooks.rendered();
    }

    fn destroy(&mut self, _ctx: &Context<Self>) {
        self.hooks.destroy();
    }

    fn prepare_state(&self) -> Option<String> {
        self.hooks.prepare_state()
    }
}
