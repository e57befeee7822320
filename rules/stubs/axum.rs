//! The signatures of axum that give a handler what it works with, and that take handlers.

pub use ::http;
pub use extract::{Extension, Form, Json};

pub struct Router<S = ()> {}
impl<S> Router<S> {
    pub fn new() -> Self {}
    pub fn route(self, path: &str, method_router: routing::MethodRouter<S>) -> Self {}
    pub fn route_service<T>(self, path: &str, service: T) -> Self {}
    pub fn nest(self, path: &str, router: Router<S>) -> Self {}
    pub fn nest_service<T>(self, path: &str, service: T) -> Self {}
    pub fn merge<R>(self, other: R) -> Self {}
    pub fn layer<L>(self, layer: L) -> Router<S> {}
    pub fn route_layer<L>(self, layer: L) -> Self {}
    pub fn fallback<H, T>(self, handler: H) -> Self {}
    pub fn fallback_service<T>(self, service: T) -> Self {}
    pub fn with_state<S2>(self, state: S) -> Router<S2> {}
}
impl<S> Clone for Router<S> {}
impl<S> Default for Router<S> {}

pub mod extract {
    use std::ops::{Deref, DerefMut};

    #[derive(Clone, Copy, Debug, Default)]
    pub struct State<S>(pub S);
    impl<S> Deref for State<S> {
        type Target = S;
    }
    impl<S> DerefMut for State<S> {}

    #[derive(Clone, Copy, Debug, Default)]
    pub struct Extension<T>(pub T);
    impl<T> Deref for Extension<T> {
        type Target = T;
    }
    impl<T> DerefMut for Extension<T> {}

    #[derive(Clone, Copy, Debug, Default)]
    pub struct Json<T>(pub T);
    impl<T> Deref for Json<T> {
        type Target = T;
    }
    impl<T> DerefMut for Json<T> {}
    impl<T> From<T> for Json<T> {}

    #[derive(Clone, Copy, Debug, Default)]
    pub struct Form<T>(pub T);
    impl<T> Deref for Form<T> {
        type Target = T;
    }
    impl<T> DerefMut for Form<T> {}

    #[derive(Clone, Copy, Debug, Default)]
    pub struct Query<T>(pub T);
    impl<T> Deref for Query<T> {
        type Target = T;
    }
    impl<T> DerefMut for Query<T> {}

    #[derive(Debug)]
    pub struct Path<T>(pub T);
    impl<T> Deref for Path<T> {
        type Target = T;
    }
    impl<T> DerefMut for Path<T> {}

    #[derive(Clone, Copy, Debug)]
    pub struct ConnectInfo<T>(pub T);
    impl<T> Deref for ConnectInfo<T> {
        type Target = T;
    }
    impl<T> DerefMut for ConnectInfo<T> {}

    pub trait FromRef<T> {
        fn from_ref(input: &T) -> Self;
    }
    pub trait FromRequest<S>: Sized {
        type Rejection;
    }
    pub trait FromRequestParts<S>: Sized {
        type Rejection;
    }
}

pub mod handler {
    pub trait Handler<T, S> {}
}

pub mod middleware {
    pub fn from_fn<F, T>(f: F) -> FromFnLayer<F, (), T> {}
    pub fn from_fn_with_state<F, S, T>(state: S, f: F) -> FromFnLayer<F, S, T> {}
    pub struct FromFnLayer<F, S, T> {}
}

pub mod response {
    pub use super::extract::{Extension, Form, Json};

    pub trait IntoResponse {}
    #[derive(Clone, Copy, Debug)]
    pub struct Html<T>(pub T);
    impl<T> From<T> for Html<T> {}
}

pub mod routing {
    pub use crate::Router;
    use std::convert::Infallible;

    pub fn any<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn connect<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn delete<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn get<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn head<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn on<H, T, S>(filter: MethodFilter, handler: H) -> MethodRouter<S, Infallible> {}
    pub fn options<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn patch<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn post<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn put<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}
    pub fn trace<H, T, S>(handler: H) -> MethodRouter<S, Infallible> {}

    #[derive(Clone, Copy, Debug)]
    pub struct MethodFilter {}
    pub struct MethodRouter<S = (), E = Infallible> {}
    impl<S, E> MethodRouter<S, E> {
        pub fn new() -> Self {}
        pub fn connect<H, T>(self, handler: H) -> Self {}
        pub fn delete<H, T>(self, handler: H) -> Self {}
        pub fn fallback<H, T>(self, handler: H) -> Self {}
        pub fn get<H, T>(self, handler: H) -> Self {}
        pub fn head<H, T>(self, handler: H) -> Self {}
        pub fn on<H, T>(self, filter: MethodFilter, handler: H) -> Self {}
        pub fn options<H, T>(self, handler: H) -> Self {}
        pub fn patch<H, T>(self, handler: H) -> Self {}
        pub fn post<H, T>(self, handler: H) -> Self {}
        pub fn put<H, T>(self, handler: H) -> Self {}
        pub fn trace<H, T>(self, handler: H) -> Self {}
        pub fn merge(self, other: MethodRouter<S, E>) -> Self {}
        pub fn layer<L>(self, layer: L) -> MethodRouter<S, E> {}
        pub fn route_layer<L>(self, layer: L) -> MethodRouter<S, E> {}
        pub fn with_state<S2>(self, state: S) -> MethodRouter<S2, E> {}
    }
    impl<S, E> Clone for MethodRouter<S, E> {}
}
