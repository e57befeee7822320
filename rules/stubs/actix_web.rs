//! The signatures of actix-web that give a handler what it works with, and that take handlers.

pub use ::actix_http::{body, http};

#[derive(Clone, Debug)]
pub struct HttpRequest {}
impl HttpRequest {
    pub fn path(&self) -> &str {}
    pub fn query_string(&self) -> &str {}
    pub fn match_pattern(&self) -> Option<String> {}
    pub fn match_name(&self) -> Option<&str> {}
    pub fn conn_data<T: 'static>(&self) -> Option<&T> {}
    pub fn peer_addr(&self) -> Option<std::net::SocketAddr> {}
    pub fn app_data<T: 'static>(&self) -> Option<&T> {}
}

pub struct Resource {}
impl Resource {
    pub fn new<T>(path: T) -> Resource {}
    pub fn name(self, name: &str) -> Self {}
    pub fn guard<G>(self, guard: G) -> Self {}
    pub fn route(self, route: Route) -> Self {}
    pub fn app_data<U: 'static>(self, data: U) -> Self {}
    pub fn to<F, Args>(self, handler: F) -> Self {}
}

pub struct Route {}
impl Route {
    pub fn new() -> Route {}
    pub fn guard<F>(self, f: F) -> Self {}
    pub fn to<F, Args>(self, handler: F) -> Self {}
}

pub mod dev {
    pub use ::actix_service::{Service, ServiceFactory, Transform, always_ready, fn_factory, fn_service, forward_ready};
}

pub mod middleware {
    pub fn from_fn<F, Es>(mw_fn: F) -> MiddlewareFn<F, Es> {}
    pub struct MiddlewareFn<F, Es> {}
}

pub mod rt {
    pub use tokio::{net, pin, signal, task, time};

    pub fn spawn<Fut: std::future::Future>(f: Fut) -> tokio::task::JoinHandle<Fut::Output> {}
    pub use ::actix_rt::{Runtime, System, SystemRunner};
}

pub mod web {
    use crate::{Resource, Route};
    use std::future::Future;
    use std::ops::{Deref, DerefMut};
    use std::sync::Arc;

    pub use ::bytes::{Buf, BufMut, Bytes, BytesMut};

    pub fn resource<T>(path: T) -> Resource {}
    pub fn route() -> Route {}
    pub fn get() -> Route {}
    pub fn post() -> Route {}
    pub fn put() -> Route {}
    pub fn patch() -> Route {}
    pub fn delete() -> Route {}
    pub fn head() -> Route {}
    pub fn trace() -> Route {}
    pub fn method<M>(method: M) -> Route {}
    pub fn to<F, Args>(handler: F) -> Route {}
    pub fn block<F: FnOnce() -> R, R>(f: F) -> impl Future<Output = Result<R, crate::error::BlockingError>> {}

    #[derive(Debug)]
    pub struct Data<T: ?Sized>(Arc<T>);
    impl<T> Data<T> {
        pub fn new(state: T) -> Data<T> {}
    }
    impl<T: ?Sized> Data<T> {
        pub fn get_ref(&self) -> &T {}
        pub fn into_inner(self) -> Arc<T> {}
    }
    impl<T: ?Sized> Deref for Data<T> {
        type Target = Arc<T>;
    }
    impl<T: ?Sized> Clone for Data<T> {}
    impl<T: ?Sized> From<Arc<T>> for Data<T> {}

    #[derive(Debug)]
    pub struct Json<T>(pub T);
    impl<T> Json<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Deref for Json<T> {
        type Target = T;
    }
    impl<T> DerefMut for Json<T> {}

    #[derive(Clone, Debug)]
    pub struct Form<T>(pub T);
    impl<T> Form<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Deref for Form<T> {
        type Target = T;
    }
    impl<T> DerefMut for Form<T> {}

    #[derive(Clone, Debug)]
    pub struct Query<T>(pub T);
    impl<T> Query<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Deref for Query<T> {
        type Target = T;
    }
    impl<T> DerefMut for Query<T> {}

    #[derive(Debug)]
    pub struct Header<T>(pub T);
    impl<T> Header<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Deref for Header<T> {
        type Target = T;
    }
    impl<T> DerefMut for Header<T> {}

    #[derive(Debug)]
    pub struct Path<T>(T);
    impl<T> Path<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Deref for Path<T> {
        type Target = T;
    }
    impl<T> DerefMut for Path<T> {}

    #[derive(Clone, Debug)]
    pub struct ReqData<T>(T);
    impl<T> ReqData<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Deref for ReqData<T> {
        type Target = T;
    }
}

pub mod error {
    #[derive(Debug)]
    pub struct BlockingError {}
    impl std::error::Error for BlockingError {}
    impl std::fmt::Display for BlockingError {}
}
