//! What the macros of std and of other crates give: a function of each macro's name in a module of its crate's name. What a call gives is
//! what the function gives that has as many parameters as the macro has arguments, or the most that are not more; the arguments are
//! matched with the parameters. A crate that has no stub is named from outside: `::serde_json::Value`.

/// What `write!` can write to, and what comes of it.
pub trait WriteTarget {
    type Result;
}
impl<W: crate::io::Write> WriteTarget for W { type Result = crate::io::Result<()>; }
impl WriteTarget for String { type Result = crate::fmt::Result; }
impl WriteTarget for crate::fmt::Formatter<'_> { type Result = crate::fmt::Result; }
impl<W: WriteTarget> WriteTarget for &mut W { type Result = W::Result; }

pub mod std {
    use super::WriteTarget;
    pub fn assert() {}
    pub fn assert_eq() {}
    pub fn assert_ne() {}
    pub fn cfg() -> bool {}
    pub fn column() -> u32 {}
    pub fn compile_error() -> ! {}
    pub fn concat() -> &'static str {}
    pub fn dbg() {}
    pub fn dbg<T>(value: T) -> T {}
    pub fn dbg<A, B>(a: A, b: B) -> (A, B) {}
    pub fn debug_assert() {}
    pub fn debug_assert_eq() {}
    pub fn debug_assert_ne() {}
    pub fn env() -> &'static str {}
    pub fn eprint() {}
    pub fn eprintln() {}
    pub fn file() -> &'static str {}
    pub fn format() -> String {}
    pub fn format_args() -> crate::fmt::Arguments<'static> {}
    pub fn include_bytes() -> &'static [u8] {}
    pub fn include_str() -> &'static str {}
    pub fn line() -> u32 {}
    pub fn matches() -> bool {}
    pub fn module_path() -> &'static str {}
    pub fn option_env() -> Option<&'static str> {}
    pub fn panic() -> ! {}
    pub fn pin<T>(value: T) -> crate::pin::Pin<&mut T> {}
    pub fn print() {}
    pub fn println() {}
    pub fn ready<T>(poll: crate::task::Poll<T>) -> T {}
    pub fn select<T>(a: T, b: T) -> T {}
    pub fn select<T>(a: T, b: T, c: T) -> T {}
    pub fn select<T>(a: T, b: T, c: T, d: T) -> T {}
    pub fn select_biased<T>(a: T, b: T) -> T {}
    pub fn select_biased<T>(a: T, b: T, c: T) -> T {}
    pub fn select_biased<T>(a: T, b: T, c: T, d: T) -> T {}
    pub fn stringify() -> &'static str {}
    pub fn todo() -> ! {}
    pub fn unimplemented() -> ! {}
    pub fn unreachable() -> ! {}
    pub fn vec<T>() -> Vec<T> {}
    pub fn vec<T>(element: T) -> Vec<T> {}
    pub fn write<W: WriteTarget>(target: W) -> W::Result {}
    pub fn writeln<W: WriteTarget>(target: W) -> W::Result {}
}

pub mod anyhow {
    pub fn anyhow() -> ::anyhow::Error {}
    pub fn bail() -> ! {}
    pub fn ensure() {}
    pub fn format_err() -> ::anyhow::Error {}
}

pub mod eyre {
    pub fn bail() -> ! {}
    pub fn ensure() {}
    pub fn eyre() -> ::eyre::Report {}
}

pub mod color_eyre {
    pub fn bail() -> ! {}
    pub fn ensure() {}
    pub fn eyre() -> ::eyre::Report {}
}

pub mod miette {
    pub fn bail() -> ! {}
    pub fn ensure() {}
    pub fn miette() -> ::miette::Report {}
}

pub mod serde_json {
    pub fn json() -> ::serde_json::Value {}
}

pub mod log {
    pub fn debug() {}
    pub fn error() {}
    pub fn info() {}
    pub fn log() {}
    pub fn trace() {}
    pub fn warn() {}
}

pub mod tracing {
    pub fn debug() {}
    pub fn debug_span() -> ::tracing::Span {}
    pub fn error() {}
    pub fn error_span() -> ::tracing::Span {}
    pub fn event() {}
    pub fn info() {}
    pub fn info_span() -> ::tracing::Span {}
    pub fn span() -> ::tracing::Span {}
    pub fn trace() {}
    pub fn trace_span() -> ::tracing::Span {}
    pub fn warn() {}
    pub fn warn_span() -> ::tracing::Span {}
}

pub mod tokio {
    use crate::future::Future;
    pub fn join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {}
    pub fn join<A: Future, B: Future, C: Future>(a: A, b: B, c: C) -> (A::Output, B::Output, C::Output) {}
    pub fn join<A: Future, B: Future, C: Future, D: Future>(a: A, b: B, c: C, d: D) -> (A::Output, B::Output, C::Output, D::Output) {}
    pub fn pin() {}
    pub fn select<T>(a: T, b: T) -> T {}
    pub fn select<T>(a: T, b: T, c: T) -> T {}
    pub fn select<T>(a: T, b: T, c: T, d: T) -> T {}
    pub fn try_join<A, B, E>(a: impl Future<Output = Result<A, E>>, b: impl Future<Output = Result<B, E>>) -> Result<(A, B), E> {}
    pub fn try_join<A, B, C, E>(
        a: impl Future<Output = Result<A, E>>,
        b: impl Future<Output = Result<B, E>>,
        c: impl Future<Output = Result<C, E>>,
    ) -> Result<(A, B, C), E> {}
}

pub mod futures {
    use crate::future::Future;
    pub fn join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {}
    pub fn join<A: Future, B: Future, C: Future>(a: A, b: B, c: C) -> (A::Output, B::Output, C::Output) {}
    pub fn pin_mut() {}
    pub fn ready<T>(poll: crate::task::Poll<T>) -> T {}
    pub fn try_join<A, B, E>(a: impl Future<Output = Result<A, E>>, b: impl Future<Output = Result<B, E>>) -> Result<(A, B), E> {}
    pub fn try_join<A, B, C, E>(
        a: impl Future<Output = Result<A, E>>,
        b: impl Future<Output = Result<B, E>>,
        c: impl Future<Output = Result<C, E>>,
    ) -> Result<(A, B, C), E> {}
}
